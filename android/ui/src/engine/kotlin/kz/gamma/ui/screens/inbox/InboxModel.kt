// The inbox over the engine: notices with the deal's title, and refusals first.
package kz.gamma.ui.screens.inbox

import kz.gamma.engine.DealView
import kz.gamma.engine.InboxView
import kz.gamma.engine.StatusView
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.shown
import kz.gamma.ui.words.Money
import java.time.Instant

class InboxModel(context: Context) : Model<InboxState>(context, InboxState(Instant.now())) {
    private var inbox: InboxView? = null

    init {
        follow(Subject.INBOX, Subject.DEALS, load = { Triple(app.inbox().show(), app.deals().list(), app.status()) }) {
            (inbox, deals, status) -> show(inbox, deals, status)
        }
    }

    private fun show(view: InboxView, deals: List<DealView>, status: StatusView) {
        inbox = view
        val titles = deals.associate { it.deal to it.title }
        val refused = view.refused.map {
            NoticeRow(
                it.command, NoticeKind.CommandRefused, status.serverNow, it.isRead, titles[it.deal] ?: "", Money.zero, it.code,
                it.kind.name.lowercase().takeIf { _ -> it.deal !in titles },
            )
        }
        val notices = view.notices.mapNotNull { notice ->
            val kind = NoticeKind.entries.firstOrNull { it.word == notice.kind.name.lowercase() } ?: return@mapNotNull null
            NoticeRow(notice.notice, kind, notice.at, notice.isRead, titles[notice.deal] ?: "", notice.amount?.shown() ?: Money.zero)
        }
        state = InboxState(status.serverNow, refused + notices, !status.isOnline)
    }

    fun act(action: InboxAction) {
        when (action) {
            InboxAction.Back -> context.back()
            InboxAction.ReadAll -> readAll()
            is InboxAction.Open -> open(action.id)
        }
    }

    private fun readAll() {
        val view = inbox ?: return
        does {
            app.inbox().markRead(view.notices.filter { !it.isRead }.map { it.notice })
            app.inbox().markRefusalsRead(view.refused.filter { !it.isRead }.map { it.command })
        }
    }

    private fun open(id: String) {
        val view = inbox ?: return
        view.notices.firstOrNull { it.notice == id }?.let { notice ->
            does { app.inbox().markRead(listOf(id)) }
            notice.payout?.let { return context.go(Route.Payout(it)) }
            notice.deal?.let { return context.go(Route.Deal(it)) }
        }
        view.refused.firstOrNull { it.command == id }?.deal?.let { context.go(Route.Deal(it)) }
    }
}
