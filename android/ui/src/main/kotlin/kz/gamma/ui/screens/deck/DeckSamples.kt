// Every state of the deck. Their sums are those of an example creator whose self-employed status an operator confirmed.
package kz.gamma.ui.screens.deck

import kz.gamma.ui.motif.Art
import kz.gamma.ui.motif.Picture
import kz.gamma.ui.parts.Bonus
import kz.gamma.ui.parts.BonusKind
import kz.gamma.ui.parts.Head
import kz.gamma.ui.parts.Lands
import kz.gamma.ui.parts.PayoutChoice
import kz.gamma.ui.parts.Platform
import kz.gamma.ui.parts.Product
import kz.gamma.ui.parts.Quote
import kz.gamma.ui.parts.TaxLine
import kz.gamma.ui.parts.TaxLineKind
import kz.gamma.ui.parts.Terms
import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.sampleDay
import kz.gamma.ui.screens.tg
import kz.gamma.ui.words.Money

/** The quotes of a fee of 10 000 ₸: four contributions of 1 % each, 3 % for being paid at once. */
object SampleQuotes {
    fun lines(gross: Long) = listOf(TaxLineKind.Opv, TaxLineKind.Opvr, TaxLineKind.So, TaxLineKind.Vosms)
        .map { TaxLine(it, Money(gross)) }

    fun atOnce(fee: Long = 10_000): Quote =
        Quote(tg(fee), Money(fee * 3), 300, lines(fee), Money(fee * 93), Lands.Minutes(10))

    fun wait(fee: Long = 10_000): Quote =
        Quote(tg(fee), Money.zero, 0, lines(fee), Money(fee * 96), Lands.Waiting(sampleDay.plusDays(30)))
}

val lipstickTerms = Terms(
    fixedFee = tg(10_000), product = Product("Кешкі далап", true),
    bonus = Bonus(BonusKind.Sale, tg(500), tg(40_000)), sponsor = "Sulu Cosmetics",
)

val lipstick = OfferCard(
    id = "lipstick", title = "1 видео: кешкі далап", brandName = "Sulu Cosmetics", score = 92,
    reasons = listOf(Reason.City("almaty"), Reason.Tag("beauty"), Reason.Audience("18–24")),
    atOnce = SampleQuotes.atOnce(), wait = SampleQuotes.wait(), terms = lipstickTerms, picture = Picture.Drawn(
        Art.Lipstick,
    ),
)

val coffee = OfferCard(
    id = "coffee", title = "Таңғы кофе: бір күнің қалай басталады", brandName = "Дәм", score = 84,
    reasons = listOf(Reason.Tag("food"), Reason.VideoLanguage("kk"), Reason.Followers(12_400)),
    atOnce = SampleQuotes.atOnce(7_000), wait = SampleQuotes.wait(7_000),
    terms = Terms(tg(7_000), bonus = Bonus(BonusKind.Views, tg(150), tg(30_000)), sponsor = "Дәм", fixRounds = 1),
    picture = Picture.Drawn(Art.Cup), slotsLeft = 2,
)

private val headphones = OfferCard(
    id = "headphones", title = "Құлаққап: метрода бір ән", brandName = "Saz", score = 77,
    reasons = listOf(Reason.Tag("tech"), Reason.City("oskemen")),
    atOnce = SampleQuotes.atOnce(5_000), wait = SampleQuotes.wait(5_000),
    terms = Terms(
        tg(5_000), Platform.Instagram, draftDays = 5, bonus = Bonus(BonusKind.Click, tg(20), tg(20_000)),
        sponsor = "Saz", usageDays = 90, isPaidAdsAllowed = true,
    ),
    picture = Picture.Drawn(Art.Headphones), isAtOncePossible = false,
)

private val lamp = coffee.copy(
    id = "lamp", title = "Бөлме жарығы: кешкі оқу бұрышыңды көрсет те, қай жерде отырғанды ұнататыныңды айт",
    brandName = "Жарық Үй Жиһаз және Безендіру", picture = Picture.Drawn(Art.Lamp), slotsLeft = 1,
)

private val unknown = lipstick.copy(
    atOnce = SampleQuotes.atOnce().copy(net = tg(8_270), isAtLeast = true, lands = Lands.BankDays(1, 16)),
)

val example = lipstick.copy(id = "example", isSample = true, reasons = lipstick.reasons.take(2))

private val shoes = coffee.copy(
    id = "shoes", title = "Жеңіл кроссовки: бір айналым", brandName = "Qadam", picture = Picture.Drawn(Art.Shoe),
    reasons = emptyList(), terms = Terms(
        tg(7_000), Platform.Youtube, videos = 2, seconds = 30, fixRounds = 0, sponsor = "Qadam",
    ),
    slotsLeft = null,
)

object DeckSamples {
    private val cards = listOf(lipstick, coffee, headphones)

    val all = listOf(
        Sample("card", DeckState(cards = cards)),
        Sample("flipped", DeckState(cards = cards, isFlipped = true)),
        Sample("flipped_wait", DeckState(cards = cards, isFlipped = true, choice = PayoutChoice.Wait)),
        Sample("flipped_no_advance", DeckState(cards = listOf(headphones, coffee), isFlipped = true)),
        Sample("pulled_yes", DeckState(cards = cards, pull = 0.3f)),
        Sample("pulled_no", DeckState(cards = cards, pull = -0.34f)),
        Sample("agreed", DeckState(cards = cards.drop(1), after = After.Agreed(3_400, false))),
        Sample("agreed_offline", DeckState(
            cards = cards.drop(1), after = After.Agreed(5_000, true), status = Status.Offline(2),
        )),
        Sample("declined", DeckState(cards = cards.drop(2), after = After.Declined)),
        Sample("offline", DeckState(cards = cards, status = Status.Offline(2))),
        Sample("offline_nothing_waits", DeckState(cards = cards.drop(1), status = Status.Offline(0))),
        Sample("server_away", DeckState(cards = cards, status = Status.ServerAway, head = Head(unread = 3))),
        Sample("wait_chosen", DeckState(cards = cards, choice = PayoutChoice.Wait)),
        Sample("profile_not_known", DeckState(cards = listOf(unknown, coffee))),
        Sample("long_title_last_place", DeckState(cards = listOf(lamp))),
        Sample("no_reasons_no_bonus", DeckState(cards = listOf(shoes))),
        Sample("clicks_bonus", DeckState(cards = listOf(headphones))),
        Sample("example_card", DeckState(cards = listOf(example))),
        Sample("empty_city", DeckState(empty = Empty.Hidden("city", 14))),
        Sample("empty_tags", DeckState(empty = Empty.Hidden("tags", 1))),
        Sample("empty_seen", DeckState(empty = Empty.AllSeen)),
        Sample("no_network_yet", DeckState(empty = Empty.NoNetworkYet, status = Status.Offline(0))),
        Sample("loading", DeckState(empty = Empty.Loading)),
    )
}
