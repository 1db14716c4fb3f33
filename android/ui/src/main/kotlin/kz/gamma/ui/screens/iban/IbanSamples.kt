// Every state of the account's page.
package kz.gamma.ui.screens.iban

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.hoursFromNow
import kz.gamma.ui.screens.sampleNow

object IbanSamples {
    private val filled = IbanState.Form("KZ86 722C 0000 2244 4821", "Қалдыбек Айгүл", "Kaspi")

    val all: List<Sample<IbanState>> = listOf(
        Sample("empty", IbanState.Form()),
        Sample("filled", filled),
        Sample("wrong", filled.copy(iban = "KZ86 722C 0000 2244 4820", bank = null, problem = IbanProblem.Wrong)),
        Sample("name_differs", filled.copy(holder = "Сейтова Айгүл", problem = IbanProblem.NameDiffers)),
        Sample("bank_not_known", filled.copy(iban = "KZ37 999A 0000 0000 0042", bank = null)),
        Sample("saved_bank_not_known", IbanState.Saved(null, "0042", sampleNow)),
        Sample("code", IbanState.Code("+7 701 234 56 78")),
        Sample("code_wrong", IbanState.Code("+7 701 234 56 78", "118204", triesLeft = 1)),
        Sample("saved", IbanState.Saved("Kaspi", "4821", sampleNow)),
        Sample("saved_held", IbanState.Saved("Kaspi", "4821", sampleNow, hoursFromNow(24))),
    )
}
