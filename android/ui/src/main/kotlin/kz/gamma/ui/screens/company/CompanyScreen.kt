// Two fields, one question and one tick; whoever may not sign names the person who may.
package kz.gamma.ui.screens.company

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kz.gamma.ui.parts.ChoiceRow
import kz.gamma.ui.parts.Field
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.TickRow
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.screens.signin.BRAND_STEPS
import kz.gamma.ui.screens.signin.COMPANY_STEP
import kz.gamma.ui.screens.signin.FirstProgress
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.words

@Composable
fun CompanyScreen(state: CompanyState, act: (CompanyAction) -> Unit) {
    Page(top = { PageTop(words["app.name"], null) }, bottom = { Buttons(state, act) }) {
        FirstProgress(COMPANY_STEP, BRAND_STEPS)
        when (state) {
            is CompanyState.Form -> Form(state, act)
            is CompanyState.Invite -> Invite(state, act)
        }
    }
}

@Composable
private fun ColumnScope.Form(state: CompanyState.Form, act: (CompanyAction) -> Unit) {
    if (state.isOffline) StatusLine(words["company.offline"])
    Headline(words["company.title"], under = words["company.text"], modifier = Modifier.padding(top = 8.dp))
    Field(words["company.name"], state.name, { act(CompanyAction.Name(it)) })
    Field(
        words["company.bin"], state.bin, { act(CompanyAction.Bin(it)) },
        wrong = state.problem?.let { words[it.key] }, keyboard = KeyboardType.Number,
    )
    SectionTitle(words["company.sign.title"], Modifier.padding(top = 8.dp))
    Panel(padding = 0.dp, gap = 0.dp) {
        ChoiceRow(words["company.sign.me"], state.maySign == true, { act(CompanyAction.Sign(true)) }, words["company.sign.me.note"])
        Line()
        ChoiceRow(
            words["company.sign.other"], state.maySign == false, { act(CompanyAction.Sign(false)) }, words["company.sign.other.note"],
        )
    }
    if (state.maySign == true) {
        Panel(padding = 0.dp) {
            TickRow(words["company.tax"], state.hasTaxAuthority, { act(CompanyAction.Authorise(it)) }, words["company.tax.note"])
        }
    }
}

@Composable
private fun ColumnScope.Invite(state: CompanyState.Invite, act: (CompanyAction) -> Unit) {
    Headline(
        words["company.invite.title"], above = state.company, under = words["company.invite.text"],
        modifier = Modifier.padding(top = 8.dp),
    )
    if (state.isSent) {
        Note(words["company.invite.sent", "phone" to "+7 ${state.number}"], tone = Tone.Good)
    } else {
        Field(
            words["company.invite.label"], state.number, { act(CompanyAction.Number(it)) },
            wrong = if (state.isWrong) words["company.phone.wrong"] else null,
            before = "+7", placeholder = "700 000 00 00", keyboard = KeyboardType.Phone,
        )
    }
}

@Composable
private fun Buttons(state: CompanyState, act: (CompanyAction) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    when (state) {
        is CompanyState.Form -> PrimaryButton(words["signin.next"], { act(CompanyAction.Next) }, wide, isEnabled = isReady(state))
        is CompanyState.Invite -> {
            val label = words[if (state.isSent) "signin.next" else "company.invite.button"]
            val isReady = state.isSent || state.number.count(Char::isDigit) == PHONE_DIGITS
            PrimaryButton(label, { act(CompanyAction.Next) }, wide, isEnabled = isReady)
            if (!state.isSent) QuietButton(words["company.invite.later"], { act(CompanyAction.Later) }, wide, ink = Theme.colours.muted)
        }
    }
}

/** Who signs must also let the platform withhold taxes; without that no deal could be paid. */
private fun isReady(state: CompanyState.Form): Boolean =
    state.name.isNotBlank() && state.bin.length == BIN_DIGITS && state.problem == null &&
        (state.maySign == false || state.maySign == true && state.hasTaxAuthority)

private const val BIN_DIGITS = 12
private const val PHONE_DIGITS = 10
