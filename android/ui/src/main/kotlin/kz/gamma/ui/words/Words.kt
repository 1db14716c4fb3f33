// The words of one language. A text is a template: `{name}`, `{name:dat}` adds a Kazakh ending, `{n|день|дня|дней}` picks a form.
package kz.gamma.ui.words

import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.staticCompositionLocalOf
import java.util.Properties

enum class Language(val code: String, val ownName: String) {
    Kk("kk", "Қазақша"),
    Ru("ru", "Русский"),
    En("en", "English"),
}

val LocalWords = staticCompositionLocalOf<Words> { error("no theme around this screen") }

/** The words in force where a screen is drawn. */
val words: Words
    @Composable @ReadOnlyComposable get() = LocalWords.current

class Words(val language: Language, private val texts: Map<String, String>) {
    val keys: Set<String> get() = texts.keys

    fun raw(key: String): String = requireNotNull(texts[key]) { "no text for $key in ${language.code}" }

    operator fun get(key: String, vararg with: Pair<String, Any>): String {
        val values = with.toMap()
        return hole.replace(raw(key)) { found -> filled(found.groupValues[1], values) }
    }

    /**
     * The sentence of a refusal or a failure by its code; a code that this build has no sentence for gets a general one.
     * A brand is spoken to as «сіз», so its sentences stand under `desk`.
     */
    fun failure(code: String, isBrand: Boolean = false): String {
        val own = if (isBrand) listOf("desk.error.$code", "desk.error.other") else emptyList()
        val key = (own.take(1) + listOf("refused.$code", "error.$code") + own.drop(1)).firstOrNull { it in texts }
        return this[key ?: "error.other"]
    }

    private fun filled(inside: String, values: Map<String, Any>): String {
        if ('|' in inside) {
            val parts = inside.split('|')
            return Plural.form(language, count(values, parts[0]), parts.drop(1))
        }
        val value = values.getValue(inside.substringBefore(':')).let { if (it is Money) tenge(it) else it.toString() }
        val ending = inside.substringAfter(':', "")
        return if (ending.isEmpty()) value else Endings.with(value, Ending.of(ending))
    }

    private fun count(values: Map<String, Any>, name: String): Long = (values.getValue(name) as Number).toLong()

    companion object {
        private val hole = Regex("\\{([^}]+)}")
        private val read = mutableMapOf<Language, Words>()

        @Synchronized
        fun of(language: Language): Words = read.getOrPut(language) {
            val stream = checkNotNull(Words::class.java.getResourceAsStream("/words/${language.code}.properties"))
            val texts = Properties().apply { stream.use { load(it.reader(Charsets.UTF_8)) } }
            Words(language, texts.entries.associate { (key, text) -> key.toString() to spaced(text.toString()) })
        }

        /** A sum, its sign and its unit never part at a line's end. */
        private fun spaced(text: String): String = text.replace(" ₸", "$GAP₸").replace(" %", "$GAP%")
    }
}

/** The no-break space of sums and percents. Onest draws the narrow one so thin that `9 300 ₸` reads as one word. */
const val GAP = "\u00A0"
