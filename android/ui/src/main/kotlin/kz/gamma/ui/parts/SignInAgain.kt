// The session is over: everything stays readable, and one button leads back in.
package kz.gamma.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kz.gamma.ui.theme.Theme

@Composable
fun SignInAgain(text: String, button: String, onEnter: () -> Unit) {
    Column(
        Modifier.fillMaxWidth().background(Theme.colours.ground).padding(8.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        StatusLine(text, Tone.Bad)
        QuietButton(button, onEnter)
    }
}
