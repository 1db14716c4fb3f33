// My deals, by whose turn it is. A row says where the deal stands, what comes next and how much time is left.
package kz.gamma.ui.screens.deals

import kz.gamma.ui.motif.Step
import kz.gamma.ui.parts.Head
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.words.Money
import java.time.Instant

data class DealsState(
    val head: Head = Head(),
    val now: Instant,
    val offlineWaiting: Int? = null,
    val yours: List<DealRow> = emptyList(),
    val waiting: List<DealRow> = emptyList(),
    val past: List<DealRow> = emptyList(),
    val refused: List<RefusedRow> = emptyList(),
)

/** `next` is a headline of the deal's own screen, such as `deal.draft_due`. */
data class DealRow(
    val id: String,
    val title: String,
    val brandName: String,
    val net: Money,
    val steps: List<Step>,
    val next: String,
    val tone: Tone = Tone.Plain,
    val until: Instant? = null,
    val round: Int = 1,
)

/** A YES that the server refused after the fact; `code` as the server names it. */
data class RefusedRow(val id: String, val title: String, val code: String, val canSendAgain: Boolean)

sealed interface DealsAction {
    data class Open(val id: String) : DealsAction
    data class SendAgain(val id: String) : DealsAction
    data class CloseRefused(val id: String) : DealsAction
    data object SeeOffers : DealsAction
    data object Inbox : DealsAction
    data object Profile : DealsAction
}
