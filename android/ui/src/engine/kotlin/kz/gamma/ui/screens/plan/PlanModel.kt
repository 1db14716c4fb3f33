// A plan over the engine: a template fills it, every change asks for the card again, and opening it makes the campaign.
package kz.gamma.ui.screens.plan

import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kz.gamma.engine.BrandView
import kz.gamma.engine.CampaignRequest
import kz.gamma.engine.CampaignStep
import kz.gamma.engine.ProductView
import kz.gamma.engine.TargetsView
import kz.gamma.engine.TemplateView
import kz.gamma.engine.attempt
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.shown
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Money
import java.io.File
import java.time.Duration
import kz.gamma.engine.Money as EngineMoney

class PlanModel(context: Context, private val language: Language) : Model<PlanState?>(context, null) {
    private var templates: List<TemplateView> = emptyList()
    private var brand: BrandView? = null
    private var asking: Job? = null
    private var picture: String? = null

    init {
        does {
            val own = app.desk().show().brands.first()
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
            hasProduct = template.terms.product != null, preview = null, costOfOne = null, costOfAll = Money.zero,
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
        PlanField.Budget -> plan.copy(budget = action.text.filter(Char::isDigit), costOfAll = Money.tenge(whole(action.text)))
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
            val card = attempt { app.desk().preview(request()) }.getOrNull()?.shown()
            state = state?.copy(preview = card)
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
        val path = context.pickVideo(false) ?: return@does
        picture = app.drafts().addPicture(File(path).readBytes())
    }

    private fun make(isOpened: Boolean) = does {
        val before = app.desk().show().campaigns.map { it.campaign }.toSet()
        app.desk().createCampaign(request())
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
