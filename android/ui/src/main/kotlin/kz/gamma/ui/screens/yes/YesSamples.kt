// Every card that a first YES can open.
package kz.gamma.ui.screens.yes

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.deck.lipstickTerms
import kz.gamma.ui.screens.tg

object YesSamples {
    private fun at(step: YesStep) = YesState("1 видео: кешкі далап", "Sulu Cosmetics", tg(9_300), step)

    private fun missing(vararg done: String) = YesStep.Missing(
        listOf("contract", "personal_data", "profile", "handle", "identity", "tax_interview").map { MissingItem(it, it in done) },
    )

    val all = listOf(
        Sample("terms", at(YesStep.ReadTerms(lipstickTerms))),
        Sample("missing", at(missing("contract", "personal_data", "profile", "handle"))),
        Sample("missing_all", at(missing())),
        Sample("identity", at(YesStep.Identity("Қалдыбек Айгүл", "030714"))),
        Sample("identity_wrong", at(YesStep.Identity("Қалдыбек Айгүл", "030714500124", IdentityProblem.Wrong))),
        Sample("identity_taken", at(YesStep.Identity("Қалдыбек Айгүл", "030714500123", IdentityProblem.Taken))),
        Sample("under_age", at(YesStep.UnderAge)),
        Sample("tax_sole", at(YesStep.Tax(TaxQuestion.SoleProprietor))),
        Sample("tax_pension", at(YesStep.Tax(TaxQuestion.Pension))),
        Sample("tax_disability", at(YesStep.Tax(TaxQuestion.Disability))),
        Sample("tax_student", at(YesStep.Tax(TaxQuestion.Student))),
        Sample("tax_done", at(YesStep.TaxDone(false))),
        Sample("tax_done_deduction", at(YesStep.TaxDone(false, true))),
        Sample("tax_done_sole", at(YesStep.TaxDone(true))),
        Sample("done", at(YesStep.Done(false))),
        Sample("done_offline", at(YesStep.Done(true))),
    )
}
