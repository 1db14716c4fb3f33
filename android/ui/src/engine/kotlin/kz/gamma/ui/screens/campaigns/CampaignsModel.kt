// Campaigns over the engine.
package kz.gamma.ui.screens.campaigns

import kz.gamma.engine.CampaignStep
import kz.gamma.engine.CampaignView
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.shown
import kz.gamma.ui.words.almaty

class CampaignsModel(context: Context) : Model<CampaignsState>(context, CampaignsState()) {
    init {
        follow(Subject.DESK, Subject.WAITING, load = { app.desk().show() to app.status() }) { (desk, status) ->
            val refused = desk.refused.map { RefusedCommand(it.command, it.kind.name.lowercase(), it.code) }
            state = CampaignsState(desk.campaigns.map { row(it) }, !status.isOnline, refused)
        }
    }

    private fun row(view: CampaignView) = CampaignRow(
        id = view.campaign, title = view.title,
        place = CampaignPlace.entries.first { it.word == view.state.name.lowercase() },
        next = CampaignNext.entries.first { it.named == view.next.name.lowercase() },
        slotsTaken = view.slotsTaken, slots = view.slots, spent = view.spent.shown(), held = view.held.shown(),
        budget = view.budget.shown(), toReview = view.dealsToReview, openUntil = view.openUntil.atZone(almaty).toLocalDate(),
    )

    private val CampaignNext.named: String get() = word ?: name.lowercase()

    fun act(action: CampaignsAction) {
        when (action) {
            CampaignsAction.New -> context.go(Route.Plan)
            is CampaignsAction.Open -> next(action.id)
            is CampaignsAction.Next -> next(action.id)
            is CampaignsAction.CloseRefused -> does { app.inbox().dismiss(action.id) }
            is CampaignsAction.Pause -> does { app.desk().setCampaignState(action.id, CampaignStep.PAUSE) }
        }
    }

    private fun next(id: String) {
        when (state.campaigns.firstOrNull { it.id == id }?.next) {
            CampaignNext.Open -> does { app.desk().setCampaignState(id, CampaignStep.OPEN) }
            CampaignNext.Resume -> does { app.desk().setCampaignState(id, CampaignStep.RESUME) }
            CampaignNext.ReviewDrafts -> context.go(Route.Review)
            else -> context.go(Route.Invoices)
        }
    }
}
