// «Экраннан оқу»: the script in large letters, moving on at the pace of whoever reads it.
package kz.gamma.ui.screens.reading

data class ReadingState(
    val lines: List<String>,
    /** The line that is said now; all of them have been said when it is past the last. */
    val line: Int = 0,
    val stage: ReadingStage = ReadingStage.Ready,
    /** Seconds until it begins, or since it began. */
    val second: Int = 0,
    val syllablesA10S: Int = 52,
)

enum class ReadingStage { Ready, CountingDown, Running, Finished }

sealed interface ReadingAction {
    data object Back : ReadingAction
    data object Start : ReadingAction
    data object Finish : ReadingAction
}
