// The measure of a swipe: the same picture and texts on a plain Compose card, dragged by Compose's own gesture.
package kz.gamma.ui.bench

import androidx.compose.foundation.background
import androidx.compose.foundation.gestures.detectDragGestures
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.Cover
import kz.gamma.ui.parts.lands
import kz.gamma.ui.screens.deck.OfferCard
import kz.gamma.ui.screens.deck.reason
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.words

@Composable
fun BareCard(card: OfferCard) {
    var place by remember { mutableStateOf(Offset.Zero) }
    val drag = Modifier.pointerInput(Unit) { detectDragGestures { _, by -> place += by } }
    Box(Modifier.fillMaxSize().background(Theme.colours.ground).padding(16.dp)) {
        Column(
            Modifier.fillMaxSize().graphicsLayer { translationX = place.x; translationY = place.y }.then(drag)
                .clip(Shape.card).background(Theme.colours.card),
        ) {
            Cover(card.picture, Modifier.fillMaxWidth().weight(1f))
            Column(Modifier.padding(20.dp)) {
                Text(words["quote.net"], style = Theme.type.caption)
                Text(tenge(card.atOnce.net), style = Theme.type.money)
                Text(words.lands(card.atOnce.lands), style = Theme.type.secondary)
                Text(card.title, style = Theme.type.heading)
                Text(card.brandName, style = Theme.type.secondary)
                card.reasons.forEach { Text(words.reason(it), style = Theme.type.caption) }
            }
        }
    }
}
