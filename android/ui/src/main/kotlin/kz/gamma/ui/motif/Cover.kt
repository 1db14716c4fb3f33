// A campaign's picture: its own photograph, else one drawn for its niche on the staircase. Never a stock illustration.
package kz.gamma.ui.motif

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.withTransform
import androidx.compose.ui.layout.ContentScale

enum class Art(val ground: Color, val step: Color) {
    Lipstick(Color(0xFFF4D9D2), Color(0xFFECC4BA)),
    Cup(Color(0xFFF6E6C8), Color(0xFFEDD3A0)),
    Headphones(Color(0xFFD5E6F0), Color(0xFFB6D2E2)),
    Lamp(Color(0xFFDDE8D6), Color(0xFFC3D6B7)),
    Shoe(Color(0xFFE4DDF0), Color(0xFFCFC3E3)),
}

sealed interface Picture {
    data class Drawn(val art: Art) : Picture
    data class Photograph(val image: ImageBitmap) : Picture
}

@Composable
fun Cover(picture: Picture, modifier: Modifier = Modifier) {
    when (picture) {
        is Picture.Photograph ->
            Image(picture.image, null, modifier, contentScale = ContentScale.Crop)
        is Picture.Drawn -> Canvas(modifier.fillMaxSize()) {
            drawRect(picture.art.ground)
            staircase(picture.art.step)
            subject(picture.art)
        }
    }
}

/** The subject stands on a field of 100 × 100, centred, as large as the smaller side allows. */
private fun DrawScope.subject(art: Art) {
    val scale = minOf(size.width, size.height) / 100f
    withTransform({
        translate((size.width - 100 * scale) / 2, (size.height - 100 * scale) / 2)
        scale(scale, scale, Offset.Zero)
    }) {
        when (art) {
            Art.Lipstick -> lipstick()
            Art.Cup -> cup()
            Art.Headphones -> headphones()
            Art.Lamp -> lamp()
            Art.Shoe -> shoe()
        }
    }
}

private fun DrawScope.lipstick() {
    val tip = Path().apply {
        moveTo(42f, 28f)
        quadraticTo(43f, 24f, 50f, 21f)
        quadraticTo(58f, 18f, 58f, 24f)
        lineTo(58f, 50f)
        lineTo(42f, 50f)
        close()
    }
    drawPath(tip, Color(0xFFB5132F))
    val facet = Path().apply {
        moveTo(42f, 28f)
        quadraticTo(43f, 24f, 50f, 21f)
        quadraticTo(58f, 18f, 58f, 24f)
        close()
    }
    drawPath(facet, Color(0xFFCB2F45))
    drawRect(Color(0xFFD8A84A), Offset(39f, 46f), Size(22f, 18f))
    box(Color(0xFF2A1E23), 35.5f, 58f, 29f, 32f, 3f)
}

private fun DrawScope.cup() {
    drawOval(Color(0xFFCDA86A), Offset(22f, 76f), Size(52f, 9f))
    drawCircle(Color(0xFF8C4A2A), 11f, Offset(69f, 56f), style = Stroke(5f))
    val body = Path().apply {
        moveTo(26f, 42f)
        lineTo(70f, 42f)
        quadraticTo(70f, 78f, 48f, 78f)
        quadraticTo(26f, 78f, 26f, 42f)
        close()
    }
    drawPath(body, Color(0xFFA9562F))
    drawOval(Color(0xFF5A2A16), Offset(26f, 37f), Size(44f, 10f))
    for (x in listOf(40f, 50f, 60f)) {
        val steam = Path().apply {
            moveTo(x, 32f)
            quadraticTo(x - 5f, 26f, x, 21f)
            quadraticTo(x + 4f, 17f, x, 12f)
        }
        drawPath(steam, Color(0xFFFFFFFF), style = Stroke(2.4f))
    }
}

private fun DrawScope.headphones() {
    drawArc(Color(0xFF23343F), 180f, 180f, false, Offset(24f, 22f), Size(52f, 60f), style = Stroke(6f))
    box(Color(0xFF0E6C86), 17f, 50f, 16f, 30f, 7f)
    box(Color(0xFF0E6C86), 67f, 50f, 16f, 30f, 7f)
    box(Color(0xFF23343F), 28f, 54f, 7f, 22f, 3f)
    box(Color(0xFF23343F), 65f, 54f, 7f, 22f, 3f)
}

private fun DrawScope.lamp() {
    val shade = Path().apply {
        moveTo(38f, 18f)
        lineTo(62f, 18f)
        lineTo(72f, 48f)
        lineTo(28f, 48f)
        close()
    }
    drawPath(shade, Color(0xFF3F7A57))
    drawRect(Color(0xFF3A322B), Offset(48.5f, 48f), Size(3f, 32f))
    box(Color(0xFF3A322B), 36f, 80f, 28f, 5f, 2.5f)
    drawCircle(Color(0xFFF4C64A), 5f, Offset(50f, 51f))
}

private fun DrawScope.shoe() {
    val upper = Path().apply {
        moveTo(22f, 46f)
        quadraticTo(34f, 52f, 40f, 42f)
        quadraticTo(52f, 62f, 76f, 62f)
        quadraticTo(82f, 64f, 82f, 70f)
        lineTo(20f, 70f)
        quadraticTo(19f, 56f, 22f, 46f)
        close()
    }
    drawPath(upper, Color(0xFF5B3E96))
    box(Color(0xFFFFFFFF), 18f, 69f, 66f, 7f, 3.5f)
    for (x in listOf(45f, 51f, 57f)) {
        drawLine(Color(0xFFFFFFFF), Offset(x - 2f, 57f + (x - 45f) / 3), Offset(x + 3f, 52f + (x - 45f) / 3), 2f)
    }
}

private fun DrawScope.box(colour: Color, x: Float, y: Float, width: Float, height: Float, radius: Float) {
    drawRoundRect(colour, Offset(x, y), Size(width, height), CornerRadius(radius))
}
