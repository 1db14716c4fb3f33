// Onest from the assets: the same three files that the desktop reads from its class path.
package kz.gamma.app

import android.content.res.AssetManager
import androidx.compose.ui.text.font.Font
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight

fun onest(assets: AssetManager): FontFamily = FontFamily(
    Font("fonts/Onest_400Regular.ttf", assets, FontWeight.Normal),
    Font("fonts/Onest_600SemiBold.ttf", assets, FontWeight.SemiBold),
    Font("fonts/Onest_700Bold.ttf", assets, FontWeight.Bold),
)
