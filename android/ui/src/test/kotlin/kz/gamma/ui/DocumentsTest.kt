// The texts that people agree to: the same in every language, clause by clause, and in the third person.
package kz.gamma.ui

import kz.gamma.ui.words.Document
import kz.gamma.ui.words.DocumentKind
import kz.gamma.ui.words.Language
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class DocumentsTest {
    private val all = DocumentKind.entries.associateWith { kind -> Language.entries.map { Document.of(kind, it) } }

    @Test
    fun every_text_says_the_same_clauses_in_every_language() {
        for ((kind, texts) in all) {
            assertEquals("$kind", 1, texts.map { it.version }.distinct().size)
            val numbers = texts.map { text -> text.paragraphs.map { it.substringBefore('.') } }
            assertEquals("$kind", 1, numbers.distinct().size)
            assertEquals("$kind", (1..numbers[0].size).map(Int::toString), numbers[0])
        }
    }

    @Test
    fun a_version_is_a_month_and_a_title_is_a_title() {
        for (text in all.values.flatten()) {
            assertTrue(text.version, Regex("20[0-9]{2}-[01][0-9]").matches(text.version))
            assertTrue(text.title, text.title.length in 10..60 && text.paragraphs.size >= 7)
        }
    }

    @Test
    fun what_is_shown_is_all_that_is_signed() {
        for (text in all.values.flatten()) {
            val shown = listOf(text.version, text.title) + text.paragraphs
            assertEquals(text.whole.filterNot(Char::isWhitespace), shown.joinToString("").filterNot(Char::isWhitespace))
        }
    }

    @Test
    fun contracts_speak_in_the_third_person() {
        val you = Regex("(^|[^\\p{L}])(сен|сіз|саған|сізге|ты|вы|тебе|вам|your?|you)([^\\p{L}]|$)", RegexOption.IGNORE_CASE)
        val found = all.flatMap { (kind, texts) -> texts.filter { you.containsMatchIn(it.whole) }.map { "$kind ${it.title}" } }
        assertEquals(emptyList<String>(), found)
    }
}
