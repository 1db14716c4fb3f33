// The mark: a Γ whose arm comes down in steps. Also the quiet staircase behind pictures and empty states.
package kz.gamma.ui.motif

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.wrapContentWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import kz.gamma.ui.theme.Theme

@Composable
fun Logo(size: Dp = 24.dp) {
    val colour = Theme.colours.sky
    Canvas(Modifier.size(size)) { gamma(colour) }
}

private fun DrawScope.gamma(colour: Color) {
    val unit = size.width / 24f
    fun x(value: Float) = value * unit
    val path = Path().apply {
        moveTo(x(1f), x(23f))
        lineTo(x(1f), x(2f))
        lineTo(x(23f), x(2f))
        lineTo(x(23f), x(7.5f))
        lineTo(x(17.5f), x(7.5f))
        lineTo(x(17.5f), x(12.5f))
        lineTo(x(12.5f), x(12.5f))
        lineTo(x(12.5f), x(17.5f))
        lineTo(x(7.5f), x(17.5f))
        lineTo(x(7.5f), x(23f))
        close()
    }
    drawPath(path, colour)
}

/** Steps from the lower left to the upper right, as a ground for a picture. */
fun DrawScope.staircase(colour: Color, count: Int = 6, from: Float = 0.74f, rise: Float = 0.125f) {
    val width = size.width / count
    for (index in 0 until count) {
        val top = size.height * (from - rise * index).coerceAtLeast(0f)
        drawRect(colour, Offset(width * index, top), Size(width + 1f, size.height - top))
    }
}

/** An empty screen: the steps wait to be filled. */
@Composable
fun EmptySteps(modifier: Modifier = Modifier, filled: Int = 0) {
    val colours = Theme.colours
    Canvas(modifier.fillMaxWidth().height(150.dp).wrapContentWidth().width(240.dp)) {
        val gap = 6.dp.toPx()
        val width = (size.width - gap * 4) / 5
        for (index in 0 until 5) {
            val height = size.height * (0.2f + 0.2f * index)
            val corner = CornerRadius(6.dp.toPx())
            val at = Offset((width + gap) * index, size.height - height)
            val box = Size(width, height)
            if (index < filled) {
                drawRoundRect(colours.sky, at, box, corner)
            } else {
                drawRoundRect(colours.skySoft, at, box, corner)
                drawRoundRect(colours.sky.copy(alpha = 0.35f), at, box, corner, Stroke(1.5.dp.toPx()))
            }
        }
    }
}
