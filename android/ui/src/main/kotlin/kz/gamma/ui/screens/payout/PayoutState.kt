// One payout: where it is, what it is made of, and the ledger lines behind it.
package kz.gamma.ui.screens.payout

import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.parts.Quote
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Money
import java.time.Instant

/** Waiting is named as waiting and never dressed as done. */
enum class PayoutPlace(val word: String, val icon: ImageVector) {
    Requested("requested", Icons.clock),
    Sent("sent", Icons.clock),
    Confirmed("confirmed", Icons.check),
    Unknown("unknown", Icons.clock),
    Failed("failed", Icons.alert),
    Returned("returned", Icons.alert),
    Withdrawn("withdrawn", Icons.undo),
    ;

    val key: String get() = "payout.state.$word"

    @Composable
    fun colour(): Color = when (this) {
        Requested, Sent, Withdrawn -> Theme.colours.ink
        Confirmed -> Theme.colours.green
        Unknown -> Theme.colours.amber
        Failed, Returned -> Theme.colours.rose
    }
}

data class PayoutState(
    val place: PayoutPlace,
    val quote: Quote,
    val bank: String?,
    val last4: String,
    val now: Instant,
    val requestedAt: Instant,
    val approvedAt: Instant? = null,
    val sentAt: Instant? = null,
    val confirmedAt: Instant? = null,
    val landsAt: Instant? = null,
    val differences: List<String> = emptyList(),
    /** A key of `payout.reason.…`. */
    val failure: String? = null,
    val isOffline: Boolean = false,
    val ledger: List<LedgerLine> = emptyList(),
    val isLedgerOpen: Boolean = false,
)

/** `key` of `ledger.…` or, for a withheld line, of `tax.…`. */
data class LedgerLine(val key: String, val amount: Money, val at: Instant)

sealed interface PayoutAction {
    data object Back : PayoutAction
    data object ToggleLedger : PayoutAction
    data object CheckIban : PayoutAction
    data object AskAgain : PayoutAction
    data object Withdraw : PayoutAction
}
