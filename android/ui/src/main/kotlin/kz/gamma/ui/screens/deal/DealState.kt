// One deal: where it stands, whose turn it is, by when, and the one thing to do next.
package kz.gamma.ui.screens.deal

import kz.gamma.ui.motif.Step
import kz.gamma.ui.parts.PayoutChoice
import kz.gamma.ui.parts.Terms
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.words.Money
import kz.gamma.ui.words.Words
import kz.gamma.ui.words.almaty
import kz.gamma.ui.words.before
import kz.gamma.ui.words.capital
import kz.gamma.ui.words.until
import java.time.Duration
import java.time.Instant

data class DealState(
    val title: String,
    val brandName: String,
    val stage: Stage,
    val terms: Terms,
    val net: Money,
    val now: Instant,
    val doneSteps: Int,
    val until: Instant? = null,
    val choice: PayoutChoice = PayoutChoice.AtOnce,
    val bonus: Money? = null,
    val draft: DraftPlace = DraftPlace.None,
    val product: ProductPlace? = null,
    val undoUntil: Instant? = null,
    val canCancel: Boolean = false,
    val round: Int = 1,
    val rounds: Int = 2,
    /** A key of `problem.…` or `deal.limit.…`, where the stage has one. */
    val reason: String? = null,
    val sum: Money? = null,
    val income: Income? = null,
    val offlineWaiting: Int? = null,
)

enum class DraftPlace(val key: String) {
    None("deal.draft.none"),
    Sent("deal.draft.sent"),
    Fix("deal.draft.fix"),
    Cleared("deal.draft.cleared"),
    ByClock("deal.draft.by_clock"),
}

sealed interface ProductPlace {
    data object Soon : ProductPlace
    data class OnItsWay(val dueAt: Instant) : ProductPlace
    data class Here(val at: Instant) : ProductPlace
}

sealed interface Income {
    data class Near(val monthSum: Money) : Income
    data object Over : Income
}

/** Each stage has its sentence under `deal.<key>` and, if there is something to do, a button. */
enum class Stage(val key: String, val tone: Tone, val step: Step, val hasButton: Boolean, val isOver: Boolean = false) {
    Unsent("unsent", Tone.Waiting, Step.Pending, false),
    ProductDue("product_due", Tone.Plain, Step.Now, true),
    ProductLate("product_late", Tone.Waiting, Step.Late, true),
    ProductDamaged("product_damaged", Tone.Waiting, Step.Late, false),
    DraftDue("draft_due", Tone.Plain, Step.Now, true),
    DraftNear("draft_near", Tone.Waiting, Step.Late, true),
    DraftSent("draft_sent", Tone.Plain, Step.Pending, false),
    BrandLate("brand_late", Tone.Waiting, Step.Late, false),
    FixAsked("fix_asked", Tone.Waiting, Step.Late, true),
    Cleared("cleared", Tone.Plain, Step.Now, true),
    PostNear("post_near", Tone.Waiting, Step.Late, true),
    Posted("posted", Tone.Plain, Step.Pending, false),
    PostReturned("post_returned", Tone.Bad, Step.Failed, true),
    PostRemoved("post_removed", Tone.Bad, Step.Failed, true),
    Frozen("frozen", Tone.Waiting, Step.Late, false),
    Approved("approved", Tone.Good, Step.Waiting, true),
    ApprovedWaiting("approved_waiting", Tone.Good, Step.Waiting, true),
    AdvanceRefused("advance_refused", Tone.Waiting, Step.Waiting, true),
    Paid("paid", Tone.Good, Step.Paid, true),
    Closed("closed", Tone.Good, Step.Paid, false, true),
    TakenBack("taken_back", Tone.Plain, Step.Ahead, false, true),
    Cancelled("cancelled", Tone.Plain, Step.Ahead, false, true),
    DraftLate("draft_late", Tone.Bad, Step.Failed, false, true),
    PostLate("post_late", Tone.Bad, Step.Failed, false, true),
    NoProduct("no_product", Tone.Bad, Step.Failed, false, true),
    DecidedNone("decided_none", Tone.Bad, Step.Failed, false, true),
    DecidedPart("decided_part", Tone.Good, Step.Paid, false, true),
    Reversed("reversed", Tone.Bad, Step.Failed, false, true),
}

/** The names of this deal's steps: six with a product, else five. */
val DealState.stepKeys: List<String>
    get() = listOfNotNull(
        "step.agreed", "step.product".takeIf { terms.product != null }, "step.video", "step.cleared", "step.posted", "step.paid",
    )

val DealState.steps: List<Step>
    get() = stepKeys.indices.map { if (it < doneSteps) Step.Done else if (it == doneSteps) stage.step else Step.Ahead }

fun Words.dealTitle(state: DealState): String = this["deal.${state.stage.key}.title", "n" to state.round, "all" to state.rounds]

fun Words.dealText(state: DealState): String = capital(this[
    "deal.${state.stage.key}.text",
    "until" to (state.until?.let { deadline(it, state.now) } ?: ""),
    "problem" to (state.reason?.takeIf { it.startsWith("problem.") }?.let { this[it] } ?: ""),
    "limit" to (state.reason?.takeIf { it.startsWith("deal.limit.") }?.let { this[it] } ?: ""),
    "sum" to (state.sum ?: Money.zero),
    "n" to state.round,
    "all" to state.rounds,
])

private fun Words.deadline(at: Instant, now: Instant): String =
    if (Duration.between(now, at).toDays() >= FAR_DAYS) until(at.atZone(almaty).toLocalDate()) else before(at, now)

/** From a week on only the day matters. */
private const val FAR_DAYS = 7

sealed interface DealAction {
    data object Back : DealAction
    data object Next : DealAction
    data object TakeBack : DealAction
    data object Cancel : DealAction
    data object Choose : DealAction
    data object Script : DealAction
}
