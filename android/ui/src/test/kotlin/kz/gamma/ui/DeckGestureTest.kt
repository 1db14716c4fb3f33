// What a finger, a key and a screen reader can do to the top card, and what they cannot do by accident.
package kz.gamma.ui

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.size
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.pressKey
import androidx.compose.ui.test.requestFocus
import androidx.compose.ui.test.swipe
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import androidx.compose.ui.unit.dp
import kz.gamma.ui.desktop.onest
import kz.gamma.ui.parts.PayoutChoice
import kz.gamma.ui.screens.deck.After
import kz.gamma.ui.screens.deck.DeckAction
import kz.gamma.ui.screens.deck.DeckSamples
import kz.gamma.ui.screens.deck.DeckScreen
import kz.gamma.ui.screens.deck.DeckState
import kz.gamma.ui.screens.deck.NoReason
import kz.gamma.ui.theme.GammaTheme
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Words
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

@OptIn(ExperimentalTestApi::class)
class DeckGestureTest {
    private val words = Words.of(Language.Kk)
    private val deck = DeckSamples.all.first().state
    private val yes = DeckAction.Yes("lipstick", PayoutChoice.AtOnce)
    private val no = DeckAction.No("lipstick")

    private fun deck(state: DeckState = deck, act: SkikoComposeUiTest.(MutableList<DeckAction>) -> Unit) =
        runDesktopComposeUiTest(width = 412, height = 892) {
            val done = mutableListOf<DeckAction>()
            setContent {
                GammaTheme(Language.Kk, onest) { Box(Modifier.size(412.dp, 892.dp)) { DeckScreen(state) { done += it } } }
            }
            act(done)
        }

    private fun SkikoComposeUiTest.drag(from: Offset, to: Offset, milliseconds: Long) {
        onRoot().performTouchInput { swipe(from, to, milliseconds) }
        waitForIdle()
    }

    @Test
    fun a_throw_to_the_right_agrees() = deck { done ->
        drag(Offset(150f, 500f), Offset(390f, 510f), 120)
        assertEquals(listOf(yes), done)
    }

    @Test
    fun a_throw_to_the_left_declines() = deck { done ->
        drag(Offset(300f, 500f), Offset(40f, 480f), 120)
        assertEquals(listOf(no), done)
    }

    @Test
    fun a_slow_short_pull_springs_back() = deck { done ->
        drag(Offset(150f, 500f), Offset(230f, 500f), 900)
        assertEquals(emptyList<DeckAction>(), done)
    }

    @Test
    fun a_slanted_stroke_is_a_scroll_and_no_answer() = deck { done ->
        drag(Offset(150f, 600f), Offset(330f, 350f), 120)
        assertEquals(emptyList<DeckAction>(), done)
    }

    @Test
    fun the_buttons_do_what_the_gestures_do() = deck { done ->
        onNodeWithText(words["deck.yes"]).performClick()
        waitForIdle()
        onNodeWithText(words["deck.no"]).performClick()
        waitForIdle()
        assertEquals(listOf(yes, no), done)
    }

    @Test
    fun a_tap_turns_the_card() = deck { done ->
        onNodeWithText("Sulu Cosmetics", substring = true).performClick()
        assertEquals(listOf<DeckAction>(DeckAction.Flip), done)
    }

    @Test
    fun the_keys_do_what_the_gestures_do() = deck(deck.copy(after = After.Agreed(4_000, false))) { done ->
        val card = onNodeWithText("Sulu Cosmetics", substring = true)
        card.requestFocus()
        for (key in listOf(Key.DirectionRight, Key.DirectionLeft, Key.DirectionUp, Key.Backspace)) {
            card.performKeyInput { pressKey(key) }
            waitForIdle()
        }
        assertEquals(listOf(yes, no, DeckAction.Flip, DeckAction.TakeBack), done)
    }

    @Test
    fun a_screen_reader_is_offered_every_answer() = deck { done ->
        val card = onNodeWithText("Sulu Cosmetics", substring = true).fetchSemanticsNode()
        val actions = checkNotNull(card.config.getOrNull(SemanticsActions.CustomActions))
        assertEquals(listOf(words["deck.yes"], words["deck.no"], words["deck.flip"]), actions.map { it.label })
        actions.take(2).forEach { action ->
            action.action()
            waitForIdle()
        }
        assertEquals(listOf(yes, no), done)
    }

    @Test
    fun an_answer_can_be_taken_back_from_the_bar() = deck(deck.copy(after = After.Agreed(5_000, true))) { done ->
        onNodeWithText(words["deck.take_back"]).performClick()
        onNodeWithContentDescription(words["deck.take_back"]).performClick()
        assertEquals(listOf<DeckAction>(DeckAction.TakeBack, DeckAction.TakeBack), done)
    }

    @Test
    fun a_no_may_say_why() = deck(deck.copy(after = After.Declined)) { done ->
        onNodeWithText(words["no.fee_too_low"]).performClick()
        assertTrue(DeckAction.Why(NoReason.FeeTooLow) in done)
    }
}
