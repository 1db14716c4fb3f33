// The first session over the engine: it says which step comes, this asks and answers.
package kz.gamma.ui.screens.signin

import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import java.time.Duration
import kz.gamma.engine.ConsentKind
import kz.gamma.engine.ConsentRequest
import kz.gamma.engine.FirstSessionView
import kz.gamma.engine.FirstStep
import kz.gamma.engine.HandleRequest
import kz.gamma.engine.ProfileRequest
import kz.gamma.engine.Role
import kz.gamma.engine.SessionView
import kz.gamma.engine.StatusView
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.asked
import kz.gamma.ui.model.shown
import kz.gamma.ui.screens.deck.DeckAction
import kz.gamma.ui.screens.deck.DeckState
import kz.gamma.ui.screens.proof.HandleLook
import kz.gamma.ui.screens.proof.Proof
import kz.gamma.ui.words.Document
import kz.gamma.ui.words.DocumentKind
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Words

class SignInModel(context: Context, private val role: Role) : Model<SignInState?>(context, null) {
    private val isBrand = role == Role.BRAND
    private val look = HandleLook(context) { proof -> (state as? SignInState.Handle)?.let { state = it.copy(proof = proof) } }
    private var language = Language.Kk
    private var last: Pair<FirstSessionView, StatusView>? = null
    private var isEntering = false

    /** Which step a page of its own has to show: a brand's company and its first campaign. */
    var page: FirstStep? by mutableStateOf(null)
        private set

    /** The session is over; everything is readable, nothing is sent. */
    var isPaused by mutableStateOf(false)
        private set

    init {
        does { app.session().setRole(role) }
        follow(Subject.SESSION, Subject.PROFILE, Subject.WAITING, Subject.DESK, load = { app.session().first() to app.status() }) {
            show(it.first, it.second)
        }
    }

    /** There is a file of somebody's: models may ask it. */
    var isSignedIn by mutableStateOf(false)
        private set

    private fun show(first: FirstSessionView, status: StatusView) {
        last = first to status
        language = Language.entries.firstOrNull { it.code == first.language } ?: Language.Kk
        val isOver = first.session is SessionView.Paused
        if (!isOver) isEntering = false
        isPaused = isOver && !isEntering
        isSignedIn = first.session !is SessionView.Nobody
        page = first.step.takeIf { it == FirstStep.COMPANY || it == FirstStep.CAMPAIGN }
        state = if (isEntering) enter(first, status) else step(first, status)
    }

    private fun step(first: FirstSessionView, status: StatusView): SignInState? {
        val was = state
        return when (first.step) {
            FirstStep.LANGUAGE -> was as? SignInState.ChooseLanguage ?: SignInState.ChooseLanguage(language, isBrand)
            FirstStep.SAMPLE_CARD -> was as? SignInState.Sample ?: null.also { drawSample() }
            FirstStep.PHONE, FirstStep.CODE -> enter(first, status)
            FirstStep.CONSENTS -> was as? SignInState.Consents ?: SignInState.Consents(version = document(Consent.Contract).version, isBrand = isBrand)
            FirstStep.HANDLE -> was as? SignInState.Handle ?: SignInState.Handle()
            FirstStep.PROFILE -> proving() ?: was as? SignInState.Home ?: home()
            FirstStep.FINISHED -> proving()
            // The background sync brings the rest; a company and a campaign stand on pages of their own.
            FirstStep.FIRST_SYNC, FirstStep.COMPANY, FirstStep.CAMPAIGN -> null
        }
    }

    /** The number, then its code: at the beginning, and when a session is over. */
    private fun enter(first: FirstSessionView, status: StatusView): SignInState {
        val was = state
        val challenge = first.challenge
        if (first.phone == null) return (was as? SignInState.Phone ?: SignInState.Phone(isBrand = isBrand)).copy(isOffline = false)
        if (challenge == null) {
            return SignInState.Phone(first.phone?.removePrefix("+7") ?: "", isOffline = !status.isOnline, isBrand = isBrand)
        }
        val again = Duration.between(status.serverNow, challenge.resendAt).seconds.coerceIn(0, AGAIN_MOST_S).toInt()
        return (was as? SignInState.Code ?: SignInState.Code(first.phone ?: "", isBrand = isBrand)).copy(againInSeconds = again)
    }

    /** The handle's page stays while its code is shown, although the step is answered. */
    private fun proving(): SignInState? = (state as? SignInState.Handle)?.takeIf { it.proof != Proof.None }

    private fun drawSample() = does {
        val card = app.session().sample(language.code).shown().copy(isSample = true)
        state = SignInState.Sample(DeckState(cards = listOf(card)))
    }

    private fun home(): SignInState.Home {
        val choices = app.profile().choices(language.code)
        return SignInState.Home(cities = choices.cities.map { it.key }, niches = choices.tags.map { it.key })
    }

    fun enterAgain() {
        isEntering = true
        last?.let { show(it.first, it.second) }
    }

    fun act(action: SignInAction) {
        when (val step = state) {
            is SignInState.ChooseLanguage -> language(step, action)
            is SignInState.Sample -> sample(step, action)
            is SignInState.Phone -> phone(step, action)
            is SignInState.Code -> code(step, action)
            is SignInState.Consents -> consents(step, action)
            is SignInState.Handle -> handle(step, action)
            is SignInState.Home -> home(step, action)
            null -> Unit
        }
    }

    private fun language(step: SignInState.ChooseLanguage, action: SignInAction) {
        if (action is SignInAction.Speak) state = step.copy(chosen = action.language)
        if (action == SignInAction.Next) does { app.session().setLanguage(step.chosen.code) }
    }

    private fun sample(step: SignInState.Sample, action: SignInAction) {
        when (val asked = (action as? SignInAction.Swipe)?.action) {
            is DeckAction.Yes, is DeckAction.No -> does { app.session().finishSample() }
            DeckAction.Flip -> state = SignInState.Sample(step.deck.copy(isFlipped = !step.deck.isFlipped))
            is DeckAction.Choose -> state = SignInState.Sample(step.deck.copy(choice = asked.choice))
            else -> Unit
        }
    }

    private fun phone(step: SignInState.Phone, action: SignInAction) {
        if (action is SignInAction.Enter) state = step.copy(number = action.text, isWrong = false)
        if (action == SignInAction.Next) {
            does({ if (it == "phone_invalid") state = step.copy(isWrong = true) else context.onFailure(it) }) {
                app.session().askForCode("+7" + step.number.filter(Char::isDigit))
            }
        }
    }

    private fun code(step: SignInState.Code, action: SignInAction) {
        when (action) {
            is SignInAction.Enter -> state = step.copy(
                code = action.text.filter(Char::isDigit).take(CODE_DIGITS), triesLeft = null,
            )
            SignInAction.Back -> does { app.session().forgetPhone(); state = SignInState.Phone(isBrand = isBrand) }
            SignInAction.Again -> does { app.session().askForCode(step.phone) }
            SignInAction.Next -> does({ wrong(step, it) }) { app.session().answerCode(step.code) }
            else -> Unit
        }
    }

    private fun wrong(step: SignInState.Code, code: String) {
        when (code) {
            "code_wrong" -> state = step.copy(triesLeft = ((step.triesLeft ?: TRIES) - 1).coerceAtLeast(0))
            "too_many" -> state = step.copy(blockedMinutes = BLOCKED_MINUTES)
            else -> context.onFailure(code)
        }
    }

    private fun consents(step: SignInState.Consents, action: SignInAction) {
        if (action is SignInAction.Read) context.go(Route.Text(document(action.consent)))
        if (action is SignInAction.Tick) {
            state = when (action.consent) {
                Consent.Contract -> step.copy(contract = action.isTicked)
                Consent.Data -> step.copy(data = action.isTicked)
                Consent.Marketing -> step.copy(marketing = action.isTicked)
            }
        }
        if (action == SignInAction.Next) does {
            give(ConsentKind.CONTRACT, document(Consent.Contract))
            give(ConsentKind.PERSONAL_DATA, document(Consent.Data))
            if (step.marketing) giveMarketing(step.version)
        }
    }

    private fun document(consent: Consent): Document {
        val kind = if (consent == Consent.Data) DocumentKind.PersonalData
        else if (isBrand) DocumentKind.BrandContract else DocumentKind.CreatorContract
        return Document.of(kind, language)
    }

    private suspend fun give(kind: ConsentKind, document: Document) {
        app.profile().giveConsent(ConsentRequest(kind, document.version, document.whole, true))
    }

    /** Marketing has no text beside its own line. */
    private suspend fun giveMarketing(version: String) {
        val line = Words.of(language)["signin.consents.marketing"]
        app.profile().giveConsent(ConsentRequest(ConsentKind.MARKETING, version, line, true))
    }

    private fun handle(step: SignInState.Handle, action: SignInAction) {
        when (action) {
            is SignInAction.Publish -> if (step.proof == Proof.None) state = step.copy(platform = action.platform)
            is SignInAction.Enter -> enterHandle(step, action)
            SignInAction.Prove -> does { look.ask(step.platform.asked()) }
            SignInAction.Next -> if (step.proof == Proof.None) keep(step, isProving = true) else leaveHandle()
            SignInAction.Later -> if (step.proof == Proof.None) keep(step, isProving = false) else leaveHandle()
            else -> Unit
        }
    }

    private fun enterHandle(step: SignInState.Handle, action: SignInAction.Enter) {
        if (step.proof != Proof.None) return
        state = if (action.field == SignInField.Handle) {
            step.copy(handle = action.text.removePrefix("@").trim())
        } else {
            step.copy(followers = action.text.filter(Char::isDigit).take(FOLLOWERS_DIGITS))
        }
    }

    /** The handle goes at once; the page stays for its code if the person wants to prove it now. */
    private fun keep(step: SignInState.Handle, isProving: Boolean) = does {
        if (isProving) look.begin(step.platform.asked(), step.handle)
        app.profile().setHandle(HandleRequest(step.platform.asked(), step.handle, step.followers.toIntOrNull() ?: 0))
    }

    private fun leaveHandle() {
        state = null
        last?.let { show(it.first, it.second) }
    }

    private fun home(step: SignInState.Home, action: SignInAction) {
        when (action) {
            is SignInAction.Enter -> state = step.copy(name = action.text)
            is SignInAction.Live -> state = step.copy(city = action.city)
            is SignInAction.Pick -> state = step.copy(tags = picked(step.tags, action.tag))
            SignInAction.Next -> does {
                val city = step.city ?: return@does
                app.profile().setProfile(
                    ProfileRequest(step.name.trim(), city, step.tags.toList(), listOf(language.code), language.code),
                )
            }
            else -> Unit
        }
    }

    private fun picked(tags: Set<String>, tag: String): Set<String> =
        if (tag in tags) tags - tag else if (tags.size < TAGS_MOST) tags + tag else tags

    private companion object {
        const val CODE_DIGITS = 6
        const val FOLLOWERS_DIGITS = 9
        const val TRIES = 5
        const val BLOCKED_MINUTES = 15
        const val AGAIN_MOST_S = 300L
    }
}
