// A deal in every stage, the unhappy ones above all.
package kz.gamma.ui.screens.deal

import kz.gamma.ui.parts.PayoutChoice
import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.deck.lipstickTerms
import kz.gamma.ui.screens.hoursFromNow
import kz.gamma.ui.screens.minutesFromNow
import kz.gamma.ui.screens.sampleNow
import kz.gamma.ui.screens.tg

object DealSamples {
    private val here = ProductPlace.Here(hoursFromNow(-26))

    private fun deal(stage: Stage, done: Int, hours: Long? = null) = DealState(
        title = "Кешкі далап", brandName = "Sulu Cosmetics", stage = stage, terms = lipstickTerms, net = tg(9_300),
        now = sampleNow, doneSteps = done, until = hours?.let { hoursFromNow(it) }, product = here, bonus = tg(0),
    )

    private val cleared = deal(Stage.Cleared, 4, 52).copy(draft = DraftPlace.Cleared)
    private val sent = deal(Stage.DraftSent, 3, 31).copy(draft = DraftPlace.Sent)
    private val posted = deal(Stage.Posted, 4, 20).copy(draft = DraftPlace.Cleared)

    val all = listOf(
        Sample("cleared", cleared),
        Sample("unsent", deal(Stage.Unsent, 0).copy(product = ProductPlace.Soon, bonus = null, offlineWaiting = 1)),
        Sample(
            "product_due",
            deal(Stage.ProductDue, 1, 72).copy(
                product = ProductPlace.OnItsWay(hoursFromNow(20)), bonus = null, undoUntil = minutesFromNow(12),
            ),
        ),
        Sample("product_late", deal(Stage.ProductLate, 1, 40).copy(
            product = ProductPlace.Soon, bonus = null, canCancel = true,
        )),
        Sample("product_damaged", deal(Stage.ProductDamaged, 1).copy(canCancel = true)),
        Sample("draft_due", deal(Stage.DraftDue, 2, 52).copy(canCancel = true)),
        Sample("draft_near", deal(Stage.DraftNear, 2, 4)),
        Sample("draft_near_overdue", deal(Stage.DraftNear, 2, -1)),
        Sample("draft_sent", sent),
        Sample("brand_late", sent.copy(stage = Stage.BrandLate, until = hoursFromNow(-2))),
        Sample("fix_asked", deal(Stage.FixAsked, 2, 22).copy(draft = DraftPlace.Fix, round = 1)),
        Sample("fix_asked_last", deal(Stage.FixAsked, 2, 6).copy(draft = DraftPlace.Fix, round = 2)),
        Sample("cleared_by_clock", cleared.copy(draft = DraftPlace.ByClock, choice = PayoutChoice.Wait)),
        Sample("post_near", cleared.copy(stage = Stage.PostNear, until = hoursFromNow(5))),
        Sample("posted", posted),
        Sample("post_returned_label", posted.copy(stage = Stage.PostReturned, reason = "problem.label_missing")),
        Sample("post_returned_handle", posted.copy(stage = Stage.PostReturned, reason = "problem.other_handle")),
        Sample("post_removed", posted.copy(stage = Stage.PostRemoved)),
        Sample("frozen", deal(Stage.Frozen, 3, 24).copy(draft = DraftPlace.Fix)),
        Sample("approved", posted.copy(stage = Stage.Approved, doneSteps = 5, until = null, bonus = tg(1_500))),
        Sample("approved_waiting", posted.copy(
            stage = Stage.ApprovedWaiting, doneSteps = 5, until = hoursFromNow(720), choice = PayoutChoice.Wait,
        )),
        Sample(
            "advance_refused",
            posted.copy(
                stage = Stage.AdvanceRefused, doneSteps = 5, until = hoursFromNow(720), reason = "deal.limit.creator",
            ),
        ),
        Sample(
            "advance_refused_red",
            posted.copy(
                stage = Stage.AdvanceRefused, doneSteps = 5, until = hoursFromNow(720), reason = "deal.limit.red",
            ),
        ),
        Sample("paid", posted.copy(stage = Stage.Paid, doneSteps = 5, until = hoursFromNow(720), bonus = tg(4_500))),
        Sample("closed", posted.copy(stage = Stage.Closed, doneSteps = 5, until = null, bonus = tg(12_500))),
        Sample("taken_back", deal(Stage.TakenBack, 0).copy(product = null, bonus = null)),
        Sample("cancelled", deal(Stage.Cancelled, 1).copy(bonus = null)),
        Sample("draft_late", deal(Stage.DraftLate, 2).copy(bonus = null)),
        Sample("post_late", cleared.copy(stage = Stage.PostLate, until = null)),
        Sample("no_product", deal(Stage.NoProduct, 1).copy(product = null, bonus = null)),
        Sample("decided_none", deal(Stage.DecidedNone, 3).copy(draft = DraftPlace.Fix)),
        Sample("decided_part", deal(Stage.DecidedPart, 5).copy(sum = tg(4_650), net = tg(4_650), draft = DraftPlace.Fix)),
        Sample("reversed", deal(Stage.Reversed, 5).copy(draft = DraftPlace.Cleared)),
        Sample("income_near", deal(Stage.DraftDue, 2, 52).copy(income = Income.Near(tg(1_180_000)))),
        Sample("income_over", deal(Stage.DraftDue, 2, 52).copy(income = Income.Over)),
    )
}
