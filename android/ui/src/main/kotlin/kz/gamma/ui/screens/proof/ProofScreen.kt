// One handle and its code. The first session and the settings show the same panel.
package kz.gamma.ui.screens.proof

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.FigureRow
import kz.gamma.ui.parts.LimitedScale
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.parts.Wrong
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.words

@Composable
fun ProofScreen(state: ProofState, act: (ProofAction) -> Unit) {
    val canAsk = state.proof is Proof.Shown || state.proof is Proof.NotFound
    Page(
        top = { PageTop(words["proof.title"], { act(ProofAction.Back) }) },
        bottom = {
            val wide = Modifier.fillMaxWidth()
            if (canAsk) PrimaryButton(words["signin.handle.prove"], { act(ProofAction.Prove) }, wide)
            else PrimaryButton(words["proof.done"], { act(ProofAction.Back) }, wide)
        },
    ) {
        Body(words["signin.handle.text"], muted = true)
        Panel { FigureRow(state.platform.title, "@${state.handle}") }
        ProofNow(state.proof)
    }
}

@Composable
fun ColumnScope.ProofNow(proof: Proof) {
    when (proof) {
        Proof.None -> Unit
        is Proof.Shown -> BioCode(proof.code)
        is Proof.Checking -> Note(words["signin.handle.checking"], tone = Tone.Waiting)
        is Proof.NotFound -> {
            BioCode(proof.code)
            Wrong(words["signin.handle.not_found"])
        }
        Proof.Proved -> Note(words["signin.handle.proved"], tone = Tone.Good)
    }
}

@Composable
private fun BioCode(code: String) {
    Panel {
        Body(words["signin.handle.code"])
        // A code is one word: it grows only as far as its line is long.
        LimitedScale(1.25f) { SelectionContainer { Text(code, style = Theme.type.heading, color = Theme.colours.ink) } }
    }
}
