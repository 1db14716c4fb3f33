// Money over the engine. Sums are the engine's; here they only get their rows.
package kz.gamma.ui.screens.money

import java.time.Instant
import kz.gamma.engine.DealView
import kz.gamma.engine.EarningState
import kz.gamma.engine.PayoutsView
import kz.gamma.engine.StatusView
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.head
import kz.gamma.ui.model.shown
import kz.gamma.ui.screens.payout.shown
import kz.gamma.ui.words.almaty

class MoneyModel(context: Context) : Model<MoneyState>(context, MoneyState(now = Instant.now())) {
    init {
        follow(Subject.PAYOUTS, Subject.WAITING, Subject.DEALS, load = { Triple(app.payouts().show(), app.deals().list(), app.status()) }) {
            (money, deals, status) -> show(money, deals, status)
        }
    }

    private fun show(money: PayoutsView, deals: List<DealView>, status: StatusView) {
        val titles = deals.associate { it.deal to it.title }
        val dealOf = money.earnings.associate { it.earning to it.deal }
        val today = status.serverNow.atZone(almaty).toLocalDate()
        state = MoneyState(
            head = status.head(), now = status.serverNow,
            available = money.available.shown(), waiting = money.waiting.shown(),
            earnings = money.earnings.filter { it.state == EarningState.WAITING }.map {
                EarningRow(it.earning, titles[it.deal] ?: "", it.amount.shown(), it.dueOn, it.advanceBp != null, it.dueOn.isBefore(today))
            },
            payouts = money.payouts.map { payout ->
                val title = payout.earnings.mapNotNull { titles[dealOf[it]] }.distinct().joinToString(", ")
                PayoutRow(payout.payout, title, payout.quote.net.shown(), payout.state.shown(), payout.confirmedAt ?: payout.sentAt ?: payout.requestedAt)
            },
            hasIban = money.ibanLast4 != null, heldUntil = money.heldUntil?.takeIf { it.isAfter(status.serverNow) },
            isOffline = !status.isOnline,
        )
    }

    fun act(action: MoneyAction) {
        when (action) {
            MoneyAction.Request -> context.go(Route.Request)
            MoneyAction.AddIban -> context.go(Route.Iban)
            is MoneyAction.Take -> context.go(Route.Advance(action.id))
            is MoneyAction.Open -> context.go(Route.Payout(action.id))
            MoneyAction.Inbox -> context.go(Route.Inbox)
            MoneyAction.Profile -> context.go(Route.Settings)
        }
    }
}
