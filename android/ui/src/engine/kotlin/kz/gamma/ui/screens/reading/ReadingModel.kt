// The teleprompter over the engine: lines move on by their length at the learnt pace, and finishing teaches it.
package kz.gamma.ui.screens.reading

import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kotlin.time.TimeMark
import kotlin.time.TimeSource

class ReadingModel(context: Context, lines: List<String>, private val syllables: Int) : Model<ReadingState>(context, ReadingState(lines)) {
    private var running: Job? = null
    private var began: TimeMark? = null

    init {
        does { state = state.copy(syllablesA10S = app.studio().pace()) }
    }

    fun act(action: ReadingAction) {
        when (action) {
            ReadingAction.Back -> { running?.cancel(); context.back() }
            ReadingAction.Start -> start()
            ReadingAction.Finish -> finish()
        }
    }

    private fun start() {
        running?.cancel()
        running = does {
            for (second in COUNTED downTo 1) {
                state = state.copy(stage = ReadingStage.CountingDown, line = 0, second = second)
                delay(MS_A_SECOND)
            }
            began = TimeSource.Monotonic.markNow()
            while (true) {
                val ms = elapsedMs()
                state = state.copy(stage = ReadingStage.Running, line = lineAt(ms), second = (ms / MS_A_SECOND).toInt())
                delay(TICK_MS)
            }
        }
    }

    /** Each line stands as long as its share of the letters, at the pace of this person; the last one stays. */
    private fun lineAt(ms: Long): Int {
        val allMs = syllables * MS_IN_10_S / state.syllablesA10S.coerceAtLeast(1)
        val letters = state.lines.sumOf { it.length }.coerceAtLeast(1)
        var until = 0L
        return state.lines.indexOfFirst { line ->
            until += allMs * line.length / letters
            ms < until
        }.let { if (it < 0) state.lines.lastIndex else it }
    }

    private fun finish() {
        running?.cancel()
        val ms = elapsedMs()
        did(ms)
    }

    private fun did(ms: Long) = does {
        val pace = if (ms > 0) app.studio().finishedReading(syllables, ms.toInt()) else state.syllablesA10S
        state = state.copy(stage = ReadingStage.Finished, line = state.lines.size, second = (ms / MS_A_SECOND).toInt(), syllablesA10S = pace)
        began = null
    }

    private fun elapsedMs(): Long = began?.elapsedNow()?.inWholeMilliseconds ?: 0

    private companion object {
        const val COUNTED = 3
        const val TICK_MS = 100L
        const val MS_A_SECOND = 1_000L
        const val MS_IN_10_S = 10_000L
    }
}
