// Owed now, the limit and the light at the left; invoices at the right, newest first.
package kz.gamma.ui.screens.invoices

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.EmptySteps
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.FigureRow
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.MarkRow
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.Sum
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.parts.colour
import kz.gamma.ui.parts.icon
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.capital
import kz.gamma.ui.words.month
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.until
import kz.gamma.ui.words.words
import java.time.LocalDate
import java.time.temporal.ChronoUnit

@Composable
fun InvoicesScreen(state: InvoicesState, act: (InvoicesAction) -> Unit) {
    BoxWithConstraints(Modifier.fillMaxSize().background(Theme.colours.ground)) {
        val isWide = maxWidth >= 820.dp && !Theme.isTextLarge
        Column(
            Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(Space.marginTablet),
            verticalArrangement = Arrangement.spacedBy(16.dp),
        ) {
            Text(words["invoices.title"], Modifier.semantics { heading() }, style = Theme.headline, color = Theme.colours.ink)
            if (isWide) {
                Row(horizontalArrangement = Arrangement.spacedBy(20.dp)) {
                    Column(Modifier.width(380.dp)) { Balance(state) }
                    Column(Modifier.weight(1f)) { Invoices(state, act) }
                }
            } else {
                Balance(state)
                Invoices(state, act)
            }
        }
    }
}

@Composable
private fun Balance(state: InvoicesState) {
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Panel(gap = 2.dp) {
            Caption(words["invoices.owed"])
            Sum(state.owed)
        }
        Panel(gap = 0.dp) {
            FigureRow(words["invoices.limit"], tenge(state.limit))
            Line()
            FigureRow(words["invoices.held"], tenge(state.held))
            Line()
            FigureRow(words["invoices.prepaid"], tenge(state.prepaid))
            Line()
            FigureRow(words["invoices.free"], tenge(state.free), isTotal = true)
        }
        Panel(gap = 4.dp) {
            Caption(words["invoices.light"])
            val tone = when (state.light) {
                Light.Green -> Tone.Good
                Light.Amber -> Tone.Waiting
                Light.Red -> Tone.Bad
            }
            MarkRow(words["invoices.light.${state.light.word}"], tone)
        }
    }
}

@Composable
private fun Invoices(state: InvoicesState, act: (InvoicesAction) -> Unit) {
    if (state.invoices.isEmpty()) {
        Panel(gap = 12.dp) {
            EmptySteps(filled = 2)
            Text(words["invoices.empty"], style = Theme.type.heading, color = Theme.colours.ink)
            Body(words["invoices.empty.text"], muted = true)
        }
    } else {
        Panel(padding = 0.dp, gap = 0.dp) {
            state.invoices.forEachIndexed { index, invoice ->
                if (index > 0) Line()
                InvoiceLine(invoice, state.today) { act(InvoicesAction.Open(invoice.id)) }
            }
        }
    }
}

@Composable
private fun InvoiceLine(invoice: InvoiceRow, today: LocalDate, onOpen: () -> Unit) {
    val late = ChronoUnit.DAYS.between(invoice.dueOn, today)
    val tone = if (invoice.isPaid) Tone.Good else if (late > 0) Tone.Bad else Tone.Waiting
    val said = when (tone) {
        Tone.Good -> words["invoices.state.paid"]
        Tone.Bad -> words["invoices.state.late", "n" to late]
        else -> words.capital(words["invoices.state.due", "until" to words.until(invoice.dueOn)])
    }
    Row(
        Modifier.fillMaxWidth().clickable(role = Role.Button, onClickLabel = words["invoices.act"], onClick = onOpen)
            .defaultMinSize(minHeight = 72.dp).padding(horizontal = 20.dp, vertical = 12.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Icon(Icons.invoices, null, Modifier.size(24.dp), tint = Theme.colours.muted)
        Column(Modifier.weight(1f)) {
            Text(words.month(invoice.month, invoice.year), style = Theme.type.bodyStrong, color = Theme.colours.ink)
            Row(horizontalArrangement = Arrangement.spacedBy(6.dp), verticalAlignment = Alignment.CenterVertically) {
                tone.icon()?.let { Icon(it, null, Modifier.size(16.dp), tint = tone.colour()) }
                Caption(said)
            }
            if (Theme.isTextLarge) Text(tenge(invoice.total), style = Theme.type.figures, color = Theme.colours.ink)
        }
        if (!Theme.isTextLarge) Text(tenge(invoice.total), style = Theme.type.figures, color = Theme.colours.ink)
    }
}
