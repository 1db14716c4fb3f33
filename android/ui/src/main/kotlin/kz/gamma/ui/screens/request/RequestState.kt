// Asking for money: cash out what is available, or sell a claim that still waits. Every fee is shown before the button.
package kz.gamma.ui.screens.request

import kz.gamma.ui.parts.Quote
import kz.gamma.ui.words.Money
import java.time.LocalDate

sealed interface RequestState {
    /** Everything available, to this account. */
    data class CashOut(
        val quote: Quote,
        val bank: String?,
        val last4: String,
        val deals: List<Pair<String, Money>>,
        val isBelowMinimum: Boolean = false,
        val isOffline: Boolean = false,
    ) : RequestState

    /** Take a waiting earning now for a fee, or wait for free. `refusedBy` is a key of `deal.limit.…`. */
    data class TakeNow(
        val dealTitle: String,
        val now: Quote,
        val wait: Quote,
        val dueOn: LocalDate,
        val isNow: Boolean = true,
        val refusedBy: String? = null,
        val isPriceNew: Boolean = false,
    ) : RequestState
}

sealed interface RequestAction {
    data object Back : RequestAction
    data object Confirm : RequestAction
    data class Choose(val isNow: Boolean) : RequestAction
}
