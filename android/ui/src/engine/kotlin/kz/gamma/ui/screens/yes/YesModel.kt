// A first YES: what is missing is asked for card by card, each answer is a command of its own, and then the YES is said.
package kz.gamma.ui.screens.yes

import kz.gamma.engine.DeckView
import kz.gamma.engine.IdentityRequest
import kz.gamma.engine.MissingThing
import kz.gamma.engine.Subject
import kz.gamma.engine.SwipeRequest
import kz.gamma.engine.TaxInterviewRequest
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.shown
import kz.gamma.ui.parts.PayoutChoice
import kz.gamma.ui.words.Money
import kz.gamma.engine.PayoutChoice as EngineChoice

class YesModel(context: Context, private val route: Route.Yes) :
    Model<YesState>(context, YesState("", "", Money.zero, YesStep.Missing(emptyList()))) {
    private val answers = mutableMapOf<TaxQuestion, Boolean>()
    private var isTermsRead = false
    private var missing: List<MissingThing> = emptyList()
    private var deal: String? = null

    init {
        follow(Subject.DECK, Subject.PROFILE, load = { app.deck().show() }) { show(it) }
    }

    private fun show(deck: DeckView) {
        if (deal != null) return
        missing = deck.missing
        val offer = deck.offers.firstOrNull { it.campaign == route.campaign } ?: return
        val card = offer.shown()
        val choice = if (route.isAtOnce) PayoutChoice.AtOnce else PayoutChoice.Wait
        isTermsRead = isTermsRead || offer.isTermsSeen
        val step = if (!isTermsRead) YesStep.ReadTerms(card.terms) else if (isAsking()) state.step else next()
        state = YesState(card.title, card.brandName, card.quote(choice).net, step)
    }

    private fun isAsking() = state.step is YesStep.Identity || state.step is YesStep.Tax || state.step is YesStep.TaxDone ||
        state.step == YesStep.UnderAge

    private fun next(): YesStep = YesStep.Missing(
        MissingThing.entries.filter { it != MissingThing.IBAN }.map { MissingItem(it.name.lowercase(), it !in missing) },
    )

    fun act(action: YesAction) {
        when (action) {
            YesAction.Later -> context.back()
            YesAction.Next -> goOn()
            is YesAction.Name -> identity { copy(name = action.text) }
            is YesAction.Iin -> identity { copy(iin = action.text.filter(Char::isDigit).take(IIN_DIGITS), problem = null) }
            is YesAction.Answer -> answer(action)
            is YesAction.Deduction -> (state.step as? YesStep.TaxDone)?.let { step(it.copy(wantsDeduction = action.isWanted)) }
        }
    }

    private fun step(step: YesStep) {
        state = state.copy(step = step)
    }

    private fun identity(change: YesStep.Identity.() -> YesStep.Identity) {
        (state.step as? YesStep.Identity)?.let { step(it.change()) }
    }

    private fun goOn() {
        when (val step = state.step) {
            is YesStep.ReadTerms -> {
                isTermsRead = true
                if (missing.isEmpty()) finish() else step(next())
            }
            is YesStep.Missing -> askFirst()
            is YesStep.Identity -> saveIdentity(step)
            is YesStep.TaxDone -> saveTax(step)
            is YesStep.Done -> deal?.let { context.go(Route.Deal(it)) }
            YesStep.UnderAge -> context.back()
            is YesStep.Tax -> Unit
        }
    }

    private fun askFirst() {
        when {
            MissingThing.IDENTITY in missing -> step(YesStep.Identity())
            MissingThing.TAX_INTERVIEW in missing -> step(YesStep.Tax(TaxQuestion.SoleProprietor))
            // Consents, handle and city are the first session's to ask: it comes back over the app by itself.
            else -> finish()
        }
    }

    private fun saveIdentity(step: YesStep.Identity) = does({ identityFailed(it) }) {
        app.profile().setIdentity(IdentityRequest(step.name.trim(), step.iin))
        missing = missing - MissingThing.IDENTITY
        if (MissingThing.TAX_INTERVIEW in missing) step(YesStep.Tax(TaxQuestion.SoleProprietor)) else finish()
    }

    private fun identityFailed(code: String) = when (code) {
        "under_age" -> step(YesStep.UnderAge)
        "iin_taken" -> identity { copy(problem = IdentityProblem.Taken) }
        "iin_invalid" -> identity { copy(problem = IdentityProblem.Wrong) }
        else -> context.onFailure(code)
    }

    private fun answer(action: YesAction.Answer) {
        answers[action.question] = action.isYes
        val isSole = answers[TaxQuestion.SoleProprietor] == true
        val following = TaxQuestion.entries.getOrNull(action.question.ordinal + 1)
        step(if (isSole || following == null) YesStep.TaxDone(isSole) else YesStep.Tax(following))
    }

    private fun saveTax(step: YesStep.TaxDone) = does {
        fun said(question: TaxQuestion) = answers[question] == true
        app.profile().answerTaxInterview(
            TaxInterviewRequest(
                said(TaxQuestion.SoleProprietor), said(TaxQuestion.Pension), said(TaxQuestion.Disability),
                said(TaxQuestion.Student), step.wantsDeduction,
            ),
        )
        finish()
    }

    private fun finish() = does {
        val choice = if (route.isAtOnce) EngineChoice.AT_ONCE else EngineChoice.WAIT
        deal = app.deck().swipeYes(SwipeRequest(route.campaign, choice))
        step(YesStep.Done(!app.status().isOnline))
    }

    private companion object {
        const val IIN_DIGITS = 12
    }
}
