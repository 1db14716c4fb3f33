// The type scale: 34 money, 24 title, 20 heading, 17 body, 15 secondary, 13 caption; one family, three weights.
package kz.gamma.ui.theme

import androidx.compose.material3.Typography
import androidx.compose.runtime.Immutable
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.LineHeightStyle
import androidx.compose.ui.unit.em
import androidx.compose.ui.unit.sp

@Immutable
class Type(private val family: FontFamily) {
    private fun style(size: Int, weight: FontWeight) = TextStyle(
        fontFamily = family,
        fontSize = size.sp,
        fontWeight = weight,
        lineHeight = 1.35.em,
        lineHeightStyle = LineHeightStyle(LineHeightStyle.Alignment.Center, LineHeightStyle.Trim.None),
    )

    val money = style(34, FontWeight.Bold).copy(lineHeight = 1.2.em, letterSpacing = (-0.01).em)
    val title = style(24, FontWeight.Bold)
    val heading = style(20, FontWeight.Bold)
    val body = style(17, FontWeight.Normal)
    val bodyStrong = style(17, FontWeight.SemiBold)
    val secondary = style(15, FontWeight.Normal)
    val secondaryStrong = style(15, FontWeight.SemiBold)
    val caption = style(13, FontWeight.Normal)
    val captionStrong = style(13, FontWeight.SemiBold)

    /** For columns of figures: every digit takes the same width. */
    val figures = bodyStrong.copy(fontFeatureSettings = "tnum")
    val figuresCaption = captionStrong.copy(fontFeatureSettings = "tnum")

    /** All fifteen, because a style left on the default family throws where there is no system font. */
    val material = Typography(
        displayLarge = money, displayMedium = money, displaySmall = money,
        headlineLarge = title, headlineMedium = title, headlineSmall = heading,
        titleLarge = title, titleMedium = bodyStrong, titleSmall = secondaryStrong,
        bodyLarge = body, bodyMedium = secondary, bodySmall = caption,
        labelLarge = bodyStrong, labelMedium = secondaryStrong, labelSmall = captionStrong,
    )
}
