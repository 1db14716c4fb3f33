// The deck over a real server: one call a screen, swipes without a network, the bar's undo, and listeners.
package kz.gamma.engine

import java.time.Duration
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit.SECONDS
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.runBlocking
import kz.gamma.engine.world.AIGUL
import kz.gamma.engine.world.counted
import kz.gamma.engine.world.inAWorld
import org.junit.jupiter.api.Test

class DeckTest {
    @Test
    fun `a deck of fifty offers crosses the border in at most two calls`() = inAWorld {
        val phone = creator(AIGUL)
        val calls = mutableListOf<String>()
        val app = counted<AppInterface>(phone.app, calls)
        val deck = counted<DeckInterface>(phone.app.deck(), calls)
        val (offers, status) = deck.show().offers to app.status()
        assertTrue(offers.size >= 50, "${offers.size} offers")
        assertTrue(status.isOnline)
        assertEquals(listOf("show", "status"), calls)
        // Everything a card and its flip side show is there already.
        assertTrue(offers.all { it.terms.briefPoints.isNotEmpty() && it.quoteAtOnce.net.isPositive })
    }

    @Test
    fun `three yeses offline, one taken back, two deals when the network returns`() = inAWorld {
        val phone = creator(AIGUL)
        val deck = phone.app.deck()
        phone.app.setOnline(false)
        val cards = deck.show().offers.take(3)
        assertFalse(cards[0].isTermsSeen)
        val deals = cards.map { deck.swipeYes(SwipeRequest(it.campaign, PayoutChoice.AT_ONCE)) }
        phone.clock.pass(Duration.ofMinutes(10))
        val shown = deck.show()
        assertEquals(3, shown.takeBack.size, "without a network the bar stays")
        assertTrue(shown.offers.none { it.campaign in cards.map(OfferView::campaign) })
        assertEquals(TakenBack.DELETED, deck.takeBack(deals[1]))
        assertTrue(deck.show().offers.single { it.campaign == cards[1].campaign }.isTermsSeen)
        assertEquals(2, phone.app.status().waiting)
        val asked = phone.app.deals().get(deals[0])
        assertIs<DealStage.Asked>(asked.stage)
        assertEquals(NextAction.WAIT_FOR_ANSWER, asked.next)

        phone.app.setOnline(true)
        phone.syncUntilAnswered()
        val agreed = phone.app.deals().list()
        assertEquals(setOf(deals[0], deals[2]), agreed.map(DealView::deal).toSet())
        assertTrue(agreed.all { it.stage is DealStage.Agreed && it.next == NextAction.SEND_DRAFT })
        assertEquals(cards[0].quoteAtOnce.net, agreed.single { it.deal == deals[0] }.quote.net, "to the tiyn")
    }

    @Test
    fun `a yes stays for five seconds and then leaves`() = inAWorld {
        val phone = creator(AIGUL)
        val card = phone.app.deck().show().offers.first()
        val deal = phone.app.deck().swipeYes(SwipeRequest(card.campaign, PayoutChoice.WAIT))
        phone.clock.pass(Duration.ofSeconds(4))
        phone.app.sync()
        assertEquals(listOf(deal), phone.app.deck().show().takeBack.map(TakeBackView::deal))
        phone.clock.pass(Duration.ofSeconds(2))
        phone.app.sync()
        assertTrue(phone.app.deck().show().takeBack.isEmpty())
        assertIs<DealStage.Agreed>(phone.app.deals().get(deal).stage)
        assertEquals(TakenBack.ASKED, phone.app.deck().takeBack(deal), "now it is the server's to undo")
    }

    @Test
    fun `a no can be undone and says why`() = inAWorld {
        val phone = creator(AIGUL)
        val deck = phone.app.deck()
        val card = deck.show().offers.first()
        val swipe = deck.swipeNo(card.campaign, NoReason.FEE_TOO_LOW)
        assertTrue(deck.show().offers.none { it.campaign == card.campaign })
        deck.undoNo(swipe)
        assertTrue(deck.show().offers.any { it.campaign == card.campaign })
    }

    @Test
    fun `the same card twice is one yes`() = inAWorld {
        val phone = creator(AIGUL)
        val yes = SwipeRequest(phone.app.deck().show().offers.first().campaign, PayoutChoice.WAIT)
        phone.app.deck().swipeYes(yes)
        assertEquals("already_asked", assertFailsWith<AppException.Wait> { phone.app.deck().swipeYes(yes) }.code)
    }

    @Test
    fun `a listener hears what changed, and nothing after it was cancelled`() = inAWorld {
        val phone = creator(AIGUL)
        val heard = LinkedBlockingQueue<List<Subject>>()
        val subscription = phone.app.watch(object : ChangeListener {
            override fun changed(subjects: List<Subject>) {
                heard.add(subjects)
            }
        })
        phone.app.deck().swipeNo(phone.app.deck().show().offers.first().campaign, null)
        heard.waitFor(Subject.DECK)
        subscription.cancel()
        subscription.cancel()
        val other = LinkedBlockingQueue<List<Subject>>()
        val later = phone.app.watch(object : ChangeListener {
            override fun changed(subjects: List<Subject>) {
                other.add(subjects)
            }
        })
        heard.clear()
        phone.app.deck().swipeNo(phone.app.deck().show().offers.first().campaign, null)
        other.waitFor(Subject.DECK)
        assertTrue(heard.isEmpty())
        later.cancel()
    }

    @Test
    fun `a listener that throws harms nobody`() = inAWorld {
        val phone = creator(AIGUL)
        val broken = phone.app.watch(object : ChangeListener {
            override fun changed(subjects: List<Subject>) = error("a bug of the shell")
        })
        val heard = LinkedBlockingQueue<List<Subject>>()
        val sound = phone.app.watch(object : ChangeListener {
            override fun changed(subjects: List<Subject>) {
                heard.add(subjects)
            }
        })
        repeat(2) {
            phone.app.deck().swipeNo(phone.app.deck().show().offers.first().campaign, null)
            heard.waitFor(Subject.DECK)
        }
        broken.cancel()
        sound.cancel()
    }

    @Test
    fun `a view is loaded at once and again after a change`() = inAWorld {
        val phone = creator(AIGUL)
        val deck = phone.app.deck()
        val all = deck.show().offers.size
        runBlocking {
            val views = phone.app.view(Subject.DECK) { deck.show().offers.size }
            val seen = mutableListOf<Int>()
            views.take(2).collect { size ->
                seen += size
                if (seen.size == 1) deck.swipeNo(deck.show().offers.first().campaign, null)
            }
            assertEquals(listOf(all, all - 1), seen)
        }
    }

    /** What came before is of no interest. */
    private fun LinkedBlockingQueue<List<Subject>>.waitFor(subject: Subject) {
        while (subject !in assertNotNull(poll(10, SECONDS), "nothing was told of $subject")) continue
    }
}
