// What every model has: the engine, a scope that ends with the app, ways to go, and one place where failures are told.
package kz.gamma.ui.model

import androidx.compose.runtime.Composable
import androidx.compose.runtime.RememberObserver
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import java.time.Instant
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.launch
import kz.gamma.engine.AppException
import kz.gamma.engine.AppInterface
import kz.gamma.engine.Subject
import kz.gamma.engine.attempt
import kz.gamma.engine.code
import kz.gamma.engine.view
import kz.gamma.ui.screens.script.ScriptInHand
import kz.gamma.ui.words.Document

/** What the system gives the app beside the engine. */
interface System {
    val version: String

    /** A video from the gallery or the camera, as a path; null when the person turned back. */
    suspend fun pickVideo(isCamera: Boolean): String?

    /** A picture for a campaign's card, as a path; null when the person turned back. */
    suspend fun pickPicture(): String?

    fun copy(text: String)

    /** To another app; a system without a sheet for it copies. */
    fun share(text: String) = copy(text)

    /** Opens a post in its app, a video in the system's player. */
    fun open(link: String)

    /** Pages asked for from outside: a notification, a link. */
    val asked: Flow<Route> get() = emptyFlow()

    /** The system's own way back, where it has one. */
    @Composable
    fun OnBack(isPossible: Boolean, back: () -> Unit) = Unit
}

/** Where the app can be. */
sealed interface Route {
    data object Offers : Route
    data object Deals : Route
    data object Money : Route
    data object Scripts : Route
    data class Yes(val campaign: String, val isAtOnce: Boolean) : Route
    data class Deal(val id: String) : Route
    data class Draft(val id: String) : Route

    /** `link`: the published post, where another app handed it over. */
    data class Post(val id: String, val link: String = "") : Route

    data class Payout(val id: String) : Route
    data object Request : Route
    data class Advance(val earning: String) : Route
    data object Iban : Route
    data class Studio(val deal: String?) : Route
    data class Script(val script: ScriptInHand) : Route
    data class Reading(val lines: List<String>, val syllables: Int) : Route
    data object Inbox : Route
    data object Settings : Route
    data class Text(val document: Document) : Route
    data object Proof : Route
    data object Review : Route
    data object Campaigns : Route
    data object Invoices : Route
    data object Plan : Route
}

class Context(
    val app: AppInterface,
    val scope: CoroutineScope,
    val go: (Route) -> Unit,
    val back: () -> Unit,
    val system: System,
    val onFailure: (String) -> Unit,
)

/** Remembered by the page it belongs to: what it follows ends with the page, what it does goes on. */
abstract class Model<S>(protected val context: Context, start: S) : RememberObserver {
    private val follows = SupervisorJob(context.scope.coroutineContext[Job])

    var state: S by mutableStateOf(start)
        protected set

    protected val app: AppInterface get() = context.app

    /** Keeps the state new: loaded now and after each change of `subjects`. */
    protected fun <T> follow(vararg subjects: Subject, load: suspend () -> T, show: (T) -> Unit): Job =
        context.scope.launch(follows) {
            attempt { app.view(*subjects) { load() }.collect { show(it) } }.onFailure { tell(it) }
        }

    override fun onRemembered() = Unit

    override fun onForgotten() = follows.cancel()

    override fun onAbandoned() = follows.cancel()

    /** Does something once; what fails is told, unless `onFailure` knows better. */
    protected fun does(onFailure: (String) -> Unit = context.onFailure, work: suspend () -> Unit): Job =
        context.scope.launch { attempt { work() }.onFailure { if (it is AppException) onFailure(it.code) else throw it } }

    protected suspend fun now(): Instant = app.status().serverNow

    /** Whoever signed out knows it: the first session stands there by itself. */
    private fun tell(failure: Throwable) {
        if (failure is AppException.SignIn) return
        if (failure is AppException) context.onFailure(failure.code) else throw failure
    }
}
