// The physics of a card. The finger holds a spring; a throw keeps its speed; only a sideways pull (|dx| > 2|dy|) starts one.
package kz.gamma.ui.screens.deck

import androidx.compose.animation.core.Animatable
import androidx.compose.animation.core.Spring
import androidx.compose.animation.core.VectorConverter
import androidx.compose.animation.core.spring
import androidx.compose.animation.core.tween
import androidx.compose.foundation.gestures.awaitEachGesture
import androidx.compose.foundation.gestures.awaitFirstDown
import androidx.compose.runtime.Composable
import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableFloatStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.TransformOrigin
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.input.pointer.AwaitPointerEventScope
import androidx.compose.ui.input.pointer.PointerId
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.input.pointer.positionChange
import androidx.compose.ui.input.pointer.util.VelocityTracker
import androidx.compose.ui.layout.onSizeChanged
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import kz.gamma.ui.theme.LocalReduceMotion
import kz.gamma.ui.theme.Motion
import kotlin.math.abs
import kotlin.math.sign

@Stable
class SwipeState(private val scope: CoroutineScope, private val isStill: Boolean, pull: Float) {
    private val place = Animatable(Offset.Zero, Offset.VectorConverter)
    private var width by mutableFloatStateOf(0f)
    private val startPull = pull

    val offset: Offset get() = if (startPull != 0f) Offset(startPull * width, 0f) else place.value

    /** −1..1: how near the card is to being thrown, and which way. */
    val progress: Float get() = if (width == 0f) startPull.coerceIn(-1f, 1f) else (offset.x / (width * THROW_PART)).coerceIn(-1f, 1f)

    fun measured(pixels: Int) {
        width = pixels.toFloat()
    }

    fun drag(by: Offset) {
        scope.launch { place.snapTo(place.value + by) }
    }

    /** Let go: thrown if far or fast enough in the direction of the pull, else back by a spring. */
    fun release(velocity: Offset, onThrown: (Boolean) -> Unit) {
        val isFar = abs(offset.x) > width * THROW_PART
        val isFast = abs(velocity.x) > width * FAST_WIDTHS_PER_S && velocity.x.sign == offset.x.sign
        if (isFar || isFast) leave(offset.x > 0, velocity, onThrown) else back(velocity)
    }

    fun leave(isYes: Boolean, velocity: Offset = Offset.Zero, onThrown: (Boolean) -> Unit) {
        scope.launch {
            val side = if (isYes) 1f else -1f
            val target = Offset(side * width * 1.4f, place.value.y + velocity.y * 0.12f)
            if (!isStill && width > 0f) place.animateTo(target, tween(Motion.STEP_MS), initialVelocity = velocity)
            onThrown(isYes)
            place.snapTo(Offset.Zero)
        }
    }

    private fun back(velocity: Offset) {
        scope.launch { place.animateTo(Offset.Zero, spring(0.7f, Spring.StiffnessMediumLow), velocity) }
    }

    private companion object {
        const val THROW_PART = 0.36f
        const val FAST_WIDTHS_PER_S = 2.2f
    }
}

/** A fresh state for every card, so that no card begins where the last one left. */
@Composable
fun rememberSwipe(card: String, pull: Float): SwipeState {
    val scope = rememberCoroutineScope()
    val isStill = LocalReduceMotion.current
    return remember(card, pull) { SwipeState(scope, isStill, pull) }
}

fun Modifier.swipes(state: SwipeState, isEnabled: Boolean = true, onThrown: (Boolean) -> Unit): Modifier =
    onSizeChanged { state.measured(it.width) }
        .graphicsLayer {
            translationX = state.offset.x
            translationY = state.offset.y
            rotationZ = state.offset.x / size.width.coerceAtLeast(1f) * TILT_DEGREES
            transformOrigin = TransformOrigin(0.5f, 0.9f)
        }
        .then(if (isEnabled) Modifier.pointerInput(state) { awaitEachGesture { swipe(state, onThrown) } } else Modifier)

private suspend fun AwaitPointerEventScope.swipe(state: SwipeState, onThrown: (Boolean) -> Unit) {
    val down = awaitFirstDown(requireUnconsumed = false)
    val speed = VelocityTracker().apply { addPosition(down.uptimeMillis, down.position) }
    if (!startsSideways(down.id)) return
    var pointer = down.id
    var walked = Offset.Zero
    while (true) {
        val change = awaitPointerEvent().changes.firstOrNull { it.id == pointer } ?: break
        pointer = change.id
        if (!change.pressed) break
        val by = change.positionChange()
        walked += by
        speed.addPosition(change.uptimeMillis, walked)
        state.drag(by)
        change.consume()
    }
    val velocity = speed.calculateVelocity()
    state.release(Offset(velocity.x, velocity.y), onThrown)
}

/** Waits until the finger has left its slop, and says whether it went sideways; scrolling keeps everything else. */
private suspend fun AwaitPointerEventScope.startsSideways(pointer: PointerId): Boolean {
    var walked = Offset.Zero
    while (true) {
        val change = awaitPointerEvent().changes.firstOrNull { it.id == pointer } ?: return false
        if (!change.pressed || change.isConsumed) return false
        walked += change.positionChange()
        if (walked.getDistance() < viewConfiguration.touchSlop) continue
        val isSideways = abs(walked.x) > 2 * abs(walked.y)
        if (isSideways) change.consume()
        return isSideways
    }
}

private const val TILT_DEGREES = 9f
