// The published video's link: sent once, checked, and if need be mended.
package kz.gamma.ui.screens.post

import kz.gamma.ui.parts.Platform
import java.time.Instant

data class PostState(
    val platform: Platform,
    val handle: String,
    val sponsor: String,
    val now: Instant,
    val stage: PostStage,
    val isCopied: Boolean = false,
)

sealed interface PostStage {
    data class Form(val url: String = "", val isWrong: Boolean = false) : PostStage
    data class Sent(val until: Instant) : PostStage
    data object Offline : PostStage

    /** `problem` as the server names it, such as `label_missing`. */
    data class Returned(val problem: String, val note: String, val url: String = "") : PostStage
}

sealed interface PostAction {
    data object Back : PostAction
    data object Send : PostAction
    data object Copy : PostAction
    data class Url(val text: String) : PostAction
}
