// The app over the real engine, without a network: the first session begins, and what was entered is kept.
package kz.gamma.ui

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import androidx.compose.ui.unit.dp
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Words
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder

@OptIn(ExperimentalTestApi::class)
class FirstStartTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val words = Words.of(Language.Kk)

    private fun SkikoComposeUiTest.sees(key: String) = waitUntil(timeoutMillis = 10_000) {
        onAllNodesWithText(words[key]).fetchSemanticsNodes().isNotEmpty()
    }

    @Test
    fun a_first_start_without_a_network_keeps_the_number_that_was_entered() = runDesktopComposeUiTest(width = 412, height = 892) {
        val phone = Device("phone", folder.root.toPath(), "http://127.0.0.1:1", isOnline = false)
        setContent { phone.Shown(412.dp, 892.dp, isBrand = false, isReachTold = false) }
        sees("signin.language.title")
        onNodeWithText(words["signin.next"]).performClick()
        sees("signin.sample.text")
        onNodeWithText(words["deck.no"]).performClick()
        sees("signin.phone.title")
        onNode(hasSetTextAction()).performTextInput("701 234 56 78")
        onNodeWithText(words["signin.phone.button"]).performClick()
        sees("signin.phone.offline")
        onNode(hasSetTextAction() and hasText("7012345678")).assertExists()
    }
}
