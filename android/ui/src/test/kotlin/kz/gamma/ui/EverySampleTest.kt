// Every sample in three languages, at two text sizes and three widths: nothing cut, nothing covered, everything within reach.
package kz.gamma.ui

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.dp
import kz.gamma.ui.desktop.Shot
import kz.gamma.ui.desktop.Shown
import kz.gamma.ui.screens.entries
import kz.gamma.ui.words.Language
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.junit.runners.Parameterized

@OptIn(ExperimentalTestApi::class)
@RunWith(Parameterized::class)
class EverySampleTest(private val screen: String, private val language: Language) {
    private val entry = entries.first { it.name == screen }
    private val widths = if (entry.isTablet) listOf(412, 800, 1280) else listOf(360, 412, 1280)

    /** A card under the finger may cover what it likes. */
    private val resting = entry.samples.indices.filterNot { entry.samples[it].name.startsWith("pulled") }

    private val cases = resting.flatMap { index ->
        listOf(100, 200).flatMap { percent -> widths.map { Shot(entry, index, language, textPercent = percent, width = it) } }
    }

    @Test
    fun every_text_is_whole_and_every_control_within_reach() = runDesktopComposeUiTest(width = 1300, height = 1000) {
        var shot by mutableStateOf(cases.first())
        setContent {
            key(shot) {
                CompositionLocalProvider(LocalDensity provides Density(1f, shot.textPercent / 100f)) {
                    Box(Modifier.size(shot.width.dp, shot.height.dp)) { Shown(shot) }
                }
            }
        }
        val found = cases.flatMap { next ->
            shot = next
            waitForIdle()
            val unmerged = onRoot(useUnmergedTree = true).fetchSemanticsNode()
            val merged = onRoot().fetchSemanticsNode()
            val frame = Rect(0f, 0f, next.width.toFloat(), next.height.toFloat())
            problems(unmerged, merged, frame).map { "${next.file}: $it" }
        }
        assertEquals("${found.size} problems:\n${found.take(40).joinToString("\n")}\n", 0, found.size)
    }

    companion object {
        @JvmStatic
        @Parameterized.Parameters(name = "{0} {1}")
        fun all(): List<Array<Any>> = entries.flatMap { entry -> Language.entries.map { arrayOf(entry.name, it) } }
    }
}
