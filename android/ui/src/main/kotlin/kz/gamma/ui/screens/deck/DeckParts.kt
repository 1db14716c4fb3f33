// Around the card: the bar that takes an answer back, the reason of a NO, and the deck when it is empty.
package kz.gamma.ui.screens.deck

import androidx.compose.animation.core.Animatable
import androidx.compose.animation.core.LinearEasing
import androidx.compose.animation.core.tween
import androidx.compose.foundation.background
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.EmptySteps
import kz.gamma.ui.parts.ActChip
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.theme.LocalReduceMotion
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.words

/** The screen reader does not see what stands behind. */
fun Modifier.hidden(): Modifier = clearAndSetSemantics {}

/** *Agreed · take back*: the track runs out with the time that is left; without network there is no hurry. */
@Composable
fun TakeBackBar(after: After.Agreed, act: (DeckAction) -> Unit) {
    val share = remember(after) { Animatable(if (after.isOffline) 1f else after.leftMs / FIVE_SECONDS_MS) }
    val isStill = LocalReduceMotion.current
    LaunchedEffect(after) { if (!isStill && !after.isOffline) share.animateTo(0f, tween(after.leftMs, easing = LinearEasing)) }
    Column(
        Modifier.fillMaxWidth().clip(Shape.control).background(Theme.colours.sunken).semantics { liveRegion = LiveRegionMode.Polite },
    ) {
        val said = words[if (after.isOffline) "deck.agreed.offline" else "deck.agreed"]
        val inside = Modifier.fillMaxWidth().padding(start = 16.dp, end = 8.dp, top = 2.dp, bottom = 2.dp)
        if (Theme.isTextLarge) {
            Column(inside) {
                Text(said, Modifier.padding(top = 6.dp), style = Theme.type.secondary, color = Theme.colours.ink)
                QuietButton(words["deck.take_back"], { act(DeckAction.TakeBack) })
            }
        } else {
            Row(inside, Arrangement.spacedBy(8.dp), Alignment.CenterVertically) {
                Text(said, Modifier.weight(1f).padding(vertical = 6.dp), style = Theme.type.secondary, color = Theme.colours.ink)
                QuietButton(words["deck.take_back"], { act(DeckAction.TakeBack) })
            }
        }
        Box(Modifier.fillMaxWidth(share.value.coerceIn(0.001f, 1f)).height(3.dp).background(Theme.colours.sky))
    }
}

private const val FIVE_SECONDS_MS = 5_000f

/** One chip says why; saying nothing is fine. */
@Composable
fun WhyNot(act: (DeckAction) -> Unit) {
    Row(
        Modifier.fillMaxWidth().horizontalScroll(rememberScrollState()),
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Text(words["deck.why"], Modifier.padding(start = 4.dp, end = 4.dp), style = Theme.type.secondary, color = Theme.colours.muted)
        NoReason.entries.forEach { reason -> ActChip(words[reason.key], { act(DeckAction.Why(reason)) }) }
    }
}

@Composable
fun ColumnScope.EmptyDeck(empty: Empty, act: (DeckAction) -> Unit) {
    Column(
        Modifier.weight(1f).fillMaxWidth().verticalScroll(rememberScrollState()).padding(
            vertical = 32.dp, horizontal = 8.dp,
        ),
        verticalArrangement = Arrangement.spacedBy(12.dp, Alignment.CenterVertically),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        EmptySteps(filled = if (empty == Empty.AllSeen) 5 else if (empty == Empty.Loading) 1 else 2)
        Spacer(Modifier.height(8.dp))
        val (title, text) = emptyWords(empty)
        Text(
            title, Modifier.semantics { heading() },
            style = Theme.headline, color = Theme.colours.ink, textAlign = TextAlign.Center,
        )
        Body(text, muted = true, align = TextAlign.Center)
    }
    if (empty is Empty.Hidden) {
        val label = words["deck.empty.change.${empty.setting}"]
        PrimaryButton(
            label, { act(DeckAction.ChangeSetting(empty.setting)) }, Modifier.fillMaxWidth().padding(bottom = 14.dp),
        )
    }
}

@Composable
private fun emptyWords(empty: Empty): Pair<String, String> = when (empty) {
    is Empty.Hidden -> words["deck.empty.hidden"] to words["deck.empty.hidden.${empty.setting}", "n" to empty.offers]
    Empty.AllSeen -> words["deck.empty.seen"] to words["deck.empty.seen.text"]
    Empty.NoNetworkYet -> words["deck.empty.network"] to words["deck.empty.network.text"]
    Empty.Loading -> words["deck.empty.loading"] to words["deck.empty.loading.text"]
}
