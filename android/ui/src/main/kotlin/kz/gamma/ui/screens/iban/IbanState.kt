// The account the money goes to. A change needs a fresh code and holds payouts for a day.
package kz.gamma.ui.screens.iban

import java.time.Instant

sealed interface IbanState {
    data class Form(val iban: String = "", val holder: String = "", val bank: String? = null, val problem: IbanProblem? = null) : IbanState
    data class Code(val phone: String, val code: String = "", val triesLeft: Int? = null) : IbanState
    data class Saved(val bank: String?, val last4: String, val now: Instant, val heldUntil: Instant? = null) : IbanState
}

enum class IbanProblem { Wrong, NameDiffers }

sealed interface IbanAction {
    data object Back : IbanAction
    data object Save : IbanAction
    data class Iban(val text: String) : IbanAction
    data class Holder(val text: String) : IbanAction
    data class Code(val text: String) : IbanAction
}
