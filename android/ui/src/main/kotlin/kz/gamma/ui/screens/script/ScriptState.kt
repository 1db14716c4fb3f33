// One script in its creator's hands: each beat a line that can be changed, and what the guard finds said under it.
package kz.gamma.ui.screens.script

data class ScriptState(
    val title: String,
    val lines: List<Line>,
    val caption: String,
    val seconds: Int,
    val isInTime: Boolean = true,
    val isKept: Boolean = false,
    val isCopied: Boolean = false,
)

data class Line(val fromSecond: Int, val say: String, val show: String = "", val findings: List<Found> = emptyList(), val isShown: Boolean? = null)

/** What the guard found in a line, from one of its UTF-16 places to another; outside for what concerns the whole line. */
data class Found(val from: Int, val to: Int, val weight: Weight, val kk: String, val ru: String, val instead: List<String> = emptyList())

enum class Weight { Note, Warn, Fail }

sealed interface ScriptAction {
    data object Back : ScriptAction
    data class Say(val line: Int, val text: String) : ScriptAction
    data class Replace(val line: Int, val finding: Int, val text: String) : ScriptAction
    data class Show(val line: Int, val isShown: Boolean) : ScriptAction
    data object Keep : ScriptAction
    data object Copy : ScriptAction
    data object Read : ScriptAction
    data object Forget : ScriptAction
}
