// The two palettes of the identity. A colour is named by what it means, so that a screen cannot pick one by taste.
package kz.gamma.ui.theme

import androidx.compose.runtime.Immutable
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.compositeOver

@Immutable
data class Colours(
    val isDark: Boolean,
    val ground: Color,
    val card: Color,
    val sunken: Color,
    val hairline: Color,
    val edge: Color,
    val ink: Color,
    val muted: Color,
    val sky: Color,
    val onSky: Color,
    val skySoft: Color,
    val gold: Color,
    val onGold: Color,
    val goldEdge: Color,
    val green: Color,
    val rose: Color,
    val amber: Color,
    val veil: Color,
    val onVeil: Color,
)

val lightColours = Colours(
    isDark = false,
    ground = Color(0xFFFAF8F4),
    card = Color(0xFFFFFFFF),
    sunken = Color(0xFFF1ECE5),
    hairline = Color(0xFFE9E4DB),
    edge = Color(0xFF8A8F91),
    ink = Color(0xFF16191C),
    muted = Color(0xFF5C6468),
    sky = Color(0xFF006F83),
    onSky = Color(0xFFFFFFFF),
    skySoft = Color(0xFFE1F0F1),
    gold = Color(0xFFF4B400),
    onGold = Color(0xFF16191C),
    goldEdge = Color(0xFF16191C),
    green = Color(0xFF1B7A45),
    rose = Color(0xFFB3263F),
    amber = Color(0xFFB45309),
    veil = Color(0xFF3A3634),
    onVeil = Color(0xFFFFFFFF),
)

val darkColours = Colours(
    isDark = true,
    ground = Color(0xFF101416),
    card = Color(0xFF1A2023),
    sunken = Color(0xFF232A2E),
    hairline = Color(0xFF2A3236),
    edge = Color(0xFF7C878C),
    ink = Color(0xFFF2EFE8),
    muted = Color(0xFFA3ADB2),
    sky = Color(0xFF5AD3E6),
    onSky = Color(0xFF06262C),
    skySoft = Color(0xFF12333A),
    gold = Color(0xFFFFC933),
    onGold = Color(0xFF16191C),
    goldEdge = Color(0xFFF2EFE8),
    green = Color(0xFF5FD08F),
    rose = Color(0xFFFF8296),
    amber = Color(0xFFFB923C),
    veil = Color(0xFF2B2726),
    onVeil = Color(0xFFFFFFFF),
)

/** Which colour stands on which; the contrast test walks this list, so a new pair is added here first. */
fun Colours.textPairs(): List<Pair<Color, Color>> =
    listOf(ink, muted, sky, green, rose).flatMap { text -> listOf(ground, card).map { text to it } } +
        listOf(ink to sunken, muted to sunken, ink to skySoft, sky to skySoft, onSky to sky, onGold to gold, onVeil to veil) +
        listOf(rose to sunken, ink to pressed(card))

/** Marks, outlines and bars, each with its ground. */
fun Colours.markPairs(): List<Pair<Color, Color>> =
    listOf(amber, green, rose, sky, edge, goldEdge).flatMap { mark -> listOf(ground, card).map { mark to it } } +
        listOf(amber to sunken, sky to skySoft)

private fun Colours.pressed(on: Color): Color = ink.copy(alpha = 0.08f).compositeOver(on)
