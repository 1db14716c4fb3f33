// The inbox: what happened, newest first. The text is made here from the kind and its figures.
package kz.gamma.ui.screens.inbox

import androidx.compose.ui.graphics.vector.ImageVector
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.words.Money
import java.time.Instant

data class InboxState(val now: Instant, val notices: List<NoticeRow> = emptyList(), val isOffline: Boolean = false)

data class NoticeRow(
    val id: String,
    val kind: NoticeKind,
    val at: Instant,
    val isRead: Boolean,
    val title: String = "",
    val amount: Money = Money.zero,
    /** For a refused command: a key of `refused.…`. */
    val code: String? = null,
    /** What was refused, where it was about no deal: a key of `command.…`. */
    val command: String? = null,
)

enum class NoticeKind(val word: String, val icon: ImageVector, val tone: Tone = Tone.Plain) {
    DealAgreed("deal_agreed", Icons.deals),
    DealEnded("deal_ended", Icons.deals),
    DraftCleared("draft_cleared", Icons.check, Tone.Good),
    FixAsked("fix_asked", Icons.video, Tone.Waiting),
    DraftRefused("draft_refused", Icons.alert, Tone.Bad),
    PostReturned("post_returned", Icons.link, Tone.Bad),
    Approved("approved", Icons.check, Tone.Good),
    AdvanceRefused("advance_refused", Icons.clock, Tone.Waiting),
    BonusEarned("bonus_earned", Icons.money, Tone.Good),
    PayoutSent("payout_sent", Icons.money),
    PayoutConfirmed("payout_confirmed", Icons.money, Tone.Good),
    PayoutFailed("payout_failed", Icons.alert, Tone.Bad),
    PayoutUnknown("payout_unknown", Icons.clock, Tone.Waiting),
    PayoutReturned("payout_returned", Icons.alert, Tone.Bad),
    PayoutsHeld("payouts_held", Icons.shield, Tone.Waiting),
    EarningAvailable("earning_available", Icons.money),
    BrandLate("brand_late", Icons.clock, Tone.Waiting),
    IbanChanged("iban_changed", Icons.shield),
    NewDevice("new_device", Icons.phone),
    ProductShipped("product_shipped", Icons.parcel),
    LimitNear("limit_near", Icons.alert, Tone.Waiting),
    CommandRefused("command_refused", Icons.alert, Tone.Bad),
}

sealed interface InboxAction {
    data object Back : InboxAction
    data object ReadAll : InboxAction
    data class Open(val id: String) : InboxAction
}
