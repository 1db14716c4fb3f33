// Onest from the class path. The Android host loads the same three files from its assets.
package kz.gamma.ui.desktop

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font

private fun bytes(name: String): ByteArray =
    checkNotNull(object {}.javaClass.getResourceAsStream("/fonts/$name")) { "the jar has no $name" }
        .use { it.readBytes() }

val onest: FontFamily by lazy {
    FontFamily(
        Font("onest-400", bytes("Onest_400Regular.ttf"), FontWeight.Normal),
        Font("onest-600", bytes("Onest_600SemiBold.ttf"), FontWeight.SemiBold),
        Font("onest-700", bytes("Onest_700Bold.ttf"), FontWeight.Bold),
    )
}
