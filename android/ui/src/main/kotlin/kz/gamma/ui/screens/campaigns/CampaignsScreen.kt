// Campaigns as cards: two beside each other where there is room. The bar shows what is spent, what is held and what is free.
package kz.gamma.ui.screens.campaigns

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.EmptySteps
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.FigureRow
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.parts.colour
import kz.gamma.ui.parts.icon
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.until
import kz.gamma.ui.words.words

@Composable
fun CampaignsScreen(state: CampaignsState, act: (CampaignsAction) -> Unit) {
    BoxWithConstraints(Modifier.fillMaxSize().background(Theme.colours.ground)) {
        val columns = if (maxWidth >= 820.dp && !Theme.isTextLarge) 2 else 1
        val isWide = maxWidth >= 640.dp && !Theme.isTextLarge
        Column(
            Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(Space.marginTablet),
            verticalArrangement = Arrangement.spacedBy(16.dp),
        ) {
            Top(isWide, act)
            if (state.isOffline) StatusLine(words["desk.offline"])
            state.refused.forEach { Refused(it, act) }
            if (state.campaigns.isEmpty()) Empty() else Grid(state.campaigns, columns, act)
        }
    }
}

@Composable
private fun Top(isWide: Boolean, act: (CampaignsAction) -> Unit) {
    val title: @Composable (Modifier) -> Unit = {
        Text(words["campaigns.title"], it.semantics { heading() }, style = Theme.headline, color = Theme.colours.ink)
    }
    if (isWide) {
        Row(verticalAlignment = Alignment.CenterVertically) {
            title(Modifier.weight(1f))
            PrimaryButton(words["campaigns.new"], { act(CampaignsAction.New) }, Modifier.widthIn(min = 220.dp))
        }
    } else {
        title(Modifier)
        PrimaryButton(words["campaigns.new"], { act(CampaignsAction.New) }, Modifier.fillMaxWidth())
    }
}

@Composable
private fun Refused(row: RefusedCommand, act: (CampaignsAction) -> Unit) {
    Column {
        Note(words.failure(row.code, isBrand = true), tone = Tone.Bad, title = words["command.refused", "what" to words["command.${row.kind}"]])
        QuietButton(words["deals.refused.close"], { act(CampaignsAction.CloseRefused(row.id)) }, ink = Theme.colours.muted)
    }
}

@Composable
private fun Grid(rows: List<CampaignRow>, columns: Int, act: (CampaignsAction) -> Unit) {
    rows.chunked(columns).forEach { line ->
        Row(horizontalArrangement = Arrangement.spacedBy(16.dp)) {
            line.forEach { CampaignCard(it, act, Modifier.weight(1f)) }
            repeat(columns - line.size) { Spacer(Modifier.weight(1f)) }
        }
    }
}

@Composable
private fun CampaignCard(row: CampaignRow, act: (CampaignsAction) -> Unit, modifier: Modifier) {
    Panel(modifier, gap = 10.dp) {
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
            row.place.tone.icon()?.let { Icon(it, null, Modifier.size(18.dp), tint = row.place.tone.colour()) }
            Text(
                words["campaigns.state.${row.place.word}"], style = Theme.type.captionStrong, color = Theme.colours.ink,
            )
        }
        Text(row.title, Modifier.semantics { heading() }, style = Theme.type.heading, color = Theme.colours.ink)
        val slots = words["campaigns.slots", "taken" to row.slotsTaken, "all" to row.slots]
        Caption("$slots · ${words["campaigns.until", "until" to words.until(row.openUntil)]}")
        BudgetBar(row)
        Column {
            FigureRow(words["campaigns.spent"], tenge(row.spent))
            FigureRow(words["campaigns.held"], tenge(row.held))
            FigureRow(words["campaigns.budget"], tenge(row.budget))
        }
        if (row.toReview > 0) Caption(words["campaigns.reviews", "n" to row.toReview], colour = Theme.colours.ink)
        row.next.word?.let { word ->
            SecondaryButton(words["campaigns.next.$word"], { act(CampaignsAction.Next(row.id)) }, Modifier.fillMaxWidth(), ink = Theme.colours.sky)
        }
        if (row.place == CampaignPlace.Live) {
            QuietButton(words["campaigns.pause"], { act(CampaignsAction.Pause(row.id)) }, Modifier.fillMaxWidth(), ink = Theme.colours.muted)
        }
    }
}

/** Spent is filled, held is outlined by the lighter part, the rest is free. The figures stand under it. */
@Composable
private fun BudgetBar(row: CampaignRow) {
    val all = row.budget.tiyn.coerceAtLeast(1).toFloat()
    Box(Modifier.fillMaxWidth().height(10.dp).clip(Shape.pill).background(Theme.colours.sunken)) {
        val held = ((row.spent.tiyn + row.held.tiyn) / all).coerceIn(0f, 1f)
        Box(Modifier.fillMaxWidth(held.coerceAtLeast(0.001f)).height(10.dp).background(
            Theme.colours.sky.copy(alpha = 0.4f),
        ))
        Box(Modifier.fillMaxWidth((row.spent.tiyn / all).coerceIn(0.001f, 1f)).height(10.dp).background(
            Theme.colours.sky,
        ))
    }
}

@Composable
private fun Empty() {
    Column(
        Modifier.fillMaxWidth().padding(top = 64.dp),
        verticalArrangement = Arrangement.spacedBy(12.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        EmptySteps(filled = 1)
        Text(
            words["campaigns.empty"], style = Theme.headline, color = Theme.colours.ink, textAlign = TextAlign.Center,
        )
        Body(words["campaigns.empty.text"], muted = true, align = TextAlign.Center)
    }
}
