// The way of a video to the brand. What is already up is always said, because it is never sent twice.
package kz.gamma.ui.screens.draft

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.motif.Step
import kz.gamma.ui.motif.Steps
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.Field
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.MarkRow
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.before
import kz.gamma.ui.words.timeMark
import kz.gamma.ui.words.words

@Composable
fun DraftScreen(state: DraftState, act: (DraftAction) -> Unit) {
    Page(
        top = { PageTop(words["draft.title"], { act(DraftAction.Back) }) },
        bottom = { DraftButtons(state.stage, act) },
    ) {
        if (state.fixes.isNotEmpty() && state.stage !is DraftStage.Sent) Fixes(state)
        StageCard(state, act)
        if (state.stage == DraftStage.Choose && state.fixes.isEmpty()) Brief(state.brief)
    }
}

@Composable
private fun Fixes(state: DraftState) {
    Headline(words["draft.fix.title"])
    Panel(padding = 0.dp, gap = 0.dp) {
        state.fixes.forEachIndexed { index, fix ->
            if (index > 0) Line()
            Column(Modifier.padding(horizontal = 20.dp, vertical = 8.dp)) {
                val at = fix.atSecond?.let { words["draft.fix.at", "mark" to timeMark(it)] }
                MarkRow(words["fix.${fix.kind}"], Tone.Waiting, listOfNotNull(at, fix.note.ifBlank { null }).joinToString(" · ").ifBlank { null })
            }
        }
    }
    if (state.isLastFix) Note(words["draft.fix.last"], tone = Tone.Waiting)
}

@Composable
private fun Brief(lines: List<String>) {
    Panel {
        SectionTitle(words["draft.brief"])
        lines.forEach { MarkRow(it, Tone.Plain) }
    }
}

@Composable
private fun ColumnScope.StageCard(state: DraftState, act: (DraftAction) -> Unit) {
    when (val stage = state.stage) {
        DraftStage.Choose -> if (state.fixes.isEmpty()) {
            Headline(words["draft.choose.title"], under = words["draft.choose.text", "seconds" to state.seconds])
        }
        is DraftStage.Ready -> {
            File(stage.video, words["draft.ready.title"])
            Field(
                words["draft.note"], state.note, { act(DraftAction.Note(it)) }, note = words["draft.note.hint"],
                isSingleLine = false, minLines = 3,
            )
        }
        is DraftStage.Uploading -> {
            Upload(stage.video, stage.sentMegabytes, words["draft.uploading.title"])
            Body(words["draft.uploading.text"], muted = true)
        }
        is DraftStage.Paused -> {
            Upload(stage.video, stage.sentMegabytes, words["draft.paused.title"])
            Body(words["draft.paused.text", "sent" to stage.sentMegabytes], muted = true)
        }
        is DraftStage.Offline -> {
            StatusLine(words["draft.offline.text", "sent" to stage.sentMegabytes])
            Upload(stage.video, stage.sentMegabytes, words["draft.offline.title"])
        }
        is DraftStage.Sent -> {
            Panel { Steps(listOf(Step.Done, Step.Done, Step.Pending, Step.Ahead, Step.Ahead)) }
            val text = stage.until?.let { words["draft.sent.text", "until" to words.before(it, state.now)] } ?: words["deal.brand_late.text"]
            Headline(words["draft.sent.title"], under = text)
            if (stage.needsAccount) Note(words["draft.account.text"], title = words["money.iban.missing"])
        }
        DraftStage.Cleared -> {
            Panel { Steps(listOf(Step.Done, Step.Done, Step.Done, Step.Now, Step.Ahead)) }
            Headline(words["deal.draft.cleared"], under = words["deal.cleared.title"])
        }
        is DraftStage.Refused -> {
            val length = timeMark(stage.video.lengthSeconds)
            val why = words[stage.why.key, "megabytes" to stage.video.megabytes, "length" to length, "seconds" to state.seconds]
            Note(why, tone = Tone.Bad, title = words["draft.refused.title"])
        }
        is DraftStage.DiskFull ->
            Note(words["draft.disk.text", "megabytes" to stage.megabytes], tone = Tone.Bad, title = words["draft.disk.title"])
    }
}

@Composable
private fun File(video: Video, title: String) {
    Panel {
        Row(horizontalArrangement = Arrangement.spacedBy(14.dp), verticalAlignment = Alignment.CenterVertically) {
            Box(Modifier.size(48.dp, 64.dp).clip(Shape.field).background(Theme.colours.skySoft), contentAlignment = Alignment.Center) {
                Icon(Icons.video, null, Modifier.size(26.dp), tint = Theme.colours.sky)
            }
            Column(Modifier.weight(1f)) {
                Text(title, style = Theme.type.bodyStrong, color = Theme.colours.ink)
                Caption(words["draft.ready.file", "length" to timeMark(video.lengthSeconds), "megabytes" to video.megabytes])
            }
        }
    }
}

/** Twelve steps that fill as the parts arrive: the motif as a progress bar. */
@Composable
private fun Upload(video: Video, sent: Int, title: String) {
    Panel(gap = 14.dp) {
        Text(title, style = Theme.type.heading, color = Theme.colours.ink)
        Row(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(4.dp), verticalAlignment = Alignment.Bottom) {
            val full = sent * PARTS / video.megabytes.coerceAtLeast(1)
            repeat(PARTS) { index ->
                val colour = if (index < full) Theme.colours.sky else Theme.colours.skySoft
                Box(Modifier.weight(1f).height((8 + index * 3).dp).clip(RoundedCornerShape(4.dp)).background(colour))
            }
        }
        Text(words["draft.progress", "sent" to sent, "all" to video.megabytes], style = Theme.type.figuresCaption, color = Theme.colours.ink)
    }
}

private const val PARTS = 12

@Composable
private fun DraftButtons(stage: DraftStage, act: (DraftAction) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    when (stage) {
        DraftStage.Choose, is DraftStage.Refused -> {
            PrimaryButton(words["draft.choose.button"], { act(DraftAction.Choose) }, wide)
            SecondaryButton(words["draft.film"], { act(DraftAction.Film) }, wide)
        }
        is DraftStage.Ready -> {
            PrimaryButton(words["draft.ready.button"], { act(DraftAction.Send) }, wide, icon = Icons.upload)
            QuietButton(words["draft.change"], { act(DraftAction.Choose) }, wide)
        }
        is DraftStage.Uploading -> SecondaryButton(words["draft.pause"], { act(DraftAction.Pause) }, wide)
        is DraftStage.Paused, is DraftStage.DiskFull -> PrimaryButton(
            words["draft.paused.button"], { act(DraftAction.Resume) }, wide,
        )
        DraftStage.Cleared -> PrimaryButton(words["draft.sent.button"], { act(DraftAction.Back) }, wide)
        is DraftStage.Offline -> SecondaryButton(words["draft.sent.button"], { act(DraftAction.Back) }, wide)
        is DraftStage.Sent -> if (stage.needsAccount) {
            PrimaryButton(words["money.iban.missing"], { act(DraftAction.AddAccount) }, wide)
            QuietButton(words["draft.sent.button"], { act(DraftAction.Back) }, wide)
        } else {
            PrimaryButton(words["draft.sent.button"], { act(DraftAction.Back) }, wide)
        }
    }
}
