// Asking for money over the engine. A waiting claim is sold at the price that the page shows, or not at all.
package kz.gamma.ui.screens.request

import kz.gamma.engine.EarningState
import kz.gamma.engine.PayoutsView
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.shown
import kz.gamma.ui.parts.Lands
import kz.gamma.ui.parts.Quote
import kz.gamma.ui.words.Money

/** Everything available. */
class CashOutModel(context: Context) : Model<RequestState.CashOut?>(context, null) {
    init {
        follow(Subject.PAYOUTS, load = { Triple(app.payouts().show(), app.deals().list(), app.status()) }) { (money, deals, status) ->
            val titles = deals.associate { it.deal to it.title }
            val ready = money.earnings.filter { it.state == EarningState.AVAILABLE }
            val rows = ready.map { (titles[it.deal] ?: "") to it.amount.shown() }
            state = RequestState.CashOut(
                quote(money), "KZ", money.ibanLast4 ?: "", rows, money.available.tiyn < LEAST, !status.isOnline,
            )
        }
    }

    /** What is withheld is known when the server has made the payout; until then the sum is what was earned. */
    private fun quote(money: PayoutsView): Quote {
        val all = money.available.shown()
        return Quote(all, Money.zero, 0, emptyList(), all, Lands.BankDays(1, CUTOFF), isAtLeast = false)
    }

    fun act(action: RequestAction) {
        if (action == RequestAction.Back) return context.back()
        if (action == RequestAction.Confirm) does {
            app.payouts().request(emptyList())
            context.go(Route.Money)
        }
    }

    private companion object {
        const val LEAST = 10_000L
        const val CUTOFF = 16
    }
}

/** One waiting claim. */
class TakeNowModel(context: Context, private val earning: String) : Model<RequestState.TakeNow?>(context, null) {
    private var price = 0

    init {
        follow(Subject.PAYOUTS, load = { app.payouts().show() to app.deals().list() }) { (money, deals) ->
            val view = money.earnings.firstOrNull { it.earning == earning } ?: return@follow
            val deal = deals.firstOrNull { it.deal == view.deal } ?: return@follow
            price = view.advanceBp ?: 0
            val quote = deal.quote.shown()
            val refused = "deal.limit.creator".takeIf { view.advanceBp == null }
            state = RequestState.TakeNow(
                deal.title, quote, quote.copy(advanceFee = Money.zero, advanceBp = 0), view.dueOn, true, refused,
            )
        }
    }

    fun act(action: RequestAction) {
        when (action) {
            RequestAction.Back -> context.back()
            is RequestAction.Choose -> state = state?.copy(isNow = action.isNow)
            RequestAction.Confirm -> confirm()
        }
    }

    private fun confirm() {
        val shown = state ?: return
        if (!shown.isNow || shown.refusedBy != null) return context.back()
        does({ if (it == "advance_price_changed") state = shown.copy(isPriceNew = true) else context.onFailure(it) }) {
            app.payouts().takeAdvance(earning, price)
            context.go(Route.Money)
        }
    }
}
