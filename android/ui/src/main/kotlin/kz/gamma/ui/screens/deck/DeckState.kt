// What the deck shows: the cards that are left, best first, and what can be taken back.
package kz.gamma.ui.screens.deck

import kz.gamma.ui.motif.Picture
import kz.gamma.ui.parts.Head
import kz.gamma.ui.parts.PayoutChoice
import kz.gamma.ui.parts.Quote
import kz.gamma.ui.parts.Terms
import kz.gamma.ui.words.Words
import kz.gamma.ui.words.capital
import kz.gamma.ui.words.grouped

data class DeckState(
    val head: Head = Head(),
    val cards: List<OfferCard> = emptyList(),
    val isFlipped: Boolean = false,
    val choice: PayoutChoice = PayoutChoice.AtOnce,
    val after: After? = null,
    val status: Status? = null,
    val empty: Empty? = null,
    /** How far the top card is pulled, in its widths; a finger does that, a sample only shows it. */
    val pull: Float = 0f,
)

data class OfferCard(
    val id: String,
    val title: String,
    val brandName: String,
    val score: Int,
    val reasons: List<Reason>,
    val atOnce: Quote,
    val wait: Quote,
    val terms: Terms,
    val picture: Picture,
    val isAtOncePossible: Boolean = true,
    val slotsLeft: Int? = null,
    val isSample: Boolean = false,
) {
    fun quote(choice: PayoutChoice): Quote = if (choice == PayoutChoice.AtOnce && isAtOncePossible) atOnce else wait
}

/** Why this offer suits, as a sentence. */
sealed interface Reason {
    data class Tag(val tag: String) : Reason
    data class City(val city: String) : Reason
    data class VideoLanguage(val code: String) : Reason
    data class Followers(val count: Int) : Reason
    data class Audience(val band: String) : Reason
}

fun Words.reason(reason: Reason): String = when (reason) {
    is Reason.Tag -> capital(this["reason.tag", "tag" to this["niche.${reason.tag}"]])
    is Reason.City -> this["reason.city", "city" to this["city.${reason.city}"]]
    is Reason.VideoLanguage -> this["reason.language.${reason.code}"]
    is Reason.Followers -> this["reason.followers", "n" to grouped(reason.count.toLong())]
    is Reason.Audience -> this["reason.audience", "band" to reason.band]
}

/** What the last swipe left behind. */
sealed interface After {
    /** YES: it leaves the phone when the bar has run out; without network it waits for it. */
    data class Agreed(val leftMs: Int, val isOffline: Boolean) : After
    data object Declined : After
}

sealed interface Status {
    data class Offline(val waiting: Int) : Status
    data object ServerAway : Status
}

/** Why there is no card. */
sealed interface Empty {
    data class Hidden(val setting: String, val offers: Int) : Empty
    data object AllSeen : Empty
    data object NoNetworkYet : Empty
    data object Loading : Empty
}

enum class NoReason(val key: String) {
    FeeTooLow("no.fee_too_low"),
    NotMyTopic("no.not_my_topic"),
    NotThisBrand("no.not_this_brand"),
    NoTime("no.no_time"),
    AlreadyDone("no.already_done"),
}

sealed interface DeckAction {
    data class Yes(val id: String, val choice: PayoutChoice) : DeckAction
    data class No(val id: String) : DeckAction
    data object Flip : DeckAction
    data object TakeBack : DeckAction
    data class Why(val reason: NoReason) : DeckAction
    data class Choose(val choice: PayoutChoice) : DeckAction
    data class ChangeSetting(val setting: String) : DeckAction
    data object Inbox : DeckAction
    data object Profile : DeckAction
}
