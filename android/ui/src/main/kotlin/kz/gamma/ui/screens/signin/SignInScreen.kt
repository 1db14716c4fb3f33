// The first session: one thing a step, the steps filling at the top, and one button that goes on.
package kz.gamma.ui.screens.signin

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Step
import kz.gamma.ui.motif.Steps
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.ChoiceRow
import kz.gamma.ui.parts.Field
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.screens.deck.DeckBody
import kz.gamma.ui.screens.proof.Proof
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.words

@Composable
fun SignInScreen(state: SignInState, act: (SignInAction) -> Unit) {
    if (state is SignInState.Sample) return SampleStep(state, act)
    Page(
        top = { PageTop(words["app.name"], if (state is SignInState.Code) ({ act(SignInAction.Back) }) else null) },
        bottom = { SignInButtons(state, act) },
    ) {
        FirstProgress(state.step, state.steps)
        when (state) {
            is SignInState.ChooseLanguage -> LanguageStep(state, act)
            is SignInState.Sample -> Unit
            is SignInState.Phone -> PhoneStep(state, act)
            is SignInState.Code -> CodeStep(state, act)
            is SignInState.Consents -> ConsentsStep(state, act)
            is SignInState.Handle -> HandleStep(state, act)
            is SignInState.Home -> HomeStep(state, act)
        }
    }
}

/** The steps of the first session; a brand's own pages begin with it too. */
@Composable
fun FirstProgress(at: Int, all: Int) {
    val steps = List(all) { if (it < at) Step.Done else if (it == at) Step.Now else Step.Ahead }
    Panel(padding = 16.dp) {
        Steps(steps, rise = 4, base = 6)
        Caption(words["signin.step", "n" to at + 1, "all" to all])
    }
}

/** The card as it will be, with its own buttons; either answer goes on. */
@Composable
private fun SampleStep(state: SignInState.Sample, act: (SignInAction) -> Unit) {
    Column(Modifier.fillMaxSize().background(Theme.colours.ground), horizontalAlignment = Alignment.CenterHorizontally) {
        Box(Modifier.widthIn(max = Space.column)) { PageTop(words["app.name"], null) }
        Column(Modifier.widthIn(max = 480.dp).fillMaxWidth().padding(horizontal = 16.dp).padding(bottom = 12.dp)) {
            Body(words["signin.sample.text"])
        }
        DeckBody(state.deck, { act(SignInAction.Swipe(it)) }, Modifier.weight(1f))
    }
}

@Composable
private fun ColumnScope.LanguageStep(state: SignInState.ChooseLanguage, act: (SignInAction) -> Unit) {
    Headline(
        words["signin.language.title"], under = words.first(state, "choose.text"), modifier = Modifier.padding(top = 8.dp),
    )
    Panel(padding = 0.dp, gap = 0.dp) {
        Language.entries.forEach { ChoiceRow(it.ownName, it == state.chosen, { act(SignInAction.Speak(it)) }) }
    }
}

@Composable
private fun ColumnScope.PhoneStep(state: SignInState.Phone, act: (SignInAction) -> Unit) {
    if (state.isOffline) StatusLine(words.first(state, "phone.offline"))
    Headline(words.first(state, "phone.title"), under = words["signin.phone.text"], modifier = Modifier.padding(top = 8.dp))
    Field(
        words["signin.phone.label"], state.number, { act(SignInAction.Enter(SignInField.Phone, it)) },
        wrong = if (state.isWrong) words.first(state, "phone.wrong") else null,
        before = "+7", placeholder = "700 000 00 00", keyboard = KeyboardType.Phone,
    )
}

@Composable
private fun ColumnScope.CodeStep(state: SignInState.Code, act: (SignInAction) -> Unit) {
    Headline(
        words["signin.code.title"], under = words["signin.code.text", "phone" to state.phone],
        modifier = Modifier.padding(top = 8.dp),
    )
    val wrong = state.blockedMinutes?.let { words.first(state, "code.too_many", "n" to it) }
        ?: state.triesLeft?.let { words.first(state, "code.wrong", "n" to it) }
    Field(
        words["signin.code.label"], state.code, { act(SignInAction.Enter(SignInField.Code, it)) },
        wrong = wrong, keyboard = KeyboardType.Number,
    )
    if (state.againInSeconds > 0) {
        Caption(words["signin.code.again.in", "n" to state.againInSeconds])
    } else if (state.blockedMinutes == null) {
        QuietButton(words["signin.code.again"], { act(SignInAction.Again) })
    }
}

@Composable
private fun SignInButtons(state: SignInState, act: (SignInAction) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    val label = when (state) {
        is SignInState.Phone -> "signin.phone.button"
        is SignInState.Code -> "signin.code.button"
        is SignInState.Home -> "signin.city.button"
        else -> "signin.next"
    }
    val handle = state as? SignInState.Handle
    if (handle != null && (handle.proof is Proof.Shown || handle.proof is Proof.NotFound)) {
        PrimaryButton(words["signin.handle.prove"], { act(SignInAction.Prove) }, wide)
    } else {
        PrimaryButton(words[label], { act(SignInAction.Next) }, wide, isEnabled = isReady(state))
    }
    if (state is SignInState.Code) QuietButton(words["signin.code.change"], { act(SignInAction.Back) }, wide)
    if (handle != null && handle.proof != Proof.Proved) QuietButton(
        words["signin.handle.later"], { act(SignInAction.Later) }, wide,
    )
}

/** What a step needs before it can go on; the core checks the rest. */
private fun isReady(state: SignInState): Boolean = when (state) {
    is SignInState.ChooseLanguage, is SignInState.Sample -> true
    is SignInState.Phone -> state.number.count(Char::isDigit) >= PHONE_DIGITS && !state.isOffline
    is SignInState.Code -> state.code.length == CODE_DIGITS && state.blockedMinutes == null
    is SignInState.Consents -> state.contract && state.data
    is SignInState.Handle -> state.handle.isNotBlank() && state.proof !is Proof.Checking
    is SignInState.Home -> state.name.isNotBlank() && state.city != null && state.tags.isNotEmpty()
}

private const val PHONE_DIGITS = 10
private const val CODE_DIGITS = 6
