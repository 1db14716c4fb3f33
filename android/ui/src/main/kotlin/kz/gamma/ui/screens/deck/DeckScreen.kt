// The swipe deck: one card, YES and NO at the thumb, five seconds to take it back. Every gesture has a button and a key.
package kz.gamma.ui.screens.deck

import androidx.compose.animation.core.animateFloatAsState
import androidx.compose.animation.core.tween
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.focusable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.runtime.derivedStateOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.draw.drawWithContent
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.clipRect
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.hapticfeedback.HapticFeedbackType
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onPreviewKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.platform.LocalHapticFeedback
import androidx.compose.ui.semantics.CustomAccessibilityAction
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.customActions
import androidx.compose.ui.semantics.onClick
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.compose.ui.zIndex
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.parts.IconButton
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.RootTop
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.theme.LocalReduceMotion
import kz.gamma.ui.theme.Motion
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.words
import kotlin.math.abs

@Composable
fun DeckScreen(state: DeckState, act: (DeckAction) -> Unit) {
    Column(
        Modifier.fillMaxSize().background(Theme.colours.ground), horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Box(Modifier.widthIn(max = Space.column)) {
            RootTop(words["tab.offers"], state.head, { act(DeckAction.Inbox) }, { act(DeckAction.Profile) })
        }
        DeckBody(state, act, Modifier.weight(1f))
    }
}

/** The card with its buttons, without the head of a root: the sample of the first session is one too. */
@Composable
fun DeckBody(state: DeckState, act: (DeckAction) -> Unit, modifier: Modifier = Modifier) {
    Column(modifier.widthIn(max = 480.dp).fillMaxWidth().padding(horizontal = 16.dp)) {
        state.status?.takeUnless { state.empty == Empty.NoNetworkYet }?.let { StatusLine(statusText(it), modifier = Modifier.padding(bottom = 10.dp)) }
        val top = state.cards.firstOrNull()
        if (top == null) EmptyDeck(state.empty ?: Empty.AllSeen, act) else Deck(state, top, act)
    }
}

@Composable
private fun statusText(status: Status): String = when (status) {
    is Status.Offline -> if (status.waiting == 0) words["status.offline"] else words["status.offline.waiting", "n" to status.waiting]
    Status.ServerAway -> words["status.server_away"]
}

@Composable
private fun ColumnScope.Deck(state: DeckState, top: OfferCard, act: (DeckAction) -> Unit) {
    val swipe = rememberSwipe(top.id, state.pull)
    val haptics = LocalHapticFeedback.current
    val thrown = { isYes: Boolean ->
        if (isYes) haptics.performHapticFeedback(HapticFeedbackType.Confirm)
        act(if (isYes) DeckAction.Yes(top.id, state.choice) else DeckAction.No(top.id))
    }
    val throwIt = { isYes: Boolean -> swipe.leave(isYes, onThrown = thrown) }
    Box(Modifier.weight(1f).fillMaxWidth().onPreviewKeyEvent { keys(it.key, it.type, throwIt, act) }) {
        state.cards.getOrNull(1)?.let { Behind(it, state, swipe) }
        TopCard(state, top, swipe, thrown, throwIt, act)
    }
    Slot(state, act)
    Buttons(state, throwIt, act)
}

private fun keys(key: Key, type: KeyEventType, throwIt: (Boolean) -> Unit, act: (DeckAction) -> Unit): Boolean {
    if (type != KeyEventType.KeyDown) return false
    when (key) {
        Key.DirectionRight -> throwIt(true)
        Key.DirectionLeft -> throwIt(false)
        Key.DirectionUp -> act(DeckAction.Flip)
        Key.Backspace -> act(DeckAction.TakeBack)
        else -> return false
    }
    return true
}

@Composable
private fun Behind(card: OfferCard, state: DeckState, swipe: SwipeState) {
    val isUncovered by remember(swipe) { derivedStateOf { swipe.progress != 0f } }
    Box(Modifier.fillMaxSize().drawWithContent { uncovered(swipe) { drawContent() } }.clip(Shape.card).background(Theme.colours.card).border(1.dp, Theme.colours.hairline, Shape.card)) {
        val silent = Modifier.fillMaxSize().semantics(mergeDescendants = true) {}.hidden()
        if (isUncovered) Box(silent) { OfferFront(card, state.choice) }
    }
}

@Composable
private fun TopCard(
    state: DeckState,
    top: OfferCard,
    swipe: SwipeState,
    thrown: (Boolean) -> Unit,
    throwIt: (Boolean) -> Unit,
    act: (DeckAction) -> Unit,
) {
    val yes = words["deck.yes"]
    val no = words["deck.no"]
    val flip = words[if (state.isFlipped) "deck.flip.back" else "deck.flip"]
    val time = if (LocalReduceMotion.current) 0 else Motion.STEP_MS
    val turn by animateFloatAsState(if (state.isFlipped) 180f else 0f, tween(time))
    val isHeld by remember(swipe) { derivedStateOf { swipe.progress != 0f } }
    Box(
        Modifier.fillMaxSize().zIndex(1f).swipes(swipe, onThrown = thrown)
            .graphicsLayer { rotationY = turn; cameraDistance = 16f * density }
            .lifted(isHeld, Theme.colours.ink).clip(Shape.card).background(Theme.colours.card)
            .border(1.dp, Theme.colours.hairline, Shape.card)
            .focusable()
            .clickable(onClickLabel = flip, role = Role.Button) { act(DeckAction.Flip) }
            .semantics {
                onClick(flip) { act(DeckAction.Flip); true }
                customActions = listOf(
                    CustomAccessibilityAction(yes) { throwIt(true); true },
                    CustomAccessibilityAction(no) { throwIt(false); true },
                    CustomAccessibilityAction(flip) { act(DeckAction.Flip); true },
                )
            },
    ) {
        if (turn < 90f) {
            OfferFront(top, state.choice) { swipe.progress }
        } else {
            Box(Modifier.fillMaxSize().graphicsLayer { rotationY = 180f }) {
                OfferBack(top, state.choice) { act(DeckAction.Choose(it)) }
            }
        }
    }
}

/** Only what the card above has left free is drawn: under a finger every frame counts. */
private fun DrawScope.uncovered(swipe: SwipeState, draw: () -> Unit) {
    val tilt = size.height * TILT_SHARE
    val free = abs(swipe.offset.x) + tilt
    if (swipe.progress == 0f || free >= size.width) return draw()
    if (swipe.offset.x > 0) clipRect(right = free) { draw() } else clipRect(left = size.width - free) { draw() }
}

/** How much wider than its way a tilted card's gap can be, as a share of its height. */
private const val TILT_SHARE = 0.16f

/** Under the card in the hand, and only there: rings instead of a blur, which would cost more than the card. */
private fun Modifier.lifted(isHeld: Boolean, colour: Color): Modifier = if (!isHeld) this else drawBehind {
    for (ring in 1..RINGS) {
        val out = ring * 3.dp.toPx()
        val box = Size(size.width + out, size.height + out)
        drawRoundRect(
            colour.copy(alpha = 0.07f * (RINGS + 1 - ring)), Offset(-out / 2, -out / 2 + 2.dp.toPx()), box,
            CornerRadius(20.dp.toPx() + out / 2), Stroke(3.dp.toPx()),
        )
    }
}

private const val RINGS = 2

/** Between card and buttons: the edges of the cards to come, or what can be taken back. */
@Composable
private fun Slot(state: DeckState, act: (DeckAction) -> Unit) {
    Box(Modifier.fillMaxWidth().padding(bottom = 10.dp).defaultMinSize(minHeight = 22.dp)) {
        if (state.cards.size > 1 && state.after == null) Edges()
        when (val after = state.after) {
            is After.Agreed -> Box(Modifier.padding(top = 10.dp)) { TakeBackBar(after, act) }
            After.Declined -> Box(Modifier.padding(top = 10.dp)) { WhyNot(act) }
            null -> Unit
        }
    }
}

@Composable
private fun Edges() {
    val shape = androidx.compose.foundation.shape.RoundedCornerShape(bottomStart = 20.dp, bottomEnd = 20.dp)
    Box(
        Modifier.fillMaxWidth().padding(horizontal = 14.dp).height(12.dp).clip(shape)
            .background(Theme.colours.card).border(1.dp, Theme.colours.hairline, shape),
    )
}

@Composable
private fun Buttons(state: DeckState, throwIt: (Boolean) -> Unit, act: (DeckAction) -> Unit) {
    val yes: @Composable (Modifier) -> Unit = { PrimaryButton(words["deck.yes"], { throwIt(true) }, it) }
    val no: @Composable (Modifier) -> Unit = { SecondaryButton(words["deck.no"], { throwIt(false) }, it) }
    val undo: @Composable (Modifier) -> Unit = { modifier ->
        Box(
            modifier.clip(Shape.control).background(Theme.colours.card).border(
                1.dp, Theme.colours.hairline, Shape.control,
            ),
        ) {
            IconButton(
                Icons.undo, words["deck.take_back"], { act(DeckAction.TakeBack) },
                Modifier.defaultMinSize(Space.button, Space.button).align(Alignment.Center), isEnabled = state.after != null,
            )
        }
    }
    if (Theme.isTextLarge) {
        Column(Modifier.padding(bottom = 12.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            yes(Modifier.fillMaxWidth())
            Row(Modifier.height(IntrinsicSize.Min), horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                no(Modifier.weight(1f))
                undo(Modifier.fillMaxHeight())
            }
        }
    } else {
        Row(Modifier.padding(bottom = 14.dp), horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            no(Modifier.widthIn(min = 104.dp))
            undo(Modifier)
            yes(Modifier.weight(1f))
        }
    }
}
