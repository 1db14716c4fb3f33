// What every model has: the engine, a scope that ends with the app, ways to go, and one place where failures are told.
package kz.gamma.ui.model

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.launch
import kz.gamma.engine.AppException
import kz.gamma.engine.AppInterface
import kz.gamma.engine.Subject
import kz.gamma.engine.attempt
import kz.gamma.engine.code
import kz.gamma.engine.view
import kz.gamma.ui.screens.script.ScriptInHand
import java.time.Instant

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
    /** A video from the gallery or the camera; null when the person turned back. */
    val pickVideo: suspend (isCamera: Boolean) -> String?,
    val copy: (String) -> Unit,
    val onFailure: (String) -> Unit,
)

abstract class Model<S>(protected val context: Context, start: S) {
    var state: S by mutableStateOf(start)
        protected set

    protected val app: AppInterface get() = context.app

    /** Keeps the state new: loaded now and after each change of `subjects`. */
    protected fun <T> follow(vararg subjects: Subject, load: suspend () -> T, show: (T) -> Unit): Job =
        context.scope.launch {
            attempt { app.view(*subjects) { load() }.collect { show(it) } }.onFailure { tell(it) }
        }

    /** Does something once; what fails is told, unless `onFailure` knows better. */
    protected fun does(onFailure: (String) -> Unit = context.onFailure, work: suspend () -> Unit): Job =
        context.scope.launch { attempt { work() }.onFailure { if (it is AppException) onFailure(it.code) else throw it } }

    protected suspend fun now(): Instant = app.status().serverNow

    private fun tell(failure: Throwable) {
        if (failure is AppException) context.onFailure(failure.code) else throw failure
    }
}
