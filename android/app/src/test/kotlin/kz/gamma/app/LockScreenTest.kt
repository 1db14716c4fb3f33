// Notes outside the app: the channels in the person's words, the page a tap opens, and when nothing is shown.
package kz.gamma.app

import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import java.time.Instant
import kz.gamma.engine.CommandKind
import kz.gamma.engine.Money
import kz.gamma.engine.NoteView
import kz.gamma.engine.NoticeKind
import kz.gamma.engine.NoticeView
import kz.gamma.ui.model.Route
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Words
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

private const val DEAL = "01900000-0000-7000-8000-000000000001"
private const val PAYOUT = "01900000-0000-7000-8000-000000000002"
private const val NOTICE = "01900000-0000-7000-8000-000000000003"

@RunWith(RobolectricTestRunner::class)
class LockScreenTest {
    private val phone: Application = RuntimeEnvironment.getApplication()
    private val system = phone.service<NotificationManager>()
    private val lockScreen = LockScreen(phone)
    private val words = Words.of(Language.Kk)

    private fun news(kind: NoticeKind, deal: String? = null, payout: String? = null) =
        NoteView.News(NoticeView(NOTICE, kind, deal, payout, Money(930_000), null, Instant.EPOCH, false))

    private fun shown(): List<Notification> = shadowOf(system).allNotifications

    @Before
    fun allow() {
        shadowOf(phone).grantPermissions(POST_NOTIFICATIONS)
        lockScreen.name(words)
    }

    @Test
    fun channels_carry_the_words_of_the_language_and_are_renamed_with_it() {
        val channel = { system.getNotificationChannel("money").name.toString() }
        assertEquals("Ақша", channel())
        lockScreen.name(Words.of(Language.Ru))
        assertEquals("Деньги", channel())
        assertEquals(3, system.notificationChannels.size)
    }

    @Test
    fun a_paid_creator_reads_the_sum_and_a_tap_opens_the_payout() {
        lockScreen.show(news(NoticeKind.PAYOUT_CONFIRMED, payout = PAYOUT).shown(words, "")!!)
        val note = shown().single()
        assertEquals("9\u00A0300\u00A0₸ шотыңа түсті.", note.extras.getCharSequence(Notification.EXTRA_TEXT).toString())
        assertEquals("money", note.channelId)
        assertEquals(Notification.VISIBILITY_PRIVATE, note.visibility)
        val tap = shadowOf(note.contentIntent)
        assertTrue("nobody else may fill it in", tap.isImmutable)
        assertEquals(MainActivity::class.java.name, tap.savedIntent.component!!.className)
        assertEquals(Route.Payout(PAYOUT), DeepLink.route(tap.savedIntent))
    }

    @Test
    fun two_notes_of_two_deals_open_each_its_own() {
        val other = NOTICE
        lockScreen.show(news(NoticeKind.DRAFT_CLEARED, deal = DEAL).shown(words, "ерін далабы 37")!!)
        lockScreen.show(news(NoticeKind.FIX_ASKED, deal = other).shown(words, "бет кремі 35")!!)
        val targets = shown().map { DeepLink.route(shadowOf(it.contentIntent).savedIntent) }.toSet()
        assertEquals(setOf<Route?>(Route.Deal(DEAL), Route.Deal(other)), targets)
        lockScreen.show(news(NoticeKind.APPROVED, deal = DEAL).shown(words, "ерін далабы 37")!!)
        assertEquals("a later note about a deal takes the earlier one's place", 2, shown().size)
    }

    @Test
    fun a_refusal_says_why_and_opens_the_inbox() {
        val note = NoteView.Refused(CommandKind.SUBMIT_POST, "deadline_passed").shown(words, "")!!
        assertEquals(Route.Inbox, note.route)
        assertTrue(note.text, "Уақыты өтіп кетіпті" in note.text)
    }

    @Test
    fun every_kind_of_notice_has_a_sentence_or_stays_inside() {
        val silent = NoticeKind.entries.filter { news(it, DEAL).shown(words, "ерін далабы 37") == null }
        val toBrands = setOf(
            NoticeKind.DRAFT_ARRIVED, NoticeKind.POST_ARRIVED, NoticeKind.INVOICE_ISSUED, NoticeKind.LIMIT_NEAR,
        )
        assertEquals("a creator's own notices", emptySet<NoticeKind>(), silent.toSet() - toBrands)
        val shown = NoticeKind.entries.mapNotNull { news(it, DEAL).shown(words, "t")?.text }
        assertEquals("no hole is left", emptyList<String>(), shown.filter { '{' in it })
    }

    @Test
    fun nothing_is_shown_to_who_looks_already_or_said_no() {
        val note = news(NoticeKind.APPROVED, deal = DEAL).shown(words, "ерін далабы 37")!!
        lockScreen.isWatched = true
        lockScreen.show(note)
        lockScreen.isWatched = false
        shadowOf(phone).denyPermissions(POST_NOTIFICATIONS)
        lockScreen.show(note)
        assertEquals(0, shown().size)
        shadowOf(phone).grantPermissions(POST_NOTIFICATIONS)
        lockScreen.show(note)
        assertNotNull(shown().single())
        lockScreen.clear()
        assertEquals(0, shown().size)
    }
}
