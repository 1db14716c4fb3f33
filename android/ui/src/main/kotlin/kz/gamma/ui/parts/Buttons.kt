// Buttons: one primary a screen, secondary beside it, quiet in a line of text. All are 48 dp or more and say what they do.
package kz.gamma.ui.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme

/** The one thing to do here. Disabled it still says its word, in muted ink. */
@Composable
fun PrimaryButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    isEnabled: Boolean = true,
    icon: ImageVector? = null,
) {
    val colours = Theme.colours
    val ground = if (isEnabled) colours.sky else colours.sunken
    val ink = if (isEnabled) colours.onSky else colours.muted
    Pushable(text, onClick, modifier.background(ground, Shape.control), isEnabled, ink, icon)
}

@Composable
fun SecondaryButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    isEnabled: Boolean = true,
    ink: Color = Theme.colours.ink,
    icon: ImageVector? = null,
) {
    val colours = Theme.colours
    val look = modifier.background(colours.card, Shape.control).border(
        BorderStroke(1.dp, colours.hairline), Shape.control,
    )
    Pushable(text, onClick, look, isEnabled, if (isEnabled) ink else colours.muted, icon)
}

@Composable
private fun Pushable(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier,
    isEnabled: Boolean,
    ink: Color,
    icon: ImageVector?,
) {
    Row(
        modifier
            .clip(Shape.control)
            .clickable(enabled = isEnabled, role = Role.Button, onClick = onClick)
            .defaultMinSize(minHeight = Space.button, minWidth = 88.dp)
            .padding(horizontal = 16.dp, vertical = 12.dp),
        horizontalArrangement = Arrangement.spacedBy(8.dp, Alignment.CenterHorizontally),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (icon != null) Icon(icon, null, Modifier.size(20.dp), tint = ink)
        Text(text, style = Theme.type.bodyStrong, color = ink, textAlign = TextAlign.Center)
    }
}

/** A link in its own line, 48 dp high. */
@Composable
fun QuietButton(text: String, onClick: () -> Unit, modifier: Modifier = Modifier, ink: Color = Theme.colours.sky) {
    Box(
        modifier
            .clip(Shape.field)
            .clickable(role = Role.Button, onClick = onClick)
            .defaultMinSize(minHeight = Space.target, minWidth = Space.target)
            .padding(horizontal = 8.dp, vertical = 6.dp),
        contentAlignment = Alignment.Center,
    ) {
        Text(text, style = Theme.type.secondaryStrong, color = ink, textAlign = TextAlign.Center)
    }
}

/** An icon that acts; its label is read aloud and shown nowhere. */
@Composable
fun IconButton(
    icon: ImageVector,
    label: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    isEnabled: Boolean = true,
    tint: Color = Theme.colours.ink,
) {
    Box(
        modifier
            .clip(CircleShape)
            .clickable(enabled = isEnabled, role = Role.Button, onClick = onClick)
            .semantics { contentDescription = label }
            .defaultMinSize(Space.target, Space.target),
        contentAlignment = Alignment.Center,
    ) {
        Icon(icon, null, Modifier.size(24.dp), tint = if (isEnabled) tint else Theme.colours.muted)
    }
}
