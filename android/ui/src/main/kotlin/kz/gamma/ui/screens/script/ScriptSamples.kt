// The editor with nothing to say, with every weight of finding, too long, kept and copied.
package kz.gamma.ui.screens.script

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.studio.StudioSamples

object ScriptSamples {
    private val lines = StudioSamples.lipstick.beats.map { Line(it.fromSecond, it.say, it.show, isShown = false.takeIf { _ -> it.mustBeShown }) }
    private val plain = ScriptState("Қызыл далап", lines, StudioSamples.lipstick.caption, 15)
    private val calque = Found(
        17, 34, Weight.Fail, "«болып табылады» деп сөйлеспейміз: айтпай-ақ қой.", "«болып табылады» — калька: можно не говорить.", listOf("", "екен"),
    )
    private val doubtful = lines.toMutableList().also {
        it[1] = Line(3, "Бұл қызыл далап болып табылады.", "далапты жақыннан көрсет", listOf(calque.copy(from = 16, to = 30)))
        it[3] = Line(
            10, "Кремдер өте жақсы ғой енді.", findings = listOf(
                Found(20, 26, Weight.Warn, "Бір сөйлемге бір демеулік жетеді.", "Одной частицы на фразу достаточно.", listOf("")),
            ),
        )
    }

    val all = listOf(
        Sample("plain", plain),
        Sample("doubtful", plain.copy(lines = doubtful)),
        Sample("too_long", plain.copy(seconds = 19, isInTime = false)),
        Sample("kept", plain.copy(isKept = true, lines = lines.map { line -> line.copy(isShown = line.isShown?.let { true }) })),
        Sample("copied", plain.copy(isCopied = true)),
    )
}
