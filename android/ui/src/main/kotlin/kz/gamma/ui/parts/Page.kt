// A page: title at the top, a column that scrolls, and one primary action at the thumb. Every screen but the deck stands on it.
package kz.gamma.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.onClick
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.motif.Logo
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.words

/** Who looks and what is new: the head of every root screen. */
data class Head(val initial: String = "А", val unread: Int = 0)

@Composable
fun Page(
    top: @Composable () -> Unit,
    bottom: (@Composable ColumnScope.() -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) {
    Column(
        Modifier.fillMaxSize().background(Theme.colours.ground), horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Box(Modifier.widthIn(max = Space.column).fillMaxWidth()) { top() }
        Column(
            Modifier.weight(1f).widthIn(max = Space.column).fillMaxWidth()
                .verticalScroll(rememberScrollState())
                .padding(horizontal = Space.margin).padding(top = 4.dp, bottom = 20.dp),
            verticalArrangement = Arrangement.spacedBy(12.dp),
            content = content,
        )
        if (bottom != null) {
            Column(
                Modifier.widthIn(max = Space.column).fillMaxWidth().padding(
                    horizontal = Space.margin, vertical = 12.dp,
                ),
                verticalArrangement = Arrangement.spacedBy(8.dp),
                content = bottom,
            )
        }
    }
}

/** The top of a root screen: the mark, the name, what is new, and me. */
@Composable
fun RootTop(title: String, head: Head, onInbox: () -> Unit, onProfile: () -> Unit) {
    Row(
        Modifier.fillMaxWidth().padding(start = Space.margin, end = 12.dp).defaultMinSize(minHeight = 64.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Logo()
        Spacer(Modifier.width(12.dp))
        Text(title, Modifier.weight(1f).padding(vertical = 8.dp).semantics { heading() }, style = Theme.headline, color = Theme.colours.ink)
        Bell(head.unread, onInbox)
        Avatar(head.initial, onProfile)
    }
}

@Composable
private fun Bell(unread: Int, onInbox: () -> Unit) {
    val label = if (unread == 0) words["top.inbox"] else words["top.inbox.unread", "n" to unread]
    Box {
        IconButton(Icons.bell, label, onInbox)
        if (unread > 0) {
            Box(
                Modifier.align(Alignment.TopEnd).offset((-12).dp, 11.dp).size(10.dp)
                    .background(Theme.colours.ground, CircleShape).padding(1.5.dp)
                    .background(Theme.colours.sky, CircleShape),
            )
        }
    }
}

@Composable
private fun Avatar(initial: String, onProfile: () -> Unit) {
    val label = words["top.profile"]
    Box(
        Modifier.clip(CircleShape).clickable(role = Role.Button, onClick = onProfile)
            .clearAndSetSemantics {
                contentDescription = label
                role = Role.Button
                onClick { onProfile(); true }
            }
            .size(Space.target),
        contentAlignment = Alignment.Center,
    ) {
        Box(Modifier.size(36.dp).background(Theme.colours.skySoft, CircleShape), contentAlignment = Alignment.Center) {
            if (initial.isEmpty()) Icon(Icons.person, null, Modifier.size(20.dp), tint = Theme.colours.sky)
            else LimitedScale(1f) { Text(initial, style = Theme.type.secondaryStrong, color = Theme.colours.sky) }
        }
    }
}

/** The top of a page that was opened from another: back, the name, and what is short enough to stand beside it. */
@Composable
fun PageTop(title: String, onBack: (() -> Unit)?, beside: String? = null) {
    Column(Modifier.fillMaxWidth().padding(start = if (onBack == null) Space.margin else 8.dp, end = Space.margin)) {
        Row(Modifier.fillMaxWidth().defaultMinSize(minHeight = 64.dp), verticalAlignment = Alignment.CenterVertically) {
            if (onBack != null) {
                IconButton(Icons.back, words["top.back"], onBack)
            } else {
                Logo()
                Spacer(Modifier.width(12.dp))
            }
            Text(
                title, Modifier.weight(1f).padding(vertical = 8.dp).semantics { heading() },
                style = Theme.headline, color = Theme.colours.ink,
            )
            if (beside != null && !Theme.isTextLarge) {
                Spacer(Modifier.width(12.dp))
                Text(beside, style = Theme.type.captionStrong, color = Theme.colours.ink)
            }
        }
        if (beside != null && Theme.isTextLarge) {
            Text(beside, Modifier.padding(start = 12.dp, bottom = 12.dp), style = Theme.type.captionStrong, color = Theme.colours.ink)
        }
    }
}
