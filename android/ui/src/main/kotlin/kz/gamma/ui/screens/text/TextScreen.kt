// A long text for reading: plain paragraphs, one size, nothing to tick; whoever has read it goes back.
package kz.gamma.ui.screens.text

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.words

@Composable
fun TextScreen(state: TextState, onBack: () -> Unit) {
    Page(
        top = { PageTop(words["text.title"], onBack) },
        bottom = { PrimaryButton(words["text.done"], onBack, Modifier.fillMaxWidth()) },
    ) {
        Headline(state.title)
        Caption(words["text.version", "version" to state.version])
        state.paragraphs.forEach { Text(it, style = Theme.type.body, color = Theme.colours.ink) }
    }
}
