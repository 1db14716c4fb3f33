// The one window: opens the engine, shows the shared screens in the person's language and theme, and follows links.
package kz.gamma.app

import android.Manifest.permission.POST_NOTIFICATIONS
import android.content.Intent
import android.os.Build
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.result.contract.ActivityResultContracts.RequestPermission
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.lifecycleScope
import androidx.lifecycle.repeatOnLifecycle
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kz.gamma.engine.App
import kz.gamma.engine.DealStage
import kz.gamma.engine.DealState
import kz.gamma.engine.Subject
import kz.gamma.engine.attempt
import kz.gamma.engine.view
import kz.gamma.ui.model.Route

class MainActivity : ComponentActivity() {
    private lateinit var system: PhoneSystem
    private val permission = registerForActivityResult(RequestPermission()) {}
    private val videos = MediaPick(this)

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        system = PhoneSystem(this, gamma.engine.version(), videos)
        setContent { Host(gamma.engine, system, gamma.scope, gamma.family) }
        if (savedInstanceState == null) follow(intent)
        lifecycleScope.launch {
            repeatOnLifecycle(Lifecycle.State.STARTED) { attempt { askToNotify(gamma.engine.app()) } }
        }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        follow(intent)
    }

    override fun onStart() {
        super.onStart()
        gamma.engine.lockScreen.isWatched = true
        gamma.engine.lockScreen.clear()
        gamma.scope.launch { attempt { gamma.engine.app().start() } }
    }

    override fun onStop() {
        gamma.engine.lockScreen.isWatched = false
        val gamma = gamma
        gamma.scope.launch {
            attempt {
                val app = gamma.engine.app()
                app.stop()
                val status = app.status()
                SyncJob.plan(gamma, SyncJob.isWantedAgain(status))
            }
        }
        super.onStop()
    }

    private fun follow(intent: Intent) {
        DeepLink.route(intent)?.let(system::ask)
        val link = DeepLink.post(intent) ?: return
        lifecycleScope.launch { attempt { system.ask(postOf(gamma.engine.app(), link)) } }
    }

    /** Only who waits for something has a reason to say yes: so it is asked after the first deal. */
    private suspend fun askToNotify(app: App) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
        app.view(Subject.DEALS) { app.deals().list() }.first { it.isNotEmpty() }
        permission.launch(POST_NOTIFICATIONS)
    }
}

/** A shared post belongs to the deal that waits for one; when that is not clear, the list of deals is the place. */
internal suspend fun postOf(app: App, link: String): Route {
    val waiting = app.deals().list().filter { (it.stage as? DealStage.Agreed)?.state == DealState.CLEARED }
    return waiting.singleOrNull()?.let { Route.Post(it.deal, link) } ?: Route.Deals
}
