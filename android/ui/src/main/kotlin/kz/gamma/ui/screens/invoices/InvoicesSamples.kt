// A brand in good order, one that is late, one that is new.
package kz.gamma.ui.screens.invoices

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.sampleDay
import kz.gamma.ui.screens.tg

object InvoicesSamples {
    private val rows = listOf(
        InvoiceRow("3", 10, 2026, tg(140_880), sampleDay.plusDays(7), false),
        InvoiceRow("2", 9, 2026, tg(93_920), sampleDay.minusDays(24), true),
        InvoiceRow("1", 8, 2026, tg(46_960), sampleDay.minusDays(54), true),
    )
    private val good = InvoicesState(
        sampleDay, tg(140_880), tg(500_000), tg(312_160), tg(46_960), tg(0), Light.Green, rows,
    )

    val all = listOf(
        Sample("good", good),
        Sample("amber", good.copy(
            light = Light.Amber, invoices = listOf(rows[0].copy(dueOn = sampleDay.minusDays(3))) + rows.drop(1),
        )),
        Sample("red", good.copy(
            light = Light.Red, limit = tg(0), free = tg(80_000), prepaid = tg(80_000), owed = tg(281_760),
        )),
        Sample("new", InvoicesState(sampleDay, limit = tg(200_000), free = tg(200_000))),
    )
}
