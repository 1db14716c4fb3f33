// The brand's review over the engine. What the server last said stays on the screen while the network is away.
package kz.gamma.ui.screens.review

import java.time.Instant
import kz.gamma.engine.CampaignView
import kz.gamma.engine.DealView
import kz.gamma.engine.DeskView
import kz.gamma.engine.FixKind
import kz.gamma.engine.FixRequest
import kz.gamma.engine.FixView
import kz.gamma.engine.PostProblem
import kz.gamma.engine.ReturnPostRequest
import kz.gamma.engine.StatusView
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.shown
import kz.gamma.ui.words.Money
import kz.gamma.ui.words.almaty

class ReviewModel(context: Context) : Model<ReviewState>(context, ReviewState(Instant.now())) {
    private var deals: List<DealView> = emptyList()
    private var campaigns: List<CampaignView> = emptyList()
    private var brand: String? = null
    private var openId: String? = null

    init {
        follow(Subject.DESK, Subject.WAITING, load = { app.desk().show() to app.status() }) { (desk, status) ->
            show(desk, status)
        }
    }

    private fun show(desk: DeskView, status: StatusView) {
        deals = desk.toReview
        campaigns = desk.campaigns
        brand = desk.brands.firstOrNull()?.brand
        val queue = deals.map { ReviewRow(it.deal, it.creatorName, it.title, it.dueAt, isPost(it)) }
        val open = deals.firstOrNull { it.deal == openId }
        state = state.copy(now = status.serverNow, queue = queue, isOffline = !status.isOnline)
        val item = open?.let { item(it, status.serverNow) }
        state = if (item == null) state.without() else state.copy(open = item)
    }

    private fun isPost(deal: DealView) = deal.post != null && deal.post?.isPassed == false && deal.post?.problem == null

    /** What an approval costs, as the campaign says it; a deal on older terms has no figure here. */
    private fun cost(deal: DealView): Pair<Money, Money>? {
        val campaign = campaigns.firstOrNull { it.campaign == deal.campaign && it.terms == deal.terms } ?: return null
        val all = campaign.approvalCost.shown()
        return (all - deal.terms.fixedFee.shown()) to all
    }

    private fun item(deal: DealView, now: Instant): ReviewItem {
        val cost = cost(deal)
        val post = deal.post?.takeIf { isPost(deal) }?.let { PostToCheck(it.url, deal.dueAt ?: now) }
        return ReviewItem(
            id = deal.deal, creator = deal.creatorName, campaign = deal.title, brief = deal.terms.briefPoints,
            note = deal.draft?.note ?: "", fee = deal.terms.fixedFee.shown(), commission = cost?.first, total = cost?.second,
            dueOn = now.atZone(almaty).toLocalDate().plusDays(DUE_DAYS), round = deal.fixRoundsUsed + 1,
            rounds = deal.terms.fixRounds, canPlay = !state.isOffline, lengthSeconds = deal.terms.seconds, post = post,
        )
    }

    fun act(action: ReviewAction) {
        val deal = deals.firstOrNull { it.deal == openId }
        when (action) {
            is ReviewAction.Open -> open(action.id)
            ReviewAction.Close -> open(null)
            ReviewAction.StartFix -> state = state.copy(fixForm = FixForm())
            ReviewAction.StartReturn -> state = state.copy(returnForm = ReturnForm())
            ReviewAction.StartRefuse -> state = state.copy(refuseForm = RefuseForm())
            ReviewAction.CancelForm -> state = state.copy(fixForm = null, returnForm = null, refuseForm = null)
            is ReviewAction.PickFix -> form { copy(kinds = if (action.kind in kinds) kinds - action.kind else kinds + action.kind) }
            is ReviewAction.MarkTime -> form { copy(atSecond = action.second) }
            is ReviewAction.PickProblem -> state = state.copy(returnForm = state.returnForm?.copy(problem = action.problem))
            is ReviewAction.Note -> note(action.text)
            ReviewAction.Play -> deal?.let { play(it) }
            ReviewAction.OpenPost -> deal?.post?.let { context.system.open(it.url) }
            else -> deal?.let { decide(it, action) }
        }
    }

    /** The address of a video expires, so it is asked for when somebody wants to look. */
    private fun play(deal: DealView) = does {
        val fresh = app.desk().reviews(brand ?: return@does, null).firstOrNull { it.deal.deal == deal.deal }
        fresh?.videoUrl?.let { context.system.open(it) } ?: context.onFailure("not_found")
    }

    private fun note(text: String) {
        state = state.copy(
            fixForm = state.fixForm?.copy(note = text.take(NOTE_MOST)),
            returnForm = state.returnForm?.copy(note = text.take(NOTE_MOST)),
            refuseForm = state.refuseForm?.copy(reason = text.take(REASON_MOST)),
        )
    }

    private fun decide(deal: DealView, action: ReviewAction) {
        val draft = deal.draft?.draft
        val post = deal.post?.post
        does {
            when (action) {
                ReviewAction.Clear -> draft?.let { app.desk().clear(deal.deal, it) }
                ReviewAction.SendFix -> draft?.let { app.desk().fix(FixRequest(deal.deal, it, fixes())) }
                ReviewAction.Refuse -> draft?.let { app.desk().refuse(deal.deal, it, state.refuseForm?.reason ?: return@does) }
                ReviewAction.Pass -> post?.let { app.desk().pass(deal.deal, it) }
                ReviewAction.ReturnPost -> post?.let { sendBack(deal.deal, it) }
                else -> Unit
            }
            state = state.copy(justCleared = deal.creatorName.takeIf { action == ReviewAction.Clear })
            open(null)
        }
    }

    private suspend fun sendBack(deal: String, post: String) {
        val form = state.returnForm ?: return
        val problem = PostProblem.valueOf(form.problem?.uppercase() ?: return)
        app.desk().returnPost(ReturnPostRequest(deal, post, problem, form.note))
    }

    private fun fixes(): List<FixView> {
        val form = state.fixForm ?: return emptyList()
        return form.kinds.mapIndexed { index, kind ->
            FixView(FixKind.valueOf(kind.uppercase()), form.atSecond, form.note.takeIf { index == 0 } ?: "")
        }
    }

    private fun form(change: FixForm.() -> FixForm) {
        state = state.copy(fixForm = state.fixForm?.change())
    }

    private fun open(id: String?) {
        openId = id
        val deal = deals.firstOrNull { it.deal == id }
        state = state.without().copy(open = deal?.let { item(it, state.now) })
    }

    private fun ReviewState.without() = copy(open = null, fixForm = null, returnForm = null, refuseForm = null)

    private companion object {
        const val DUE_DAYS = 30L
        const val NOTE_MOST = 300
        const val REASON_MOST = 500
    }
}
