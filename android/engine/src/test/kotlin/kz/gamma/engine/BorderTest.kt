/** The border itself: wrong ids, strange texts, ports that fail, objects that are let go of, many callers at once. */
package kz.gamma.engine

import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kz.gamma.engine.world.AIGUL
import kz.gamma.engine.world.inAWorld
import org.junit.jupiter.api.Test

class BorderTest {
    @Test
    fun `a text that is no id comes back as a mistake of the input`() = inAWorld {
        val app = phone().app
        for (text in listOf("", "not-an-id", "ә".repeat(10_000), "\u0000", "💃")) {
            assertEquals("malformed", assertFailsWith<AppException.FixInput> { app.deals().get(text) }.code)
            assertFailsWith<AppException.FixInput> { app.deck().swipeYes(SwipeRequest(text, PayoutChoice.WAIT)) }
            assertFailsWith<AppException.FixInput> { app.inbox().markRead(listOf(text)) }
        }
        val nobody = "01890a5d-ac96-774b-bcce-b302099a8057"
        assertEquals("sign_in_needed", assertFailsWith<AppException.SignIn> { app.deals().get(nobody) }.code)
    }

    @Test
    fun `long, right-to-left and pictured texts cross whole, and what the server refuses can be mended`() = inAWorld {
        val phone = creator(AIGUL)
        val profile = phone.app.profile()
        fun named(name: String) = ProfileRequest(name, "almaty", listOf("food"), listOf("kk"), "kk")
        val strange = "עברית 👩🏽‍🎤 Әңғұқ"
        profile.setProfile(named(strange))
        phone.syncUntilAnswered()
        assertEquals(strange, profile.show().displayName)

        val long = "ұзақ ".repeat(2_000)
        profile.setProfile(named(long))
        phone.syncUntilAnswered()
        val refused = phone.app.inbox().show().refused.single()
        val edited = assertNotNull(refused.edited as? EditedRequest.Profile).request
        assertEquals(long, edited.displayName, "not a letter is lost")
        assertEquals(CommandKind.SET_PROFILE, refused.kind)
        assertEquals(strange, profile.show().displayName, "the refused one is not shown as done")

        phone.app.inbox().sendAgain(refused.command, EditedRequest.Profile(edited.copy(displayName = "Айгүл С.")))
        phone.syncUntilAnswered()
        assertTrue(phone.app.inbox().show().refused.isEmpty())
        assertEquals("Айгүл С.", profile.show().displayName)
    }

    @Test
    fun `numbers out of their range are refused by name`() = inAWorld {
        val phone = phone()
        phone.signIn(AIGUL)
        val terms = phone.app.desk().templates("kk", "Алма").first().terms
        val targets = TargetsView(emptyList(), emptyList(), emptyList(), null, null, null)
        val brand = "01890a5d-ac96-774b-bcce-b302099a8057"
        fun plan(terms: TermsView, slots: Int = 5, budget: Long = 100_000_00) =
            CampaignRequest(brand, "Шай", terms, targets, slots, Money(budget), phone.clock.now(), null)
        val wrong = mapOf(
            "deliverable.seconds" to plan(terms.copy(seconds = -1)),
            "deadlines.draft_days" to plan(terms.copy(draftDays = Int.MAX_VALUE)),
            "fixed_fee" to plan(terms.copy(fixedFee = Money(Long.MIN_VALUE))),
            "slots" to plan(terms, slots = -5),
            "budget" to plan(terms, budget = Long.MAX_VALUE),
        )
        for ((field, plan) in wrong) {
            assertEquals(field, assertFailsWith<AppException.FixInput> { phone.app.desk().createCampaign(plan) }.field)
        }
    }

    @Test
    fun `a keychain that fails is an error, not a crash`() = inAWorld {
        val phone = phone()
        phone.secrets = object : SecretStore {
            override fun find(name: String): ByteArray? = throw PortException.Failed()
            override fun keep(name: String, secret: ByteArray) = error("a bug of the shell")
            override fun forget(name: String) = throw PortException.Failed()
        }
        phone.app.destroy()
        assertEquals("secret_store", assertFailsWith<AppException.Retry> { phone.open() }.code)
        phone.secrets = MemorySecrets()
        phone.open()
    }

    @Test
    fun `what was let go of says so, and the files open again`() = inAWorld {
        val phone = creator(AIGUL)
        val deck = phone.app.deck()
        val before = deck.show()
        val subscription = phone.app.watch(object : ChangeListener {
            override fun changed(subjects: List<Subject>) = Unit
        })
        phone.app.start()
        phone.app.start()
        phone.app.stop()
        deck.destroy()
        deck.destroy()
        assertFailsWith<IllegalStateException> { deck.show() }
        phone.app.destroy()
        subscription.cancel()
        subscription.destroy()
        assertFailsWith<IllegalStateException> { phone.app.status() }
        phone.open()
        assertEquals(before.offers, phone.app.deck().show().offers)
    }

    @Test
    fun `an app let go of while it syncs ends quietly`() = inAWorld {
        val phone = creator(AIGUL)
        repeat(5) {
            phone.app.start()
            phone.restart()
        }
        assertTrue(phone.app.deck().show().offers.isNotEmpty())
    }

    @Test
    fun `many callers at once each get a whole view`() = inAWorld {
        val phone = creator(AIGUL)
        val size = phone.app.deck().show().offers.size
        runBlocking(Dispatchers.IO) {
            val syncs = (1..16).map { async { phone.app.sync() } }
            val views = (1..64).map { async { phone.app.deck().show().offers.size } }
            assertTrue(views.awaitAll().all { it == size })
            assertTrue(syncs.awaitAll().all { it.failure == null })
        }
    }

    private class MemorySecrets : SecretStore {
        private val kept = java.util.concurrent.ConcurrentHashMap<String, ByteArray>()

        override fun find(name: String): ByteArray? = kept[name]

        override fun keep(name: String, secret: ByteArray) {
            kept[name] = secret
        }

        override fun forget(name: String) {
            kept.remove(name)
        }
    }
}
