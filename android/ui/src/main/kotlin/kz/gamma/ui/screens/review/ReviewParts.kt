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
import kz.gamma.ui.motif.EmptySteps
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.parts.ActChip
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Chips
import kz.gamma.ui.parts.ChoiceRow
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

/** The video at its own shape. It plays in the system's player: here stand its first picture or a cover, and its length. */
@Composable
fun VideoFrame(item: ReviewItem, act: (ReviewAction) -> Unit, modifier: Modifier = Modifier) {
    val colours = Theme.colours
    Box(modifier.clip(Shape.card).background(colours.skySoft).border(1.dp, colours.hairline, Shape.card)) {
        val video = item.video
        if (video == null) EmptySteps(Modifier.align(Alignment.TopCenter).padding(top = 56.dp), filled = 3)
        else Cover(video, Modifier.fillMaxSize())
        if (item.canPlay) {
            Box(Modifier.align(Alignment.Center).clip(CircleShape).background(colours.veil)) {
                IconButton(Icons.play, words["desk.video.play"], { act(ReviewAction.Play) }, tint = colours.onVeil)
            }
        }
        Column(Modifier.align(Alignment.BottomStart).fillMaxWidth().background(colours.veil).padding(16.dp)) {
            Text(if (item.canPlay) words["desk.video.open"] else words["desk.video.none"], style = Theme.type.captionStrong, color = colours.onVeil)
            Text(timeMark(item.lengthSeconds), style = Theme.type.figuresCaption, color = colours.onVeil)
        }
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
            val fix = state.fixForm
            val back = state.returnForm
            val refuse = state.refuseForm
            if (fix != null) FixPanel(fix, item, act)
            else if (back != null) ReturnPanel(back, act)
            else if (refuse != null) RefusePanel(refuse, act)
            else Known(state, item, act)
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
        Moment(form.atSecond, item.lengthSeconds, act)
        Field(
            words["desk.fix.note"], form.note, { act(ReviewAction.Note(it)) }, isSingleLine = false, minLines = 2,
        )
    }
}

/** The whole video, or one second of it: the player is the system's, so the second is chosen here. */
@Composable
private fun Moment(at: Int?, length: Int, act: (ReviewAction) -> Unit) {
    Chips {
        if (at == null) {
            PickChip(words["desk.fix.at.whole"], true, { act(ReviewAction.MarkTime(null)) })
            ActChip(words["desk.fix.at.pick"], { act(ReviewAction.MarkTime(0)) })
        } else {
            IconButton(Icons.back, words["desk.fix.at.earlier"], { act(ReviewAction.MarkTime((at - 1).coerceAtLeast(0))) }, isEnabled = at > 0)
            PickChip(words["desk.fix.at.now", "mark" to timeMark(at)], true, { act(ReviewAction.MarkTime(null)) })
            IconButton(
                Icons.forward, words["desk.fix.at.later"], { act(ReviewAction.MarkTime((at + 1).coerceAtMost(length))) }, isEnabled = at < length,
            )
        }
    }
}

@Composable
private fun ColumnScope.ReturnPanel(form: ReturnForm, act: (ReviewAction) -> Unit) {
    Panel(gap = 0.dp, padding = 0.dp) {
        SectionTitle(words["desk.return.title"], Modifier.padding(start = 20.dp, end = 20.dp, top = 20.dp, bottom = 8.dp))
        postProblems.forEach { ChoiceRow(words["problem.$it"], it == form.problem, { act(ReviewAction.PickProblem(it)) }) }
        Column(Modifier.padding(20.dp)) {
            Field(words["desk.fix.note"], form.note, { act(ReviewAction.Note(it)) }, isSingleLine = false, minLines = 2)
        }
    }
}

@Composable
private fun ColumnScope.RefusePanel(form: RefuseForm, act: (ReviewAction) -> Unit) {
    Panel(gap = 14.dp) {
        SectionTitle(words["desk.refuse.title"])
        Body(words["desk.refuse.text"], muted = true)
        Field(words["desk.refuse.reason"], form.reason, { act(ReviewAction.Note(it)) }, isSingleLine = false, minLines = 3)
    }
}

@Composable
private fun ColumnScope.Buttons(state: ReviewState, item: ReviewItem, act: (ReviewAction) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    val cancel: @Composable () -> Unit = {
        QuietButton(words["desk.fix.cancel"], { act(ReviewAction.CancelForm) }, wide, ink = Theme.colours.muted)
    }
    val fix = state.fixForm
    val back = state.returnForm
    val refuse = state.refuseForm
    when {
        fix != null -> {
            PrimaryButton(words["desk.fix.send"], { act(ReviewAction.SendFix) }, wide, isEnabled = fix.kinds.isNotEmpty())
            cancel()
        }
        back != null -> {
            PrimaryButton(words["desk.return.send"], { act(ReviewAction.ReturnPost) }, wide, isEnabled = back.problem != null)
            cancel()
        }
        refuse != null -> {
            PrimaryButton(words["desk.refuse.send"], { act(ReviewAction.Refuse) }, wide, isEnabled = refuse.reason.isNotBlank())
            cancel()
        }
        item.post != null -> {
            PrimaryButton(words["desk.post.ok"], { act(ReviewAction.Pass) }, wide)
            SecondaryButton(words["desk.post.return"], { act(ReviewAction.StartReturn) }, wide)
        }
        else -> {
            PrimaryButton(words["desk.clear"], { act(ReviewAction.Clear) }, wide)
            if (item.round <= item.rounds) {
                val label = words["desk.fix", "n" to item.round, "all" to item.rounds]
                SecondaryButton(label, { act(ReviewAction.StartFix) }, wide)
            } else {
                SecondaryButton(words["desk.refuse"], { act(ReviewAction.StartRefuse) }, wide, ink = Theme.colours.rose)
            }
        }
    }
}
