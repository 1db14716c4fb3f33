/** What a screen does about a failure: every variant has a code, and each code has a sentence under `error.{code}`. */
package kz.gamma.engine

/** Names the sentence. */
val AppException.code: String
    get() = when (this) {
        is AppException.Retry -> code
        is AppException.SignIn -> code
        is AppException.FixInput -> code
        is AppException.Update -> code
        is AppException.Wait -> code
        is AppException.CallUs -> code
        is AppException.Cancelled -> "cancelled"
    }

/** The key of the sentence in the string files. */
val AppException.sentence: String get() = "error.$code"

/**
 * Runs a call and turns whatever ends it into an [AppException]: a bug inside the engine too, which the border hands
 * over as an exception of its own. Cancellation of the coroutine passes through.
 */
suspend fun <T> attempt(call: suspend () -> T): Result<T> =
    try {
        Result.success(call())
    } catch (failure: AppException) {
        Result.failure(failure)
    } catch (bug: InternalException) {
        Result.failure(AppException.CallUs("internal"))
    }
