// The app over the real engine, without a network: the first session begins, and what was entered is kept.
package kz.gamma.ui

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.Modifier
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
import kotlinx.coroutines.runBlocking
import kz.gamma.engine.App
import kz.gamma.engine.AppConfig
import kz.gamma.engine.Ports
import kz.gamma.engine.desktop.FileSecretStore
import kz.gamma.ui.desktop.onest
import kz.gamma.ui.model.CreatorApp
import kz.gamma.ui.model.System
import kz.gamma.ui.theme.GammaTheme
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

    private object Nothing : System {
        override val version = "0.1.0"

        override suspend fun pickVideo(isCamera: Boolean): String? = null

        override fun copy(text: String) = Unit
    }

    private fun open(): App = runBlocking {
        val config = AppConfig(folder.newFolder().path, "http://127.0.0.1:1", "0.1.0", "Test", false)
        App.open(config, Ports(FileSecretStore(folder.newFolder().toPath())))
    }

    private fun SkikoComposeUiTest.sees(key: String) = waitUntil(timeoutMillis = 10_000) {
        onAllNodesWithText(words[key]).fetchSemanticsNodes().isNotEmpty()
    }

    @Test
    fun a_first_start_without_a_network_keeps_the_number_that_was_entered() = runDesktopComposeUiTest(width = 412, height = 892) {
        val app = open()
        setContent {
            GammaTheme(Language.Kk, onest, reduceMotion = true) {
                Box(Modifier.size(412.dp, 892.dp)) { CreatorApp(app, rememberCoroutineScope(), Nothing) }
            }
        }
        sees("signin.language.title")
        onNodeWithText(words["signin.next"]).performClick()
        sees("signin.phone.title")
        onNode(hasSetTextAction()).performTextInput("701 234 56 78")
        onNodeWithText(words["signin.phone.button"]).performClick()
        sees("signin.phone.offline")
        onNode(hasSetTextAction() and hasText("7012345678")).assertExists()
    }
}
