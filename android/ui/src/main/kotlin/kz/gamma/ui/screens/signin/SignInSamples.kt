// Every step of the first session, with what can go wrong in it.
package kz.gamma.ui.screens.signin

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.deck.DeckState
import kz.gamma.ui.screens.deck.example
import kz.gamma.ui.screens.proof.Proof
import kz.gamma.ui.words.Language

object SignInSamples {
    private val cities = listOf(
        "almaty", "astana", "shymkent", "karaganda", "aktobe", "taraz", "pavlodar", "oskemen", "semey", "atyrau",
    )
    private val niches = listOf(
        "beauty", "fashion", "food", "tech", "home", "kids", "sport", "education", "travel", "services", "finance",
    )
    private const val BIO = "gamma-0a1b2c3d"
    private val handle = SignInState.Handle(handle = "aigul.films", followers = "12400")

    val all: List<Sample<SignInState>> = listOf(
        Sample("language", SignInState.ChooseLanguage(Language.Kk)),
        Sample("language_brand", SignInState.ChooseLanguage(Language.Kk, isBrand = true)),
        Sample("sample", SignInState.Sample(DeckState(cards = listOf(example)))),
        Sample("phone", SignInState.Phone()),
        Sample("phone_brand", SignInState.Phone("727 250 11 22", isWrong = true, isBrand = true)),
        Sample("phone_offline_brand", SignInState.Phone("701 234 56 78", isOffline = true, isBrand = true)),
        Sample("code_brand", SignInState.Code("+7 701 234 56 78", "481216", triesLeft = 2, isBrand = true)),
        Sample("code_too_many_brand", SignInState.Code("+7 701 234 56 78", "481216", blockedMinutes = 15, isBrand = true)),
        Sample("consents_brand", SignInState.Consents(isBrand = true)),
        Sample("phone_wrong", SignInState.Phone("727 250 11 22", isWrong = true)),
        Sample("phone_offline", SignInState.Phone("701 234 56 78", isOffline = true)),
        Sample("code", SignInState.Code("+7 701 234 56 78", againInSeconds = 42)),
        Sample("code_again", SignInState.Code("+7 701 234 56 78", "48")),
        Sample("code_wrong", SignInState.Code("+7 701 234 56 78", "481216", triesLeft = 2)),
        Sample("code_too_many", SignInState.Code("+7 701 234 56 78", "481216", blockedMinutes = 15)),
        Sample("consents", SignInState.Consents()),
        Sample("consents_ticked", SignInState.Consents(contract = true, data = true)),
        Sample("handle", SignInState.Handle()),
        Sample("handle_code", handle.copy(proof = Proof.Shown(BIO))),
        Sample("handle_checking", handle.copy(proof = Proof.Checking(BIO))),
        Sample("handle_not_found", handle.copy(proof = Proof.NotFound(BIO))),
        Sample("handle_proved", handle.copy(proof = Proof.Proved)),
        Sample("home", SignInState.Home(cities = cities, niches = niches)),
        Sample("home_filled", SignInState.Home("Айгүл Қ.", "almaty", setOf("beauty", "food", "home"), cities, niches)),
    )
}
