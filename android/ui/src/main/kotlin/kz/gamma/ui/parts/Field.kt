// A field: its label above, what is wrong below, and nothing that jumps when it is focused.
package kz.gamma.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.interaction.collectIsFocusedAsState
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme

@Composable
fun Field(
    label: String,
    text: String,
    onText: (String) -> Unit,
    modifier: Modifier = Modifier,
    note: String? = null,
    wrong: String? = null,
    before: String? = null,
    placeholder: String? = null,
    keyboard: KeyboardType = KeyboardType.Text,
    isSingleLine: Boolean = true,
    minLines: Int = 1,
) {
    val touch = remember { MutableInteractionSource() }
    val isFocused by touch.collectIsFocusedAsState()
    Column(modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(6.dp)) {
        Text(label, style = Theme.type.secondaryStrong, color = Theme.colours.ink)
        BasicTextField(
            value = text,
            onValueChange = onText,
            modifier = Modifier.fillMaxWidth().semantics {
                contentDescription = label
                if (wrong != null) error(wrong)
            },
            textStyle = Theme.type.body.copy(color = Theme.colours.ink),
            cursorBrush = SolidColor(Theme.colours.sky),
            keyboardOptions = KeyboardOptions(keyboardType = keyboard),
            singleLine = isSingleLine,
            minLines = minLines,
            interactionSource = touch,
            decorationBox = { inner -> Decoration(isFocused, wrong != null, before, placeholder.takeIf { text.isEmpty() }, inner) },
        )
        if (wrong != null) Wrong(wrong) else if (note != null) Caption(note)
    }
}

@Composable
private fun Decoration(
    isFocused: Boolean, isWrong: Boolean, before: String?, placeholder: String?, inner: @Composable () -> Unit,
) {
    val colours = Theme.colours
    val edge = if (isWrong) colours.rose else if (isFocused) colours.sky else colours.edge
    Row(
        Modifier.fillMaxWidth().clip(Shape.field).background(colours.card)
            .border(if (isFocused || isWrong) 2.dp else 1.dp, edge, Shape.field)
            .defaultMinSize(minHeight = Space.button).padding(horizontal = 16.dp, vertical = 14.dp),
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (before != null) Text(before, style = Theme.type.body, color = colours.muted)
        Box(Modifier.weight(1f)) {
            if (placeholder != null) Text(placeholder, style = Theme.type.body, color = colours.muted)
            inner()
        }
    }
}

/** What is wrong with what was entered, under it. */
@Composable
fun Wrong(text: String) {
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        Icon(Icons.alert, null, Modifier.size(18.dp), tint = Theme.colours.rose)
        Text(text, style = Theme.type.caption, color = Theme.colours.rose)
    }
}
