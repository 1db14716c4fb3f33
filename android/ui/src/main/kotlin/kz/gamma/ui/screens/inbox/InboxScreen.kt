// A line for each thing that happened; what is new has a dot and the word.
package kz.gamma.ui.screens.inbox

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.EmptySteps
import kz.gamma.ui.parts.Body
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.colour
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.capital
import kz.gamma.ui.words.moment
import kz.gamma.ui.words.words
import java.time.Instant

@Composable
fun InboxScreen(state: InboxState, act: (InboxAction) -> Unit) {
    Page(top = { PageTop(words["inbox.title"], { act(InboxAction.Back) }) }) {
        if (state.isOffline) StatusLine(words["status.offline"])
        if (state.notices.isEmpty()) {
            Box(Modifier.fillMaxWidth().padding(top = 64.dp, bottom = 8.dp), contentAlignment = Alignment.Center) { EmptySteps(filled = 3) }
            Column(Modifier.fillMaxWidth(), horizontalAlignment = Alignment.CenterHorizontally) {
                Text(words["inbox.empty.title"], style = Theme.headline, color = Theme.colours.ink, textAlign = TextAlign.Center)
                Body(words["inbox.empty.text"], muted = true, align = TextAlign.Center)
            }
        } else {
            Panel(padding = 0.dp, gap = 0.dp) {
                state.notices.forEachIndexed { index, notice ->
                    if (index > 0) Line()
                    Notice(notice, state.now) { act(InboxAction.Open(notice.id)) }
                }
            }
            if (state.notices.any { !it.isRead }) {
                QuietButton(words["inbox.read_all"], { act(InboxAction.ReadAll) }, Modifier.fillMaxWidth())
            }
        }
    }
}

@Composable
private fun Notice(row: NoticeRow, now: Instant, onOpen: () -> Unit) {
    val reason = row.code?.let { words.failure(it) } ?: ""
    val text = words["notice.${row.kind.word}", "title" to (row.command?.let { words["command.$it"] } ?: row.title), "amount" to row.amount, "reason" to reason]
    Row(
        Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onOpen)
            .defaultMinSize(minHeight = 64.dp).padding(horizontal = 20.dp, vertical = 14.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
    ) {
        Icon(row.kind.icon, null, Modifier.padding(top = 1.dp).size(22.dp), tint = row.kind.tone.colour())
        Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(2.dp)) {
            val style = if (row.isRead) Theme.type.secondary else Theme.type.secondaryStrong
            Text(text.trim(), style = style, color = Theme.colours.ink)
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), itemVerticalAlignment = Alignment.CenterVertically) {
                Caption(words.capital(words.moment(row.at, now)))
                if (!row.isRead) {
                    Box(Modifier.size(8.dp).background(Theme.colours.sky, CircleShape))
                    Caption(words["inbox.unread"], colour = Theme.colours.sky)
                }
            }
        }
    }
}
