// The first session over the engine: it says which step comes, this asks and answers.
package kz.gamma.ui.screens.signin

import kz.gamma.engine.ConsentKind
import kz.gamma.engine.ConsentRequest
import kz.gamma.engine.FirstSessionView
import kz.gamma.engine.FirstStep
import kz.gamma.engine.HandleRequest
import kz.gamma.engine.ProfileRequest
import kz.gamma.engine.Role
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.asked
import kz.gamma.ui.words.Language
import java.time.Duration

class SignInModel(context: Context) : Model<SignInState?>(context, null) {
    private var language = Language.Kk

    init {
        follow(Subject.SESSION, Subject.PROFILE, Subject.WAITING, load = { app.session().first() to app.status() }) { (first, status) ->
            language = Language.entries.firstOrNull { it.code == first.language } ?: Language.Kk
            show(first, !status.isOnline, status.serverNow)
        }
    }

    private fun show(first: FirstSessionView, isOffline: Boolean, now: java.time.Instant) {
        val was = state
        state = when (first.step) {
            FirstStep.LANGUAGE, FirstStep.SAMPLE_CARD -> was as? SignInState.ChooseLanguage ?: SignInState.ChooseLanguage(language)
            FirstStep.PHONE -> (was as? SignInState.Phone ?: SignInState.Phone()).copy(isOffline = false)
            FirstStep.CODE -> {
                val challenge = first.challenge
                if (challenge == null) {
                    SignInState.Phone(first.phone?.removePrefix("+7") ?: "", isOffline = isOffline)
                } else {
                    val again = Duration.between(now, challenge.resendAt).seconds.coerceAtLeast(0).toInt()
                    (was as? SignInState.Code ?: SignInState.Code(first.phone ?: "")).copy(againInSeconds = again)
                }
            }
            FirstStep.CONSENTS -> was as? SignInState.Consents ?: SignInState.Consents()
            FirstStep.HANDLE -> was as? SignInState.Handle ?: SignInState.Handle()
            FirstStep.PROFILE -> was as? SignInState.Home ?: home()
            FirstStep.FIRST_SYNC, FirstStep.COMPANY, FirstStep.CAMPAIGN, FirstStep.FINISHED -> null
        }
    }

    private fun home(): SignInState.Home {
        val choices = app.profile().choices(language.code)
        return SignInState.Home(cities = choices.cities.map { it.key }, niches = choices.tags.map { it.key })
    }

    fun act(action: SignInAction) {
        when (val step = state) {
            is SignInState.ChooseLanguage -> language(step, action)
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
        if (action == SignInAction.Next) does {
            app.session().setRole(Role.CREATOR)
            app.session().setLanguage(step.chosen.code)
            app.session().finishSample()
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
            SignInAction.Back -> does { app.session().forgetPhone(); state = SignInState.Phone() }
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
        if (action is SignInAction.Tick) {
            state = when (action.consent) {
                Consent.Contract -> step.copy(contract = action.isTicked)
                Consent.Data -> step.copy(data = action.isTicked)
                Consent.Marketing -> step.copy(marketing = action.isTicked)
            }
        }
        if (action == SignInAction.Next) does {
            give(ConsentKind.CONTRACT, Consent.Contract)
            give(ConsentKind.PERSONAL_DATA, Consent.Data)
            if (step.marketing) give(ConsentKind.MARKETING, Consent.Marketing)
        }
    }

    private suspend fun give(kind: ConsentKind, consent: Consent) {
        val text = kz.gamma.ui.words.Words.of(language)[consent.key]
        app.profile().giveConsent(ConsentRequest(kind, CONSENT_VERSION, text, true))
    }

    private fun handle(step: SignInState.Handle, action: SignInAction) {
        when (action) {
            is SignInAction.Publish -> state = step.copy(platform = action.platform)
            is SignInAction.Enter -> state = if (action.field == SignInField.Handle) {
                step.copy(handle = action.text.removePrefix("@").trim())
            } else {
                step.copy(followers = action.text.filter(Char::isDigit).take(FOLLOWERS_DIGITS))
            }
            SignInAction.Next, SignInAction.Later -> does {
                app.profile().setHandle(
                    HandleRequest(step.platform.asked(), step.handle, step.followers.toIntOrNull() ?: 0),
                )
            }
            else -> Unit
        }
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
        const val CONSENT_VERSION = "2026-06"
    }
}
