// The teleprompter: one line large and clear, what comes next below it, and a single button that learns the reader's pace.
package kz.gamma.ui.screens.reading

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.relocation.BringIntoViewRequester
import androidx.compose.foundation.relocation.bringIntoViewRequester
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.timeMark
import kz.gamma.ui.words.words

@Composable
fun ReadingScreen(state: ReadingState, act: (ReadingAction) -> Unit) {
    val clock = when (state.stage) {
        ReadingStage.Ready -> null
        ReadingStage.CountingDown -> words["reading.begins", "n" to state.second]
        ReadingStage.Running, ReadingStage.Finished -> timeMark(state.second)
    }
    Page(top = { PageTop(words["script.read"], { act(ReadingAction.Back) }, clock) }, bottom = { Ways(state, act) }) {
        when (state.stage) {
            ReadingStage.Ready -> Note(words["reading.hint"])
            ReadingStage.Finished -> Note(words["reading.learnt", "n" to state.syllablesA10S], tone = Tone.Good)
            else -> Unit
        }
        state.lines.forEachIndexed { place, line -> Said(line, isNow = place == state.line, isOver = place < state.line) }
    }
}

@Composable
private fun Said(line: String, isNow: Boolean, isOver: Boolean) {
    val place = remember { BringIntoViewRequester() }
    LaunchedEffect(isNow) { if (isNow) place.bringIntoView() }
    Text(
        line,
        Modifier.fillMaxWidth().bringIntoViewRequester(place).padding(vertical = 8.dp),
        style = Theme.money,
        color = if (isNow || isOver.not()) Theme.colours.ink.copy(alpha = if (isNow) 1f else NEXT) else Theme.colours.muted,
    )
}

private const val NEXT = 0.72f

@Composable
private fun ColumnScope.Ways(state: ReadingState, act: (ReadingAction) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    when (state.stage) {
        ReadingStage.Ready -> PrimaryButton(words["reading.start"], { act(ReadingAction.Start) }, wide)
        ReadingStage.CountingDown, ReadingStage.Running -> PrimaryButton(words["reading.finish"], { act(ReadingAction.Finish) }, wide)
        ReadingStage.Finished -> SecondaryButton(words["reading.again"], { act(ReadingAction.Start) }, wide)
    }
}
