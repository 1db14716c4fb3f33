// The money tab. Gold is only where money is real: a gold outline for what is earned and waits, a gold fill on its own page.
package kz.gamma.ui.screens.money

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.EmptySteps
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.RootTop
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.Sum
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Money
import kz.gamma.ui.words.before
import kz.gamma.ui.words.capital
import kz.gamma.ui.words.moment
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.until
import kz.gamma.ui.words.words

@Composable
fun MoneyScreen(state: MoneyState, act: (MoneyAction) -> Unit) {
    val isEmpty = state.payouts.isEmpty() && state.earnings.isEmpty() && state.available == Money.zero
    Page(
        top = { RootTop(words["tab.money"], state.head, { act(MoneyAction.Inbox) }, { act(MoneyAction.Profile) }) },
        bottom = mainButton(state, act),
    ) {
        if (state.isOffline) StatusLine(words["money.offline"])
        state.heldUntil?.let {
            val until = words.before(it, state.now)
            Note(words["money.held", "until" to until], tone = Tone.Waiting)
        }
        if (isEmpty) {
            Empty()
        } else {
            Sums(state)
        }
        if (!state.hasIban) Note(
            words["money.iban.missing.text"], tone = Tone.Waiting, title = words["money.iban.missing"],
        )
        if (state.earnings.isNotEmpty()) Earnings(state, act)
        if (state.payouts.isNotEmpty()) Payouts(state, act)
    }
}

private fun mainButton(state: MoneyState, act: (MoneyAction) -> Unit): (@Composable ColumnScope.() -> Unit)? = when {
    !state.hasIban -> {
        { PrimaryButton(words["money.iban.missing"], { act(MoneyAction.AddIban) }, Modifier.fillMaxWidth()) }
    }
    state.available > Money.zero -> {
        { PrimaryButton(words["money.request"], { act(MoneyAction.Request) }, Modifier.fillMaxWidth(), isEnabled = state.heldUntil == null) }
    }
    else -> null
}

@Composable
private fun Sums(state: MoneyState) {
    if (state.available > Money.zero || state.waiting == Money.zero) {
        Panel(gap = 2.dp) {
            Caption(words["money.available"])
            Sum(state.available)
        }
    }
    if (state.waiting > Money.zero) {
        Panel(gap = 2.dp, edge = Theme.colours.gold, edgeWidth = 2.dp) {
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
                Icon(Icons.clock, null, Modifier.size(18.dp), tint = Theme.colours.ink)
                Caption(words["money.waiting"], colour = Theme.colours.ink)
            }
            Sum(state.waiting, style = Theme.headline)
        }
    }
}

@Composable
private fun Earnings(state: MoneyState, act: (MoneyAction) -> Unit) {
    SectionTitle(words["money.earnings"], Modifier.padding(top = 8.dp))
    Panel(padding = 0.dp, gap = 0.dp) {
        state.earnings.forEachIndexed { index, earning ->
            if (index > 0) Line()
            Column(Modifier.fillMaxWidth().padding(start = 20.dp, end = 20.dp, top = 14.dp, bottom = if (earning.canTakeNow) 4.dp else 14.dp)) {
                TitleAndSum(earning.title, tenge(earning.sum))
                Caption(words["money.due", "until" to words.until(earning.dueOn)])
                if (earning.isBrandLate) Row(
                    horizontalArrangement = Arrangement.spacedBy(6.dp), verticalAlignment = Alignment.CenterVertically,
                ) {
                    Icon(Icons.clock, null, Modifier.size(16.dp), tint = Theme.colours.amber)
                    Caption(words["money.late"], colour = Theme.colours.ink)
                }
                if (earning.canTakeNow) QuietButton(
                    words["money.take"], { act(MoneyAction.Take(earning.id)) }, Modifier.offset(x = (-8).dp),
                )
            }
        }
    }
}

@Composable
private fun TitleAndSum(title: String, sum: String) {
    if (Theme.isTextLarge) {
        Text(title, style = Theme.type.body, color = Theme.colours.ink)
        Text(sum, style = Theme.type.figures, color = Theme.colours.ink)
    } else {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            Text(title, Modifier.weight(1f), style = Theme.type.body, color = Theme.colours.ink)
            Text(sum, style = Theme.type.figures, color = Theme.colours.ink)
        }
    }
}

@Composable
private fun Payouts(state: MoneyState, act: (MoneyAction) -> Unit) {
    SectionTitle(words["money.payouts"], Modifier.padding(top = 8.dp))
    Panel(padding = 0.dp, gap = 0.dp) {
        state.payouts.forEachIndexed { index, payout ->
            if (index > 0) Line()
            Column(
                Modifier.fillMaxWidth().clickable(role = Role.Button) { act(MoneyAction.Open(payout.id)) }
                    .defaultMinSize(minHeight = 64.dp).padding(horizontal = 20.dp, vertical = 12.dp),
                verticalArrangement = Arrangement.Center,
            ) {
                TitleAndSum(payout.title, tenge(payout.net))
                Row(
                    horizontalArrangement = Arrangement.spacedBy(6.dp), verticalAlignment = Alignment.CenterVertically,
                ) {
                    Icon(payout.place.icon, null, Modifier.size(16.dp), tint = payout.place.colour())
                    val at = words.capital(words.moment(payout.at, state.now))
                    Caption("${words[payout.place.key]} · $at", Modifier.weight(1f))
                }
            }
        }
    }
}

@Composable
private fun Empty() {
    Box(Modifier.fillMaxWidth().padding(top = 40.dp, bottom = 8.dp), contentAlignment = Alignment.Center) { EmptySteps(filled = 4) }
    Column(Modifier.fillMaxWidth(), horizontalAlignment = Alignment.CenterHorizontally) {
        Text(words["money.empty.title"], style = Theme.headline, color = Theme.colours.ink, textAlign = TextAlign.Center)
        Body(words["money.empty.text"], muted = true, align = TextAlign.Center)
    }
}
