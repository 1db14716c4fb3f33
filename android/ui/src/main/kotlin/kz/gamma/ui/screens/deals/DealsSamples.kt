// The list in every mix: my turn, waiting, over, refused after the fact, empty, offline.
package kz.gamma.ui.screens.deals

import kz.gamma.ui.motif.Step
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.hoursFromNow
import kz.gamma.ui.screens.sampleNow
import kz.gamma.ui.screens.tg

object DealsSamples {
    private fun steps(done: Int, now: Step, all: Int) =
        List(all) { if (it < done) Step.Done else if (it == done) now else Step.Ahead }

    private val post = DealRow(
        "lipstick", "Кешкі далап", "Sulu Cosmetics", tg(9_300), steps(4, Step.Now, 6), "deal.cleared", until = hoursFromNow(52),
    )
    private val fix = DealRow(
        "coffee", "Таңғы кофе: бір күнің қалай басталады", "Дәм", tg(6_510), steps(1, Step.Late, 5), "deal.fix_asked",
        Tone.Waiting, hoursFromNow(5),
    )
    private val sent = DealRow(
        "lamp", "Бөлме жарығы", "Жарық Үй", tg(6_510), steps(2, Step.Pending, 5), "deal.draft_sent", until = hoursFromNow(31),
    )
    private val unsent = DealRow(
        "shoes", "Жеңіл кроссовки", "Qadam", tg(6_510), steps(0, Step.Pending, 5), "deal.unsent", Tone.Waiting,
    )
    private val paid = DealRow(
        "old", "Құлаққап: метрода бір ән", "Saz", tg(4_650), steps(4, Step.Paid, 5), "deal.paid", Tone.Good,
    )
    private val cancelled = DealRow(
        "gone", "Күнделікті күтім", "Sulu Cosmetics", tg(9_300), steps(1, Step.Failed, 6), "deal.draft_late", Tone.Bad,
    )

    val all = listOf(
        Sample("mixed", DealsState(
            now = sampleNow, yours = listOf(post, fix), waiting = listOf(sent), past = listOf(paid),
        )),
        Sample("offline", DealsState(now = sampleNow, offlineWaiting = 1, waiting = listOf(unsent, sent))),
        Sample(
            "refused",
            DealsState(
                now = sampleNow, yours = listOf(post),
                refused = listOf(
                    RefusedRow("a", "Күнделікті күтім", "slots_gone", false),
                    RefusedRow("b", "Таңғы кофе", "terms_changed", true),
                ),
            ),
        ),
        Sample("past", DealsState(now = sampleNow, past = listOf(paid, cancelled))),
        Sample("empty", DealsState(now = sampleNow)),
    )
}
