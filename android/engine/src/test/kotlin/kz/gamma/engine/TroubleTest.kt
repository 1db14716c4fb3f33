// Bad luck over a real server: failures, no answer at all, a session that is over, a damaged file, a wrong clock.
package kz.gamma.engine

import java.nio.file.Files
import java.time.Duration
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kz.gamma.engine.world.AIGUL
import kz.gamma.engine.world.BadNetwork
import kz.gamma.engine.world.BadNetwork.Manner
import kz.gamma.engine.world.DANA
import kz.gamma.engine.world.Phone
import kz.gamma.engine.world.inAWorld
import org.junit.jupiter.api.Test

class TroubleTest {
    @Test
    fun `a server that fails is tried again, and the yes happens once`() = inAWorld {
        BadNetwork(server.address).use { network ->
            val phone = creator(AIGUL, network.address)
            network.manner = Manner.FAIL_500
            val deal = phone.yes()
            phone.clock.pass(Duration.ofSeconds(6))
            val report = phone.app.sync()
            assertEquals(SyncEnd.FAILED to "unavailable", report.end to report.failure)
            assertIs<DealStage.Asked>(phone.app.deals().get(deal).stage)
            network.manner = Manner.PASS
            phone.syncUntilAnswered()
            assertIs<DealStage.Agreed>(phone.app.deals().get(deal).stage)
            val swipes = network.commands.filter { it.first == "swipe" }
            assertTrue(swipes.size >= 2 && swipes.all { it.second == deal }, "one id, however often it is tried")
        }
    }

    @Test
    fun `a code that the server can not send now is worth another try`() = inAWorld {
        BadNetwork(server.address).use { network ->
            network.manner = Manner.FAIL_500
            val session = phone(network.address).app.session()
            assertEquals("unavailable", assertFailsWith<AppException.Retry> { session.askForCode(AIGUL.phone) }.code)
        }
    }

    @Test
    fun `a call without an answer can be cancelled, by hand and with its coroutine`() = inAWorld {
        BadNetwork(server.address).use { network ->
            network.manner = Manner.NEVER_ANSWER
            val session = phone(network.address).app.session()
            runBlocking(Dispatchers.Default) {
                val cancel = Cancel()
                val call = async { assertFailsWith<AppException.Cancelled> { session.askForCode(AIGUL.phone, cancel) } }
                delay(100)
                cancel.cancel()
                withTimeout(5_000) { call.await() }
                assertTrue(cancel.isCancelled())
                assertFailsWith<AppException.Cancelled> { session.askForCode(AIGUL.phone, cancel) }

                val other = async { session.askForCode(AIGUL.phone) }
                delay(100)
                other.cancel()
                assertFailsWith<CancellationException> { withTimeout(5_000) { other.await() } }
            }
        }
    }

    @Test
    fun `a session that ends in the middle of a swipe pauses, and the next sign-in goes on`() = inAWorld {
        val phone = creator(AIGUL)
        val other = phone().also { it.signIn(AIGUL) }
        other.app.session().signOutEverywhere()
        assertIs<SessionView.Nobody>(other.app.status().session)
        val deal = phone.yes()
        phone.clock.pass(Duration.ofSeconds(6))
        assertEquals(SyncEnd.SIGNED_OUT, phone.app.sync().end)
        assertIs<SessionView.Paused>(phone.app.status().session)
        assertIs<DealStage.Asked>(phone.app.deals().get(deal).stage, "everything stays readable")
        assertFailsWith<AppException.SignIn> { phone.app.session().devices() }
        phone.signIn(AIGUL)
        phone.syncUntilAnswered()
        assertIs<DealStage.Agreed>(phone.app.deals().get(deal).stage)
    }

    @Test
    fun `another person on the same phone sees and sends nothing of the first`() = inAWorld {
        BadNetwork(server.address).use { network ->
            val phone = creator(AIGUL, network.address)
            phone.app.setOnline(false)
            val deal = phone.yes()
            phone.app.session().signOut()
            assertIs<SessionView.Nobody>(phone.app.status().session)
            assertFailsWith<AppException.SignIn> { phone.app.deals().list() }
            phone.app.setOnline(true)
            phone.signIn(DANA)
            phone.introduce(DANA)
            phone.syncUntilAnswered()
            assertTrue(phone.app.deals().list().isEmpty())
            assertTrue(network.commands.none { it.second == deal })
            phone.app.session().signOut()
            phone.signIn(AIGUL)
            phone.syncUntilAnswered()
            assertIs<DealStage.Agreed>(phone.app.deals().get(deal).stage, "what Aigul asked went out as Aigul's")
        }
    }

    @Test
    fun `a damaged database is kept aside, told, and filled again`() = inAWorld {
        val phone = creator(AIGUL)
        val deals = phone.app.deals().list()
        phone.app.destroy()
        val file = Files.list(phone.folder.resolve("app")).use { files ->
            files.filter { it.fileName.toString().matches(Regex("person-.*\\.db")) }.findFirst().get()
        }
        Files.write(file, ByteArray(8_192) { 7 })
        for (log in listOf("-wal", "-shm")) Files.deleteIfExists(file.resolveSibling("${file.fileName}$log"))
        phone.open()
        val recovery = assertNotNull(phone.app.status().recovery)
        assertEquals("local_store_rebuilt", recovery.code)
        assertTrue(Files.exists(java.nio.file.Path.of(recovery.setAside)))
        phone.app.sync()
        assertEquals(deals, phone.app.deals().list())
        assertTrue(phone.app.deck().show().offers.size >= 50)
        phone.restart()
        assertNull(phone.app.status().recovery, "it is told once")
    }

    @Test
    fun `a clock a day off is measured and harms nothing`() = inAWorld {
        for ((person, days) in listOf(AIGUL to 1L, DANA to -1L)) {
            val phone = phone()
            phone.clock.pass(Duration.ofDays(days))
            phone.signIn(person)
            phone.introduce(person)
            phone.syncUntilAnswered()
            val off = Duration.between(phone.app.status().serverNow, phone.clock.now())
            assertTrue(off.minus(Duration.ofDays(days)).abs() < Duration.ofMinutes(30), "$off")
            val deal = phone.yes()
            val bar = phone.app.deck().show().takeBack.single()
            val left = Duration.between(phone.app.status().serverNow, bar.until)
            assertEquals(Duration.ofSeconds(5), left, "one clock on one screen")
            phone.syncUntilAnswered()
            assertIs<DealStage.Agreed>(phone.app.deals().get(deal).stage)
        }
    }

    private suspend fun Phone.yes(): DealId =
        app.deck().swipeYes(SwipeRequest(app.deck().show().offers.first().campaign, PayoutChoice.AT_ONCE))
}
