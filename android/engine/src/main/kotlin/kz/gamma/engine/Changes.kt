/** Listeners as flows: a screen collects its view, and gets a new one after each change that it is old about. */
package kz.gamma.engine

import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.flow

/** What changed, as it is told. Nothing is lost while a collector is busy; the subscription ends with collecting. */
fun AppInterface.changes(): Flow<Set<Subject>> = callbackFlow {
    val subscription = watch(object : ChangeListener {
        override fun changed(subjects: List<Subject>) {
            trySend(subjects.toSet())
        }
    })
    awaitClose {
        subscription.cancel()
        subscription.destroy()
    }
}.buffer(Channel.UNLIMITED)

/**
 * A screen's view: loaded at once and again whenever one of [subjects] has changed. Changes that come while a view is
 * being loaded make it load once more, not once each. A load that fails ends the flow with its [AppException].
 */
fun <T> AppInterface.view(vararg subjects: Subject, load: suspend () -> T): Flow<T> = flow {
    val wanted = subjects.toSet()
    val old = Channel<Unit>(capacity = 1, onBufferOverflow = BufferOverflow.DROP_OLDEST)
    val subscription = watch(object : ChangeListener {
        override fun changed(subjects: List<Subject>) {
            if (subjects.any(wanted::contains)) old.trySend(Unit)
        }
    })
    try {
        // Watched before it is loaded: what changes in between is not missed.
        emit(load())
        for (change in old) emit(load())
    } finally {
        subscription.cancel()
        subscription.destroy()
    }
}
