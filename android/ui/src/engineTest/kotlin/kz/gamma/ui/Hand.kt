// A hand on one of the devices of a test: finds what a person reads and touches it. It knows no model and no state.
package kz.gamma.ui

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isEnabled
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.swipe
import kz.gamma.ui.words.Words

@OptIn(ExperimentalTestApi::class)
class Hand(private val test: SkikoComposeUiTest, private val device: String, private val words: Words) {
    private fun here(matcher: SemanticsMatcher) = matcher and hasAnyAncestor(hasTestTag(device))

    private fun count(matcher: SemanticsMatcher): Int = test.onAllNodes(here(matcher)).fetchSemanticsNodes().size

    /** Waits for something outside the device. */
    fun until(what: String, condition: () -> Boolean) = await(what, condition)

    private fun await(what: String, condition: () -> Boolean) = try {
        test.waitUntil(timeoutMillis = PATIENCE_MS) { condition() }
    } catch (problem: Throwable) {
        throw AssertionError("the $device never showed $what; it shows ${read()}", problem)
    }

    /** Everything that can be read on the device now. */
    fun read(): List<String> {
        val root = test.onAllNodes(hasTestTag(device)).fetchSemanticsNodes().first()
        return all(root).map(::said).filter(String::isNotBlank)
    }

    fun seesText(text: String) = await("«$text»") { count(hasText(text, substring = true)) > 0 }

    fun sees(key: String, vararg with: Pair<String, Any>) = seesText(words.get(key, *with))

    /** A title, whole. */
    fun seesTitle(text: String) = await("«$text»") { count(hasText(text)) > 0 }

    fun seesNoTitle(text: String) = await("no «$text»") { count(hasText(text)) == 0 }

    fun isSeen(key: String): Boolean = count(hasText(words[key], substring = true)) > 0

    fun taps(key: String, vararg with: Pair<String, Any>) = tapsText(words.get(key, *with))

    fun tapsText(text: String) = touch("a button «$text»", hasText(text) and hasClickAction() and isEnabled())

    fun tapsLabel(label: String) = touch("a button $label", hasContentDescription(label, substring = true) and hasClickAction() and isEnabled())

    fun tapsNear(text: String) = touch("something with «$text»", hasText(text, substring = true) and hasClickAction() and isEnabled())

    private fun touch(what: String, matcher: SemanticsMatcher) {
        await(what) { count(matcher) > 0 }
        val node = test.onAllNodes(here(matcher))[0]
        show(node, matcher)
        node.performClick()
        test.waitForIdle()
    }

    private fun show(node: SemanticsNodeInteraction, matcher: SemanticsMatcher) {
        if (count(matcher and hasAnyAncestor(hasScrollAction())) > 0) node.performScrollTo()
    }

    fun types(key: String, text: String) {
        val field = hasContentDescription(words[key]) and hasSetTextAction()
        await("a field «${words[key]}»") { count(field) > 0 }
        val node = test.onAllNodes(here(field))[0]
        show(node, field)
        node.performTextReplacement(text)
        test.waitForIdle()
    }

    /** Throws the card that has this text to the right: YES. */
    fun throwsRight(text: String) {
        val card = hasText(text) and hasClickAction()
        await("a card «$text»") { count(card) > 0 }
        test.onAllNodes(here(card))[0].performTouchInput {
            swipe(Offset(centerX - width / 4, centerY), Offset(centerX + width / 2, centerY + 8), THROW_MS)
        }
        test.waitForIdle()
    }

    private companion object {
        const val PATIENCE_MS = 30_000L
        const val THROW_MS = 120L
    }
}
