// The process: one engine, and a scope that lives as long as it does.
package kz.gamma.app

import android.app.Application
import android.content.Context
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob

class GammaApplication : Application() {
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    val engine by lazy { Engine(this, scope) }
}

val Context.gamma: GammaApplication get() = applicationContext as GammaApplication
