// A process from nothing to its first frame: `text` draws one Text, `deck FOLDER SERVER` opens the store and draws it.
package kz.gamma.ui.bench

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.unit.Density
import java.lang.management.ManagementFactory
import java.nio.file.Path
import java.time.Instant
import kotlin.system.exitProcess
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
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
import kz.gamma.ui.theme.GammaTheme
import kz.gamma.ui.words.Language

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
    val app = runBlocking { open(folder, server) }
    val model = DeckModel(Context(app, CoroutineScope(Dispatchers.Default), {}, {}, { null }, {}, {}))
    val scene = scene { GammaTheme(Language.Kk, onest) { DeckScreen(model.state, model::act) } }
    var frame = 0L
    while (model.state.cards.isEmpty()) Thread.sleep(1)
    // The second shows what the first one was told while it was drawn.
    repeat(2) { scene.render(frame++ * 16_666_667).close() }
}

private suspend fun open(folder: Path, server: String): App {
    val config = AppConfig(folder.resolve("app").toString(), server, "1.0.0", "Телефон", false)
    val ports = Ports(FileSecretStore(folder.resolve("secrets")), null, HandClock(Instant.parse(CLOCK_START)))
    return App.open(config, ports)
}

private fun scene(content: @Composable () -> Unit) = ImageComposeScene(412, 892, Density(1f)) { content() }
