// The engine's views in the words of the screens. Pure: a view goes in, a state comes out, and no figure is computed.
package kz.gamma.ui.model

import kz.gamma.engine.AudienceBand
import kz.gamma.engine.LineCode
import kz.gamma.engine.OfferView
import kz.gamma.engine.QuoteView
import kz.gamma.engine.StatusView
import kz.gamma.engine.TermsView
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
import kz.gamma.ui.screens.deck.OfferCard
import kz.gamma.ui.screens.deck.Reason
import kz.gamma.ui.words.Money
import kz.gamma.engine.BonusKind as EngineBonus
import kz.gamma.engine.Lands as EngineLands
import kz.gamma.engine.Money as EngineMoney
import kz.gamma.engine.PayoutChoice as EngineChoice
import kz.gamma.engine.Platform as EnginePlatform
import kz.gamma.engine.Reason as EngineReason

fun EngineMoney.shown() = Money(tiyn)

fun QuoteView.shown() = Quote(
    gross = gross.shown(), advanceFee = advanceFee.shown(), advanceBp = advanceBp,
    lines = lines.map { TaxLine(it.line.shown(), it.amount.shown()) },
    net = net.shown(), lands = lands.shown(), debt = debt.shown(), isAtLeast = isAtLeast,
)

fun LineCode.shown(): TaxLineKind = when (this) {
    LineCode.OPV -> TaxLineKind.Opv
    LineCode.OPVR -> TaxLineKind.Opvr
    LineCode.SO -> TaxLineKind.So
    LineCode.VOSMS -> TaxLineKind.Vosms
    LineCode.IIT -> TaxLineKind.Iit
}

fun EngineLands.shown(): Lands = when (this) {
    is EngineLands.Minutes -> Lands.Minutes(minutes)
    is EngineLands.BankDays -> Lands.BankDays(days, cutoffHour)
    is EngineLands.Waiting -> Lands.Waiting(dueOn)
}

fun EngineChoice.shown(): PayoutChoice = if (this == EngineChoice.AT_ONCE) PayoutChoice.AtOnce else PayoutChoice.Wait

fun PayoutChoice.asked(): EngineChoice = if (this == PayoutChoice.AtOnce) EngineChoice.AT_ONCE else EngineChoice.WAIT

fun EnginePlatform.shown(): Platform = when (this) {
    EnginePlatform.TIKTOK -> Platform.Tiktok
    EnginePlatform.INSTAGRAM -> Platform.Instagram
    EnginePlatform.YOUTUBE -> Platform.Youtube
}

fun Platform.asked(): EnginePlatform = when (this) {
    Platform.Tiktok -> EnginePlatform.TIKTOK
    Platform.Instagram -> EnginePlatform.INSTAGRAM
    Platform.Youtube -> EnginePlatform.YOUTUBE
}

fun TermsView.shown() = Terms(
    fixedFee = fixedFee.shown(), platform = platform.shown(), videos = videos, seconds = seconds, draftDays = draftDays,
    product = product?.let { Product(it.title, it.isKept) },
    bonus = bonus?.let { Bonus(it.kind.shown(), it.rate.shown(), it.cap.shown()) },
    fixRounds = fixRounds, clearHours = clearHours, usageDays = usageDays, isPaidAdsAllowed = isPaidAdsAllowed, sponsor = sponsor,
)

private fun EngineBonus.shown(): BonusKind = when (this) {
    EngineBonus.CPA -> BonusKind.Sale
    EngineBonus.CPC -> BonusKind.Click
    EngineBonus.CPV -> BonusKind.Views
}

fun OfferView.shown(picture: Picture? = null, isSample: Boolean = false) = OfferCard(
    id = campaign, title = title, brandName = brandName, score = score, reasons = reasons.map { it.shown() },
    atOnce = quoteAtOnce.shown(), wait = quoteWait.shown(), terms = terms.shown(),
    picture = picture ?: Picture.Drawn(art(reasons)), isAtOncePossible = isAtOncePossible,
    slotsLeft = slotsLeft.takeIf { it <= FEW_SLOTS }, isSample = isSample,
)

/** A number of places is worth saying when they are few. */
private const val FEW_SLOTS = 3

/** Without a photograph: the drawing of the niche that matched. */
private fun art(reasons: List<EngineReason>): Art =
    when (reasons.filterIsInstance<EngineReason.Tag>().firstOrNull()?.tag) {
        "food", "travel", "services" -> Art.Cup
        "tech", "education", "finance" -> Art.Headphones
        "home", "kids" -> Art.Lamp
        "sport", "fashion" -> Art.Shoe
        else -> Art.Lipstick
    }

private fun EngineReason.shown(): Reason = when (this) {
    is EngineReason.Tag -> Reason.Tag(tag)
    is EngineReason.City -> Reason.City(city)
    is EngineReason.Language -> Reason.VideoLanguage(language)
    is EngineReason.Followers -> Reason.Followers(followers.toInt())
    is EngineReason.Audience -> Reason.Audience(band.shown())
}

private fun AudienceBand.shown(): String = when (this) {
    AudienceBand.FROM13_TO17 -> "13–17"
    AudienceBand.FROM18_TO24 -> "18–24"
    AudienceBand.FROM25_TO34 -> "25–34"
    AudienceBand.FROM35_TO44 -> "35–44"
    AudienceBand.FROM45 -> "45+"
}

/** The head of a root: the first letter of the name that brands see, and what is new. */
fun StatusView.head() = Head(displayName?.firstLetter() ?: "", unread + refused)

/** A letter may be two units long. */
private fun String.firstLetter(): String = trim().let { if (it.isEmpty()) "" else String(Character.toChars(it.codePointAt(0))).uppercase() }
