// Asking for money over the engine. A waiting claim is sold at the price that the page shows, or not at all.
package kz.gamma.ui.screens.request

import kz.gamma.engine.EarningState
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.shown
import kz.gamma.ui.parts.Lands
import kz.gamma.ui.parts.Quote
import kz.gamma.ui.parts.TaxLine
import kz.gamma.ui.words.Money

/** Everything available. */
class CashOutModel(context: Context) : Model<RequestState.CashOut?>(context, null) {
    init {
        follow(Subject.PAYOUTS, load = { Triple(app.payouts().show(), app.deals().list(), app.status()) }) { (money, deals, status) ->
            val titles = deals.associate { it.deal to it.title }
            val quotes = deals.associate { it.deal to it.quote.shown() }
            val ready = money.earnings.filter { it.state == EarningState.AVAILABLE }
            val rows = ready.map { (titles[it.deal] ?: "") to it.amount.shown() }
            state = RequestState.CashOut(
                quote(money.available.shown(), ready.mapNotNull { quotes[it.deal] }), null, money.ibanLast4 ?: "", rows, money.available.tiyn < LEAST, !status.isOnline,
            )
        }
    }

    /** The deals' own quotes added up: nothing more is promised than each YES was shown. The binding quote is the payout's. */
    private fun quote(available: Money, quotes: List<Quote>): Quote {
        val lines = quotes.flatMap { it.lines }.groupBy { it.kind }
            .map { (kind, same) -> TaxLine(kind, same.map { it.amount }.reduce(Money::plus)) }
        val withheld = lines.map { it.amount }.fold(Money.zero, Money::plus)
        val lands = quotes.firstOrNull()?.lands?.takeIf { it !is Lands.Waiting } ?: Lands.BankDays(1, CUTOFF)
        return Quote(available, Money.zero, 0, lines, available - withheld, lands)
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

    private companion object {
        const val WHOLE_BP = 10_000L
    }

    init {
        follow(Subject.PAYOUTS, load = { app.payouts().show() to app.deals().list() }) { (money, deals) ->
            val view = money.earnings.firstOrNull { it.earning == earning } ?: return@follow
            val deal = deals.firstOrNull { it.deal == view.deal } ?: return@follow
            price = view.advanceBp ?: 0
            val quote = deal.quote.shown()
            val refused = "deal.limit.creator".takeIf { view.advanceBp == null }
            val fee = Money(view.amount.tiyn * price / WHOLE_BP)
            val free = quote.copy(advanceFee = Money.zero, advanceBp = 0, net = quote.net + quote.advanceFee)
            val now = free.copy(advanceFee = fee, advanceBp = price, net = free.net - fee)
            state = RequestState.TakeNow(deal.title, now, free, view.dueOn, true, refused)
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
