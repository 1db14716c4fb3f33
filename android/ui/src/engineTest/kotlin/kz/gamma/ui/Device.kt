// A phone or a tablet in the hand: the real app on the real engine, with files of its own and a system that a test can look at.
package kz.gamma.ui

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.unit.Dp
import kotlinx.coroutines.runBlocking
import kz.gamma.engine.App
import kz.gamma.engine.AppConfig
import kz.gamma.engine.Ports
import kz.gamma.engine.desktop.FileSecretStore
import kz.gamma.engine.desktop.ServerReach
import kz.gamma.ui.desktop.onest
import kz.gamma.ui.model.BrandApp
import kz.gamma.ui.model.CreatorApp
import kz.gamma.ui.model.System
import kz.gamma.ui.theme.GammaTheme
import kz.gamma.ui.words.Language
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.time.Duration.Companion.milliseconds

class Device(val name: String, folder: Path, private val address: String, isOnline: Boolean = true) : AutoCloseable {
    /** What the gallery has. */
    @Volatile var video: String? = null

    /** What the system was asked to open. */
    val opened = CopyOnWriteArrayList<String>()

    val app: App = runBlocking {
        val files = FileSecretStore(folder.resolve("$name-secrets"))
        App.open(AppConfig(folder.resolve(name).toString(), address, "1.0.0", name, isOnline, TAKE_BACK_S), Ports(files))
    }

    private val system = object : System {
        override val version = "1.0.0"

        override suspend fun pickVideo(isCamera: Boolean): String? = video

        override suspend fun pickPicture(): String? = null

        override fun copy(text: String) = Unit

        override fun open(link: String) {
            opened += link
        }
    }

    /** The app as the desktop's window shows it. `isReachTold`: the network is looked for, as on a desktop. */
    @Composable
    fun Shown(width: Dp, height: Dp, isBrand: Boolean, isReachTold: Boolean = true) {
        val scope = rememberCoroutineScope()
        LaunchedEffect(app) {
            if (isReachTold) ServerReach(address).tell(app, scope, every = 200.milliseconds)
            app.start()
        }
        GammaTheme(Language.Kk, onest, reduceMotion = true) {
            Box(Modifier.size(width, height).testTag(name)) {
                if (isBrand) BrandApp(app, scope, system) else CreatorApp(app, scope, system)
            }
        }
    }

    override fun close() = runBlocking {
        app.stop()
        app.destroy()
    }

    private companion object {
        /** A test taps as fast as it reads. */
        const val TAKE_BACK_S = 3
    }
}
