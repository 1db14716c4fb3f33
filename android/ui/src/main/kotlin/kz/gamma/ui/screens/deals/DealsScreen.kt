// The list of deals: mine to do first, then what others owe me, then what is over.
package kz.gamma.ui.screens.deals

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.EmptySteps
import kz.gamma.ui.motif.Steps
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.RootTop
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.colour
import kz.gamma.ui.parts.icon
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.left
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.words

@Composable
fun DealsScreen(state: DealsState, act: (DealsAction) -> Unit) {
    val isEmpty = state.yours.isEmpty() && state.waiting.isEmpty() && state.past.isEmpty() && state.refused.isEmpty()
    Page(
        top = { RootTop(words["tab.deals"], state.head, { act(DealsAction.Inbox) }, { act(DealsAction.Profile) }) },
        bottom = if (isEmpty) {
            { PrimaryButton(words["deals.empty.button"], { act(DealsAction.SeeOffers) }, Modifier.fillMaxWidth()) }
        } else {
            null
        },
    ) {
        state.offlineWaiting?.let { StatusLine(words["status.offline.waiting", "n" to it]) }
        state.refused.forEach { Refused(it, act) }
        Group("deals.yours", state.yours, state, act)
        Group("deals.waiting", state.waiting, state, act)
        Group("deals.past", state.past, state, act)
        if (isEmpty) Empty()
    }
}

@Composable
private fun ColumnScope.Group(key: String, rows: List<DealRow>, state: DealsState, act: (DealsAction) -> Unit) {
    if (rows.isEmpty()) return
    SectionTitle(words[key], Modifier.padding(top = 8.dp))
    rows.forEach { row -> DealCard(row, state) { act(DealsAction.Open(row.id)) } }
}

@Composable
private fun DealCard(row: DealRow, state: DealsState, onOpen: () -> Unit) {
    Panel(Modifier.clip(Shape.card).clickable(role = Role.Button, onClick = onOpen), gap = 10.dp) {
        val sum: @Composable () -> Unit = {
            Text(tenge(row.net), style = Theme.type.figures, color = Theme.colours.ink)
        }
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            Column(Modifier.weight(1f)) {
                Text(row.title, style = Theme.type.bodyStrong, color = Theme.colours.ink)
                Caption(row.brandName)
                if (Theme.isTextLarge) sum()
            }
            if (!Theme.isTextLarge) sum()
        }
        Steps(row.steps, rise = 4, base = 5)
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
            row.tone.icon()?.let { Icon(it, null, Modifier.size(18.dp), tint = row.tone.colour()) }
            Column(Modifier.weight(1f)) {
                Text(
                    words["${row.next}.title", "n" to row.round, "all" to 2],
                    style = Theme.type.secondaryStrong, color = Theme.colours.ink,
                )
                row.until?.let { Caption(words.left(it, state.now)) }
            }
        }
    }
}

@Composable
private fun Refused(row: RefusedRow, act: (DealsAction) -> Unit) {
    Panel(edge = Theme.colours.rose) {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            Icon(kz.gamma.ui.motif.Icons.alert, null, Modifier.size(22.dp), tint = Theme.colours.rose)
            Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                Text(words["deals.refused.title"], style = Theme.type.secondaryStrong, color = Theme.colours.ink)
                Caption(row.title)
                Body(words.failure(row.code))
            }
        }
        Column(Modifier.fillMaxWidth().padding(start = 26.dp)) {
            if (row.canSendAgain) QuietButton(words["deals.refused.again"], { act(DealsAction.SendAgain(row.id)) })
            QuietButton(
                words["deals.refused.close"], { act(DealsAction.CloseRefused(row.id)) }, ink = Theme.colours.muted,
            )
        }
    }
}

@Composable
private fun ColumnScope.Empty() {
    Box(Modifier.fillMaxWidth().padding(top = 48.dp, bottom = 8.dp), contentAlignment = Alignment.Center) { EmptySteps(filled = 0) }
    Column(Modifier.fillMaxWidth(), horizontalAlignment = Alignment.CenterHorizontally) {
        Text(words["deals.empty.title"], style = Theme.headline, color = Theme.colours.ink, textAlign = TextAlign.Center)
        Body(words["deals.empty.text"], muted = true, align = TextAlign.Center)
    }
}
