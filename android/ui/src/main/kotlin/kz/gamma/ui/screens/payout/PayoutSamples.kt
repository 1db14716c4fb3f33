// A payout in every place it can be, and opened to its ledger lines.
package kz.gamma.ui.screens.payout

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.deck.SampleQuotes
import kz.gamma.ui.screens.minutesFromNow
import kz.gamma.ui.screens.sampleNow
import kz.gamma.ui.screens.tg

object PayoutSamples {
    private val confirmed = PayoutState(
        PayoutPlace.Confirmed, SampleQuotes.atOnce(), "Kaspi", "4821", sampleNow, minutesFromNow(-9),
        approvedAt = minutesFromNow(-9), sentAt = minutesFromNow(-8), confirmedAt = sampleNow,
        ledger = listOf(
            LedgerLine("ledger.approved", tg(10_000), minutesFromNow(-9)),
            LedgerLine("ledger.advance_fee", tg(-300), minutesFromNow(-9)),
            LedgerLine("tax.opv", tg(-100), minutesFromNow(-8)),
            LedgerLine("tax.opvr", tg(-100), minutesFromNow(-8)),
            LedgerLine("tax.so", tg(-100), minutesFromNow(-8)),
            LedgerLine("tax.vosms", tg(-100), minutesFromNow(-8)),
            LedgerLine("ledger.payout_confirmed", tg(-9_300), sampleNow),
        ),
    )
    private val sent = confirmed.copy(
        place = PayoutPlace.Sent, confirmedAt = null, landsAt = minutesFromNow(4), ledger = emptyList(),
    )
    private val requested = sent.copy(place = PayoutPlace.Requested, approvedAt = null, sentAt = null, landsAt = null)

    val all = listOf(
        Sample("confirmed", confirmed),
        Sample("ledger_open", confirmed.copy(isLedgerOpen = true)),
        Sample("confirmed_with_difference", confirmed.copy(differences = listOf("month_to_date"))),
        Sample("requested", requested),
        Sample("requested_offline", requested.copy(isOffline = true)),
        Sample("sent", sent),
        Sample("unknown", sent.copy(place = PayoutPlace.Unknown, landsAt = null)),
        Sample("failed_account", sent.copy(place = PayoutPlace.Failed, failure = "account", landsAt = null)),
        Sample("failed_name", sent.copy(place = PayoutPlace.Failed, failure = "name", landsAt = null)),
        Sample("returned", sent.copy(place = PayoutPlace.Returned, landsAt = null)),
        Sample("withdrawn", requested.copy(place = PayoutPlace.Withdrawn)),
    )
}
