// The proof of a handle over the engine: the code is known here, the look is the server's, and a look that finds nothing says nothing.
package kz.gamma.ui.screens.proof

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withTimeoutOrNull
import kz.gamma.engine.CommandKind
import kz.gamma.engine.Platform
import kz.gamma.engine.Subject
import kz.gamma.engine.view
import kz.gamma.ui.model.Context

class HandleLook(private val context: Context, private val show: (Proof) -> Unit) {
    private var code = ""

    /** What must stand in the bio. */
    suspend fun begin(platform: Platform, handle: String) {
        code = context.app.profile().proofCode(platform, handle)
        show(Proof.Shown(code))
    }

    /** Asks for a look. Without a network it waits; after the answer the look itself takes a few seconds. */
    suspend fun ask(platform: Platform) {
        context.app.profile().proveHandle(platform)
        show(Proof.Checking(code))
        val profile = context.app.view(Subject.PROFILE, Subject.WAITING) { context.app.profile().show() }
        profile.first { view -> view.asked.none { it.kind == CommandKind.PROVE_HANDLE } }
        val proved = withTimeoutOrNull(LOOK_MS) {
            profile.first { view -> view.handles.any { it.platform == platform && it.isProved } }
        }
        show(if (proved == null) Proof.NotFound(code) else Proof.Proved)
    }

    private companion object {
        const val LOOK_MS = 20_000L
    }
}
