// One offer. The amount and when it lands are the first text; a tap turns the card, and the other side adds it up.
package kz.gamma.ui.screens.deck

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.derivedStateOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.withStyle
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Cover
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.ChoiceRow
import kz.gamma.ui.parts.FiveLines
import kz.gamma.ui.parts.PayoutChoice
import kz.gamma.ui.parts.QuoteTable
import kz.gamma.ui.parts.ReasonChip
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.Sum
import kz.gamma.ui.parts.bonus
import kz.gamma.ui.parts.lands
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.words
import kotlin.math.abs
import kotlin.math.sign

/** `progress` is asked while drawing, so that a card under the finger is moved and not composed anew. */
@Composable
fun OfferFront(card: OfferCard, choice: PayoutChoice, progress: () -> Float = { 0f }) {
    BoxWithConstraints(Modifier.fillMaxSize()) {
        val height = maxHeight
        Column(Modifier.fillMaxSize().verticalScroll(rememberScrollState())) {
            CoverOver(height, least = if (Theme.isTextLarge) 96.dp else 168.dp, picture = { Top(card, progress) }) {
                FrontText(card, choice)
            }
        }
    }
}

/** The text takes what it needs; the picture takes what is left, but never less than `least`. */
@Composable
private fun CoverOver(height: Dp, least: Dp, picture: @Composable () -> Unit, text: @Composable () -> Unit) {
    Layout(contents = listOf(picture, text), modifier = Modifier.fillMaxWidth()) { (pictures, texts), constraints ->
        val loose = Constraints(minWidth = constraints.maxWidth, maxWidth = constraints.maxWidth)
        val written = texts.map { it.measure(loose) }
        val writtenHeight = written.sumOf { it.height }
        val left = (height.roundToPx() - writtenHeight).coerceAtLeast(least.roundToPx())
        val drawn = pictures.map { it.measure(Constraints.fixed(constraints.maxWidth, left)) }
        layout(constraints.maxWidth, left + writtenHeight) {
            drawn.forEach { it.place(0, 0) }
            written.forEach { it.place(0, left) }
        }
    }
}

@Composable
private fun Top(card: OfferCard, progress: () -> Float) {
    Box(Modifier.fillMaxSize()) {
        Cover(card.picture, Modifier.fillMaxSize())
        val label = if (card.isSample) words["deck.sample"] else words["deck.score", "score" to card.score]
        Badge(label, Modifier.padding(14.dp))
        val verdict by remember(progress) { derivedStateOf { progress().sign } }
        if (verdict != 0f) Verdict(verdict > 0, progress, Modifier.fillMaxSize())
    }
}

@Composable
private fun Badge(text: String, modifier: Modifier = Modifier) {
    Box(modifier.clip(Shape.pill).background(Theme.colours.veil).padding(horizontal = 14.dp, vertical = 6.dp)) {
        Text(text, style = Theme.type.captionStrong, color = Theme.colours.onVeil)
    }
}

/** What letting go would say, over the picture and never over text. */
@Composable
private fun Verdict(isYes: Boolean, progress: () -> Float, modifier: Modifier) {
    val fades = modifier.graphicsLayer { alpha = ((abs(progress()) - 0.15f) * 3f).coerceIn(0f, 1f) }
    Box(fades, contentAlignment = Alignment.Center) {
        val ground = if (isYes) Theme.colours.sky else Theme.colours.card
        val ink = if (isYes) Theme.colours.onSky else Theme.colours.ink
        Box(
            Modifier.clip(Shape.pill).background(ground).border(1.dp, Theme.colours.hairline, Shape.pill)
                .padding(horizontal = 22.dp, vertical = 10.dp),
        ) { Text(words[if (isYes) "deck.yes" else "deck.no"], style = Theme.type.heading, color = ink) }
    }
}

@Composable
private fun FrontText(card: OfferCard, choice: PayoutChoice) {
    val quote = card.quote(choice)
    Column(Modifier.fillMaxWidth().padding(horizontal = 20.dp).padding(top = 16.dp, bottom = 20.dp)) {
        Caption(words[if (quote.isAtLeast) "quote.at_least" else "quote.net"])
        FlowRow(horizontalArrangement = Arrangement.spacedBy(10.dp), itemVerticalAlignment = Alignment.Bottom) {
            Sum(quote.net)
            Text(
                words.lands(quote.lands), Modifier.padding(bottom = 5.dp),
                style = Theme.type.secondary, color = Theme.colours.muted,
            )
        }
        card.terms.bonus?.let {
            Text(words.bonus(it), style = Theme.type.secondaryStrong, color = Theme.colours.sky)
        }
        Text(
            card.title, Modifier.padding(top = 12.dp).semantics { heading() },
            style = if (Theme.isTextLarge) Theme.type.bodyStrong else Theme.type.heading, color = Theme.colours.ink,
        )
        Byline(card)
        if (card.reasons.isNotEmpty()) Reasons(card.reasons)
    }
}

@Composable
private fun Byline(card: OfferCard) {
    val terms = card.terms
    val rest = listOfNotNull(
        words["deck.within", "n" to terms.draftDays],
        terms.product?.let { words["deck.product"] },
        card.slotsLeft?.let { words["deck.slots", "n" to it] },
    ).joinToString(" · ")
    val text = buildAnnotatedString {
        withStyle(SpanStyle(color = Theme.colours.ink, fontWeight = FontWeight.SemiBold)) {
            append(card.brandName)
        }
        append(" · ")
        append(rest)
    }
    Text(text, Modifier.padding(top = 2.dp), style = Theme.type.secondary, color = Theme.colours.muted)
}

@Composable
private fun Reasons(reasons: List<Reason>) {
    FlowRow(
        Modifier.padding(top = 14.dp),
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) { reasons.take(3).forEach { ReasonChip(words.reason(it)) } }
}

/** The other side: how it adds up, when it comes, and the terms in five lines. */
@Composable
fun OfferBack(card: OfferCard, choice: PayoutChoice, onChoose: (PayoutChoice) -> Unit) {
    Column(
        Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(vertical = 20.dp),
        verticalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        Column(Modifier.padding(horizontal = 20.dp)) {
            Text(words["quote.title"], Modifier.semantics { heading() }, style = Theme.type.heading, color = Theme.colours.ink)
            Spacer(Modifier.height(4.dp))
            QuoteTable(card.quote(choice))
        }
        When(card, choice, onChoose)
        Column(Modifier.padding(horizontal = 20.dp), verticalArrangement = Arrangement.spacedBy(10.dp)) {
            SectionTitle(words["terms.title"])
            FiveLines(card.terms)
        }
    }
}

@Composable
private fun When(card: OfferCard, choice: PayoutChoice, onChoose: (PayoutChoice) -> Unit) {
    Column {
        SectionTitle(words["quote.when"], Modifier.padding(horizontal = 20.dp))
        if (card.isAtOncePossible) {
            ChoiceRow(
                words["quote.at_once", "sum" to card.atOnce.net], choice == PayoutChoice.AtOnce,
                { onChoose(PayoutChoice.AtOnce) }, words.lands(card.atOnce.lands),
            )
        } else {
            Caption(words["quote.no_at_once"], Modifier.padding(horizontal = 20.dp, vertical = 4.dp))
        }
        ChoiceRow(
            words["quote.wait", "sum" to card.wait.net], choice == PayoutChoice.Wait || !card.isAtOncePossible,
            { onChoose(PayoutChoice.Wait) }, words["quote.wait.note", "until" to words.lands(card.wait.lands)],
        )
    }
}
