// Two ways to ask for money, on one page each: the sum first, then how it adds up, then the button that names the sum again.
package kz.gamma.ui.screens.request

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.ChoiceRow
import kz.gamma.ui.parts.FigureRow
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuoteTable
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.Sum
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.parts.account
import kz.gamma.ui.parts.landsFromNow
import kz.gamma.ui.words.capital
import kz.gamma.ui.words.percent
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.until
import kz.gamma.ui.words.words

@Composable
fun RequestScreen(state: RequestState, act: (RequestAction) -> Unit) {
    when (state) {
        is RequestState.CashOut -> CashOut(state, act)
        is RequestState.TakeNow -> TakeNow(state, act)
    }
}

@Composable
private fun CashOut(state: RequestState.CashOut, act: (RequestAction) -> Unit) {
    Page(
        top = { PageTop(words["request.title"], { act(RequestAction.Back) }) },
        bottom = {
            val label = words["request.button", "sum" to state.quote.net]
            PrimaryButton(
                label, { act(RequestAction.Confirm) }, Modifier.fillMaxWidth(), isEnabled = !state.isBelowMinimum,
            )
        },
    ) {
        if (state.isOffline) StatusLine(words["request.offline"])
        Panel(gap = 2.dp) {
            Caption(words["quote.net"])
            Sum(state.quote.net)
        }
        if (state.isBelowMinimum) Note(words["request.minimum"], tone = Tone.Waiting)
        Panel(padding = 0.dp) {
            Column(Modifier.padding(horizontal = 20.dp, vertical = 8.dp)) {
                FigureRow(words["request.to"], words.account(state.bank, state.last4))
                Line()
                FigureRow(words["request.when"], words.capital(words.landsFromNow(state.quote.lands)))
            }
        }
        SectionTitle(words["quote.title"], Modifier.padding(top = 8.dp))
        Panel(padding = 0.dp) { Column(Modifier.padding(horizontal = 20.dp, vertical = 8.dp)) { QuoteTable(state.quote) } }
        SectionTitle(words["request.deals"], Modifier.padding(top = 8.dp))
        Panel(padding = 0.dp) {
            Column(Modifier.padding(horizontal = 20.dp, vertical = 8.dp)) {
                state.deals.forEachIndexed { index, (title, sum) ->
                    if (index > 0) Line()
                    FigureRow(title, tenge(sum))
                }
            }
        }
    }
}

@Composable
private fun TakeNow(state: RequestState.TakeNow, act: (RequestAction) -> Unit) {
    val isNow = state.isNow && state.refusedBy == null
    Page(
        top = { PageTop(words["advance.title"], { act(RequestAction.Back) }) },
        bottom = {
            val label = if (isNow) words["advance.button.now", "sum" to state.now.net] else words["advance.button.wait"]
            PrimaryButton(label, { act(RequestAction.Confirm) }, Modifier.fillMaxWidth())
        },
    ) {
        Headline(state.dealTitle, under = words["advance.text", "until" to words.until(state.dueOn)])
        state.refusedBy?.let { Note(words[it], tone = Tone.Waiting, title = words["advance.refused"]) }
        if (state.isPriceNew) Note(
            words["advance.price", "percent" to percent(state.now.advanceBp)], tone = Tone.Waiting,
        )
        Panel(padding = 0.dp, gap = 0.dp) { Ways(state, isNow, act) }
        SectionTitle(words["quote.title"], Modifier.padding(top = 8.dp))
        Panel(padding = 0.dp) {
            Column(Modifier.padding(horizontal = 20.dp, vertical = 8.dp)) { QuoteTable(if (isNow) state.now else state.wait) }
        }
    }
}

@Composable
private fun ColumnScope.Ways(state: RequestState.TakeNow, isNow: Boolean, act: (RequestAction) -> Unit) {
    if (state.refusedBy == null) {
        val note = words["advance.now.note", "fee" to state.now.advanceFee, "percent" to percent(state.now.advanceBp)]
        ChoiceRow(words["advance.now", "sum" to state.now.net], isNow, { act(RequestAction.Choose(true)) }, note)
        Line()
    }
    val note = words["advance.wait.note", "until" to words.until(state.dueOn)]
    ChoiceRow(words["advance.wait", "sum" to state.wait.net], !isNow, { act(RequestAction.Choose(false)) }, note)
}
