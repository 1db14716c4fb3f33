// The pictures: no two samples look the same, and each screen still looks as it did when somebody last looked at it.
package kz.gamma.ui

import kz.gamma.ui.desktop.Shot
import kz.gamma.ui.desktop.allShots
import kz.gamma.ui.desktop.hash
import kz.gamma.ui.desktop.png
import kz.gamma.ui.screens.entries
import org.junit.Assert.assertEquals
import org.junit.Test
import java.awt.image.BufferedImage
import java.io.ByteArrayInputStream
import java.io.File
import javax.imageio.ImageIO
import kotlin.math.abs

class PicturesTest {
    private val golden = File("src/test/golden")

    @Test
    fun no_two_pictures_are_equal() {
        val same = allShots().groupBy { hash(png(it, pixels = 1f)) }.values.filter { it.size > 1 }.map { group -> group.map { it.file } }
        assertEquals(emptyList<List<String>>(), same)
    }

    /** `-Dgamma.golden=write` keeps today's pictures as the ones to compare with. */
    @Test
    fun each_screen_looks_as_it_did() {
        val shots = entries.map { Shot(it, 0) }
        if (System.getProperty("gamma.golden") == "write") {
            golden.mkdirs()
            shots.forEach { File(golden, "${it.entry.name}.png").writeBytes(png(it, pixels = 1f)) }
        }
        val changed = shots.mapNotNull { shot ->
            val then = ImageIO.read(File(golden, "${shot.entry.name}.png"))
            val now = ImageIO.read(ByteArrayInputStream(png(shot, pixels = 1f)))
            val share = difference(then, now)
            "${shot.entry.name}: ${"%.2f".format(share * 100)} % of its points".takeIf { share > MOST_DIFFERENT }
        }
        assertEquals(emptyList<String>(), changed)
    }

    /** The share of points that differ visibly; another font rasteriser moves edges a little. */
    private fun difference(one: BufferedImage, other: BufferedImage): Double {
        if (one.width != other.width || one.height != other.height) return 1.0
        var different = 0
        for (y in 0 until one.height) for (x in 0 until one.width) if (isFar(one.getRGB(x, y), other.getRGB(x, y))) different++
        return different.toDouble() / (one.width * one.height)
    }

    private fun isFar(one: Int, other: Int): Boolean =
        listOf(0, 8, 16).any { abs((one shr it and 0xff) - (other shr it and 0xff)) > TOLERATED }

    private companion object {
        const val MOST_DIFFERENT = 0.01
        const val TOLERATED = 48
    }
}
