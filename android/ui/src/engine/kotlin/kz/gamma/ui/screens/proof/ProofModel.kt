// The settings' proof over the engine: of the first handle that is not proved yet.
package kz.gamma.ui.screens.proof

import kz.gamma.engine.HandleView
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.shown
import kz.gamma.ui.parts.Platform

class ProofModel(context: Context) : Model<ProofState>(context, ProofState(Platform.Tiktok, "")) {
    private val look = HandleLook(context) { state = state.copy(proof = it) }
    private var mine: HandleView? = null

    init {
        does {
            val handles = app.profile().show().handles
            val handle = handles.firstOrNull { !it.isProved } ?: handles.firstOrNull() ?: return@does context.back()
            mine = handle
            state = ProofState(handle.platform.shown(), handle.handle, if (handle.isProved) Proof.Proved else Proof.None)
            if (!handle.isProved) look.begin(handle.platform, handle.handle)
        }
    }

    fun act(action: ProofAction) {
        when (action) {
            ProofAction.Back -> context.back()
            ProofAction.Prove -> mine?.let { does { look.ask(it.platform) } }
        }
    }
}
