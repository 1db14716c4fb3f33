// The teleprompter before, while and after somebody reads.
package kz.gamma.ui.screens.reading

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.studio.StudioSamples

object ReadingSamples {
    private val ready = ReadingState(StudioSamples.lipstick.beats.map { it.say })

    val all = listOf(
        Sample("running", ready.copy(line = 1, stage = ReadingStage.Running, second = 4)),
        Sample("ready", ready),
        Sample("counting", ready.copy(stage = ReadingStage.CountingDown, second = 3)),
        Sample("last_line", ready.copy(line = 4, stage = ReadingStage.Running, second = 13)),
        Sample("finished", ready.copy(line = 5, stage = ReadingStage.Finished, second = 14, syllablesA10S = 57)),
    )
}
