// The company's step: empty, signed for, signed for by somebody else, and what can be wrong.
package kz.gamma.ui.screens.company

import kz.gamma.ui.screens.Sample

object CompanySamples {
    private val filled = CompanyState.Form("Sulu Cosmetics", "240340000157")
    private val invite = CompanyState.Invite("Sulu Cosmetics")

    val all: List<Sample<CompanyState>> = listOf(
        Sample("signs", filled.copy(maySign = true, hasTaxAuthority = true)),
        Sample("empty", CompanyState.Form()),
        Sample("signs_no_authority", filled.copy(maySign = true)),
        Sample("other_signs", filled.copy(maySign = false)),
        Sample("bin_wrong", filled.copy(problem = CompanyProblem.BinWrong)),
        Sample("bin_taken", filled.copy(maySign = false, problem = CompanyProblem.BinTaken)),
        Sample("offline", filled.copy(isOffline = true)),
        Sample("invite", invite),
        Sample("invite_wrong", invite.copy(number = "727 250 11 22", isWrong = true)),
        Sample("invite_sent", invite.copy(number = "701 234 56 78", isSent = true)),
    )
}
