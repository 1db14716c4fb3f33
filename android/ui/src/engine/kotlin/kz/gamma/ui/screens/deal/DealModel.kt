// One deal over the engine: its one next action goes to the right page, or is said at once.
package kz.gamma.ui.screens.deal

import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.asked
import kz.gamma.ui.parts.PayoutChoice

class DealModel(context: Context, private val id: String) : Model<DealState?>(context, null) {
    private var payout: String? = null

    init {
        follow(Subject.DEALS, Subject.PAYOUTS, Subject.WAITING, load = { app.deals().get(id) to app.status() }) { (view, status) ->
            payout = view.payout?.payout
            state = view.shown(status.serverNow).copy(offlineWaiting = status.waiting.takeIf { !status.isOnline })
        }
    }

    fun act(action: DealAction) {
        when (action) {
            DealAction.Back -> context.back()
            DealAction.Next -> next()
            DealAction.TakeBack -> does { app.deck().takeBack(id) }
            DealAction.Cancel -> does { app.deals().cancel(id) }
            DealAction.Choose -> choose()
            DealAction.Script -> context.go(Route.Studio(id))
        }
    }

    private fun next() {
        when (state?.stage) {
            Stage.ProductDue, Stage.ProductLate -> does { app.deals().confirmDelivery(id) }
            Stage.DraftDue, Stage.DraftNear, Stage.FixAsked -> context.go(Route.Draft(id))
            Stage.Cleared, Stage.PostNear, Stage.PostReturned, Stage.PostRemoved -> context.go(Route.Post(id))
            else -> context.go(payout?.let { Route.Payout(it) } ?: Route.Money)
        }
    }

    private fun choose() {
        val other = if (state?.choice == PayoutChoice.AtOnce) PayoutChoice.Wait else PayoutChoice.AtOnce
        does { app.deals().setPayoutChoice(id, other.asked()) }
    }
}
