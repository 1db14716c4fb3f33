// The guard counts characters of the whole text; the editor underlines places of one line in a Kotlin string.
package kz.gamma.ui

import kz.gamma.engine.ScriptFindingView
import kz.gamma.engine.Severity
import kz.gamma.ui.screens.script.findingsByLine
import org.junit.Assert.assertEquals
import org.junit.Test

class FindingsByLineTest {
    private val says = listOf("Тоқта 🙂, қара.", "Бұл далап болып табылады.")

    private fun found(from: Int, to: Int) = ScriptFindingView("calque.1", Severity.FAIL, from, to, "", "", emptyList())

    private fun underlined(vararg findings: ScriptFindingView): List<List<String>> =
        findingsByLine(says, findings.toList()).mapIndexed { place, own -> own.map { says[place].substring(it.from, it.to) } }

    @Test
    fun a_finding_stands_under_its_own_line_and_words() {
        assertEquals(listOf(listOf("қара"), emptyList()), underlined(found(9, 13)))
        assertEquals(listOf(emptyList(), listOf("болып табылады")), underlined(found(25, 39)))
    }

    @Test
    fun what_is_said_of_the_whole_text_underlines_nothing() {
        val all = says.sumOf { it.codePointCount(0, it.length) } + 1
        assertEquals(listOf(emptyList<String>(), emptyList()), underlined(found(0, all)))
    }
}
