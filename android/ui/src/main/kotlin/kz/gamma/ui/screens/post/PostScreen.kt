// One field, the caption's beginning ready to copy, and what the check says.
package kz.gamma.ui.screens.post

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import kz.gamma.ui.motif.Step
import kz.gamma.ui.motif.Steps
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.Field
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.before
import kz.gamma.ui.words.words

@Composable
fun PostScreen(state: PostState, act: (PostAction) -> Unit) {
    val isForm = state.stage is PostStage.Form || state.stage is PostStage.Returned
    Page(
        top = { PageTop(words["post.title"], { act(PostAction.Back) }) },
        bottom = {
            val wide = Modifier.fillMaxWidth()
            if (isForm) {
                PrimaryButton(words["post.form.button"], { act(PostAction.Send) }, wide, isEnabled = url(state.stage).isNotBlank())
            } else {
                PrimaryButton(words["post.done"], { act(PostAction.Back) }, wide)
            }
        },
    ) { Stage(state, act) }
}

private fun url(stage: PostStage): String = when (stage) {
    is PostStage.Form -> stage.url
    is PostStage.Returned -> stage.url
    else -> ""
}

@Composable
private fun ColumnScope.Stage(state: PostState, act: (PostAction) -> Unit) {
    when (val stage = state.stage) {
        is PostStage.Form -> {
            Headline(words["post.form.title"], under = words["post.form.text", "platform" to state.platform.title])
            Link(state, stage.url, stage.isWrong, act)
            CaptionStart(state, act)
        }
        is PostStage.Returned -> {
            Headline(words["post.returned.title"])
            Note(words["problem.${stage.problem}"], tone = Tone.Bad)
            if (stage.note.isNotBlank()) Note(stage.note, title = words["post.returned.word"])
            Link(state, stage.url, false, act)
            if (stage.problem == "label_missing") CaptionStart(state, act)
        }
        is PostStage.Sent -> {
            Panel { Steps(listOf(Step.Done, Step.Done, Step.Done, Step.Pending, Step.Ahead)) }
            val until = words.before(stage.until, state.now)
            Headline(words["post.sent.title"], under = words["post.sent.text", "until" to until])
        }
        PostStage.Offline -> {
            Panel { Steps(listOf(Step.Done, Step.Done, Step.Done, Step.Late, Step.Ahead)) }
            Headline(words["post.offline.title"], under = words["post.offline.text"])
        }
    }
}

@Composable
private fun Link(state: PostState, url: String, isWrong: Boolean, act: (PostAction) -> Unit) {
    val wrong = words["post.form.wrong", "platform" to state.platform.title, "handle" to "@${state.handle}"]
    Field(
        words["post.form.label"], url, { act(PostAction.Url(it)) },
        wrong = wrong.takeIf { isWrong }, placeholder = "https://", keyboard = KeyboardType.Uri,
    )
}

@Composable
private fun CaptionStart(state: PostState, act: (PostAction) -> Unit) {
    Panel {
        SectionTitle(words["post.caption.title"])
        Text("Жарнама · ${state.sponsor}", style = Theme.type.heading, color = Theme.colours.ink)
        Caption(words["post.caption.why"])
        SecondaryButton(
            words[if (state.isCopied) "post.caption.copied" else "post.caption.copy"], { act(PostAction.Copy) },
            Modifier.fillMaxWidth(),
        )
    }
}
