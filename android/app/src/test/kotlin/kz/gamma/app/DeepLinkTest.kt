// Every page a link can open comes back as it went; what is not ours opens nothing.
package kz.gamma.app

import android.content.Intent
import android.net.Uri
import kz.gamma.ui.model.Route
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

private const val ID = "01900000-0000-7000-8000-000000000001"

@RunWith(RobolectricTestRunner::class)
class DeepLinkTest {
    @Test
    fun a_route_comes_back_from_its_link() {
        val routes = listOf(
            Route.Offers, Route.Deals, Route.Money, Route.Inbox, Route.Settings, Route.Deal(ID), Route.Payout(ID),
        )
        assertEquals(routes, routes.map { DeepLink.route(DeepLink.of(it)) })
    }

    @Test
    fun a_link_that_is_not_ours_opens_nothing() {
        val odd = listOf(
            "https://gamma.kz/deal/$ID", "gamma:deal/$ID", "gamma://deal", "gamma://deal/", "gamma://deal/1", "gamma://deal/$ID/more",
            "gamma://deal/../$ID", "gamma://deal/%00", "gamma://nowhere", "gamma://", "gamma://deal/${ID.uppercase()}x",
            "gamma://payout/" + "9".repeat(10_000), "javascript:alert(1)",
        )
        assertEquals(emptyList<String>(), odd.filter { DeepLink.route(Uri.parse(it)) != null })
    }

    @Test
    fun only_an_intent_to_view_is_followed() {
        val link = DeepLink.of(Route.Deal(ID))
        assertEquals(Route.Deal(ID), DeepLink.route(Intent(Intent.ACTION_VIEW, link)))
        assertNull(DeepLink.route(Intent(Intent.ACTION_MAIN, link)))
        assertNull(DeepLink.route(Intent(Intent.ACTION_VIEW)))
    }

    private fun shared(text: String?, type: String = "text/plain") =
        DeepLink.post(Intent(Intent.ACTION_SEND).setType(type).putExtra(Intent.EXTRA_TEXT, text))

    @Test
    fun a_shared_post_is_the_first_address_in_the_text() {
        assertEquals("https://www.tiktok.com/@aru/video/7", shared("Қараңдар! https://www.tiktok.com/@aru/video/7 #жарнама"))
        assertNull(shared("сілтеме жоқ"))
        assertNull(shared("http://plain.example/1"))
        assertNull(shared(null))
        assertNull(shared("https://www.tiktok.com/@aru/video/7", "image/png"))
        assertNull(shared("я".repeat(100_000) + " https://late.example"))
        assertNull(DeepLink.post(Intent(Intent.ACTION_VIEW).setType("text/plain").putExtra(Intent.EXTRA_TEXT, "https://x.example")))
    }
}
