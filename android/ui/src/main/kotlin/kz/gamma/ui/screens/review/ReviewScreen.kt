// Wide: queue, video and answers side by side. Narrow: the queue, then one video at a time.
package kz.gamma.ui.screens.review

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.EmptySteps
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.left
import kz.gamma.ui.words.words

@Composable
fun ReviewScreen(state: ReviewState, act: (ReviewAction) -> Unit) {
    BoxWithConstraints(Modifier.fillMaxSize().background(Theme.colours.ground)) {
        val open = state.open
        val isWide = maxWidth >= 1000.dp && !Theme.isTextLarge
        when {
            state.queue.isEmpty() -> NothingWaits()
            isWide -> Row(Modifier.fillMaxSize().padding(end = Space.marginTablet)) {
                Column(Modifier.width(340.dp).fillMaxHeight()) { Queue(state, act) }
                if (open != null) {
                    Row(Modifier.weight(1f).padding(top = 62.dp, bottom = Space.marginTablet), Arrangement.spacedBy(20.dp)) {
                        VideoFrame(open, act, Modifier.fillMaxHeight().aspectRatio(
                            9f / 16f, matchHeightConstraintsFirst = true,
                        ))
                        Answers(state, open, act, Modifier.weight(1f).fillMaxHeight())
                    }
                }
            }
            open == null -> Queue(state, act)
            else -> OneVideo(state, open, act, isSplit = maxWidth >= 640.dp && !Theme.isTextLarge)
        }
    }
}

@Composable
private fun OneVideo(state: ReviewState, open: ReviewItem, act: (ReviewAction) -> Unit, isSplit: Boolean) {
    Column(Modifier.fillMaxSize()) {
        PageTop(open.creator, { act(ReviewAction.Close) }, open.campaign)
        if (isSplit) {
            Row(
                Modifier.weight(1f).padding(horizontal = Space.marginTablet).padding(bottom = Space.marginTablet),
                horizontalArrangement = Arrangement.spacedBy(20.dp),
            ) {
                VideoFrame(open, act, Modifier.width(300.dp).aspectRatio(9f / 16f))
                Answers(state, open, act, Modifier.weight(1f).fillMaxHeight())
            }
        } else {
            Answers(state, open, act, Modifier.weight(1f).padding(horizontal = Space.margin).padding(bottom = 12.dp)) {
                VideoFrame(open, act, Modifier.fillMaxWidth().padding(horizontal = 48.dp).aspectRatio(9f / 16f))
            }
        }
    }
}

@Composable
private fun Queue(state: ReviewState, act: (ReviewAction) -> Unit) {
    Column(
        Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(
            horizontal = Space.marginTablet, vertical = 20.dp,
        ),
        verticalArrangement = Arrangement.spacedBy(10.dp),
    ) {
        Text(words["desk.review.title"], Modifier.semantics { heading() }, style = Theme.headline, color = Theme.colours.ink)
        if (state.isOffline) StatusLine(words["desk.offline"])
        state.justCleared?.let { StatusLine(words["desk.cleared", "name" to it], Tone.Good) }
        state.queue.forEach { row -> QueueRow(row, row.id == state.open?.id, state) { act(ReviewAction.Open(row.id)) } }
    }
}

@Composable
private fun QueueRow(row: ReviewRow, isOpen: Boolean, state: ReviewState, onOpen: () -> Unit) {
    val colours = Theme.colours
    Row(
        Modifier.fillMaxWidth().clip(Shape.card).background(colours.card)
            .border(if (isOpen) 2.dp else 1.dp, if (isOpen) colours.sky else colours.hairline, Shape.card)
            .selectable(isOpen, role = Role.Tab, onClick = onOpen)
            .defaultMinSize(minHeight = 76.dp).padding(16.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Box(Modifier.size(44.dp).background(colours.skySoft, CircleShape), contentAlignment = Alignment.Center) {
            Icon(if (row.isPost) Icons.link else Icons.video, null, Modifier.size(22.dp), tint = colours.sky)
        }
        Column(Modifier.weight(1f)) {
            Text(row.creator, style = Theme.type.bodyStrong, color = colours.ink)
            val kind = words[if (row.isPost) "desk.review.post" else "desk.review.draft"]
            Caption("$kind · ${row.campaign}")
            val left = row.until?.let { words.left(it, state.now) } ?: words["desk.review.late"]
            Row(horizontalArrangement = Arrangement.spacedBy(6.dp), verticalAlignment = Alignment.CenterVertically) {
                if (row.until == null) Icon(Icons.clock, null, Modifier.size(16.dp), tint = colours.amber)
                Text(left, style = Theme.type.captionStrong, color = colours.ink)
            }
        }
    }
}

@Composable
private fun NothingWaits() {
    Column(
        Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(Space.marginTablet),
        verticalArrangement = Arrangement.spacedBy(12.dp, Alignment.CenterVertically),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        EmptySteps(filled = 5)
        Text(words["desk.review.empty"], style = Theme.headline, color = Theme.colours.ink, textAlign = TextAlign.Center)
        Body(words["desk.review.empty.text"], muted = true, align = TextAlign.Center)
    }
}
