// Money: what can be taken now, what waits and until when, and every payout with its live state.
package kz.gamma.ui.screens.money

import kz.gamma.ui.parts.Head
import kz.gamma.ui.screens.payout.PayoutPlace
import kz.gamma.ui.words.Money
import java.time.Instant
import java.time.LocalDate

data class MoneyState(
    val head: Head = Head(),
    val now: Instant,
    val available: Money = Money.zero,
    val waiting: Money = Money.zero,
    val earnings: List<EarningRow> = emptyList(),
    val payouts: List<PayoutRow> = emptyList(),
    val hasIban: Boolean = true,
    val heldUntil: Instant? = null,
    val isOffline: Boolean = false,
)

/** An earning whose brand has not paid yet. */
data class EarningRow(
    val id: String,
    val title: String,
    val sum: Money,
    val dueOn: LocalDate,
    val canTakeNow: Boolean,
    val isBrandLate: Boolean = false,
)

data class PayoutRow(val id: String, val title: String, val net: Money, val place: PayoutPlace, val at: Instant)

sealed interface MoneyAction {
    data object Request : MoneyAction
    data object AddIban : MoneyAction
    data class Take(val id: String) : MoneyAction
    data class Open(val id: String) : MoneyAction
    data object Inbox : MoneyAction
    data object Profile : MoneyAction
}
