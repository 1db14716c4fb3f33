// The script studio: a brief of a few words, and scripts of fifteen seconds that answer it, at once and without an account.
package kz.gamma.ui.screens.studio

import kz.gamma.ui.parts.Head
import java.time.Instant

data class StudioState(
    val brief: String = "",
    val register: Register = Register.Sen,
    val isLabelSaid: Boolean = false,
    val questions: List<Question> = emptyList(),
    val stage: StudioStage = StudioStage.Start,
    val kept: List<KeptRow> = emptyList(),
    val head: Head? = Head(),
    /** The deal whose brief this is; the page then has a way back to it. */
    val dealTitle: String? = null,
    val now: Instant = Instant.EPOCH,
)

/** How the viewer is addressed: words of the script, whatever the app's language. */
enum class Register(val word: String) { Sen("сен"), Siz("сіз") }

/** A chip that asks what would make the scripts richer; open, it has a field. */
data class Question(val text: String, val answer: String = "", val isOpen: Boolean = false)

sealed interface StudioStage {
    data object Start : StudioStage
    data object Writing : StudioStage
    data class Refused(val kk: String, val ru: String) : StudioStage
    data class Written(val scripts: List<Candidate>, val at: Int = 0, val isMoreComing: Boolean = false) : StudioStage
}

data class Candidate(val beats: List<Beat>, val caption: String, val seconds: Int, val isFromModel: Boolean = false)

data class Beat(val fromSecond: Int, val say: String, val show: String, val screen: String, val mustBeShown: Boolean = false)

data class KeptRow(val id: String, val brief: String, val at: Instant)

sealed interface StudioAction {
    data class Brief(val text: String) : StudioAction
    data class Address(val register: Register) : StudioAction
    data class SayLabel(val isSaid: Boolean) : StudioAction
    data class Ask(val question: Int) : StudioAction
    data class Answer(val question: Int, val text: String) : StudioAction
    data object Write : StudioAction
    data class At(val place: Int) : StudioAction
    data class Take(val place: Int) : StudioAction
    data class Open(val id: String) : StudioAction
    data object Inbox : StudioAction
    data object Profile : StudioAction
    data object Back : StudioAction
}
