// The palette keeps its promise: text at 4.5:1, marks at 3:1, in the light and in the dark.
package kz.gamma.ui

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import kz.gamma.ui.theme.Colours
import kz.gamma.ui.theme.darkColours
import kz.gamma.ui.theme.lightColours
import kz.gamma.ui.theme.markPairs
import kz.gamma.ui.theme.textPairs
import org.junit.Assert.assertEquals
import org.junit.Test

class ThemeTest {
    private fun contrast(one: Color, other: Color): Float {
        val (light, dark) = listOf(one.luminance(), other.luminance()).sortedDescending()
        return (light + 0.05f) / (dark + 0.05f)
    }

    private fun weak(pairs: List<Pair<Color, Color>>, least: Float) =
        pairs.filter { (mark, ground) -> contrast(mark, ground) < least }.map { (mark, ground) -> "$mark on $ground: ${contrast(mark, ground)}" }

    private fun check(colours: Colours) {
        assertEquals(emptyList<String>(), weak(colours.textPairs(), 4.5f))
        assertEquals(emptyList<String>(), weak(colours.markPairs(), 3f))
    }

    @Test
    fun light_text_and_marks_can_be_seen() = check(lightColours)

    @Test
    fun dark_text_and_marks_can_be_seen() = check(darkColours)
}
