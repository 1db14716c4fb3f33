// The editor: what is doubtful is underlined while it is written, a sentence says why, and one tap puts better words there.
package kz.gamma.ui.screens.script

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.input.OffsetMapping
import androidx.compose.ui.text.input.TransformedText
import androidx.compose.ui.text.input.VisualTransformation
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.unit.dp
import kz.gamma.ui.parts.ActChip
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.Chips
import kz.gamma.ui.parts.MarkRow
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.TickRow
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.timeMark
import kz.gamma.ui.words.words

@Composable
fun ScriptScreen(state: ScriptState, act: (ScriptAction) -> Unit) {
    Page(
        top = { PageTop(state.title, { act(ScriptAction.Back) }, words["studio.seconds", "n" to state.seconds]) },
        bottom = { Ways(state, act) },
    ) {
        if (!state.isInTime) Note(words["script.length"], tone = Tone.Waiting)
        if (state.isCopied) StatusLine(words["script.copied"], Tone.Good)
        state.lines.forEachIndexed { place, line -> LinePanel(place, line, act) }
        Panel {
            SectionTitle(words["script.caption"])
            Text(state.caption, style = Theme.type.secondary, color = Theme.colours.ink)
        }
        if (state.isKept) QuietButton(words["script.forget"], { act(ScriptAction.Forget) }, Modifier.fillMaxWidth(), ink = Theme.colours.rose)
    }
}

@Composable
private fun ColumnScope.Ways(state: ScriptState, act: (ScriptAction) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    PrimaryButton(words["script.read"], { act(ScriptAction.Read) }, wide)
    val keep: @Composable (Modifier) -> Unit = { SecondaryButton(words[if (state.isKept) "script.kept" else "script.keep"], { act(ScriptAction.Keep) }, it) }
    val copy: @Composable (Modifier) -> Unit = { SecondaryButton(words["script.copy"], { act(ScriptAction.Copy) }, it) }
    if (Theme.isTextLarge) {
        keep(wide)
        copy(wide)
    } else {
        Row(wide, horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            keep(Modifier.weight(1f))
            copy(Modifier.weight(1f))
        }
    }
}

@Composable
private fun LinePanel(place: Int, line: Line, act: (ScriptAction) -> Unit) {
    Panel(gap = 6.dp) {
        Row(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            Text(timeMark(line.fromSecond), Modifier.padding(top = 14.dp), style = Theme.type.figuresCaption, color = Theme.colours.muted)
            Column(Modifier.weight(1f)) {
                Words(place, line) { act(ScriptAction.Say(place, it)) }
                if (line.show.isNotBlank()) Caption(words["studio.show", "what" to line.show])
            }
        }
        line.findings.forEachIndexed { index, found -> Finding(found) { act(ScriptAction.Replace(place, index, it)) } }
        line.isShown?.let { isShown -> TickRow(words["script.shown"], isShown, { act(ScriptAction.Show(place, it)) }) }
    }
}

@Composable
private fun Words(place: Int, line: Line, onText: (String) -> Unit) {
    val label = words["script.line", "n" to place + 1]
    val colours = Weight.entries.associateWith { it.colour() }
    BasicTextField(
        value = line.say, onValueChange = onText,
        modifier = Modifier.fillMaxWidth().defaultMinSize(minHeight = Space.target).padding(vertical = 12.dp).semantics { contentDescription = label },
        textStyle = Theme.type.body.copy(color = Theme.colours.ink),
        cursorBrush = SolidColor(Theme.colours.sky),
        visualTransformation = underlined(line.findings, colours),
    )
}

/** The words as they are, with a line under what the guard doubts. */
private fun underlined(findings: List<Found>, colours: Map<Weight, Color>) = VisualTransformation { text ->
    val spans = findings.filter { it.from < it.to && it.to <= text.length }.map {
        val look = SpanStyle(textDecoration = TextDecoration.Underline, color = colours.getValue(it.weight))
        AnnotatedString.Range(look, it.from, it.to)
    }
    TransformedText(AnnotatedString(text.text, spans), OffsetMapping.Identity)
}

@Composable
private fun Weight.colour(): Color = when (this) {
    Weight.Note -> Theme.colours.sky
    Weight.Warn -> Theme.colours.amber
    Weight.Fail -> Theme.colours.rose
}

@Composable
private fun Finding(found: Found, onReplace: (String) -> Unit) {
    val tone = if (found.weight == Weight.Fail) Tone.Bad else Tone.Waiting
    MarkRow(if (words.language == Language.Kk) found.kk else found.ru, tone)
    if (found.instead.isNotEmpty()) {
        Chips { found.instead.forEach { words -> ActChip(words.ifEmpty { kz.gamma.ui.words.words["script.leave_out"] }, { onReplace(words) }) } }
    }
}
