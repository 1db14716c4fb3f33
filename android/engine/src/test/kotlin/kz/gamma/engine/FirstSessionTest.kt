// The first session over a real server: from the language to the deck, with every wrong turn.
package kz.gamma.engine

import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import kz.gamma.engine.world.AIGUL
import kz.gamma.engine.world.BioService
import kz.gamma.engine.world.CHILD_IIN
import kz.gamma.engine.world.DANA
import kz.gamma.engine.world.World
import kz.gamma.engine.world.bin
import kz.gamma.engine.world.inAWorld
import kz.gamma.engine.world.person
import org.junit.jupiter.api.Test

class FirstSessionTest {
    @Test
    fun `a creator walks from the language to the deck`() = inAWorld {
        val phone = phone()
        val session = phone.app.session()
        assertEquals(FirstStep.LANGUAGE, session.first().step)
        session.setLanguage("kk")
        assertEquals(FirstStep.SAMPLE_CARD, session.first().step)
        session.finishSample()
        assertEquals(FirstStep.PHONE, session.first().step)
        session.askForCode("8 (701) 000-00-11")
        assertEquals(FirstStep.CODE, session.first().step)
        session.answerCode(server.code(AIGUL.phone))
        assertEquals(FirstStep.FIRST_SYNC, session.first().step)
        phone.app.sync()
        assertEquals(FirstStep.CONSENTS, session.first().step)
        phone.introduce(AIGUL)
        assertEquals(FirstStep.FINISHED, session.first().step, "everything is answered before the server says so")
        phone.syncUntilAnswered()
        assertTrue(phone.app.profile().show().missing.isEmpty())
    }

    @Test
    fun `the sample needs neither account nor network and adds up`() = inAWorld {
        val sample = phone(isOnline = false).app.session().sample("kk")
        for (quote in listOf(sample.quoteAtOnce, sample.quoteWait)) {
            assertTrue(quote.isAtLeast)
            assertEquals(quote.net, quote.gross - quote.advanceFee - quote.withheld - quote.debt)
        }
        assertTrue(sample.quoteAtOnce.net < sample.quoteWait.net)
    }

    @Test
    fun `without a network the number is kept and the code asked for later`() = inAWorld {
        val phone = phone(isOnline = false)
        assertNull(phone.app.session().askForCode(AIGUL.phone))
        phone.app.session().setLanguage("kk")
        val kept = phone.app.session().first()
        assertEquals(FirstStep.CODE to AIGUL.phone, kept.step to kept.phone)
        assertNull(kept.challenge)
        phone.app.setOnline(true)
        phone.app.sync()
        assertNotNull(phone.app.session().first().challenge)
        phone.app.session().answerCode(server.code(AIGUL.phone))
        assertIs<SessionView.SignedIn>(phone.app.status().session)
    }

    @Test
    fun `a wrong number and a wrong code are for the person to mend`() = inAWorld {
        val session = phone().app.session()
        assertEquals("phone_invalid", assertFailsWith<AppException.FixInput> { session.askForCode("+1 555 0100") }.code)
        session.askForCode(AIGUL.phone)
        val wrong = if (server.code(AIGUL.phone) == "000000") "111111" else "000000"
        assertEquals("code_wrong", assertFailsWith<AppException.FixInput> { session.answerCode(wrong) }.code)
        session.answerCode(server.code(AIGUL.phone))
    }

    @Test
    fun `what can not be is told on the phone and never sent`() = inAWorld {
        val phone = phone()
        phone.signIn(AIGUL)
        val profile = phone.app.profile()
        suspend fun codeOf(call: suspend () -> Unit) = assertFailsWith<AppException.FixInput> { call() }.code
        assertEquals("iin_invalid", codeOf { profile.setIdentity(IdentityRequest("Айгүл", "950101300000")) })
        assertEquals("under_age", codeOf { profile.setIdentity(IdentityRequest("Айгүл", CHILD_IIN)) })
        assertEquals("iban_invalid", codeOf { profile.setIban(IbanRequest("KZ00", "Айгүл", null)) })
        assertEquals("bin_invalid", codeOf { phone.app.desk().register(BrandRequest("Алма", "123456789012", true)) })
        assertEquals("invalid_field", codeOf { phone.app.session().setLanguage("de") })
        assertEquals(0, phone.app.status().waiting)
    }

    @Test
    fun `a brand is registered, and whoever may sign for it is invited`() = inAWorld {
        val tablet = phone()
        tablet.app.session().setLanguage("kk")
        tablet.app.session().setRole(Role.BRAND)
        tablet.signIn(DANA)
        val step = suspend { tablet.app.session().first().step }
        assertEquals(FirstStep.COMPANY, step())
        tablet.app.desk().register(BrandRequest("Алма дүкені", bin(7), false))
        assertEquals(FirstStep.CONSENTS, step(), "what was asked counts before the server answers")
        tablet.syncUntilAnswered()
        val brand = tablet.app.desk().show().brands.single()
        val colleague = person("Сейітов Нұрлан", 78)
        val wrong = assertFailsWith<AppException.FixInput> {
            tablet.app.desk().invite(InviteRequest(brand.brand, "+1 555", true))
        }
        assertEquals("phone_invalid", wrong.code)
        tablet.app.desk().invite(InviteRequest(brand.brand, colleague.phone, true))
        tablet.syncUntilAnswered()
        val other = phone().also { it.signIn(colleague) }
        val seen = other.eventually("the brand on the colleague's tablet") {
            other.app.desk().show().brands.singleOrNull()
        }
        assertEquals("Алма дүкені", seen.name)
    }

    @Test
    fun `a handle is proved by the code in its bio`() {
        BioService().use { bios ->
            World(bios.settings).use { world ->
                runBlocking {
                    val phone = world.creator(AIGUL)
                    val profile = phone.app.profile()
                    val code = profile.proofCode(Platform.TIKTOK, "@${AIGUL.handle}")
                    profile.proveHandle(Platform.TIKTOK)
                    phone.syncUntilAnswered()
                    assertFalse(profile.show().handles.single().isProved, "the bio says nothing yet")
                    bios.bio = "Алматы · $code"
                    profile.proveHandle(Platform.TIKTOK)
                    phone.eventually("a proved handle") { profile.show().handles.single().takeIf { it.isProved } }
                }
            }
        }
    }

    @Test
    fun `choices on this device outlive a restart`() = inAWorld {
        val phone = phone()
        phone.app.session().setLanguage("ru")
        phone.app.session().setTheme(Theme.DARK)
        phone.app.session().setRole(Role.BRAND)
        phone.restart()
        val first = phone.app.session().first()
        assertEquals(listOf("ru", Theme.DARK, Role.BRAND), listOf(first.language, first.theme, first.role))
        assertEquals(FirstStep.PHONE, first.step, "a brand sees no sample")
    }

    @Test
    fun `the closed lists come in every language`() = inAWorld {
        val profile = phone().app.profile()
        fun citiesIn(language: String) = profile.choices(language).cities.associate { it.key to it.name }
        val cities = listOf("kk", "ru", "en").map(::citiesIn)
        assertTrue(cities.all { it.keys == cities[0].keys && it.size > 10 })
        assertEquals(listOf("Алматы", "Алматы", "Almaty"), cities.map { it["almaty"] })
    }
}
