// The one motif: a scale that goes up in steps. A step done is filled, the one at hand is outlined, one to come is thin.
package kz.gamma.ui.motif

import androidx.compose.animation.core.animateFloatAsState
import androidx.compose.animation.core.tween
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.clipRect
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.unit.dp
import kz.gamma.ui.theme.LocalReduceMotion
import kz.gamma.ui.theme.Motion
import kz.gamma.ui.theme.Theme

/** `Pending`: somebody else has it. `Waiting`: earned money that waits, the only outline in gold. */
enum class Step { Done, Now, Pending, Late, Failed, Ahead, Waiting, Paid }

/** A row of rising steps with a mark over each. What it says is said in words beside it, so it has no words of its own. */
@Composable
fun Steps(steps: List<Step>, modifier: Modifier = Modifier, rise: Int = 8, base: Int = 8) {
    Row(
        modifier.fillMaxWidth().clearAndSetSemantics {},
        horizontalArrangement = Arrangement.spacedBy(6.dp),
        verticalAlignment = Alignment.Bottom,
    ) {
        steps.forEachIndexed { index, step ->
            Column(Modifier.weight(1f), horizontalAlignment = Alignment.CenterHorizontally) {
                StepMark(step)
                Spacer(Modifier.height(6.dp))
                StepBar(step, Modifier.fillMaxWidth().height((base + index * rise).dp))
            }
        }
    }
}

@Composable
private fun StepMark(step: Step) {
    val colours = Theme.colours
    Box(Modifier.size(18.dp), contentAlignment = Alignment.Center) {
        when (step) {
            Step.Done -> Icon(Icons.check, null, Modifier.size(18.dp), tint = colours.sky)
            Step.Paid -> Icon(Icons.check, null, Modifier.size(18.dp), tint = colours.ink)
            Step.Waiting, Step.Pending -> Icon(Icons.clock, null, Modifier.size(18.dp), tint = colours.ink)
            Step.Late -> Icon(Icons.clock, null, Modifier.size(18.dp), tint = colours.amber)
            Step.Failed -> Icon(Icons.alert, null, Modifier.size(18.dp), tint = colours.rose)
            Step.Now -> Canvas(Modifier.size(12.dp)) { drawCircle(colours.ink) }
            Step.Ahead -> Canvas(Modifier.size(12.dp)) { drawCircle(colours.edge, style = Stroke(1.5.dp.toPx())) }
        }
    }
}

@Composable
private fun StepBar(step: Step, modifier: Modifier) {
    val colours = Theme.colours
    val isFull = step == Step.Done || step == Step.Paid
    val time = if (LocalReduceMotion.current) 0 else Motion.STEP_MS
    val fill by animateFloatAsState(if (isFull) 1f else 0f, tween(time))
    Canvas(modifier) {
        val colour = if (step == Step.Paid) colours.gold else colours.sky
        clipRect(right = size.width * fill) { bar(colour, null) }
        when (step) {
            Step.Done -> Unit
            Step.Paid -> bar(colours.goldEdge, 2.dp.toPx())
            Step.Waiting -> bar(colours.gold, 2.dp.toPx())
            Step.Now, Step.Pending -> bar(colours.ink, 2.dp.toPx())
            Step.Late -> bar(colours.amber, 2.dp.toPx())
            Step.Failed -> bar(colours.rose, 2.dp.toPx())
            Step.Ahead -> bar(colours.edge, 1.5.dp.toPx())
        }
    }
}

private fun DrawScope.bar(colour: Color, stroke: Float?) {
    val inset = (stroke ?: 0f) / 2
    val corner = CornerRadius(minOf(4.dp.toPx(), size.height / 2))
    val box = Size(size.width - 2 * inset, size.height - 2 * inset)
    val at = Offset(inset, inset)
    if (stroke == null) drawRoundRect(colour, at, box, corner) else drawRoundRect(
        colour, at, box, corner, Stroke(stroke),
    )
}
