// Panels and notes: a card with a hairline, and a sunken note with a mark that says of which kind it is.
package kz.gamma.ui.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Theme

@Composable
fun Panel(
    modifier: Modifier = Modifier,
    padding: Dp = 20.dp,
    gap: Dp = 8.dp,
    edge: Color = Theme.colours.hairline,
    edgeWidth: Dp = 1.dp,
    content: @Composable ColumnScope.() -> Unit,
) {
    Column(
        modifier.fillMaxWidth().clip(Shape.card).background(Theme.colours.card)
            .border(BorderStroke(edgeWidth, edge), Shape.card).padding(padding),
        verticalArrangement = Arrangement.spacedBy(gap),
        content = content,
    )
}

/** What a state is, apart from its words: never colour alone. */
enum class Tone { Plain, Good, Waiting, Bad }

@Composable
fun Tone.colour(): Color = when (this) {
    Tone.Plain -> Theme.colours.sky
    Tone.Good -> Theme.colours.green
    Tone.Waiting -> Theme.colours.amber
    Tone.Bad -> Theme.colours.rose
}

fun Tone.icon(): ImageVector? = when (this) {
    Tone.Plain -> null
    Tone.Good -> Icons.check
    Tone.Waiting -> Icons.clock
    Tone.Bad -> Icons.alert
}

/** A sentence that explains; `strong` is the part that matters. */
@Composable
fun Note(text: String, modifier: Modifier = Modifier, tone: Tone = Tone.Plain, title: String? = null) {
    Row(
        modifier.fillMaxWidth().clip(Shape.control).background(Theme.colours.sunken).padding(16.dp),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        tone.icon()?.let { Icon(it, null, Modifier.size(20.dp), tint = tone.colour()) }
        Column(verticalArrangement = Arrangement.spacedBy(2.dp)) {
            if (title != null) Text(title, style = Theme.type.secondaryStrong, color = Theme.colours.ink)
            Text(text, style = Theme.type.secondary, color = Theme.colours.ink)
        }
    }
}

/** One line under the top, only when something is not normal. */
@Composable
fun StatusLine(text: String, tone: Tone = Tone.Waiting, modifier: Modifier = Modifier) {
    Row(
        modifier.fillMaxWidth().clip(Shape.field).background(Theme.colours.sunken).padding(
            horizontal = 14.dp, vertical = 8.dp,
        ),
        horizontalArrangement = Arrangement.spacedBy(10.dp),
        verticalAlignment = androidx.compose.ui.Alignment.CenterVertically,
    ) {
        tone.icon()?.let { Icon(it, null, Modifier.size(18.dp), tint = tone.colour()) }
        Text(text, style = Theme.type.caption, color = Theme.colours.ink)
    }
}
