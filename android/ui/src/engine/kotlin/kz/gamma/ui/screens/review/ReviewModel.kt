// The brand's review over the engine. What the server last said stays on the screen while the network is away.
package kz.gamma.ui.screens.review

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
import kz.gamma.ui.motif.Art
import kz.gamma.ui.motif.Picture
import kz.gamma.ui.words.almaty
import java.time.Instant

class ReviewModel(context: Context) : Model<ReviewState>(context, ReviewState(Instant.now())) {
    private var deals: List<DealView> = emptyList()
    private var openId: String? = null

    init {
        follow(Subject.DESK, Subject.WAITING, load = { app.desk().show() to app.status() }) { (desk, status) ->
            show(desk, status)
        }
    }

    private fun show(desk: DeskView, status: StatusView) {
        deals = desk.toReview
        val queue = deals.map { ReviewRow(it.deal, it.creatorName, it.title, it.dueAt, isPost(it)) }
        val open = deals.firstOrNull { it.deal == openId }
        state = state.copy(
            now = status.serverNow, queue = queue, isOffline = !status.isOnline, open = open?.let { item(it, status.serverNow) },
            fixForm = state.fixForm.takeIf { open != null },
        )
    }

    private fun isPost(deal: DealView) = deal.post != null && deal.post?.isPassed == false && deal.post?.problem == null

    private fun item(deal: DealView, now: Instant): ReviewItem {
        val post = deal.post?.takeIf { isPost(deal) }?.let { PostToCheck(it.url, deal.dueAt ?: now) }
        return ReviewItem(
            id = deal.deal, creator = deal.creatorName, campaign = deal.title, brief = deal.terms.briefPoints,
            note = deal.draft?.note ?: "", fee = deal.terms.fixedFee.shown(), commission = null, total = null,
            dueOn = now.atZone(almaty).toLocalDate().plusDays(DUE_DAYS), round = deal.fixRoundsUsed + 1,
            rounds = deal.terms.fixRounds, video = Picture.Drawn(Art.Lipstick), lengthSeconds = deal.terms.seconds, post = post,
        )
    }

    fun act(action: ReviewAction) {
        val deal = deals.firstOrNull { it.deal == openId }
        when (action) {
            is ReviewAction.Open -> open(action.id)
            ReviewAction.Close -> open(null)
            ReviewAction.StartFix -> state = state.copy(fixForm = FixForm())
            ReviewAction.CancelFix -> state = state.copy(fixForm = null)
            is ReviewAction.PickFix -> form { copy(kinds = if (action.kind in kinds) kinds - action.kind else kinds + action.kind) }
            ReviewAction.MarkTime -> form { copy(atSecond = if (atSecond == null) state.open?.atSecond else null) }
            is ReviewAction.Note -> form { copy(note = action.text.take(NOTE_MOST)) }
            ReviewAction.Play, ReviewAction.OpenPost -> Unit
            else -> deal?.let { decide(it, action) }
        }
    }

    private fun decide(deal: DealView, action: ReviewAction) {
        val draft = deal.draft?.draft
        val post = deal.post?.post
        does {
            when (action) {
                ReviewAction.Clear -> draft?.let { app.desk().clear(deal.deal, it) }
                ReviewAction.SendFix -> draft?.let { app.desk().fix(FixRequest(deal.deal, it, fixes())) }
                ReviewAction.Refuse -> draft?.let { app.desk().refuse(deal.deal, it, deal.terms.briefTitle) }
                ReviewAction.Pass -> post?.let { app.desk().pass(deal.deal, it) }
                ReviewAction.ReturnPost ->
                    post?.let { app.desk().returnPost(ReturnPostRequest(deal.deal, it, PostProblem.LABEL_MISSING, "")) }
                else -> Unit
            }
            state = state.copy(fixForm = null, justCleared = deal.creatorName.takeIf { action == ReviewAction.Clear })
            open(null)
        }
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
        state = state.copy(open = deal?.let { item(it, state.now) }, fixForm = null)
    }

    private companion object {
        const val DUE_DAYS = 30L
        const val NOTE_MOST = 300
    }
}
