// Every icon, drawn as strokes on a grid of 24: one line width, round ends, so that they look like one hand.
package kz.gamma.ui.motif

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

object Icons {
    val offers = line("M8.5 4h9a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z", "M3.5 7v11.5")
    val deals = line("M3.5 19.5H8v-5h5v-5h4.5v-5h3")
    val script = line("M4 20l1-4.5L16.2 4.3a1.5 1.5 0 0 1 2.1 0l1.4 1.4a1.5 1.5 0 0 1 0 2.1L8.5 19z", "M14 6.5l3.5 3.5")
    val money = line("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M8 8.5h8", "M8 12h8", "M12 12v5")
    val bell = line("M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15z", "M10 20.5h4")
    val back = line("M14.5 5l-7 7 7 7")
    val forward = line("M9.5 5l7 7-7 7")
    val down = line("M5 9.5l7 7 7-7")
    val up = line("M5 14.5l7-7 7 7")
    val undo = line("M7 8.5A7 7 0 1 1 5 13.5", "M7.5 4v5h5")
    val check = line("M5 12.5l4.5 4.5L19 7.5", width = 2.2f)
    val clock = line("M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z", "M12 7.5V12l3 2")
    val cross = line("M6.5 6.5l11 11", "M17.5 6.5l-11 11")
    val alert = line("M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z", "M12 7.8v5", "M12 16.2v.1", width = 2f)
    val video = line("M5.5 5h13a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z", "M10 9v6l5-3z")
    val play = line("M8.5 5.5v13l10-6.5z", width = 2f)
    val link = line("M10 14a4 4 0 0 0 5.7 0l3.2-3.2a4 4 0 0 0-5.7-5.7l-1 1", "M14 10a4 4 0 0 0-5.7 0l-3.2 3.2a4 4 0 0 0 5.7 5.7l1-1")
    val upload = line("M12 16V4.5", "M7 9.5l5-5 5 5", "M4.5 16v2.5a1.5 1.5 0 0 0 1.5 1.5h12a1.5 1.5 0 0 0 1.5-1.5V16")
    val phone = line("M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3z", "M11 18h2")
    val globe = line("M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z", "M3.5 12h17", "M12 3.5c3 2.5 3 14.5 0 17", "M12 3.5c-3 2.5-3 14.5 0 17")
    val moon = line("M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z")
    val leave = line("M10 4.5H6a1.5 1.5 0 0 0-1.5 1.5v12A1.5 1.5 0 0 0 6 19.5h4", "M10 12h10", "M16 8l4 4-4 4")
    val person = line("M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8z", "M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5")
    val parcel = line("M4 8l8-4 8 4v8.5l-8 4-8-4z", "M4 8l8 4 8-4", "M12 12v8.5")
    val offline = line("M4 9.5a12 12 0 0 1 16 0", "M7.5 13.5a7 7 0 0 1 9 0", "M12 18v.1", "M4.5 4l15 16")
    val review = line("M2.5 12c2.5-4.5 6-6.5 9.5-6.5s7 2 9.5 6.5c-2.5 4.5-6 6.5-9.5 6.5s-7-2-9.5-6.5z", "M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6z")
    val campaigns = line("M5.5 21V4", "M5.5 4.5h12l-2.5 4 2.5 4h-12")
    val invoices = line("M6 3.5h12v17l-3-1.8-3 1.8-3-1.8-3 1.8z", "M9 8h6", "M9 12h6")
    val shield = line("M12 3.5l7.5 2.5v6c0 4.5-3 7.2-7.5 8.5c-4.5-1.3-7.5-4-7.5-8.5V6z", "M8.8 12l2.3 2.3 4.2-4.3")
}

private fun line(vararg paths: String, width: Float = 1.7f): ImageVector {
    val builder = ImageVector.Builder(
        defaultWidth = 24.dp, defaultHeight = 24.dp, viewportWidth = 24f, viewportHeight = 24f,
    )
    for (path in paths) {
        builder.addPath(
            pathData = addPathNodes(path),
            stroke = SolidColor(Color.Black),
            strokeLineWidth = width,
            strokeLineCap = StrokeCap.Round,
            strokeLineJoin = StrokeJoin.Round,
        )
    }
    return builder.build()
}
