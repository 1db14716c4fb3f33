// The theme: colours, type, shape, motion and the words of one language, handed down to every screen.
package kz.gamma.ui.theme

import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.LocalWords
import kz.gamma.ui.words.Words

val LocalColours = staticCompositionLocalOf { lightColours }
val LocalType = staticCompositionLocalOf<Type> { error("no theme around this screen") }

/** True: nothing flies, fills or counts up; every change is there at once. */
val LocalReduceMotion = staticCompositionLocalOf { false }

object Shape {
    val card = RoundedCornerShape(20.dp)
    val control = RoundedCornerShape(18.dp)
    val field = RoundedCornerShape(14.dp)
    val pill = RoundedCornerShape(percent = 50)
}

object Space {
    val margin = 20.dp
    val marginTablet = 24.dp
    val target = 48.dp
    val button = 56.dp

    /** No column of text is wider: longer lines are hard to read. */
    val column = 560.dp
}

object Motion {
    const val SHORT_MS = 200
    const val STEP_MS = 300
}

object Theme {
    val colours: Colours @Composable @ReadOnlyComposable get() = LocalColours.current
    val type: Type @Composable @ReadOnlyComposable get() = LocalType.current

    /** Headlines and sums are large already: from 150 % they take the next smaller size, so that no word breaks. */
    val headline: TextStyle @Composable @ReadOnlyComposable get() = if (isTextLarge) type.heading else type.title
    val money: TextStyle @Composable @ReadOnlyComposable get() = if (isTextLarge) type.title else type.money

    /** From 150 % a label and its sum stack, and rows of buttons become columns. */
    val isTextLarge: Boolean @Composable @ReadOnlyComposable get() = LocalDensity.current.fontScale >= 1.5f
}

@Composable
fun GammaTheme(
    language: Language,
    family: FontFamily,
    isDark: Boolean = false,
    reduceMotion: Boolean = false,
    content: @Composable () -> Unit,
) {
    val colours = if (isDark) darkColours else lightColours
    val type = remember(family) { Type(family) }
    val scheme = if (isDark) darkColorScheme() else lightColorScheme()
    MaterialTheme(
        colorScheme = scheme.copy(
            primary = colours.sky, onPrimary = colours.onSky, background = colours.ground, onBackground = colours.ink,
            surface = colours.card, onSurface = colours.ink, onSurfaceVariant = colours.muted, error = colours.rose,
        ),
        typography = type.material,
    ) {
        CompositionLocalProvider(
            LocalColours provides colours,
            LocalType provides type,
            LocalReduceMotion provides reduceMotion,
            LocalWords provides remember(language) { Words.of(language) },
            content = content,
        )
    }
}
