// The app in a desktop window against a running server: a phone's size, the real engine, an example person signed in.
package kz.gamma.ui.desktop

import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import java.awt.FileDialog
import java.awt.Frame
import java.awt.Toolkit
import java.awt.datatransfer.StringSelection
import java.io.File
import java.net.URI
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kz.gamma.engine.App
import kz.gamma.engine.AppConfig
import kz.gamma.engine.Ports
import kz.gamma.engine.Role
import kz.gamma.engine.Subject
import kz.gamma.engine.Theme
import kz.gamma.engine.desktop.FileSecretStore
import kz.gamma.engine.desktop.ServerReach
import kz.gamma.engine.view
import kz.gamma.ui.model.BrandApp
import kz.gamma.ui.model.CreatorApp
import kz.gamma.ui.theme.GammaTheme
import kz.gamma.ui.words.Language

/** What `scripts/app` says: where the server is, where its log with the codes lies, whose number signs in. */
private data class Asked(
    val server: String, val folder: File, val log: File?, val phone: String?, val isTablet: Boolean,
)

fun main(arguments: Array<String>) {
    val asked = read(arguments)
    val reach = ServerReach(asked.server)
    val app = runBlocking { open(asked, reach.isReached()) }
    application {
        val scope = rememberCoroutineScope()
        var language by remember { mutableStateOf(Language.Kk) }
        var theme by remember { mutableStateOf(Theme.SYSTEM) }
        LaunchedEffect(Unit) {
            reach.tell(app, scope)
            app.view(Subject.SESSION) { app.session().first() }.collect { first ->
                language = Language.entries.firstOrNull { it.code == first.language } ?: Language.Kk
                theme = first.theme
            }
        }
        val size = if (asked.isTablet) DpSize(1280.dp, 800.dp) else DpSize(412.dp, 892.dp)
        Window(::exitApplication, rememberWindowState(size = size), title = "Gamma") {
            GammaTheme(language, onest, isDark = theme == Theme.DARK) {
                if (asked.isTablet) BrandApp(app, scope, Desktop) else CreatorApp(app, scope, Desktop)
            }
        }
    }
}

private object Desktop : kz.gamma.ui.model.System {
    override val version = "0.1.0"

    override suspend fun pickVideo(isCamera: Boolean): String? {
        val dialog = FileDialog(null as Frame?, "MP4", FileDialog.LOAD).apply { isVisible = true }
        return dialog.file?.let { File(dialog.directory, it).path }
    }

    override suspend fun pickPicture(): String? {
        val dialog = FileDialog(null as Frame?, "JPEG, PNG", FileDialog.LOAD).apply { isVisible = true }
        return dialog.file?.let { File(dialog.directory, it).path }
    }

    override fun open(link: String) = java.awt.Desktop.getDesktop().browse(URI.create(link))

    override fun copy(text: String) = Toolkit.getDefaultToolkit().systemClipboard.setContents(
        StringSelection(text), null,
    )
}

private fun read(arguments: Array<String>): Asked {
    val named = arguments.toList().windowed(2).filter { it[0].startsWith("--") }.associate { it[0] to it[1] }
    val folder = File(named["--folder"] ?: ".run/app")
    val server = checkNotNull(named["--server"]) { "say where the server is: --server http://127.0.0.1:8080" }
    return Asked(server, folder, named["--log"]?.let(::File), named["--phone"], "--tablet" in arguments)
}

private suspend fun open(asked: Asked, isOnline: Boolean): App {
    // Everybody has a phone of their own.
    val phone = File(asked.folder, asked.phone?.filter(Char::isDigit) ?: "nobody")
    val config = AppConfig(File(phone, "data").path, asked.server, "0.1.0", "Desktop", isOnline)
    val app = App.open(config, Ports(FileSecretStore(File(phone, "secrets").toPath())))
    val session = app.session()
    if (asked.phone != null && session.first().phone == null && isOnline) {
        session.setLanguage("kk")
        session.setRole(if (asked.isTablet) Role.BRAND else Role.CREATOR)
        session.finishSample()
        session.askForCode(asked.phone)
        session.answerCode(code(checkNotNull(asked.log) { "the codes are in the server's log: --log" }, asked.phone))
    }
    app.start()
    return app
}

private val CODE = Regex("\"code\":\"([0-9]{6})\",\"last_digits\":\"([0-9]{2})\"")

/** A server with `--dev` writes its codes into its log, beside the number's last two digits. */
private suspend fun code(log: File, phone: String): String {
    repeat(100) {
        val sent = CODE.findAll(log.readText()).lastOrNull { it.groupValues[2] == phone.takeLast(2) }
        if (sent != null) return sent.groupValues[1]
        delay(50)
    }
    error("no code in the log")
}
