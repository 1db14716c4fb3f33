// The video in its frame, and the column of answers beside it. The form for a fix opens only when it is asked for.
package kz.gamma.ui.screens.review

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Cover
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Chips
import kz.gamma.ui.parts.Field
import kz.gamma.ui.parts.FigureRow
import kz.gamma.ui.parts.IconButton
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.MarkRow
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PickChip
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.before
import kz.gamma.ui.words.capital
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.timeMark
import kz.gamma.ui.words.until
import kz.gamma.ui.words.words

@Composable
fun VideoFrame(item: ReviewItem, act: (ReviewAction) -> Unit, modifier: Modifier = Modifier) {
    val colours = Theme.colours
    Box(modifier.clip(Shape.card).background(colours.sunken).border(1.dp, colours.hairline, Shape.card)) {
        val video = item.video
        if (video == null) {
            Body(words["desk.video.none"], Modifier.align(Alignment.Center).padding(24.dp))
        } else {
            Cover(video, Modifier.fillMaxSize())
            Box(Modifier.align(Alignment.Center).clip(CircleShape).background(colours.veil)) {
                IconButton(Icons.play, words["desk.video.play"], { act(ReviewAction.Play) }, tint = colours.onVeil)
            }
            Track(item, Modifier.align(Alignment.BottomStart))
        }
    }
}

/** How far it has played, on a veil of its own so that the figures can be read on any picture. */
@Composable
private fun Track(item: ReviewItem, modifier: Modifier) {
    val colours = Theme.colours
    Column(modifier.fillMaxWidth().background(colours.veil).padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Box(Modifier.fillMaxWidth().height(4.dp).clip(Shape.pill).background(colours.onVeil.copy(alpha = 0.35f))) {
            val share = item.atSecond.toFloat() / item.lengthSeconds.coerceAtLeast(1)
            Box(Modifier.fillMaxWidth(share.coerceIn(0.01f, 1f)).height(4.dp).background(colours.onVeil))
        }
        Text("${timeMark(item.atSecond)} / ${timeMark(item.lengthSeconds)}", style = Theme.type.figuresCaption, color = colours.onVeil)
    }
}

@Composable
fun Answers(
    state: ReviewState,
    item: ReviewItem,
    act: (ReviewAction) -> Unit,
    modifier: Modifier = Modifier,
    before: @Composable () -> Unit = {},
) {
    Column(modifier, verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Column(Modifier.weight(1f).verticalScroll(rememberScrollState()), verticalArrangement = Arrangement.spacedBy(12.dp)) {
            before()
            val form = state.fixForm
            if (form != null) FixPanel(form, item, act) else Known(state, item, act)
        }
        Buttons(state, item, act)
    }
}

@Composable
private fun ColumnScope.Known(state: ReviewState, item: ReviewItem, act: (ReviewAction) -> Unit) {
    val post = item.post
    if (post != null) {
        Panel(gap = 4.dp) {
            SectionTitle(words["desk.post.check"])
            listOf("desk.post.reachable", "desk.post.handle", "desk.post.label", "desk.post.video").forEach { MarkRow(words[it], Tone.Plain) }
            SecondaryButton(
                words["desk.post.open"], { act(ReviewAction.OpenPost) }, Modifier.fillMaxWidth(), icon = Icons.link,
            )
        }
        Note(words["desk.post.note", "until" to words.before(post.until, state.now)], tone = Tone.Waiting)
    } else {
        Panel(gap = 2.dp) {
            SectionTitle(words["desk.brief"])
            item.brief.forEach { MarkRow(it, Tone.Plain) }
        }
        if (item.note.isNotBlank()) Note(item.note, title = words["desk.note"])
    }
    Panel(gap = 2.dp) {
        SectionTitle(words["desk.price"])
        FigureRow(words["desk.price.fee"], tenge(item.fee))
        item.commission?.let {
            Line()
            FigureRow(words["desk.price.commission"], tenge(it))
        }
        item.total?.let {
            Line()
            val until = words.until(item.dueOn)
            FigureRow(words.capital(words["desk.price.total", "until" to until]), tenge(it), isTotal = true)
        }
    }
}

@Composable
private fun ColumnScope.FixPanel(form: FixForm, item: ReviewItem, act: (ReviewAction) -> Unit) {
    Panel(gap = 14.dp) {
        SectionTitle(words["desk.fix.title"])
        Chips { fixKinds.forEach { kind -> PickChip(words["fix.$kind"], kind in form.kinds, { act(ReviewAction.PickFix(kind)) }) } }
        SectionTitle(words["desk.fix.at"])
        val mark = timeMark(form.atSecond ?: item.atSecond)
        PickChip(words["desk.fix.at.now", "mark" to mark], form.atSecond != null, { act(ReviewAction.MarkTime) })
        Field(
            words["desk.fix.note"], form.note, { act(ReviewAction.Note(it)) }, isSingleLine = false, minLines = 2,
        )
    }
}

@Composable
private fun ColumnScope.Buttons(state: ReviewState, item: ReviewItem, act: (ReviewAction) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    val form = state.fixForm
    when {
        form != null -> {
            PrimaryButton(
                words["desk.fix.send"], { act(ReviewAction.SendFix) }, wide, isEnabled = form.kinds.isNotEmpty(),
            )
            QuietButton(words["desk.fix.cancel"], { act(ReviewAction.CancelFix) }, wide, ink = Theme.colours.muted)
        }
        item.post != null -> {
            PrimaryButton(words["desk.post.ok"], { act(ReviewAction.Pass) }, wide)
            SecondaryButton(words["desk.post.return"], { act(ReviewAction.ReturnPost) }, wide)
        }
        else -> {
            PrimaryButton(words["desk.clear"], { act(ReviewAction.Clear) }, wide)
            if (item.round <= item.rounds) {
                val label = words["desk.fix", "n" to item.round, "all" to item.rounds]
                SecondaryButton(label, { act(ReviewAction.StartFix) }, wide)
            } else {
                SecondaryButton(words["desk.refuse"], { act(ReviewAction.Refuse) }, wide, ink = Theme.colours.rose)
            }
        }
    }
}
