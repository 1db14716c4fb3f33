// Links into the app, both ways: what a notification carries, what a page or another app sends. Odd ones open nothing.
package kz.gamma.app

import android.content.Intent
import android.net.Uri
import java.util.UUID
import kz.gamma.ui.model.Route

/** `gamma://deal/{id}` and its like: one host a place, at most one id. */
object DeepLink {
    const val SCHEME = "gamma"
    private const val TEXT_MOST = 2_000
    private val address = Regex("https://\\S+")

    fun of(route: Route): Uri {
        val place = when (route) {
            is Route.Deal -> "deal/${route.id}"
            is Route.Payout -> "payout/${route.id}"
            Route.Deals -> "deals"
            Route.Money -> "money"
            Route.Inbox -> "inbox"
            Route.Settings -> "settings"
            else -> "offers"
        }
        return Uri.parse("$SCHEME://$place")
    }

    /** Where an intent wants to go; null: nowhere in particular. */
    fun route(intent: Intent): Route? = intent.data?.takeIf { intent.action == Intent.ACTION_VIEW }?.let(::route)

    fun route(link: Uri): Route? {
        if (link.scheme != SCHEME || !link.isHierarchical) return null
        return when (link.host) {
            "deal" -> id(link)?.let { Route.Deal(it) }
            "payout" -> id(link)?.let { Route.Payout(it) }
            "deals" -> Route.Deals
            "money" -> Route.Money
            "inbox" -> Route.Inbox
            "settings" -> Route.Settings
            "offers" -> Route.Offers
            else -> null
        }
    }

    /** The published post that TikTok or Instagram hands over with *Share*: the first address in the text. */
    fun post(intent: Intent): String? {
        if (intent.action != Intent.ACTION_SEND || intent.type != "text/plain") return null
        return intent.getStringExtra(Intent.EXTRA_TEXT)?.take(TEXT_MOST)?.let { address.find(it)?.value }
    }

    /** Ids come from outside: what is no id goes no further than this line. */
    private fun id(link: Uri): String? =
        link.pathSegments.singleOrNull()
            ?.takeIf { runCatching { UUID.fromString(it).toString() == it }.getOrDefault(false) }
}
