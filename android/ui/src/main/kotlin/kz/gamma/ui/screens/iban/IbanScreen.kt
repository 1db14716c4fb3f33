// Entering the account, proving a change of it, and what follows.
package kz.gamma.ui.screens.iban

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Field
import kz.gamma.ui.parts.FigureRow
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.parts.account
import kz.gamma.ui.words.before
import kz.gamma.ui.words.words

@Composable
fun IbanScreen(state: IbanState, act: (IbanAction) -> Unit) {
    Page(
        top = { PageTop(words["iban.title"], { act(IbanAction.Back) }) },
        bottom = {
            val label = if (state is IbanState.Saved) "iban.done" else "iban.button"
            PrimaryButton(words[label], { act(IbanAction.Save) }, Modifier.fillMaxWidth(), isEnabled = isReady(state))
        },
    ) {
        when (state) {
            is IbanState.Form -> Form(state, act)
            is IbanState.Code -> Code(state, act)
            is IbanState.Saved -> Saved(state)
        }
    }
}

private fun isReady(state: IbanState): Boolean = when (state) {
    is IbanState.Form -> state.iban.isNotBlank() && state.holder.isNotBlank()
    is IbanState.Code -> state.code.length == 6
    is IbanState.Saved -> true
}

@Composable
private fun ColumnScope.Form(state: IbanState.Form, act: (IbanAction) -> Unit) {
    Body(words["iban.text"], muted = true)
    Field(
        words["iban.label"], state.iban, { act(IbanAction.Iban(it)) },
        note = state.bank?.let { words["iban.bank", "bank" to it] },
        wrong = words["iban.wrong"].takeIf { state.problem == IbanProblem.Wrong },
        placeholder = "KZ00 0000 0000 0000 0000", keyboard = KeyboardType.Ascii,
    )
    Field(
        words["iban.holder"], state.holder, { act(IbanAction.Holder(it)) },
        wrong = words["iban.name_differs"].takeIf { state.problem == IbanProblem.NameDiffers },
    )
}

@Composable
private fun ColumnScope.Code(state: IbanState.Code, act: (IbanAction) -> Unit) {
    Headline(words["iban.code.title"], under = words["iban.code.text", "phone" to state.phone])
    Field(
        words["signin.code.label"], state.code, { act(IbanAction.Code(it)) },
        wrong = state.triesLeft?.let { words["signin.code.wrong", "n" to it] }, keyboard = KeyboardType.Number,
    )
}

@Composable
private fun ColumnScope.Saved(state: IbanState.Saved) {
    Headline(words["iban.saved.title"], under = words["iban.saved.text"])
    Panel { FigureRow(words["settings.account"], words.account(state.bank, state.last4)) }
    state.heldUntil?.let {
        val until = words.before(it, state.now)
        Note(words["iban.saved.held", "until" to until], tone = Tone.Waiting)
    }
}
