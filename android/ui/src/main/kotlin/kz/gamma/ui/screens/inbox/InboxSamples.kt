// Every kind of notice, and an empty inbox.
package kz.gamma.ui.screens.inbox

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.hoursFromNow
import kz.gamma.ui.screens.sampleNow
import kz.gamma.ui.screens.tg

object InboxSamples {
    private fun row(kind: NoticeKind, hours: Long, isRead: Boolean = true, code: String? = null) =
        NoticeRow(kind.word, kind, hoursFromNow(-hours), isRead, "Кешкі далап", tg(9_300), code)

    private val good = listOf(
        row(NoticeKind.PayoutConfirmed, 0, isRead = false),
        row(NoticeKind.Approved, 1, isRead = false),
        row(NoticeKind.DraftCleared, 20),
        row(NoticeKind.ProductShipped, 40),
        row(NoticeKind.DealAgreed, 60),
    )
    private val troubled = listOf(
        row(NoticeKind.PayoutUnknown, 0, isRead = false),
        row(NoticeKind.PayoutFailed, 2),
        row(NoticeKind.FixAsked, 5),
        row(NoticeKind.CommandRefused, 8, code = "slots_gone"),
        row(NoticeKind.CommandRefused, 12, code = "iban_name_differs").copy(id = "iban", command = "set_iban"),
        row(NoticeKind.AdvanceRefused, 30),
        row(NoticeKind.NewDevice, 50),
    )
    private val rest = NoticeKind.entries.filter { kind -> (good + troubled).none { it.kind == kind } }

    val all = listOf(
        Sample("good", InboxState(sampleNow, good)),
        Sample("troubled", InboxState(sampleNow, troubled)),
        Sample("rest", InboxState(sampleNow, rest.mapIndexed { index, kind -> row(kind, index * 7L) })),
        Sample("offline", InboxState(sampleNow, good.drop(2), isOffline = true)),
        Sample("empty", InboxState(sampleNow)),
    )
}
