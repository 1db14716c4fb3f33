// The studio on one page: brief, chips, scripts. On a phone one script stands at a time; from 600 dp they stand side by side.
package kz.gamma.ui.screens.studio

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kz.gamma.ui.parts.Chips
import kz.gamma.ui.parts.Field
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.LinkRow
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PickChip
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.RootTop
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.TickRow
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.moment
import kz.gamma.ui.words.words

@Composable
fun StudioScreen(state: StudioState, act: (StudioAction) -> Unit) {
    BoxWithConstraints(Modifier.fillMaxSize().background(Theme.colours.ground)) {
        val isWide = maxWidth >= 600.dp
        Column(Modifier.fillMaxSize(), horizontalAlignment = Alignment.CenterHorizontally) {
            Top(state, act)
            Column(
                Modifier.weight(1f).fillMaxWidth().verticalScroll(rememberScrollState())
                    .padding(horizontal = Space.margin).padding(top = 4.dp, bottom = 20.dp),
                horizontalAlignment = Alignment.CenterHorizontally,
                verticalArrangement = Arrangement.spacedBy(16.dp),
            ) {
                Column(Modifier.widthIn(max = Space.column).fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(12.dp)) { Brief(state, act) }
                Answer(state, isWide, act)
                if (state.kept.isNotEmpty()) Column(Modifier.widthIn(max = Space.column).fillMaxWidth()) { Kept(state, act) }
            }
        }
    }
}

@Composable
private fun Top(state: StudioState, act: (StudioAction) -> Unit) {
    val head = state.head
    if (head == null) {
        PageTop(state.dealTitle ?: words["studio.title"], { act(StudioAction.Back) })
    } else {
        RootTop(words["tab.scripts"], head, { act(StudioAction.Inbox) }, { act(StudioAction.Profile) })
    }
}

@Composable
private fun Brief(state: StudioState, act: (StudioAction) -> Unit) {
    Field(
        words["studio.brief"], state.brief, { act(StudioAction.Brief(it)) }, note = words["studio.brief.note"],
        placeholder = words["studio.brief.example"], isSingleLine = false,
    )
    Chips {
        Register.entries.forEach { register ->
            PickChip(register.word, state.register == register, { act(StudioAction.Address(register)) })
        }
        state.questions.forEachIndexed { place, question ->
            PickChip(question.text, question.isOpen || question.answer.isNotBlank(), { act(StudioAction.Ask(place)) })
        }
    }
    state.questions.forEachIndexed { place, question ->
        if (question.isOpen) Field(question.text, question.answer, { act(StudioAction.Answer(place, it)) }, note = words["studio.answer.note"])
    }
    TickRow(words["studio.say_label"], state.isLabelSaid, { act(StudioAction.SayLabel(it)) }, note = words["studio.say_label.note"])
    val isWritten = state.stage is StudioStage.Written
    val word = words[if (isWritten) "studio.another" else "studio.write"]
    val isReady = state.brief.isNotBlank() && state.stage != StudioStage.Writing
    if (isWritten) {
        SecondaryButton(word, { act(StudioAction.Write) }, Modifier.fillMaxWidth(), isReady)
    } else {
        PrimaryButton(word, { act(StudioAction.Write) }, Modifier.fillMaxWidth(), isReady)
    }
}

@Composable
private fun Answer(state: StudioState, isWide: Boolean, act: (StudioAction) -> Unit) {
    val narrow = Modifier.widthIn(max = Space.column).fillMaxWidth()
    when (val stage = state.stage) {
        StudioStage.Start -> Note(words["studio.start"], narrow)
        StudioStage.Writing -> Note(words["studio.writing"], narrow, Tone.Waiting)
        is StudioStage.Refused -> {
            val why = if (words.language == Language.Kk) stage.kk else stage.ru
            Note(why, narrow, Tone.Bad, title = words["studio.refused"])
        }
        is StudioStage.Written -> {
            if (stage.isMoreComing) StatusLine(words["studio.more"], modifier = narrow)
            if (isWide) SideBySide(stage, act) else OneAtATime(stage, act)
        }
    }
}

@Composable
private fun SideBySide(stage: StudioStage.Written, act: (StudioAction) -> Unit) {
    val places = stage.scripts.indices.toList()
    val isRoomy = !Theme.isTextLarge
    places.chunked(if (isRoomy) 3 else 1).forEach { row ->
        Row(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(16.dp)) {
            row.forEach { place -> CandidateCard(stage.scripts[place], { act(StudioAction.Take(place)) }, Modifier.weight(1f)) }
        }
    }
}

@Composable
private fun Kept(state: StudioState, act: (StudioAction) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        SectionTitle(words["studio.kept"])
        Panel(padding = 0.dp, gap = 0.dp) {
            state.kept.forEachIndexed { index, row ->
                if (index > 0) Line()
                LinkRow(row.brief, { act(StudioAction.Open(row.id)) }, note = words.moment(row.at, state.now))
            }
        }
    }
}
