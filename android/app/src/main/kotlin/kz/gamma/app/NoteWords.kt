// A note of the engine in the person's words: which channel, which sentence, which page a tap opens.
package kz.gamma.app

import kz.gamma.engine.NoteView
import kz.gamma.engine.NoticeKind
import kz.gamma.engine.NoticeView
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.shown
import kz.gamma.ui.words.Money
import kz.gamma.ui.words.Words

/** What a person can switch off by itself in the system's settings. */
enum class NoteChannel(val id: String, val word: String) {
    Money("money", "channel.money"),
    Deals("deals", "channel.deals"),
    Account("account", "channel.account"),
}

/** A note, ready to be shown. `tag` makes a later note about the same thing take the earlier one's place. */
data class ShownNote(val tag: String, val channel: NoteChannel, val text: String, val route: Route)

/** The deal a note speaks of, so that its title can be looked up. */
val NoteView.deal: String? get() = (this as? NoteView.News)?.notice?.deal

fun NoteView.shown(words: Words, title: String): ShownNote? = when (this) {
    is NoteView.News -> news(notice, words, title)
    is NoteView.Refused -> ShownNote(
        "refused", NoteChannel.Deals,
        words["notice.command_refused", "title" to title, "reason" to words.failure(code)], Route.Inbox,
    )
}

/** A kind that this build has no sentence for stays in the inbox and off the lock screen. */
private fun news(notice: NoticeView, words: Words, title: String): ShownNote? {
    val key = "notice.${notice.kind.name.lowercase()}"
    if (key !in words.keys) return null
    val amount = notice.amount?.shown() ?: Money.zero
    val text = words[key, "title" to title, "amount" to amount, "reason" to ""]
    return ShownNote(notice.payout ?: notice.deal ?: notice.notice, notice.kind.channel(), text, notice.route())
}

private fun NoticeView.route(): Route =
    payout?.let { Route.Payout(it) } ?: deal?.let { Route.Deal(it) } ?: Route.Inbox

private fun NoticeKind.channel(): NoteChannel = when (this) {
    NoticeKind.ADVANCE_REFUSED, NoticeKind.BONUS_EARNED, NoticeKind.PAYOUT_SENT, NoticeKind.PAYOUT_CONFIRMED,
    NoticeKind.PAYOUT_FAILED, NoticeKind.PAYOUT_UNKNOWN, NoticeKind.PAYOUT_RETURNED, NoticeKind.PAYOUTS_HELD,
    NoticeKind.EARNING_AVAILABLE, NoticeKind.INVOICE_ISSUED, NoticeKind.LIMIT_NEAR,
    -> NoteChannel.Money
    NoticeKind.IBAN_CHANGED, NoticeKind.NEW_DEVICE -> NoteChannel.Account
    else -> NoteChannel.Deals
}
