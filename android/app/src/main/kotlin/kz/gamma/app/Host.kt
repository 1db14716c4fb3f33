// The shared screens in their theme: a creator's app or a brand's, as the session says; a sentence where none opens.
package kz.gamma.app

import android.content.Context
import android.provider.Settings
import androidx.compose.foundation.background
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.CoroutineScope
import kz.gamma.engine.App
import kz.gamma.engine.AppException
import kz.gamma.engine.FirstSessionView
import kz.gamma.engine.FirstStep
import kz.gamma.engine.Role
import kz.gamma.engine.Subject
import kz.gamma.engine.attempt
import kz.gamma.engine.code
import kz.gamma.engine.view
import kz.gamma.ui.model.BrandApp
import kz.gamma.ui.model.CreatorApp
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.theme.GammaTheme
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.words
import kz.gamma.engine.Theme as AskedTheme

@Composable
fun Host(engine: Engine, system: PhoneSystem, scope: CoroutineScope, family: FontFamily) {
    var app by remember { mutableStateOf<App?>(null) }
    var first by remember { mutableStateOf<FirstSessionView?>(null) }
    var failure by remember { mutableStateOf<String?>(null) }
    var tries by remember { mutableIntStateOf(0) }
    LaunchedEffect(tries) {
        attempt {
            val opened = engine.app()
            opened.view(Subject.SESSION) { opened.session().first() }.collect {
                first = it
                app = opened
            }
        }.onFailure { failure = (it as? AppException)?.code ?: throw it }
    }
    val language = Language.entries.firstOrNull { it.code == first?.language } ?: Language.Kk
    GammaTheme(language, family, isDark(first?.theme), isMotionReduced(LocalContext.current)) {
        Box(Modifier.fillMaxSize().background(Theme.colours.ground).safeDrawingPadding()) {
            val opened = app
            val code = failure
            when {
                opened != null -> Shown(opened, first, system, scope)
                code != null -> NotOpened(code) { failure = null; tries++ }
            }
        }
    }
}

@Composable
private fun Shown(app: App, first: FirstSessionView?, system: PhoneSystem, scope: CoroutineScope) {
    val isBrand = first?.role == Role.BRAND && first.step == FirstStep.FINISHED
    if (isBrand) BrandApp(app, scope, system) else CreatorApp(app, scope, system)
}

/** The engine did not open: what happened, what is safe, and the same again. */
@Composable
private fun NotOpened(code: String, again: () -> Unit) {
    Column(Modifier.fillMaxSize().padding(20.dp), Arrangement.spacedBy(16.dp, Alignment.CenterVertically)) {
        StatusLine(words.failure(code), Tone.Bad)
        PrimaryButton(words["open.again"], again)
    }
}

@Composable
private fun isDark(theme: AskedTheme?): Boolean = when (theme) {
    AskedTheme.DARK -> true
    AskedTheme.LIGHT -> false
    AskedTheme.SYSTEM, null -> isSystemInDarkTheme()
}

/** *Remove animations* in the system's settings sets this to nothing. */
private fun isMotionReduced(context: Context): Boolean =
    Settings.Global.getFloat(context.contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, 1f) == 0f
