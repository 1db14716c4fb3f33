// Chips: a reason is a quiet pill that says something; a pick is a pill that can be chosen and is 48 dp high.
package kz.gamma.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme

@Composable
fun ReasonChip(text: String, modifier: Modifier = Modifier) {
    Box(
        modifier.background(Theme.colours.skySoft, RoundedCornerShape(17.dp)).padding(
            horizontal = 14.dp, vertical = 7.dp,
        ),
    ) {
        Text(text, style = Theme.type.captionStrong, color = Theme.colours.sky)
    }
}

@Composable
fun PickChip(text: String, isPicked: Boolean, onPick: () -> Unit, modifier: Modifier = Modifier) {
    val colours = Theme.colours
    val look = if (isPicked) {
        Modifier.background(colours.sky)
    } else {
        Modifier.background(colours.card).border(1.dp, colours.hairline, Shape.pill)
    }
    Box(
        modifier.clip(Shape.pill).then(look)
            .selectable(isPicked, role = Role.Checkbox, onClick = onPick)
            .defaultMinSize(minHeight = Space.target, minWidth = Space.target).padding(
                horizontal = 18.dp, vertical = 8.dp,
            ),
        contentAlignment = Alignment.Center,
    ) {
        Text(text, style = Theme.type.secondaryStrong, color = if (isPicked) colours.onSky else colours.ink)
    }
}

/** A chip that does something at once. */
@Composable
fun ActChip(text: String, onClick: () -> Unit, modifier: Modifier = Modifier) {
    Box(
        modifier.clip(Shape.pill).background(Theme.colours.card).border(1.dp, Theme.colours.hairline, Shape.pill)
            .clickable(role = Role.Button, onClick = onClick)
            .defaultMinSize(minHeight = Space.target, minWidth = Space.target).padding(
                horizontal = 16.dp, vertical = 8.dp,
            ),
        contentAlignment = Alignment.Center,
    ) {
        Text(text, style = Theme.type.secondaryStrong, color = Theme.colours.ink)
    }
}

@Composable
fun Chips(content: @Composable () -> Unit) {
    FlowRow(
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) { content() }
}
