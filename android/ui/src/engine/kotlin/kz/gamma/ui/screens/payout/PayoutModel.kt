// One payout over the engine: each change of the server's reaches this page by itself.
package kz.gamma.ui.screens.payout

import kz.gamma.engine.AccountKind
import kz.gamma.engine.EntryKind
import kz.gamma.engine.LedgerLineView
import kz.gamma.engine.PayoutState as EngineState
import kz.gamma.engine.PayoutView
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.shown
import kz.gamma.ui.words.Money
import java.time.Instant

fun EngineState.shown(): PayoutPlace = when (this) {
    EngineState.REQUESTED -> PayoutPlace.Requested
    EngineState.WITHDRAWN -> PayoutPlace.Withdrawn
    EngineState.SENT -> PayoutPlace.Sent
    EngineState.CONFIRMED -> PayoutPlace.Confirmed
    EngineState.FAILED -> PayoutPlace.Failed
    EngineState.UNKNOWN -> PayoutPlace.Unknown
    EngineState.RETURNED -> PayoutPlace.Returned
}

class PayoutModel(context: Context, private val id: String) : Model<PayoutState?>(context, null) {
    private var isLedgerOpen = false

    init {
        follow(Subject.PAYOUTS, Subject.WAITING, load = { app.payouts().find(id) to app.status() }) { (view, status) ->
            state = view?.shown(status.serverNow, !status.isOnline)
        }
    }

    private fun PayoutView.shown(now: Instant, isOffline: Boolean) = PayoutState(
        place = state.shown(), quote = quote.shown(), bank = null, last4 = ibanLast4, now = now, requestedAt = requestedAt,
        sentAt = sentAt, confirmedAt = confirmedAt, landsAt = landsAt, differences = differences.map { it.name.lowercase() },
        failure = failure?.let { reason(it) }, isOffline = isOffline && state == EngineState.REQUESTED,
        ledger = ledger.map { it.shown() }, isLedgerOpen = isLedgerOpen,
    )

    private fun reason(failure: String): String = when {
        "name" in failure -> "name"
        "account" in failure || "iban" in failure -> "account"
        else -> "other"
    }

    /** Debit is positive in the ledger; a person reads what came as positive, so the sign turns. */
    private fun LedgerLineView.shown(): LedgerLine {
        val key = when {
            account == AccountKind.TAX_PAYABLE && part.isNotEmpty() -> "tax.${part.lowercase()}"
            account == AccountKind.ADVANCE_FEE -> "ledger.advance_fee"
            else -> "ledger.${entry.word()}"
        }
        return LedgerLine(key, Money(-amount.tiyn), at)
    }

    private fun EntryKind.word(): String = when (this) {
        EntryKind.APPROVED, EntryKind.BONUS, EntryKind.ADVANCED, EntryKind.PAYOUT_SENT, EntryKind.PAYOUT_CONFIRMED,
        EntryKind.PAYOUT_FAILED, EntryKind.PAYOUT_RETURNED, EntryKind.PAYOUT_REROUTED,
        -> name.lowercase()
        else -> "other"
    }

    fun act(action: PayoutAction) {
        when (action) {
            PayoutAction.Back -> context.back()
            PayoutAction.ToggleLedger -> {
                isLedgerOpen = !isLedgerOpen
                state = state?.copy(isLedgerOpen = isLedgerOpen)
            }
            PayoutAction.CheckIban -> context.go(Route.Iban)
            PayoutAction.AskAgain -> context.go(Route.Request)
            PayoutAction.Withdraw -> does { app.payouts().withdraw(id) }
        }
    }
}
