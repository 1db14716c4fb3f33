// Which sentence a deal shows: the engine's states, the clock and what ended it, in one table.
package kz.gamma.ui.screens.deal

import java.time.Duration
import java.time.Instant
import kz.gamma.engine.Cleared
import kz.gamma.engine.DealStage
import kz.gamma.engine.DealView
import kz.gamma.engine.Ended
import kz.gamma.engine.NextAction
import kz.gamma.engine.PayoutState
import kz.gamma.engine.PostProblem
import kz.gamma.engine.StepKind
import kz.gamma.engine.StepState
import kz.gamma.ui.model.shown
import kz.gamma.ui.words.almaty
import kz.gamma.engine.DealState as EngineState

fun DealView.shown(now: Instant): DealState {
    val agreed = stage as? DealStage.Agreed
    return DealState(
        title = title, brandName = brandName, stage = stage(now), terms = terms.shown(), net = quote.net.shown(), now = now,
        doneSteps = steps.count { it.state == StepState.DONE }, until = dueAt ?: waitsUntil?.atStartOfDay(almaty)?.toInstant() ?: agreed?.undoUntil,
        choice = payoutChoice.shown(), draft = draftPlace(), product = productPlace(),
        undoUntil = agreed?.undoUntil?.takeIf { it.isAfter(now) }, canCancel = agreed != null && draft == null && agreed.ended == null,
        round = fixRoundsUsed.coerceAtLeast(1), rounds = terms.fixRounds, reason = post?.problem?.key() ?: advanceRefusal?.let(::limit),
        income = incomeNear?.let { Income.Near(it.shown()) },
    )
}

private fun DealView.stage(now: Instant): Stage {
    val agreed = stage as? DealStage.Agreed ?: return Stage.Unsent
    agreed.ended?.let { return over(it) }
    val isNear = dueAt?.let { Duration.between(now, it).toHours() < NEAR_HOURS } ?: false
    val isLate = dueAt == null || dueAt!!.isBefore(now)
    return when (agreed.state) {
        EngineState.PRODUCT_DUE -> if (dueAt != null && isLate) Stage.ProductLate else Stage.ProductDue
        EngineState.DRAFT_DUE -> if (isNear) Stage.DraftNear else Stage.DraftDue
        EngineState.DRAFT_SENT -> if (isLate) Stage.BrandLate else Stage.DraftSent
        EngineState.FIX_ASKED -> if (next == NextAction.SENDING_DRAFT) Stage.DraftSent else Stage.FixAsked
        EngineState.CLEARED -> if (post?.problem != null) returned(post!!.problem!!) else if (isNear) Stage.PostNear else Stage.Cleared
        EngineState.POSTED -> if (isLate) Stage.BrandLate else Stage.Posted
        EngineState.FROZEN -> Stage.Frozen
        EngineState.APPROVED ->
            if (payout?.state == PayoutState.CONFIRMED) Stage.Paid else if (advanceRefusal != null) Stage.AdvanceRefused
            else if (waitsUntil != null) Stage.ApprovedWaiting else Stage.Approved
        EngineState.CLOSED -> Stage.Closed
        EngineState.CANCELLED -> Stage.Cancelled
        EngineState.EXPIRED -> Stage.DraftLate
    }
}

/** A post that cannot be opened was taken away, whatever else is true of it. */
private fun returned(problem: PostProblem): Stage = if (problem == PostProblem.NOT_REACHABLE) Stage.PostRemoved else Stage.PostReturned

private fun limit(code: String): String = when (code) {
    "advance_brand_limit" -> "deal.limit.brand"
    "advance_light_red" -> "deal.limit.red"
    else -> "deal.limit.creator"
}

private fun over(ended: Ended): Stage = when (ended) {
    Ended.TAKEN_BACK -> Stage.TakenBack
    Ended.CANCELLED_BY_CREATOR -> Stage.Cancelled
    Ended.DRAFT_LATE -> Stage.DraftLate
    Ended.POST_LATE -> Stage.PostLate
    Ended.PRODUCT_LATE -> Stage.NoProduct
    Ended.DECIDED_NONE -> Stage.DecidedNone
    Ended.DECIDED_PART -> Stage.DecidedPart
    Ended.REVERSED -> Stage.Reversed
}

private fun DealView.draftPlace(): DraftPlace = when {
    draft == null -> DraftPlace.None
    draft!!.cleared == Cleared.BY_CLOCK -> DraftPlace.ByClock
    draft!!.cleared != null -> DraftPlace.Cleared
    draft!!.fixes.isNotEmpty() -> DraftPlace.Fix
    else -> DraftPlace.Sent
}

private fun DealView.productPlace(): ProductPlace? {
    val step = steps.firstOrNull { it.kind == StepKind.PRODUCT } ?: return null
    val due = dueAt
    return if (step.state != StepState.DONE) due?.let { ProductPlace.OnItsWay(it) } ?: ProductPlace.Soon else null
}

private fun PostProblem.key(): String = "problem.${name.lowercase()}"

private const val NEAR_HOURS = 8L
