// A process from nothing to its first frame: `text` draws one Text, `deck FOLDER SERVER` opens the store and draws it.
package kz.gamma.ui.bench

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.runtime.snapshots.Snapshot
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import java.lang.management.ManagementFactory
import java.nio.file.Path
import java.time.Instant
import kotlin.system.exitProcess
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kz.gamma.engine.App
import kz.gamma.engine.AppConfig
import kz.gamma.engine.Ports
import kz.gamma.engine.desktop.FileSecretStore
import kz.gamma.engine.world.CLOCK_START
import kz.gamma.engine.world.HandClock
import kz.gamma.ui.desktop.onest
import kz.gamma.ui.model.Context
import kz.gamma.ui.screens.deck.DeckModel
import kz.gamma.ui.screens.deck.DeckScreen
import kz.gamma.ui.screens.deck.DeckState
import kz.gamma.ui.screens.deck.Empty
import kz.gamma.ui.theme.GammaTheme
import kz.gamma.ui.words.Language

private const val FRAME_NANOS = 16_666_667L

fun main(arguments: Array<String>) {
    if (arguments[0] == "text") {
        scene { Text("Gamma", fontFamily = onest) }.render(0).close()
    } else {
        deck(Path.of(arguments[1]), arguments[2])
    }
    val startedMs = ManagementFactory.getRuntimeMXBean().startTime
    println("first frame after ${System.currentTimeMillis() - startedMs} ms")
    exitProcess(0)
}

private fun deck(folder: Path, server: String) {
    val scope = CoroutineScope(Dispatchers.Default)
    // The store opens while the window does, as on a phone.
    val opening = scope.async { DeckModel(Context(open(folder, server), scope, {}, {}, Nobody, {})) }
    var model by mutableStateOf<DeckModel?>(null)
    val scene = scene {
        val state = model?.state ?: DeckState(empty = Empty.Loading)
        GammaTheme(Language.Kk, onest) { DeckScreen(state) {} }
    }
    scene.render(0).close()
    val opened = runBlocking { opening.await() }
    while (opened.state.cards.isEmpty()) Thread.sleep(1)
    model = opened
    Snapshot.sendApplyNotifications()
    repeat(2) { scene.render(it * FRAME_NANOS).close() }
}

/** A deck asks nothing of the system. */
private object Nobody : kz.gamma.ui.model.System {
    override val version = "1.0.0"

    override suspend fun pickVideo(isCamera: Boolean): String? = null

    override suspend fun pickPicture(): String? = null

    override fun copy(text: String) = Unit

    override fun open(link: String) = Unit
}

private suspend fun open(folder: Path, server: String): App {
    val config = AppConfig(folder.resolve("app").toString(), server, "1.0.0", "Телефон", false)
    val ports = Ports(FileSecretStore(folder.resolve("secrets")), null, HandClock(Instant.parse(CLOCK_START)))
    return App.open(config, ports)
}

private fun scene(content: @Composable () -> Unit) = ImageComposeScene(412, 892, Density(1f)) { content() }
