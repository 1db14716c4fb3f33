// A payout. The head says where the money is; gold fills it only when it has reached the account.
package kz.gamma.ui.screens.payout

import androidx.compose.animation.core.Animatable
import androidx.compose.animation.core.tween
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import java.time.Instant
import kz.gamma.ui.motif.Step
import kz.gamma.ui.motif.Steps
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.FigureRow
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.LinkRow
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuoteTable
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.parts.account
import kz.gamma.ui.parts.landsFromNow
import kz.gamma.ui.theme.LocalReduceMotion
import kz.gamma.ui.theme.Motion
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Money
import kz.gamma.ui.words.capital
import kz.gamma.ui.words.clock
import kz.gamma.ui.words.moment
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.words

@Composable
fun PayoutScreen(state: PayoutState, act: (PayoutAction) -> Unit) {
    Page(top = { PageTop(words["payout.title"], { act(PayoutAction.Back) }) }, bottom = button(state, act)) {
        Head(state)
        Way(state)
        if (state.place != PayoutPlace.Confirmed) Said(state)
        Panel(padding = 0.dp, gap = 0.dp) {
            Column(Modifier.padding(horizontal = 20.dp, vertical = 8.dp)) {
                QuoteTable(state.quote, totalKey = if (state.place == PayoutPlace.Confirmed) "payout.sum.done" else "payout.sum")
            }
            if (state.ledger.isNotEmpty()) {
                Line()
                LinkRow(words["payout.ledger.open"], { act(PayoutAction.ToggleLedger) }, isOpen = state.isLedgerOpen)
            }
        }
        if (state.place == PayoutPlace.Confirmed) Said(state)
        state.differences.forEach { Note(words["payout.difference.$it"]) }
        if (state.isLedgerOpen) Ledger(state)
    }
}

private fun button(
    state: PayoutState,
    act: (PayoutAction) -> Unit,
): (@Composable ColumnScope.() -> Unit)? = when (state.place) {
    PayoutPlace.Failed -> {
        { PrimaryButton(words["payout.button.iban"], { act(PayoutAction.CheckIban) }, Modifier.fillMaxWidth()) }
    }
    PayoutPlace.Returned, PayoutPlace.Withdrawn -> {
        { PrimaryButton(words["payout.button.again"], { act(PayoutAction.AskAgain) }, Modifier.fillMaxWidth()) }
    }
    PayoutPlace.Requested -> {
        { SecondaryButton(words["payout.button.withdraw"], { act(PayoutAction.Withdraw) }, Modifier.fillMaxWidth()) }
    }
    else -> null
}

@Composable
private fun Head(state: PayoutState) {
    val colours = Theme.colours
    val isReal = state.place == PayoutPlace.Confirmed
    val isMoving = state.place == PayoutPlace.Requested || state.place == PayoutPlace.Sent || state.place == PayoutPlace.Unknown
    val ground = if (isReal) colours.gold else colours.card
    val ink = if (isReal) colours.onGold else colours.ink
    val edge = if (isReal) colours.goldEdge else if (isMoving) colours.gold else colours.hairline
    Column(
        Modifier.fillMaxWidth().clip(Shape.card).background(ground).border(
            if (isReal || isMoving) 2.dp else 1.dp, edge, Shape.card,
        )
            .padding(20.dp),
        verticalArrangement = Arrangement.spacedBy(2.dp),
    ) {
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
            Icon(state.place.icon, null, Modifier.size(20.dp), tint = if (isReal) ink else state.place.colour())
            Text(words[state.place.key], style = Theme.type.secondaryStrong, color = ink)
        }
        Counted(state.quote.net, isReal, ink)
        val at = words.capital(words.moment(state.confirmedAt ?: state.sentAt ?: state.requestedAt, state.now))
        val to = words.account(state.bank, state.last4)
        Text("$at · $to", style = Theme.type.secondary, color = ink)
    }
}

/** Counts up once, when the sum becomes real. */
@Composable
private fun Counted(net: Money, isReal: Boolean, ink: Color) {
    val isStill = LocalReduceMotion.current || !isReal
    val share = remember(net, isReal) { Animatable(if (isStill) 1f else 0f) }
    LaunchedEffect(net, isReal) { if (!isStill) share.animateTo(1f, tween(Motion.STEP_MS)) }
    val shown = if (share.value >= 1f) net else Money((net.tiyn / 100 * (share.value * 1000).toLong() / 1000) * 100)
    Text(tenge(shown), style = Theme.money, color = ink)
}

@Composable
private fun Way(state: PayoutState) {
    val last = when (state.place) {
        PayoutPlace.Confirmed -> Step.Paid
        PayoutPlace.Failed, PayoutPlace.Returned -> Step.Failed
        PayoutPlace.Unknown -> Step.Late
        PayoutPlace.Withdrawn -> Step.Ahead
        else -> Step.Waiting
    }
    val middle = if (state.sentAt != null) Step.Done else if (state.place == PayoutPlace.Requested) Step.Now else Step.Ahead
    val first = if (state.approvedAt != null) "payout.step.approved" to state.approvedAt else "payout.step.requested" to state.requestedAt
    val end = if (state.place == PayoutPlace.Confirmed) "payout.step.landed" else "payout.step.landing"
    Panel(gap = 8.dp) {
        Steps(listOf(Step.Done, middle, if (middle == Step.Now) Step.Ahead else last), rise = 6, base = 8)
        val names = listOf(first, "payout.step.sent" to state.sentAt, end to (state.confirmedAt ?: state.landsAt))
        if (Theme.isTextLarge) {
            names.forEach { (key, at) -> StepName(key, at, TextAlign.Start, Modifier.fillMaxWidth()) }
        } else {
            Row(horizontalArrangement = Arrangement.spacedBy(6.dp)) {
                names.forEach { (key, at) -> StepName(key, at, TextAlign.Center, Modifier.weight(1f)) }
            }
        }
    }
}

@Composable
private fun StepName(key: String, at: Instant?, align: TextAlign, modifier: Modifier) {
    Column(modifier) {
        Caption(words[key], Modifier.fillMaxWidth(), colour = Theme.colours.ink, align = align)
        val time = at?.let { clock(it) } ?: "–"
        Text(time, Modifier.fillMaxWidth(), style = Theme.type.caption, color = Theme.colours.muted, textAlign = align)
    }
}

@Composable
private fun Said(state: PayoutState) {
    val reason = words["payout.reason.${state.failure ?: "other"}"]
    val lands = state.landsAt?.let { words.moment(it, state.now) } ?: words.landsFromNow(state.quote.lands)
    val key = when {
        state.isOffline -> "offline"
        state.place == PayoutPlace.Confirmed && state.differences.isNotEmpty() -> "confirmed.other"
        else -> state.place.word
    }
    val text = words.capital(words["payout.text.$key", "reason" to reason, "lands" to lands])
    val tone = when (state.place) {
        PayoutPlace.Failed, PayoutPlace.Returned -> Tone.Bad
        PayoutPlace.Unknown -> Tone.Waiting
        else -> Tone.Plain
    }
    if (tone == Tone.Plain) Body(text, muted = true) else Note(text, tone = tone)
}

@Composable
private fun Ledger(state: PayoutState) {
    SectionTitle(words["payout.ledger.title"], Modifier.padding(top = 8.dp))
    Panel(padding = 0.dp, gap = 0.dp) {
        Column(Modifier.padding(horizontal = 20.dp, vertical = 8.dp)) {
            state.ledger.forEachIndexed { index, line ->
                if (index > 0) Line()
                FigureRow(words[line.key], tenge(line.amount), note = words.capital(words.moment(line.at, state.now)))
            }
        }
    }
    Caption(words["payout.ledger.note"])
}
