// The README's two pictures, composed like any screen: the app at a glance, and a sheet of every screen's first state.
package kz.gamma.ui.desktop

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.toComposeImageBitmap
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Logo
import kz.gamma.ui.screens.Entry
import kz.gamma.ui.screens.entries
import kz.gamma.ui.theme.GammaTheme
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Language
import org.jetbrains.skia.Image
import java.io.File

private const val SHEET_WIDTH = 1_320
private const val PHONES_A_ROW = 7
private const val TABLETS_A_ROW = 4
private const val HEAD_HEIGHT = 82
private const val PHONES_HEIGHT = 390
private const val TABLETS_HEIGHT = 234
private val margin = 24.dp
private val gap = 20.dp

/** Writes both into [folder]. */
fun writePictures(folder: File) {
    folder.mkdirs()
    write(File(folder, "glance.png"), height = 452) { Glance() }
    val (tablets, phones) = entries.partition { it.isTablet }.let { (wide, narrow) ->
        wide.chunked(TABLETS_A_ROW) to narrow.chunked(PHONES_A_ROW)
    }
    val height = HEAD_HEIGHT + phones.size * PHONES_HEIGHT + tablets.size * TABLETS_HEIGHT
    write(File(folder, "screens.png"), height) { Screens(phones, tablets) }
    println("two pictures in $folder")
}

private fun write(file: File, height: Int, content: @Composable () -> Unit) {
    val scene = ImageComposeScene(SHEET_WIDTH, height, Density(1f)) {
        GammaTheme(Language.Kk, onest, reduceMotion = true) { content() }
    }
    try {
        file.writeBytes(checkNotNull(scene.render(0).encodeToData()) { "no picture of $file" }.bytes)
    } finally {
        scene.close()
    }
}

/** What a creator sees, from the offer to the money, and the brand's desk. */
@Composable
private fun Glance() {
    Row(
        Modifier.fillMaxSize().background(Theme.colours.sunken).padding(margin),
        Arrangement.spacedBy(gap), Alignment.CenterVertically,
    ) {
        listOf(shot("deck"), shot("deal", isDark = true), shot("payout")).forEach { Framed(it, 0.45f) }
        Framed(shot("review"), 0.5f)
    }
}

@Composable
private fun Screens(phones: List<List<Entry<*>>>, tablets: List<List<Entry<*>>>) {
    Column(Modifier.fillMaxSize().background(Theme.colours.sunken).padding(margin), Arrangement.spacedBy(gap)) {
        Row(horizontalArrangement = Arrangement.spacedBy(10.dp), verticalAlignment = Alignment.CenterVertically) {
            Logo()
            Text("Gamma", style = Theme.type.heading, color = Theme.colours.ink)
        }
        phones.forEach { row ->
            Row(horizontalArrangement = Arrangement.spacedBy(gap)) { row.forEach { Named(shot(it.name), 0.39f) } }
        }
        tablets.forEach { row ->
            Row(horizontalArrangement = Arrangement.spacedBy(gap)) { row.forEach { Named(shot(it.name), 0.236f) } }
        }
    }
}

@Composable
private fun Named(shot: Shot, pixels: Float) {
    Column(verticalArrangement = Arrangement.spacedBy(6.dp)) {
        Framed(shot, pixels)
        Text(shot.entry.name, style = Theme.type.caption, color = Theme.colours.muted)
    }
}

/** Drawn at the size it is shown in, so that small letters stay letters. */
@Composable
private fun Framed(shot: Shot, pixels: Float) {
    val picture = Image.makeFromEncoded(png(shot, pixels)).toComposeImageBitmap()
    val shape = RoundedCornerShape(12.dp)
    Image(
        picture, shot.entry.name,
        Modifier.size(picture.width.dp, picture.height.dp).clip(shape).border(1.dp, Theme.colours.hairline, shape),
    )
}

private fun shot(name: String, isDark: Boolean = false): Shot =
    Shot(entries.single { it.name == name }, 0, isDark = isDark)
