// The three string files say the same things with the same holes, in the words of the word list and no others.
package kz.gamma.ui

import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Words
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

class WordsTest {
    private val all = Language.entries.map { Words.of(it) }
    private val hole = Regex("\\{([^}:|]+)[^}]*}")

    private fun holes(text: String): Set<String> = hole.findAll(text).map { it.groupValues[1] }.toSet()

    @Test
    fun every_language_has_the_same_keys() {
        val (kk, ru, en) = all.map { it.keys.sorted() }
        assertEquals(kk, ru)
        assertEquals(kk, en)
    }

    @Test
    fun every_language_has_the_same_holes() {
        val (kk, ru, en) = all
        val differing = kk.keys.filter { holes(kk.raw(it)) != holes(ru.raw(it)) || holes(kk.raw(it)) != holes(en.raw(it)) }
        assertEquals(emptyList<String>(), differing)
    }

    @Test
    fun no_text_is_empty_or_shouts_or_mixes_scripts() {
        val latinInside = Regex("[а-яёәғқңөұүһі][a-z]|[a-z][а-яёәғқңөұүһі]", RegexOption.IGNORE_CASE)
        val bad = all.flatMap { words ->
            words.keys.filter { key ->
                val text = words.raw(key).replace(Regex("\\{[^}]*}"), "0")
                words.raw(key).isBlank() || '!' in text || "  " in text || latinInside.containsMatchIn(text)
            }.map { "${words.language.code} $it" }
        }
        assertEquals(emptyList<String>(), bad)
    }

    /** Other words for what the word list names, and calques that the Kazakh list refuses. */
    private val refused = mapOf(
        Language.Kk to listOf(
            "инфлюенсер", "оффер", "контракт", "кампания", "жоба ", "клик", "болып табылады", "болып саналады", "қазіргі таңда",
            "пікір қалдыр", "өтінім қалдыр", "мүмкіндік бер", "жүзеге асыр", "қамтамасыз", "сәйкесінше", "инфлюэнсер", "бонус ақы",
        ),
        Language.Ru to listOf(
            "инфлюенсер", "инфлюэнсер", "оффер", "клик", "контракт", "гонорар", "креатор", "апрув", "драфт",
        ),
        Language.En to listOf("influencer", "gig", "job", "contract deal", "payment out", "cash-out", "advertiser"),
    )

    @Test
    fun the_words_are_those_of_the_word_list() {
        val found = all.flatMap { words ->
            val banned = refused.getValue(words.language)
            words.keys.flatMap { key -> banned.filter { it in words.raw(key).lowercase() }.map { "${words.language.code} $key: $it" } }
        }
        assertEquals(emptyList<String>(), found)
    }

    private val toBrands = setOf("desk", "campaigns", "plan", "invoices", "company")

    @Test
    fun a_creator_is_never_addressed_as_a_brand_in_kazakh() {
        val formal = Regex("(^|\\s)(сіз|сізге|сіздің|сізді)(\\s|[.,]|$)|[ыі]ңыз|[ыі]ңіз")
        val found = Words.of(Language.Kk).keys.filter { it.substringBefore('.') !in toBrands }
            .filter { formal.containsMatchIn(Words.of(Language.Kk).raw(it).lowercase()) }
        assertEquals(emptyList<String>(), found)
    }

    @Test
    fun a_brand_is_never_addressed_as_a_creator_in_kazakh() {
        val kk = Words.of(Language.Kk)
        val familiar = Regex("(^|\\s)(сен|саған|сенің|сені)(\\s|[.,]|$)")
        val found = kk.keys.filter { it.substringBefore('.') in toBrands && familiar.containsMatchIn(kk.raw(it).lowercase()) }
        assertEquals(emptyList<String>(), found)
    }

    /** What only a mistake of the app's own could bring has the general sentence. */
    private val technical = setOf("unknown_command", "token_expired", "method_not_allowed", "command_reused")

    @Test
    fun every_code_of_the_server_has_a_sentence() {
        val codes = Regex("\"([a-z_]+)\"").findAll(File("../../tests/golden/wire/codes.json").readText()).map { it.groupValues[1] }.toSet()
        val silent = codes.filter { code -> code !in technical && listOf("refused.$code", "error.$code").none { it in Words.of(Language.Kk).keys } }
        assertTrue("${codes.size} codes", codes.size > 50)
        assertEquals(emptyList<String>(), silent)
    }

    @Test
    fun every_kind_of_command_has_a_name() {
        val golden = checkNotNull(File("../../tests/golden/wire").list()).filter { it.startsWith("command_") }
        val kinds = golden.map { it.removePrefix("command_").removeSuffix(".json") }
        assertTrue("${kinds.size} kinds", kinds.size > 20)
        assertEquals(emptyList<String>(), kinds.filter { "command.$it" !in Words.of(Language.Kk).keys })
    }

    @Test
    fun every_key_in_the_sources_is_there_and_every_key_is_used() {
        val sources = listOf("src/main", "src/engine", "../app/src/main").flatMap { File("$it/kotlin").walk() }.filter { it.extension == "kt" }.map { it.readText() }.toList()
        val literals = sources.flatMap { text -> Regex("\"([a-z_]+(?:\\.[a-z0-9_$\\{}.]*)+)\"").findAll(text).map { it.groupValues[1] } }
        val keys = Words.of(Language.Kk).keys
        val prefixes = keys.map { it.substringBefore('.') }.toSet()
        val missing = literals.filter { '$' !in it && it.substringBefore('.') in prefixes && !it.endsWith(".") && it !in keys }
            .filter { literal -> keys.none { it.startsWith("$literal.") } }.filterNot { it.endsWith(".properties") }
        assertEquals("not in the files", emptyList<String>(), missing.distinct())
        val opens = sources.flatMap { text -> Regex("\"([a-z_]+(?:\\.[a-z0-9_]*)*\\.)?\\$").findAll(text).map { it.groupValues[1] } }
            .filter { it.isNotEmpty() }.toSet()
        val unused = keys.filter { key -> key !in literals && opens.none { key.startsWith(it) } && literals.none { key.startsWith("$it.") } }
        assertEquals(
            "used nowhere", emptyList<String>(), unused.filterNot { it.startsWith("city.") || it.startsWith("niche.") },
        )
        assertTrue(keys.size > 300)
    }
}
