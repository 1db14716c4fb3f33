// Pictures of every sample, without server or display: all in light Kazakh, one each in dark, ru, en, 200 %, 360 dp.
package kz.gamma.ui.desktop

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Density
import kz.gamma.ui.screens.Entry
import kz.gamma.ui.screens.entries
import kz.gamma.ui.theme.GammaTheme
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Language
import java.io.File
import java.security.MessageDigest

/** One picture to make. */
data class Shot(
    val entry: Entry<*>,
    val index: Int,
    val language: Language = Language.Kk,
    val isDark: Boolean = false,
    val textPercent: Int = 100,
    val width: Int = if (entry.isTablet) TABLET_WIDTH else PHONE_WIDTH,
) {
    val state: String get() = entry.samples[index].name
    val height: Int get() = if (width >= 600) 800 else if (width < PHONE_WIDTH) 740 else 892
    val theme: String get() = if (isDark) "dark" else "light"
    val file: String get() = "${entry.name}-$state-${language.code}-$theme-$textPercent-$width.png"
}

const val PHONE_WIDTH = 412
const val NARROW_WIDTH = 360
const val TABLET_WIDTH = 1280

fun allShots(): List<Shot> = entries.flatMap { entry ->
    val states = entry.samples.indices.map { Shot(entry, it) }
    val narrow = if (entry.isTablet) 800 else NARROW_WIDTH
    states + listOf(
        Shot(entry, 0, isDark = true),
        Shot(entry, 0, Language.Ru),
        Shot(entry, 0, Language.En),
        Shot(entry, 0, textPercent = 200),
        Shot(entry, 0, width = narrow),
    )
}

@Composable
fun Shown(shot: Shot) {
    GammaTheme(shot.language, onest, shot.isDark, reduceMotion = true) {
        Box(Modifier.fillMaxSize().background(Theme.colours.ground)) { shot.entry.Draw(shot.index) }
    }
}

fun png(shot: Shot, pixels: Float = 2f): ByteArray {
    val density = Density(pixels, shot.textPercent / 100f)
    val width = (shot.width * pixels).toInt()
    val scene = ImageComposeScene(width, (shot.height * pixels).toInt(), density) { Shown(shot) }
    try {
        scene.render(0)
        return checkNotNull(scene.render(SETTLED_NANOS).encodeToData()) { "no picture of ${shot.file}" }.bytes
    } finally {
        scene.close()
    }
}

private const val SETTLED_NANOS = 2_000_000_000L

fun hash(bytes: ByteArray): String =
    MessageDigest.getInstance("SHA-256").digest(bytes).joinToString("") { "%02x".format(it) }

fun writeShots(folder: File, only: String? = null) {
    folder.mkdirs()
    val wanted = allShots().filter { only == null || Regex(only).containsMatchIn(it.file) }
    val lines = wanted.map { shot ->
        val bytes = png(shot)
        File(folder, shot.file).writeBytes(bytes)
        """  {"file": "${shot.file}", "screen": "${shot.entry.name}", "state": "${shot.state}", """ +
            """"theme": "${shot.theme}", """ +
            """"language": "${shot.language.code}", "text_percent": ${shot.textPercent}, "width": ${shot.width}, """ +
            """"hash": "${hash(bytes)}"}"""
    }
    File(folder, "manifest.json").writeText(lines.joinToString(",\n", "[\n", "\n]\n"))
    println("${lines.size} pictures in $folder")
}
