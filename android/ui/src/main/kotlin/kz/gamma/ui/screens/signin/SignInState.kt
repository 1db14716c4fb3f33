// The first session, step by step. Each step can be left and come back to; what was entered is kept.
package kz.gamma.ui.screens.signin

import kz.gamma.ui.parts.Platform
import kz.gamma.ui.screens.deck.DeckAction
import kz.gamma.ui.screens.deck.DeckState
import kz.gamma.ui.screens.proof.Proof
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Words

sealed interface SignInState {
    /** A brand has other steps, other texts to agree to, and is spoken to as «сіз». */
    val isBrand: Boolean get() = false

    data class ChooseLanguage(val chosen: Language, override val isBrand: Boolean = false) : SignInState

    /** One card to try the gesture on; it is marked as a sample and asks nobody. */
    data class Sample(val deck: DeckState) : SignInState

    data class Phone(
        val number: String = "",
        val isWrong: Boolean = false,
        val isOffline: Boolean = false,
        override val isBrand: Boolean = false,
    ) : SignInState

    data class Code(
        val phone: String,
        val code: String = "",
        val againInSeconds: Int = 0,
        val triesLeft: Int? = null,
        val blockedMinutes: Int? = null,
        override val isBrand: Boolean = false,
    ) : SignInState

    data class Consents(
        val contract: Boolean = false,
        val data: Boolean = false,
        val marketing: Boolean = false,
        val version: String = "2026-06",
        override val isBrand: Boolean = false,
    ) : SignInState

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

/** Which step this is; a brand's company and its first campaign stand on pages of their own. */
val SignInState.step: Int
    get() = when (this) {
        is SignInState.ChooseLanguage -> 0
        is SignInState.Sample -> 1
        is SignInState.Phone -> if (isBrand) 1 else 2
        is SignInState.Code -> if (isBrand) 2 else 3
        is SignInState.Consents -> 4
        is SignInState.Handle -> 5
        is SignInState.Home -> 6
    }

/** How many there are. */
val SignInState.steps: Int get() = if (isBrand) BRAND_STEPS else CREATOR_STEPS

const val CREATOR_STEPS = 7
const val BRAND_STEPS = 6
const val COMPANY_STEP = 3
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
    data class Swipe(val action: DeckAction) : SignInAction
    data object Again : SignInAction
    data object Prove : SignInAction
    data object Later : SignInAction
}

enum class SignInField { Phone, Code, Handle, Followers, Name }

/** `word` follows the prefix of who agrees. */
enum class Consent(val word: String) { Contract("contract"), Data("data"), Marketing("marketing") }

/** The words of whoever reads: a brand's stand under `company`. */
fun Words.first(state: SignInState, key: String, vararg with: Pair<String, Any>): String =
    get(if (state.isBrand) "company.$key" else "signin.$key", *with)
