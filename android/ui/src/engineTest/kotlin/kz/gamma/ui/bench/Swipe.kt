// A finger on a scene without a display: pressed, pulled to and fro, frame by frame, each frame timed with its event.
package kz.gamma.ui.bench

import androidx.compose.runtime.Composable
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.input.pointer.PointerEventType
import androidx.compose.ui.input.pointer.PointerType
import androidx.compose.ui.unit.Density
import kz.gamma.ui.desktop.onest
import kz.gamma.ui.theme.GammaTheme
import kz.gamma.ui.words.Language

private const val WIDTH = 412
private const val HEIGHT = 892
private const val FRAME_NANOS = 16_666_667L
private const val STEP = 9f

/** Sideways, and never so far that letting go would throw the card. */
private const val REACH = 120f

class Swipe(content: @Composable () -> Unit) : AutoCloseable {
    private val scene = ImageComposeScene(WIDTH, HEIGHT, Density(1f)) { GammaTheme(Language.Kk, onest) { content() } }
    private var frame = 0L
    private var x = WIDTH / 2f
    private var direction = STEP

    init {
        repeat(3) { render() }
        event(PointerEventType.Press)
        // Past the slop, so that every timed frame moves the card.
        repeat(8) { move() }
    }

    /** Moves the finger one step and draws; how long that took. */
    fun move(): Long {
        if (x + direction !in (WIDTH / 2f - REACH)..(WIDTH / 2f + REACH)) direction = -direction
        x += direction
        val from = System.nanoTime()
        event(PointerEventType.Move)
        render()
        return System.nanoTime() - from
    }

    private fun render() {
        frame++
        scene.render(frame * FRAME_NANOS).close()
    }

    private fun event(type: PointerEventType) {
        val place = Offset(x, HEIGHT / 2f)
        scene.sendPointerEvent(type, place, timeMillis = frame * FRAME_NANOS / 1_000_000, type = PointerType.Touch)
    }

    override fun close() = scene.close()
}
