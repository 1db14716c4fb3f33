// The list over the engine: what I owe first, what others owe me, what is over, and what was refused.
package kz.gamma.ui.screens.deals

import java.time.Instant
import kz.gamma.engine.CommandKind
import kz.gamma.engine.DealView
import kz.gamma.engine.NextAction
import kz.gamma.engine.StatusView
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.head
import kz.gamma.ui.screens.deal.DealState
import kz.gamma.ui.screens.deal.shown
import kz.gamma.ui.screens.deal.steps

class DealsModel(context: Context) : Model<DealsState>(context, DealsState(now = Instant.now())) {
    init {
        follow(Subject.DEALS, Subject.WAITING, Subject.INBOX, load = { app.deals().list() to app.status() }) { (deals, status) -> show(deals, status) }
    }

    private fun show(deals: List<DealView>, status: StatusView) {
        val rows = deals.map { it to it.shown(status.serverNow) }
        val (past, running) = rows.partition { (_, deal) -> deal.stage.isOver }
        val (mine, theirs) = running.partition { (view, _) -> view.next in MY_TURN }
        state = DealsState(
            head = status.head(),
            now = status.serverNow,
            offlineWaiting = status.waiting.takeIf { !status.isOnline },
            yours = mine.map { row(it) }.sortedBy { it.until ?: Instant.MAX },
            waiting = theirs.map { row(it) },
            past = past.map { row(it) },
            refused = deals.flatMap { deal ->
                deal.refused.filter { it.kind == CommandKind.SWIPE }.map { RefusedRow(it.command, deal.title, it.code, it.edited != null) }
            },
        )
    }

    private fun row(pair: Pair<DealView, DealState>): DealRow {
        val (view, deal) = pair
        return DealRow(
            view.deal, deal.title, deal.brandName, deal.net, deal.steps, "deal.${deal.stage.key}", deal.stage.tone, deal.until, deal.round,
        )
    }

    fun act(action: DealsAction) {
        when (action) {
            is DealsAction.Open -> context.go(Route.Deal(action.id))
            is DealsAction.SendAgain -> does { app.inbox().sendAgain(action.id, null) }
            is DealsAction.CloseRefused -> does { app.inbox().dismiss(action.id) }
            DealsAction.SeeOffers -> context.go(Route.Offers)
            DealsAction.Inbox -> context.go(Route.Inbox)
            DealsAction.Profile -> context.go(Route.Settings)
        }
    }

    private companion object {
        val MY_TURN = setOf(
            NextAction.CONFIRM_DELIVERY, NextAction.SEND_DRAFT, NextAction.SEND_FIX, NextAction.SEND_POST,
        )
    }
}
