// The brand's review: a queue, the video at its own shape, what was asked, what it costs, and two answers.
package kz.gamma.ui.screens.review

import kz.gamma.ui.motif.Picture
import kz.gamma.ui.words.Money
import java.time.Instant
import java.time.LocalDate

data class ReviewState(
    val now: Instant,
    val queue: List<ReviewRow> = emptyList(),
    val open: ReviewItem? = null,
    val fixForm: FixForm? = null,
    val returnForm: ReturnForm? = null,
    val refuseForm: RefuseForm? = null,
    val isOffline: Boolean = false,
    /** Whose draft was just cleared: said once, quietly. */
    val justCleared: String? = null,
)

/** `until` is null when the time is over and an operator looks too. */
data class ReviewRow(
    val id: String, val creator: String, val campaign: String, val until: Instant?, val isPost: Boolean = false,
)

data class ReviewItem(
    val id: String,
    val creator: String,
    val campaign: String,
    val brief: List<String>,
    val note: String,
    val fee: Money,
    /** Commission and the whole, where the desk knows them. */
    val commission: Money?,
    val total: Money?,
    val dueOn: LocalDate,
    val round: Int,
    val rounds: Int,
    /** Its first picture, where the device has one; else a cover says what it is. */
    val video: Picture? = null,
    /** Without a network there is nothing to open. */
    val canPlay: Boolean = true,
    val lengthSeconds: Int,
    val post: PostToCheck? = null,
)

data class PostToCheck(val url: String, val until: Instant)

/** What is wrong with a post, in one word of the server's and perhaps in the brand's own. */
data class ReturnForm(val problem: String? = null, val note: String = "")

/** Why the last draft is refused; an operator reads it. */
data class RefuseForm(val reason: String = "")

data class FixForm(val kinds: Set<String> = emptySet(), val atSecond: Int? = null, val note: String = "")

/** As the server names them; `fix.<kind>` is the word. */
val fixKinds = listOf("label_missing", "product_not_seen", "name_wrong", "sound_bad", "picture_bad", "claim_unproved", "brief_missed", "other")

/** As the server names them; `problem.<word>` is the sentence. */
val postProblems = listOf("label_missing", "other_video", "other_handle", "not_reachable")

sealed interface ReviewAction {
    data class Open(val id: String) : ReviewAction
    data object Close : ReviewAction
    data object Clear : ReviewAction
    data object StartFix : ReviewAction
    data class PickFix(val kind: String) : ReviewAction
    data class MarkTime(val second: Int?) : ReviewAction
    data class Note(val text: String) : ReviewAction
    data object SendFix : ReviewAction
    data object Refuse : ReviewAction
    data object Play : ReviewAction
    data object OpenPost : ReviewAction
    data object Pass : ReviewAction
    data object StartReturn : ReviewAction
    data class PickProblem(val problem: String) : ReviewAction
    data object ReturnPost : ReviewAction
    data object StartRefuse : ReviewAction
    data object CancelForm : ReviewAction
}
