/** What screens show, as plain figures by the names that the scenarios use. */
package kz.gamma.engine.scenario

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kz.gamma.engine.*

typealias Screen = Map<String, JsonElement>

suspend fun Stage.screen(who: String, step: JsonObject): Screen {
    val of = step.find("of").orEmpty()
    if (who in brands) return desk(who, step, of)
    val app = phone(who).app
    return when (step.text("sees")) {
        "deck" -> {
            val offers = app.deck().show().offers.map(OfferView::campaign)
            mapOf("offers" to JsonArray(campaigns.filterValues { it in offers }.keys.sorted().map(::json)))
        }
        "deals" -> {
            val (asked, agreed) = app.deals().list().partition { it.stage is DealStage.Asked }
            mapOf("asked" to json(asked.size), "agreed" to json(agreed.size))
        }
        "outbox" -> mapOf("unanswered" to json(app.status().waiting))
        "profile" -> mapOf("missing" to JsonArray(app.profile().show().missing.map { word(it) }))
        "notice" -> notices(app.inbox().show().notices, of)
        "refusal" -> refusals(app.inbox().show().refused, of)
        "deal" -> app.deals().list().find { it.deal == deal(who, of) }?.let(::dealFigures) ?: none("stage")
        "earning" -> {
            val earning = app.payouts().show().earnings.find { it.deal == deal(who, of) }
            earning?.let(::earningFigures) ?: none("state")
        }
        "payout" -> payout(app.payouts().show(), deal(who, of))
        else -> error("a phone has no screen ${step.text("sees")}")
    }
}

private suspend fun Stage.desk(who: String, step: JsonObject, of: String): Screen {
    val app = phone(who).app
    app.sync()
    val desk = app.desk().show()
    return when (step.text("sees")) {
        "money" -> desk.brands.single { it.brand == brands.getValue(who) }.let {
            val (owed, held, prepaid) = listOf(it.receivable, it.held, it.prepaid).map(::json)
            mapOf("receivable" to owed, "held" to held, "prepaid" to prepaid, "light" to word(it.light))
        }
        "campaign" -> desk.campaigns.single { it.campaign == campaigns.getValue(of) }.let {
            mapOf(
                "state" to word(it.state), "next" to word(it.next), "slots_taken" to json(it.slotsTaken),
                "held" to json(it.held), "spent" to json(it.spent), "to_review" to json(it.dealsToReview),
            )
        }
        "deal" -> {
            val deal = app.deals().list().find { it.deal == deal(step.text("with"), of) }
            deal?.let(::dealFigures) ?: none("stage")
        }
        "notice" -> notices(app.inbox().show().notices, of)
        else -> error("a desk has no screen ${step.text("sees")}")
    }
}

private fun dealFigures(deal: DealView): Screen {
    val asked = "asked" to JsonArray(deal.asked.map { word(it.kind) })
    val agreed = deal.stage as? DealStage.Agreed ?: return mapOf("stage" to json("asked"), asked)
    return mapOf(
        "stage" to json("agreed"), "state" to word(agreed.state), "payout" to word(deal.payoutChoice),
        "gross" to json(deal.quote.gross), "net" to json(deal.quote.net), "fix_rounds_used" to json(deal.fixRoundsUsed),
        "fix" to json(deal.draft?.fixes?.firstOrNull()?.note), "cleared" to word(deal.draft?.cleared),
        "ended" to word(agreed.ended), "post_problem" to word(deal.post?.problem), asked,
    )
}

private fun earningFigures(earning: EarningView): Screen = mapOf(
    "state" to word(earning.state), "amount" to json(earning.amount), "advance_fee" to json(earning.advanceFee),
    "can_be_advanced" to JsonPrimitive(earning.advanceBp != null),
)

private fun payout(money: PayoutsView, deal: DealId): Screen {
    val earning = money.earnings.find { it.deal == deal }?.earning
    val payout = money.payouts.find { earning in it.earnings } ?: return none("state")
    return mapOf(
        "state" to word(payout.state), "failure" to json(payout.failure),
        "gross" to json(payout.quote.gross), "advance_fee" to json(payout.quote.advanceFee),
        "withheld" to json(payout.quote.withheld), "net" to json(payout.quote.net),
    )
}

private fun notices(notices: List<NoticeView>, kind: String): Screen {
    val ofKind = notices.filter { it.kind.name.lowercase() == kind }
    val newest = ofKind.maxByOrNull(NoticeView::at)
    return mapOf("times" to json(ofKind.size), "code" to json(newest?.code), "amount" to json(newest?.amount?.tiyn))
}

private fun refusals(refused: List<RefusedView>, kind: String): Screen {
    val ofKind = refused.filter { it.kind.name.lowercase() == kind }
    val newest = ofKind.firstOrNull()
    return mapOf("times" to json(ofKind.size), "code" to json(newest?.code), "dependents" to json(newest?.dependents))
}

private fun none(figure: String): Screen = mapOf(figure to json("none"))

private fun json(money: Money): JsonElement = json(money.tiyn)
