// Asking for money, with and without something in the way.
package kz.gamma.ui.screens.request

import kz.gamma.ui.parts.Lands
import kz.gamma.ui.parts.Quote
import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.deck.SampleQuotes
import kz.gamma.ui.screens.sampleDay
import kz.gamma.ui.screens.tg
import kz.gamma.ui.words.Money

object RequestSamples {
    private val cash = RequestState.CashOut(
        Quote(tg(14_000), Money.zero, 0, SampleQuotes.lines(14_000), tg(13_440), Lands.BankDays(0, 16)), "Kaspi", "4821",
        listOf("Таңғы кофе: бір күнің қалай басталады" to tg(7_000), "Бөлме жарығы" to tg(7_000)),
    )
    private val take = RequestState.TakeNow(
        "Кешкі далап", SampleQuotes.atOnce(), SampleQuotes.wait(), sampleDay.plusDays(28),
    )

    val all: List<Sample<RequestState>> = listOf(
        Sample("cash_out", cash),
        Sample("cash_out_offline", cash.copy(isOffline = true)),
        Sample("below_minimum", cash.copy(quote = cash.quote.copy(Money(9_800), lines = emptyList(), net = Money(9_800)), deals = listOf("Бонус" to Money(9_800)), isBelowMinimum = true)),
        Sample("with_debt", cash.copy(quote = cash.quote.copy(debt = tg(1_500), net = tg(11_940)))),
        Sample("take_now", take),
        Sample("wait", take.copy(isNow = false)),
        Sample("refused_brand", take.copy(refusedBy = "deal.limit.brand")),
        Sample("refused_creator", take.copy(refusedBy = "deal.limit.creator")),
        Sample("price_changed", take.copy(
            now = SampleQuotes.atOnce().copy(advanceBp = 450, advanceFee = tg(450), net = tg(9_150)), isPriceNew = true,
        )),
    )
}
