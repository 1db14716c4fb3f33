// The first session, step by step. Each step can be left and come back to; what was entered is kept.
package kz.gamma.ui.screens.signin

import kz.gamma.ui.parts.Platform
import kz.gamma.ui.words.Language

sealed interface SignInState {
    data class ChooseLanguage(val chosen: Language) : SignInState

    data class Phone(val number: String = "", val isWrong: Boolean = false, val isOffline: Boolean = false) : SignInState

    data class Code(
        val phone: String,
        val code: String = "",
        val againInSeconds: Int = 0,
        val triesLeft: Int? = null,
        val blockedMinutes: Int? = null,
    ) : SignInState

    data class Consents(val contract: Boolean = false, val data: Boolean = false, val marketing: Boolean = false) : SignInState

    data class Handle(
        val platform: Platform = Platform.Tiktok,
        val handle: String = "",
        val followers: String = "",
        val proof: Proof = Proof.None,
    ) : SignInState

    data class Home(
        val name: String = "",
        val city: String? = null,
        val tags: Set<String> = emptySet(),
        val cities: List<String>,
        val niches: List<String>,
    ) : SignInState
}

sealed interface Proof {
    data object None : Proof
    data class Shown(val code: String) : Proof
    data class Checking(val code: String) : Proof
    data class NotFound(val code: String) : Proof
    data object Proved : Proof
}

/** Which of the six steps this is. */
val SignInState.step: Int
    get() = when (this) {
        is SignInState.ChooseLanguage -> 0
        is SignInState.Phone -> 1
        is SignInState.Code -> 2
        is SignInState.Consents -> 3
        is SignInState.Handle -> 4
        is SignInState.Home -> 5
    }

const val SIGN_IN_STEPS = 6
const val TAGS_MOST = 3

sealed interface SignInAction {
    data object Back : SignInAction
    data object Next : SignInAction
    data class Speak(val language: Language) : SignInAction
    data class Enter(val field: SignInField, val text: String) : SignInAction
    data class Tick(val consent: Consent, val isTicked: Boolean) : SignInAction
    data class Read(val consent: Consent) : SignInAction
    data class Publish(val platform: Platform) : SignInAction
    data class Live(val city: String) : SignInAction
    data class Pick(val tag: String) : SignInAction
    data object Again : SignInAction
    data object Prove : SignInAction
    data object Later : SignInAction
}

enum class SignInField { Phone, Code, Handle, Followers, Name }

enum class Consent(val key: String) {
    Contract("signin.consents.contract"),
    Data("signin.consents.data"),
    Marketing("signin.consents.marketing"),
}
