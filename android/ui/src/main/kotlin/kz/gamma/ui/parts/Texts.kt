// Pieces of text that screens share: a headline with a small word above, a sum, and text whose growth is bounded.
package kz.gamma.ui.parts

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Density
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Money
import kz.gamma.ui.words.tenge

/** The small word above, the headline, and what explains it. */
@Composable
fun Headline(title: String, above: String? = null, under: String? = null, modifier: Modifier = Modifier) {
    Column(modifier) {
        if (above != null) Text(above, style = Theme.type.caption, color = Theme.colours.muted)
        Text(title, Modifier.semantics { heading() }, style = Theme.headline, color = Theme.colours.ink)
        if (under != null) Body(under, muted = true)
    }
}

@Composable
fun Body(text: String, modifier: Modifier = Modifier, muted: Boolean = false, align: TextAlign? = null) {
    val colour = if (muted) Theme.colours.muted else Theme.colours.ink
    Text(text, modifier, style = Theme.type.secondary, color = colour, textAlign = align)
}

@Composable
fun Caption(
    text: String, modifier: Modifier = Modifier, colour: Color = Theme.colours.muted, align: TextAlign? = null,
) {
    Text(text, modifier, style = Theme.type.caption, color = colour, textAlign = align)
}

@Composable
fun SectionTitle(text: String, modifier: Modifier = Modifier) {
    Text(text, modifier.semantics { heading() }, style = Theme.type.secondaryStrong, color = Theme.colours.ink)
}

/** A sum as a headline: proportional figures, one size for all of them. */
@Composable
fun Sum(
    sum: Money, modifier: Modifier = Modifier, style: TextStyle = Theme.money, colour: Color = Theme.colours.ink,
) {
    Text(tenge(sum), modifier, style = style, color = colour, softWrap = true)
}

/** Text that grows with the reader's setting only so far, where the place cannot grow. */
@Composable
fun LimitedScale(most: Float, content: @Composable () -> Unit) {
    val density = LocalDensity.current
    val limited = Density(density.density, density.fontScale.coerceAtMost(most))
    CompositionLocalProvider(LocalDensity provides limited, content = content)
}
