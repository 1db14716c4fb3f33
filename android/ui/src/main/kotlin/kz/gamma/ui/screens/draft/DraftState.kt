// Sending a video: choose, send in parts, resume after anything, and send again after a fix.
package kz.gamma.ui.screens.draft

import java.time.Instant

data class DraftState(
    val dealTitle: String,
    val seconds: Int,
    val brief: List<String>,
    val stage: DraftStage,
    val now: Instant,
    val note: String = "",
    val fixes: List<FixRow> = emptyList(),
    val isLastFix: Boolean = false,
)

data class Video(val lengthSeconds: Int, val megabytes: Int)

sealed interface DraftStage {
    data object Choose : DraftStage
    data class Ready(val video: Video) : DraftStage
    data class Uploading(val video: Video, val sentMegabytes: Int) : DraftStage
    data class Paused(val video: Video, val sentMegabytes: Int) : DraftStage
    data class Offline(val video: Video, val sentMegabytes: Int) : DraftStage
    /** `until` is null when the brand's time is over; the first draft is when the account is asked for. */
    data class Sent(val until: Instant?, val needsAccount: Boolean = false) : DraftStage
    data object Cleared : DraftStage
    data class Refused(val video: Video, val why: RefusedFile) : DraftStage
    data class DiskFull(val megabytes: Int) : DraftStage
}

enum class RefusedFile(val key: String) {
    TooLarge("draft.refused.too_large"),
    NotVideo("draft.refused.not_video"),
    TooLong("draft.refused.too_long"),
}

/** `kind` as the server names it, such as `sound_bad`. */
data class FixRow(val kind: String, val atSecond: Int?, val note: String)

sealed interface DraftAction {
    data object Back : DraftAction
    data object Choose : DraftAction
    data object Film : DraftAction
    data object Send : DraftAction
    data object Pause : DraftAction
    data object Resume : DraftAction
    data object AddAccount : DraftAction
    data class Note(val text: String) : DraftAction
}
