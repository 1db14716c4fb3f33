// A handle before, during and after the look at its bio.
package kz.gamma.ui.screens.proof

import kz.gamma.ui.parts.Platform
import kz.gamma.ui.screens.Sample

object ProofSamples {
    private const val BIO = "gamma-0a1b2c3d"
    private val aigul = ProofState(Platform.Tiktok, "aigul.films", Proof.Shown(BIO))

    val all = listOf(
        Sample("code", aigul),
        Sample("checking", aigul.copy(proof = Proof.Checking(BIO))),
        Sample("not_found", aigul.copy(proof = Proof.NotFound(BIO))),
        Sample("proved", aigul.copy(proof = Proof.Proved)),
    )
}
