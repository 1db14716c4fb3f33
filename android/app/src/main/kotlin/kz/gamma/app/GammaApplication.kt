// The process: one engine, one font, and a scope that lives as long as it does.
package kz.gamma.app

import android.app.Application
import android.content.Context
import androidx.compose.ui.text.font.FontFamily
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob

open class GammaApplication : Application() {
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    val engine by lazy { Engine(this, scope) }

    /** The letters of every screen. */
    open val family: FontFamily by lazy { onest(assets) }
}

val Context.gamma: GammaApplication get() = applicationContext as GammaApplication

/** A service of the system that every phone has. */
inline fun <reified T : Any> Context.service(): T = checkNotNull(getSystemService(T::class.java)) { "no ${T::class}" }
