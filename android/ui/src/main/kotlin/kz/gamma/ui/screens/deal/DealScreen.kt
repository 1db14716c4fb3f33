// A deal on one page: the steps, the sentence, the figures, and one button for the one thing to do next.
package kz.gamma.ui.screens.deal

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.motif.Steps
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.FigureRow
import kz.gamma.ui.parts.FiveLines
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.LinkRow
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PayoutChoice
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Words
import kz.gamma.ui.words.dayOf
import kz.gamma.ui.words.left
import kz.gamma.ui.words.moment
import kz.gamma.ui.words.capital
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.words

@Composable
fun DealScreen(state: DealState, act: (DealAction) -> Unit) {
    val clock = state.until?.takeUnless { state.stage.isOver || state.stage == Stage.Paid }?.let {
        if (it.isAfter(state.now)) words.left(it, state.now) else words["deal.overdue"]
    }
    val button: (@Composable ColumnScope.() -> Unit)? = if (state.stage.hasButton) {
        { PrimaryButton(words["deal.${state.stage.key}.button"], { act(DealAction.Next) }, Modifier.fillMaxWidth()) }
    } else {
        null
    }
    Page(top = { PageTop(state.title, { act(DealAction.Back) }, clock) }, bottom = button) {
        state.offlineWaiting?.let { StatusLine(words["status.offline.waiting", "n" to it]) }
        Progress(state)
        Now(state)
        state.income?.let { Note(incomeText(it), tone = Tone.Waiting) }
        Figures(state, act)
        if (state.stage == Stage.Cleared || state.stage == Stage.PostNear) Note(words["deal.label.note"])
        if (!state.stage.isOver && state.stage.ordinal < Stage.Approved.ordinal) {
            Panel(padding = 0.dp, gap = 0.dp) { LinkRow(words["deal.script"], { act(DealAction.Script) }, note = words["deal.script.note"], icon = Icons.script) }
        }
        Terms(state)
        Ways(state, act)
    }
}

@Composable
private fun Progress(state: DealState) {
    val steps = state.steps
    val at = state.doneSteps.coerceAtMost(steps.size - 1)
    val full = words["deals.step", "n" to at + 1, "step" to words[state.stepKeys[at]], "all" to steps.size]
    Panel(gap = 12.dp) {
        Steps(steps)
        Text(full, style = Theme.type.secondaryStrong, color = Theme.colours.ink)
    }
}

@Composable
private fun Now(state: DealState) {
    Column(Modifier.padding(top = 8.dp, bottom = 4.dp), verticalArrangement = Arrangement.spacedBy(2.dp)) {
        Headline(words.dealTitle(state), above = words[if (state.stage.hasButton) "deal.next" else "deal.state"])
        Body(words.dealText(state), muted = true)
    }
}

@Composable
private fun incomeText(income: Income): String = when (income) {
    is Income.Near -> words["deal.income.near", "sum" to income.monthSum]
    Income.Over -> words["deal.income.over"]
}

@Composable
private fun Figures(state: DealState, act: (DealAction) -> Unit) {
    val muted = Theme.colours.muted
    Panel(padding = 0.dp, gap = 0.dp) {
        val inset = Modifier.padding(horizontal = 20.dp)
        Column(inset.padding(vertical = 6.dp)) {
            FigureRow(words["deal.net"], tenge(state.net), labelColour = muted)
            state.bonus?.let {
                Line()
                FigureRow(words["deal.bonus"], tenge(it), labelColour = muted)
            }
            Line()
            FigureRow(words["deal.draft"], words[state.draft.key], labelColour = muted)
            state.product?.let {
                Line()
                FigureRow(words["deal.product"], words.place(it, state), labelColour = muted)
            }
        }
        if (!state.stage.isOver && state.stage.ordinal < Stage.Approved.ordinal) {
            Line()
            val key = if (state.choice == PayoutChoice.AtOnce) "deal.pay.at_once" else "deal.pay.wait"
            LinkRow(words["deal.pay"], { act(DealAction.Choose) }, note = words[key])
        }
    }
}

private fun Words.place(product: ProductPlace, state: DealState): String = when (product) {
    ProductPlace.Soon -> this["deal.product.soon"]
    is ProductPlace.OnItsWay -> this["deal.product.way", "day" to dayOf(product.dueAt, state.now)]
    is ProductPlace.Here -> capital(this["deal.product.here", "when" to moment(product.at, state.now)])
}

@Composable
private fun Terms(state: DealState) {
    var isOpen by rememberSaveable { mutableStateOf(false) }
    Panel(padding = 0.dp, gap = 0.dp) {
        LinkRow(words["deal.terms"], { isOpen = !isOpen }, isOpen = isOpen)
        if (isOpen) Column(Modifier.padding(start = 20.dp, end = 20.dp, bottom = 20.dp)) { FiveLines(state.terms) }
    }
}

@Composable
private fun Ways(state: DealState, act: (DealAction) -> Unit) {
    val undo = state.undoUntil
    if (undo != null) {
        val left = words.left(undo, state.now)
        QuietButton(words["deal.take_back", "left" to left], { act(DealAction.TakeBack) }, Modifier.fillMaxWidth())
    } else if (state.canCancel) {
        QuietButton(words["deal.cancel"], { act(DealAction.Cancel) }, Modifier.fillMaxWidth(), ink = Theme.colours.rose)
    }
}
