// The whole loop through the real app: a phone and a tablet side by side over a real server. Only the rail and the network are ours.
package kz.gamma.ui

import androidx.compose.foundation.layout.Row
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.v2.runDesktopComposeUiTest
import androidx.compose.ui.unit.dp
import kz.gamma.engine.world.AIGUL
import kz.gamma.engine.world.BRAND
import kz.gamma.engine.world.Line
import kz.gamma.engine.world.OWNER
import kz.gamma.engine.world.PayoutRail
import kz.gamma.engine.world.Person
import kz.gamma.engine.world.World
import kz.gamma.engine.world.video
import kz.gamma.ui.words.Document
import kz.gamma.ui.words.DocumentKind
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Words
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.security.MessageDigest

@OptIn(ExperimentalTestApi::class)
class WholeLoopTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val words = Words.of(Language.Kk)
    private lateinit var world: World
    private lateinit var line: Line
    private lateinit var rail: PayoutRail

    /** The deal that goes all the way. */
    private lateinit var title: String

    @Test
    fun from_the_first_session_to_money_on_the_account() = PayoutRail().use { rail ->
        Line().use { line ->
            World(rail.settings + ("GAMMA_PUBLIC_URL" to line.address)).use { world ->
                line.leadTo(world.server.address)
                this.world = world
                this.line = line
                this.rail = rail
                val files = folder.root.toPath()
                Device("phone", files, line.address).use { phone ->
                    Device("tablet", files, world.server.address).use { tablet -> play(phone, tablet) }
                }
            }
        }
    }

    private fun play(phone: Device, tablet: Device) = runDesktopComposeUiTest(width = 1_700, height = 900) {
        setContent {
            Row {
                phone.Shown(412.dp, 892.dp, isBrand = false)
                tablet.Shown(1_280.dp, 800.dp, isBrand = true)
            }
        }
        val creator = Hand(this, "phone", words)
        val brand = Hand(this, "tablet", words)
        firstSession(creator)
        swipesOffline(creator)
        draft(creator, phone, 1)
        account(creator)
        signsIn(brand, OWNER)
        consents(brand, "company", DocumentKind.BrandContract)
        asksForAFix(brand, tablet)
        creator.seesText("Шайды жақыннан көрсетіңізші")
        creator.sees("fix.product_not_seen")
        draft(creator, phone, 2)
        clears(brand)
        post(creator)
        approves(brand, tablet)
        money(creator)
    }

    private fun SkikoComposeUiTest.firstSession(creator: Hand) {
        creator.sees("signin.language.title")
        creator.taps("signin.next")
        creator.sees("signin.sample.text")
        creator.sees("deck.sample")
        creator.taps("deck.yes")
        signsIn(creator, AIGUL, isBegun = true)
        consents(creator, "signin", DocumentKind.CreatorContract)
        creator.types("signin.handle.label", "@${AIGUL.handle}")
        creator.types("signin.handle.followers", "4200")
        creator.taps("signin.next")
        creator.sees("signin.handle.code")
        creator.taps("signin.handle.later")
        creator.types("signin.city.name", AIGUL.name)
        creator.tapsText(words.capitalised("niche.food"))
        creator.taps("city.almaty")
        creator.taps("signin.city.button")
        creator.seesText(BRAND)
        creator.sees("deck.yes")
    }

    private fun Words.capitalised(key: String) = this[key].replaceFirstChar(Char::uppercase)

    private fun signsIn(hand: Hand, person: Person, isBegun: Boolean = false) {
        if (!isBegun) {
            hand.sees("signin.language.title")
            hand.taps("signin.next")
        }
        hand.types("signin.phone.label", person.phone.removePrefix("+7"))
        hand.taps("signin.phone.button")
        hand.types("signin.code.label", world.server.code(person.phone))
        hand.taps("signin.code.button")
    }

    /** Reads the whole text first; what leaves the device is the hash of exactly that text. */
    private fun consents(hand: Hand, prefix: String, contract: DocumentKind) {
        val said = words["$prefix.consents.contract"]
        hand.tapsLabel("${words["signin.consents.read"]}: $said")
        val text = Document.of(contract, Language.Kk)
        text.paragraphs.forEach(hand::seesText)
        hand.taps("text.done")
        hand.tapsNear(said)
        hand.tapsNear(words["$prefix.consents.data"])
        hand.taps("signin.next")
    }

    private fun SkikoComposeUiTest.swipesOffline(creator: Hand) {
        line.cut()
        creator.seesText("Интернет жоқ")
        val first = titleOf(creator)
        creator.throwsRight(first)
        creator.taps("yes.terms.button")
        creator.sees("yes.missing.title")
        creator.taps("yes.missing.button")
        creator.types("yes.identity.name", AIGUL.name)
        creator.types("yes.identity.iin", AIGUL.iin)
        creator.taps("yes.missing.button")
        repeat(QUESTIONS) { creator.taps("yes.tax.no") }
        creator.taps("yes.tax.done.button")
        creator.sees("yes.done.offline")
        creator.taps("yes.done.button")
        creator.sees("deal.unsent.title")
        creator.tapsLabel(words["top.back"])
        val second = titleOf(creator)
        creator.throwsRight(second)
        creator.seesNoTitle(second)
        val third = titleOf(creator)
        creator.throwsRight(third)
        creator.seesNoTitle(third)
        creator.taps("deck.take_back")
        creator.seesTitle(third)
        creator.taps("tab.deals")
        creator.seesTitle(second)
        creator.seesNoTitle(third)
        line.mend()
        creator.sees("deals.yours")
        creator.sees("deal.draft_due.title")
        creator.seesTitle(first)
        creator.tapsText(first)
        title = first
    }

    /** The card on top says one of the market's titles. */
    private fun titleOf(creator: Hand): String {
        creator.sees("deck.yes")
        val title = Regex("Шай [0-9]+")
        return creator.read().firstNotNullOf { title.find(it)?.value }
    }

    private fun draft(creator: Hand, phone: Device, seed: Int) {
        phone.video = video(folder.root.toPath(), seed).toString()
        if (seed == 1) {
            creator.taps("deal.draft_due.button")
        } else {
            assertTrue("the fix request is on the screen", creator.isSeen("draft.fix.title"))
        }
        creator.taps("draft.choose.button")
        creator.types("draft.note", "Міне, нобай")
        creator.taps("draft.ready.button")
        creator.sees("draft.sent.title")
    }

    private fun account(creator: Hand) {
        creator.taps("money.iban.missing")
        creator.types("iban.label", AIGUL.iban)
        creator.sees("iban.bank", "bank" to "Kaspi")
        creator.types("iban.holder", AIGUL.name)
        creator.taps("iban.button")
        creator.sees("iban.saved.title")
        creator.taps("iban.done")
        creator.sees("draft.sent.title")
    }

    private fun asksForAFix(brand: Hand, tablet: Device) {
        brand.tapsNear(AIGUL.name)
        brand.seesText("Міне, нобай")
        brand.sees("desk.price.commission")
        brand.tapsLabel(words["desk.video.play"])
        brand.until("a video in the system's player") { tablet.opened.any { it.startsWith("${line.address}/m/") } }
        brand.taps("desk.fix", "n" to 1, "all" to 2)
        brand.taps("fix.product_not_seen")
        brand.types("desk.fix.note", "Шайды жақыннан көрсетіңізші")
        brand.taps("desk.fix.send")
        brand.sees("desk.review.empty")
    }

    private fun clears(brand: Hand) {
        brand.tapsNear(AIGUL.name)
        brand.taps("desk.clear")
        brand.sees("desk.review.empty")
    }

    private fun post(creator: Hand) {
        creator.tapsLabel(words["top.back"])
        creator.taps("deal.cleared.button")
        creator.types("post.form.label", "https://www.tiktok.com/@${AIGUL.handle}/video/7000000000000000001")
        creator.taps("post.form.button")
        creator.sees("post.sent.title")
        creator.taps("post.done")
    }

    private fun approves(brand: Hand, tablet: Device) {
        brand.tapsNear(AIGUL.name)
        brand.taps("desk.post.open")
        brand.until("the post outside") { tablet.opened.last().startsWith("https://www.tiktok.com/") }
        brand.taps("desk.post.ok")
        brand.sees("desk.review.empty")
    }

    private fun money(creator: Hand) {
        creator.sees("deal.approved.title")
        creator.tapsLabel(words["top.back"])
        creator.taps("tab.money")
        creator.tapsNear(title)
        creator.sees("payout.step.sent")
        creator.sees("payout.state.sent")
        val before = quietHints()
        val paid = rail.payAll(world.server.address).single()
        creator.sees("payout.state.confirmed")
        assertEquals("one word of the server's, and the screen knew", 1, line.hints - before)
        val shown = creator.read().joinToString(" ").filter { it.isDigit() || it == ',' }
        assertTrue("$paid is on the screen", paid.substringBefore('.') in shown)
        for (kind in listOf(DocumentKind.CreatorContract, DocumentKind.PersonalData)) {
            assertTrue("$kind was signed as it was shown", line.carried(hash(Document.of(kind, Language.Kk).whole)))
        }
        assertFalse("nothing else was signed", line.carried(hash("")))
        assertEquals("money left once", 1, rail.asked)
    }

    /** Everything that was on its way has arrived. */
    private fun quietHints(): Int {
        var seen = line.hints
        var quietSince = System.nanoTime()
        while (System.nanoTime() - quietSince < QUIET_NANOS) {
            Thread.sleep(20)
            if (line.hints != seen) {
                seen = line.hints
                quietSince = System.nanoTime()
            }
        }
        return seen
    }

    private fun hash(text: String): String =
        MessageDigest.getInstance("SHA-256").digest(text.toByteArray()).joinToString("") { "%02x".format(it) }

    private companion object {
        const val QUESTIONS = 4
        const val QUIET_NANOS = 1_500_000_000L
    }
}
