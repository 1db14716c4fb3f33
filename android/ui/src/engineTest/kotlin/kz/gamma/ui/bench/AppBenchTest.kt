// The app against the plainest Compose in one run: a swipe's frame, the first deck. `scripts/bench app` runs it large.
package kz.gamma.ui.bench

import java.io.File
import java.util.concurrent.TimeUnit.SECONDS
import kotlinx.coroutines.runBlocking
import kz.gamma.engine.world.AIGUL
import kz.gamma.engine.world.World
import kz.gamma.ui.screens.deck.DeckScreen
import kz.gamma.ui.screens.deck.DeckState
import kz.gamma.ui.screens.deck.coffee
import kz.gamma.ui.screens.deck.lipstick
import org.junit.Assert.assertFalse
import org.junit.Test

class AppBenchTest {
    private val isLarge = System.getProperty("gamma.bench") == "large"

    @Test
    fun a_frame_of_a_swipe_costs_little_more_than_a_bare_card_s() = judged {
        val cards = DeckState(cards = listOf(lipstick, coffee))
        Swipe { DeckScreen(cards) {} }.use { ours ->
            Swipe { BareCard(lipstick) }.use { theirs ->
                repeat(WARM) { ours.move(); theirs.move() }
                // One beside the other, so that a busy moment of the machine meets both.
                val frames = List(if (isLarge) 600 else 120) { ours.move() to theirs.move() }
                ratio("a swipe's frame, median, against a bare card's", frames)
            }
        }
    }

    @Test
    fun the_first_deck_comes_little_later_than_a_text() = World().use { world ->
        val phone = runBlocking { world.creator(AIGUL) }
        runBlocking {
            phone.app.stop()
            phone.app.destroy()
        }
        judged {
            val starts = List(if (isLarge) 9 else 3) {
                coldStart("deck", phone.folder.toString(), world.server.address) to coldStart("text")
            }
            ratio("the first deck, median, against one first text", starts)
        }
        runBlocking { phone.open(false) }
    }

    private fun ratio(name: String, samples: List<Pair<Long, Long>>) =
        Ratio(name, median(samples.map { it.first }), median(samples.map { it.second }), MOST_HUNDREDTHS)

    /** A machine that stalls for a moment spoils a run; only what is far off twice is slow. */
    private fun judged(measure: () -> Ratio) {
        val first = measure().also { println("bench: $it") }
        if (!first.isFarOff) return
        assertFalse("far off twice", measure().also { println("bench: $it") }.isFarOff)
    }

    private fun coldStart(vararg words: String): Long {
        val java = File(System.getProperty("java.home"), "bin/java").path
        val options = listOf("java.library.path", "jna.library.path")
            .mapNotNull { name -> System.getProperty(name)?.let { "-D$name=$it" } }
        val line = listOf(java, "-Djava.awt.headless=true", "-Dskiko.renderApi=SOFTWARE", "-Xmx1g") + options +
            listOf("-cp", System.getProperty("java.class.path"), "kz.gamma.ui.bench.ColdStartKt") + words
        val process = ProcessBuilder(line).redirectErrorStream(true).start()
        val said = process.inputStream.bufferedReader().readText()
        check(process.waitFor(60, SECONDS) && process.exitValue() == 0) { said }
        return Regex("first frame after ([0-9]+) ms").find(said)!!.groupValues[1].toLong() * 1_000_000
    }

    private companion object {
        const val WARM = 200
        const val MOST_HUNDREDTHS = 150L
    }
}
