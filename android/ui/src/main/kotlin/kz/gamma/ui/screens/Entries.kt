// Every screen of the app, once. Pictures and tests walk this list; a new screen is a folder and one line here.
package kz.gamma.ui.screens

import androidx.compose.runtime.Composable
import kz.gamma.ui.parts.BrandTab
import kz.gamma.ui.parts.CreatorTab
import kz.gamma.ui.parts.Shell
import kz.gamma.ui.parts.Tab
import kz.gamma.ui.screens.deck.DeckSamples
import kz.gamma.ui.screens.deck.DeckScreen

/** `tab` stands for the tabs around a root screen; a page opened from another has none. */
class Entry<S>(
    val name: String,
    val tab: Tab?,
    val samples: List<Sample<S>>,
    val isTablet: Boolean = false,
    private val draw: @Composable (S) -> Unit,
) {
    @Composable
    fun Draw(index: Int) {
        val screen: @Composable () -> Unit = { draw(samples[index].state) }
        when (tab) {
            is CreatorTab -> Shell(CreatorTab.entries, tab, {}, content = screen)
            is BrandTab -> Shell(BrandTab.entries, tab, {}, counts = mapOf(BrandTab.Review to 4), content = screen)
            else -> screen()
        }
    }
}

val entries: List<Entry<*>> = listOf(
    Entry("deck", CreatorTab.Offers, DeckSamples.all) { DeckScreen(it) {} },
)
