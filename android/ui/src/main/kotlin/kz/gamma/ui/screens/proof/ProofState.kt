// The proof of a handle: a code for the bio, a look at it, and what the look found.
package kz.gamma.ui.screens.proof

import kz.gamma.ui.parts.Platform

data class ProofState(val platform: Platform, val handle: String, val proof: Proof = Proof.None)

sealed interface Proof {
    data object None : Proof
    data class Shown(val code: String) : Proof
    data class Checking(val code: String) : Proof
    data class NotFound(val code: String) : Proof
    data object Proved : Proof
}

sealed interface ProofAction {
    data object Back : ProofAction
    data object Prove : ProofAction
}
