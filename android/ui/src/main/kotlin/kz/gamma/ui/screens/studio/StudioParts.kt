// A script as a card: seconds in the margin, what is said, what the camera does; and the way from one card to the next.
package kz.gamma.ui.screens.studio

import androidx.compose.foundation.gestures.detectHorizontalDragGestures
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.IconButton
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.ReasonChip
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.timeMark
import kz.gamma.ui.words.words

@Composable
fun CandidateCard(script: Candidate, onTake: () -> Unit, modifier: Modifier = Modifier) {
    Panel(modifier, gap = 12.dp) {
        Row(Modifier.fillMaxWidth(), verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            Text(words["studio.seconds", "n" to script.seconds], style = Theme.type.figuresCaption, color = Theme.colours.ink)
            if (script.isFromModel) ReasonChip(words["studio.model"])
        }
        script.beats.forEach { BeatRow(it) }
        Line()
        Caption(script.caption)
        PrimaryButton(words["studio.take"], onTake, Modifier.fillMaxWidth())
    }
}

@Composable
private fun BeatRow(beat: Beat) {
    Row(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(12.dp)) {
        Text(timeMark(beat.fromSecond), style = Theme.type.figuresCaption, color = Theme.colours.muted)
        Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            Text(beat.say, style = Theme.type.body, color = Theme.colours.ink)
            if (beat.show.isNotBlank()) Caption(words["studio.show", "what" to beat.show])
            if (beat.mustBeShown) Caption(words["studio.prove"], colour = Theme.colours.amber)
        }
    }
}

/** One card, arrows, and a swipe to either side. */
@Composable
fun OneAtATime(stage: StudioStage.Written, act: (StudioAction) -> Unit) {
    val at = stage.at.coerceIn(stage.scripts.indices)
    val last = stage.scripts.lastIndex
    fun go(place: Int) {
        if (place in 0..last) act(StudioAction.At(place))
    }
    Column(
        Modifier.widthIn(max = Space.column).fillMaxWidth().pointerInput(at, last) {
            var moved = 0f
            detectHorizontalDragGestures(
                onDragStart = { moved = 0f },
                onDragEnd = { if (moved > SWIPE.toPx()) go(at - 1) else if (moved < -SWIPE.toPx()) go(at + 1) },
            ) { _, by -> moved += by }
        },
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        Row(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.SpaceBetween, verticalAlignment = Alignment.CenterVertically) {
            IconButton(Icons.back, words["studio.before"], { go(at - 1) }, isEnabled = at > 0)
            Text(words["studio.place", "n" to at + 1, "all" to last + 1], style = Theme.type.figuresCaption, color = Theme.colours.ink)
            IconButton(Icons.forward, words["studio.after"], { go(at + 1) }, isEnabled = at < last)
        }
        CandidateCard(stage.scripts[at], { act(StudioAction.Take(at)) })
    }
}

private val SWIPE = 64.dp
