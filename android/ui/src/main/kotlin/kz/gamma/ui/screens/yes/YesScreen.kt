// One question a card, big answers at the thumb, and the offer it is for always at the top.
package kz.gamma.ui.screens.yes

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.EmptySteps
import kz.gamma.ui.motif.Step
import kz.gamma.ui.motif.Steps
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.Field
import kz.gamma.ui.parts.FigureRow
import kz.gamma.ui.parts.FiveLines
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.MarkRow
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.TickRow
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.words

@Composable
fun YesScreen(state: YesState, act: (YesAction) -> Unit) {
    Page(
        top = { PageTop(if (state.step is YesStep.Done) state.title else words["yes.title"], { act(YesAction.Later) }) },
        bottom = { YesButtons(state.step, act) },
    ) {
        if (state.step !is YesStep.Done && state.step !is YesStep.UnderAge) Offer(state)
        Card(state.step, act)
    }
}

@Composable
private fun Offer(state: YesState) {
    Panel(padding = 16.dp) {
        FigureRow(state.title, tenge(state.net), state.brandName)
    }
}

@Composable
private fun ColumnScope.Card(step: YesStep, act: (YesAction) -> Unit) {
    when (step) {
        is YesStep.ReadTerms -> {
            Headline(words["yes.terms.title"], under = words["yes.terms.text"])
            Panel { FiveLines(step.terms) }
        }
        is YesStep.Missing -> {
            Headline(words["yes.missing.title"], under = words["yes.missing.text"])
            Panel { step.items.forEach { MissingRow(it) } }
        }
        is YesStep.Identity -> Identity(step, act)
        YesStep.UnderAge -> {
            EmptySteps(Modifier.padding(top = 24.dp), filled = 3)
            Headline(words["yes.under_age.title"], under = words["yes.under_age.text"])
        }
        is YesStep.Tax -> Question(step.question)
        is YesStep.TaxDone -> TaxDone(step, act)
        is YesStep.Done -> {
            EmptySteps(Modifier.padding(top = 24.dp), filled = 1)
            Headline(
                words["yes.done.title"], under = words[if (step.isOffline) "yes.done.offline" else "yes.done.text"],
            )
        }
    }
}

@Composable
private fun MissingRow(item: MissingItem) {
    MarkRow(
        words["yes.missing.${item.key}"],
        if (item.isDone) Tone.Good else Tone.Plain,
        if (item.isDone) words["yes.missing.done"] else null,
    )
}

@Composable
private fun Identity(step: YesStep.Identity, act: (YesAction) -> Unit) {
    Headline(words["yes.identity.title"], under = words["yes.identity.text"])
    Field(words["yes.identity.name"], step.name, { act(YesAction.Name(it)) })
    val wrong = when (step.problem) {
        IdentityProblem.Wrong -> words["yes.identity.wrong"]
        IdentityProblem.Taken -> words["yes.identity.taken"]
        null -> null
    }
    Field(
        words["yes.identity.iin"], step.iin, { act(YesAction.Iin(it)) }, wrong = wrong, keyboard = KeyboardType.Number,
    )
}

@Composable
private fun Question(question: TaxQuestion) {
    val at = question.ordinal
    val steps = TaxQuestion.entries.map { if (it.ordinal < at) Step.Done else if (it.ordinal == at) Step.Now else Step.Ahead }
    Panel {
        Steps(steps)
        Caption(words["yes.tax.step", "n" to at + 1, "all" to steps.size])
    }
    Headline(words[question.key], under = words["${question.key}.note"])
}

@Composable
private fun TaxDone(step: YesStep.TaxDone, act: (YesAction) -> Unit) {
    Panel { Steps(TaxQuestion.entries.map { Step.Done }) }
    Headline(words["yes.tax.done.title"])
    Note(words[if (step.isSoleProprietor) "yes.tax.done.sole" else "yes.tax.done.text"], tone = Tone.Good)
    if (!step.isSoleProprietor) {
        Panel(padding = 0.dp) {
            TickRow(
                words["yes.tax.deduction"], step.wantsDeduction, { act(YesAction.Deduction(it)) },
                words["yes.tax.deduction.note"],
            )
        }
    }
}

@Composable
private fun YesButtons(step: YesStep, act: (YesAction) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    if (step is YesStep.Tax) {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            SecondaryButton(words["yes.tax.no"], { act(YesAction.Answer(step.question, false)) }, Modifier.weight(1f))
            SecondaryButton(words["yes.tax.yes"], { act(YesAction.Answer(step.question, true)) }, Modifier.weight(1f))
        }
        return
    }
    val label = when (step) {
        is YesStep.ReadTerms -> "yes.terms.button"
        YesStep.UnderAge -> "yes.under_age.button"
        is YesStep.TaxDone -> "yes.tax.done.button"
        is YesStep.Done -> "yes.done.button"
        else -> "yes.missing.button"
    }
    PrimaryButton(words[label], { act(YesAction.Next) }, wide)
    if (step is YesStep.ReadTerms || step is YesStep.Missing) {
        QuietButton(words["yes.later"], { act(YesAction.Later) }, wide, ink = Theme.colours.muted)
    }
}
