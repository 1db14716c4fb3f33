// Rows: a label and its figure, a row that opens something, a choice among several, a tick. From 150 % text they stack.
package kz.gamma.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.theme.Theme

@Composable
fun Line() {
    Box(Modifier.fillMaxWidth().height(1.dp).background(Theme.colours.hairline))
}

/** A label and what it comes to; a note stands under the label. */
@Composable
fun FigureRow(
    label: String,
    value: String,
    note: String? = null,
    isTotal: Boolean = false,
    valueStyle: TextStyle = valueStyle(value, isTotal),
    labelColour: Color = Theme.colours.ink,
) {
    val labelStyle = if (isTotal) Theme.type.bodyStrong else Theme.type.body
    val labels: @Composable (Modifier) -> Unit = { modifier ->
        Column(modifier) {
            Text(label, style = labelStyle, color = labelColour)
            if (note != null) Caption(note)
        }
    }
    if (Theme.isTextLarge) {
        Column(Modifier.fillMaxWidth().padding(vertical = 8.dp)) {
            labels(Modifier.fillMaxWidth())
            Text(value, style = valueStyle, color = Theme.colours.ink)
        }
    } else {
        Row(
            Modifier.fillMaxWidth().defaultMinSize(minHeight = 44.dp).padding(vertical = 8.dp),
            horizontalArrangement = Arrangement.spacedBy(16.dp),
        ) {
            labels(Modifier.weight(1f))
            val width = if (value.length > SHORT) Modifier.weight(1.15f) else Modifier
            Text(value, width, style = valueStyle, color = Theme.colours.ink, textAlign = TextAlign.End)
        }
    }
}

/** Figures of one width only where they stand in a column of sums. */
@Composable
private fun valueStyle(value: String, isTotal: Boolean): TextStyle = when {
    isTotal -> Theme.type.heading
    value.endsWith('₸') -> Theme.type.figures
    else -> Theme.type.bodyStrong
}

/** A value of more letters shares the row with its label and may take two lines. */
private const val SHORT = 13

/** A row that opens something: a page, or with `isOpen` what stands under it. */
@Composable
fun LinkRow(
    title: String,
    onClick: () -> Unit,
    note: String? = null,
    value: String? = null,
    icon: ImageVector? = null,
    ink: Color = Theme.colours.ink,
    isOpen: Boolean? = null,
) {
    Row(
        Modifier.fillMaxWidth().clickable(role = Role.Button, onClick = onClick)
            .defaultMinSize(minHeight = 56.dp).padding(horizontal = 20.dp, vertical = 10.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (icon != null && !Theme.isTextLarge) Icon(
            icon, null, Modifier.size(22.dp), tint = if (ink == Theme.colours.ink) Theme.colours.muted else ink,
        )
        Column(Modifier.weight(1f)) {
            Text(title, style = Theme.type.body, color = ink)
            if (note != null) Caption(note)
            if (value != null && Theme.isTextLarge) Text(
                value, style = Theme.type.secondary, color = Theme.colours.muted,
            )
        }
        if (value != null && !Theme.isTextLarge) Text(value, style = Theme.type.secondary, color = Theme.colours.muted)
        val way = if (isOpen == null) Icons.forward else if (isOpen) Icons.up else Icons.down
        Icon(way, null, Modifier.size(18.dp), tint = Theme.colours.muted)
    }
}

/** One of several. */
@Composable
fun ChoiceRow(title: String, isChosen: Boolean, onChoose: () -> Unit, note: String? = null) {
    Row(
        Modifier.fillMaxWidth().selectable(isChosen, role = Role.RadioButton, onClick = onChoose)
            .defaultMinSize(minHeight = 56.dp).padding(horizontal = 20.dp, vertical = 10.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Dot(isChosen)
        Column(Modifier.weight(1f)) {
            Text(title, style = if (isChosen) Theme.type.bodyStrong else Theme.type.body, color = Theme.colours.ink)
            if (note != null) Caption(note)
        }
    }
}

@Composable
private fun Dot(isChosen: Boolean) {
    val colours = Theme.colours
    Box(
        Modifier.size(24.dp).border(2.dp, if (isChosen) colours.sky else colours.edge, CircleShape),
        contentAlignment = Alignment.Center,
    ) {
        if (isChosen) Box(Modifier.size(12.dp).background(colours.sky, CircleShape))
    }
}

/** A tick that a person sets; it is never set for them. */
@Composable
fun TickRow(title: String, isTicked: Boolean, onTick: (Boolean) -> Unit, note: String? = null) {
    Row(
        Modifier.fillMaxWidth().toggleable(isTicked, role = Role.Checkbox, onValueChange = onTick)
            .defaultMinSize(minHeight = 56.dp).padding(horizontal = 20.dp, vertical = 12.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
    ) {
        val colours = Theme.colours
        val shape = RoundedCornerShape(7.dp)
        val look = if (isTicked) Modifier.background(colours.sky, shape) else Modifier.border(2.dp, colours.edge, shape)
        Box(Modifier.size(24.dp).clip(shape).then(look), contentAlignment = Alignment.Center) {
            if (isTicked) Icon(Icons.check, null, Modifier.size(18.dp), tint = colours.onSky)
        }
        Column(Modifier.weight(1f)) {
            Text(title, style = Theme.type.body, color = colours.ink)
            if (note != null) Caption(note, Modifier.padding(top = 2.dp))
        }
    }
}

/** A line with a mark before it: done, waiting, or still to do. */
@Composable
fun MarkRow(text: String, tone: Tone, note: String? = null) {
    Row(Modifier.fillMaxWidth().padding(vertical = 6.dp), horizontalArrangement = Arrangement.spacedBy(12.dp)) {
        Box(Modifier.padding(top = 2.dp).size(20.dp), contentAlignment = Alignment.Center) {
            val icon = tone.icon()
            if (icon == null) {
                Box(Modifier.size(12.dp).border(1.5.dp, Theme.colours.edge, CircleShape))
            } else {
                Icon(icon, null, Modifier.size(20.dp), tint = tone.colour())
            }
        }
        Column(Modifier.weight(1f)) {
            Text(text, style = Theme.type.body, color = Theme.colours.ink)
            if (note != null) Caption(note)
        }
    }
}

