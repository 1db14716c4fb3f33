// A plan over the engine: a template fills it, every change asks for the card again, and opening it makes the campaign.
package kz.gamma.ui.screens.plan

import java.io.File
import java.time.Duration
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kz.gamma.engine.BrandView
import kz.gamma.engine.CampaignRequest
import kz.gamma.engine.CampaignStep
import kz.gamma.engine.ProductView
import kz.gamma.engine.Subject
import kz.gamma.engine.TargetsView
import kz.gamma.engine.TemplateView
import kz.gamma.engine.attempt
import kz.gamma.engine.isPositive
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.shown
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Money
import kz.gamma.engine.Money as EngineMoney

/** [isFirst]: the first session's last step; nothing lies behind it. */
class PlanModel(context: Context, private val language: Language, private val isFirst: Boolean = false) : Model<PlanState?>(context, null) {
    private var templates: List<TemplateView> = emptyList()
    private var brand: BrandView? = null
    private var asking: Job? = null
    private var picture: String? = null

    init {
        // A brand that was only asked for has no name here yet; it comes with the server's answer.
        follow(Subject.DESK, load = { app.desk().show().brands.firstOrNull() }) { own ->
            if (own == null || brand != null) return@follow
            brand = own
            templates = app.desk().templates(language.code, own.name)
            use(templates.first())
        }
    }

    private fun use(template: TemplateView) {
        val cities = app.profile().choices(language.code).cities.map { it.key }
        state = PlanState(
            templates = templates.map { PlanTemplate(it.key, it.name) }, template = template.key, name = template.name,
            brief = template.terms.briefPoints.joinToString("\n"), fee = "${template.terms.fixedFee.tiyn / TIYN}",
            slots = "${template.slots}", budget = "", cities = cities, chosenCities = emptySet(),
            hasProduct = template.terms.product != null, preview = null, costOfOne = null, costOfAll = Money.zero, isFirst = isFirst,
        )
        ask()
    }

    fun act(action: PlanAction) {
        val plan = state ?: return
        when (action) {
            PlanAction.Back -> context.back()
            is PlanAction.UseTemplate -> use(templates.first { it.key == action.template })
            is PlanAction.Enter -> change(entered(plan, action))
            is PlanAction.Pick -> change(plan.copy(chosenCities = plan.chosenCities.toggled(action.city)))
            PlanAction.AllCities -> change(plan.copy(chosenCities = emptySet()))
            is PlanAction.SendProduct -> change(plan.copy(hasProduct = action.isSent))
            PlanAction.AddPicture -> addPicture()
            PlanAction.Open -> make(isOpened = true)
            PlanAction.Save -> make(isOpened = false)
        }
    }

    private fun Set<String>.toggled(city: String) = if (city in this) this - city else this + city

    private fun entered(plan: PlanState, action: PlanAction.Enter): PlanState = when (action.field) {
        PlanField.Name -> plan.copy(name = action.text)
        PlanField.Brief -> plan.copy(brief = action.text)
        PlanField.Fee -> plan.copy(fee = action.text.filter(Char::isDigit), isFeeLow = whole(action.text) < FEE_LEAST)
        PlanField.Slots -> plan.copy(slots = action.text.filter(Char::isDigit))
        PlanField.Budget -> plan.copy(budget = action.text.filter(Char::isDigit))
    }

    private fun whole(text: String): Long = text.filter(Char::isDigit).take(DIGITS_MOST).toLongOrNull() ?: 0

    private fun change(plan: PlanState) {
        state = plan
        ask()
    }

    /** Shortly after the last key: the card as creators will see it, from the same rules as the server's. */
    private fun ask() {
        asking?.cancel()
        asking = context.scope.launch {
            delay(PAUSE_MS)
            val asked = request()
            val card = attempt { app.desk().preview(asked) }.getOrNull()?.shown()
            val cost = attempt { app.desk().cost(asked) }.getOrNull()
            val most = listOfNotNull(cost?.all, asked.budget.takeIf { it.isPositive }).minByOrNull { it.tiyn }
            state = state?.copy(
                preview = card, costOfOne = cost?.one?.shown(), costOfAll = (most ?: EngineMoney(0)).shown(),
                limitFree = cost?.free?.shown()?.takeIf { free -> most != null && most.tiyn > free.tiyn },
            )
        }
    }

    private suspend fun request(): CampaignRequest {
        val plan = checkNotNull(state) { "asked for after a template filled it" }
        val template = templates.first { it.key == plan.template }
        val product = if (plan.hasProduct) template.terms.product ?: ProductView(plan.name, EngineMoney(0), true) else null
        val terms = template.terms.copy(
            fixedFee = EngineMoney(whole(plan.fee) * TIYN), briefTitle = plan.name, product = product,
            briefPoints = plan.brief.lines().filter(String::isNotBlank),
        )
        return CampaignRequest(
            brand = checkNotNull(brand).brand, title = plan.name, terms = terms,
            targets = TargetsView(emptyList(), plan.chosenCities.toList(), emptyList(), null, null, null),
            slots = whole(plan.slots).toInt(), budget = EngineMoney(whole(plan.budget) * TIYN),
            openUntil = now().plus(Duration.ofDays(OPEN_DAYS)), picture = picture,
        )
    }

    private fun addPicture() = does {
        val path = context.system.pickPicture() ?: return@does
        picture = app.drafts().addPicture(File(path).readBytes(), null)
        state = state?.copy(hasPicture = true)
    }

    private fun make(isOpened: Boolean) = does {
        val before = app.desk().show().campaigns.map { it.campaign }.toSet()
        val asked = request()
        // Whoever names no budget means all of the videos.
        val budget = if (asked.budget.isPositive) asked.budget else app.desk().cost(asked).all
        app.desk().createCampaign(asked.copy(budget = budget))
        app.sync()
        val made = app.desk().show().campaigns.firstOrNull { it.campaign !in before }
        if (isOpened && made != null) app.desk().setCampaignState(made.campaign, CampaignStep.OPEN)
        context.go(Route.Campaigns)
    }

    private companion object {
        const val TIYN = 100L
        const val FEE_LEAST = 1_000L
        const val DIGITS_MOST = 9
        const val PAUSE_MS = 300L
        const val OPEN_DAYS = 21L
    }
}
