// The money tab with something of everything, and with nothing.
package kz.gamma.ui.screens.money

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.hoursFromNow
import kz.gamma.ui.screens.payout.PayoutPlace
import kz.gamma.ui.screens.sampleDay
import kz.gamma.ui.screens.sampleNow
import kz.gamma.ui.screens.tg

object MoneySamples {
    private val rows = listOf(
        PayoutRow("1", "Кешкі далап", tg(9_300), PayoutPlace.Confirmed, hoursFromNow(0)),
        PayoutRow("2", "Таңғы кофе: бір күнің қалай басталады", tg(6_510), PayoutPlace.Sent, hoursFromNow(-3)),
        PayoutRow("3", "Құлаққап: метрода бір ән", tg(4_650), PayoutPlace.Confirmed, hoursFromNow(-90)),
    )
    private val troubled = listOf(
        PayoutRow("4", "Бөлме жарығы", tg(6_510), PayoutPlace.Unknown, hoursFromNow(-2)),
        PayoutRow("5", "Жеңіл кроссовки", tg(6_510), PayoutPlace.Failed, hoursFromNow(-26)),
        PayoutRow("6", "Күнделікті күтім", tg(9_300), PayoutPlace.Returned, hoursFromNow(-50)),
        PayoutRow("7", "Кешкі далап", tg(9_300), PayoutPlace.Requested, hoursFromNow(0)),
    )
    private val earnings = listOf(
        EarningRow("a", "Бөлме жарығы", tg(6_720), sampleDay.plusDays(28), true),
        EarningRow("b", "Жеңіл кроссовки: бір айналым", tg(6_720), sampleDay.minusDays(2), false, isBrandLate = true),
    )

    val all = listOf(
        Sample("full", MoneyState(
            now = sampleNow, available = tg(12_450), waiting = tg(13_440), earnings = earnings, payouts = rows,
        )),
        Sample("paid_only", MoneyState(now = sampleNow, payouts = rows)),
        Sample("troubled", MoneyState(now = sampleNow, payouts = troubled, available = tg(6_510))),
        Sample("waiting_only", MoneyState(now = sampleNow, waiting = tg(6_720), earnings = earnings.take(1))),
        Sample("no_iban", MoneyState(now = sampleNow, available = tg(9_300), hasIban = false)),
        Sample("held", MoneyState(
            now = sampleNow, available = tg(9_300), heldUntil = hoursFromNow(21), payouts = rows.takeLast(1),
        )),
        Sample("offline", MoneyState(now = sampleNow, available = tg(12_450), payouts = rows, isOffline = true)),
        Sample("empty", MoneyState(now = sampleNow)),
    )
}
