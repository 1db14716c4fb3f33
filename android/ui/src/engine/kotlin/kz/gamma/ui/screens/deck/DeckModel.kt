// The deck over the engine: a YES is kept at once and leaves after the bar; a first YES opens its cards instead.
package kz.gamma.ui.screens.deck

import java.time.Duration
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kz.gamma.engine.DeckView
import kz.gamma.engine.StatusView
import kz.gamma.engine.Subject
import kz.gamma.engine.SwipeRequest
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.asked
import kz.gamma.ui.model.head
import kz.gamma.ui.model.shown
import kz.gamma.ui.parts.PayoutChoice
import kz.gamma.engine.NoReason as EngineNo

class DeckModel(context: Context) : Model<DeckState>(context, DeckState(empty = Empty.Loading)) {
    private var view: DeckView? = null
    private var declined: Pair<String, String>? = null
    private var barEnds: Job? = null

    init {
        follow(Subject.DECK, Subject.WAITING, Subject.DEALS, load = { app.deck().show() to app.status() }) { (deck, status) -> show(deck, status) }
    }

    private fun show(deck: DeckView, status: StatusView) {
        view = deck
        val cards = deck.offers.map { it.shown() }
        val isSameTop = cards.firstOrNull()?.id == state.cards.firstOrNull()?.id
        state = state.copy(
            head = status.head(),
            cards = cards,
            isFlipped = state.isFlipped && isSameTop,
            after = after(deck, status),
            status = if (status.isOnline) null else Status.Offline(status.waiting),
            empty = if (cards.isNotEmpty()) null else emptiness(deck, status),
        )
    }

    private fun emptiness(deck: DeckView, status: StatusView): Empty = when {
        deck.isFirst && !status.isOnline -> Empty.NoNetworkYet
        deck.isFirst -> Empty.Loading
        else -> deck.hidesMost?.let { Empty.Hidden(it.setting, it.offers) } ?: Empty.AllSeen
    }

    private fun after(deck: DeckView, status: StatusView): After? {
        val kept = deck.takeBack.firstOrNull()
        if (kept == null) return After.Declined.takeIf { declined != null }
        val left = Duration.between(status.serverNow, kept.until).toMillis().coerceIn(0, BAR_MS)
        if (!status.isOnline) return After.Agreed(BAR_MS.toInt(), true)
        if (left == 0L) return null
        barEnds?.cancel()
        barEnds = context.scope.launch {
            delay(left)
            if (state.after is After.Agreed) state = state.copy(after = null)
        }
        return After.Agreed(left.toInt(), false)
    }

    fun act(action: DeckAction) {
        when (action) {
            is DeckAction.Yes -> yes(action.id, action.choice)
            is DeckAction.No -> no(action.id, null)
            DeckAction.Flip -> state = state.copy(isFlipped = !state.isFlipped)
            is DeckAction.Choose -> state = state.copy(choice = action.choice)
            DeckAction.TakeBack -> takeBack()
            is DeckAction.Why -> why(action.reason)
            is DeckAction.ChangeSetting, DeckAction.Profile -> context.go(Route.Settings)
            DeckAction.Inbox -> context.go(Route.Inbox)
        }
    }

    private fun yes(id: String, choice: PayoutChoice) {
        val deck = view ?: return
        val offer = deck.offers.firstOrNull { it.campaign == id } ?: return
        declined = null
        if (!offer.isTermsSeen || deck.missing.isNotEmpty()) {
            context.go(Route.Yes(id, choice == PayoutChoice.AtOnce))
        } else {
            does { app.deck().swipeYes(SwipeRequest(id, choice.asked())) }
        }
    }

    private fun no(id: String, reason: NoReason?) = does {
        declined = id to app.deck().swipeNo(id, reason?.asked())
        state = state.copy(after = After.Declined)
    }

    /** The chip comes after the NO: the NO is taken back and said again with its reason. */
    private fun why(reason: NoReason) {
        val (id, command) = declined ?: return
        declined = null
        state = state.copy(after = null)
        does {
            app.deck().undoNo(command)
            app.deck().swipeNo(id, reason.asked())
        }
    }

    private fun takeBack() {
        val kept = view?.takeBack?.firstOrNull()
        val no = declined
        declined = null
        state = state.copy(after = null)
        does { if (kept != null) app.deck().takeBack(kept.deal) else if (no != null) app.deck().undoNo(no.second) }
    }

    private fun NoReason.asked(): EngineNo = when (this) {
        NoReason.FeeTooLow -> EngineNo.FEE_TOO_LOW
        NoReason.NotMyTopic -> EngineNo.NOT_MY_TOPIC
        NoReason.NotThisBrand -> EngineNo.NOT_THIS_BRAND
        NoReason.NoTime -> EngineNo.NO_TIME
        NoReason.AlreadyDone -> EngineNo.ALREADY_DONE
    }

    private companion object {
        const val BAR_MS = 5_000L
    }
}
