// How a value sounds, since a Kazakh ending follows the sound: `15` is *он бес*, `₸` is *теңге*, `Sulu` is *сулу*.
package kz.gamma.ui.words

object Spoken {
    /** The word whose end decides the ending; for plain Kazakh text, that text itself in lower case. */
    fun of(value: String): String {
        val text = value.trim().lowercase()
        val last = text.last()
        return when {
            last == '₸' -> "теңге"
            last == '%' -> "пайыз"
            clock.containsMatchIn(text) -> clock.find(text)!!.destructured.let { (hour, minute) ->
                number(minute.toLong().takeIf { it > 0 } ?: hour.toLong())
            }
            last.isDigit() -> number(text.filter(Char::isDigit).toLong())
            last in 'a'..'z' -> latin(text.split(' ', '-').last())
            else -> text.trimEnd('.', '»', '"', ')').ifEmpty { "а" }
        }
    }

    private val clock = Regex("(\\d{1,2}):(\\d{2})$")

    private fun latin(word: String): String = names[word] ?: word.map { letters[it] ?: "$it" }.joinToString("")

    /** Names that are not said as they are written. */
    private val names = mapOf("youtube" to "ютуб", "kaspi" to "каспі", "iphone" to "айфон", "google" to "гугл")

    private fun number(value: Long): String = when {
        value == 0L -> "нөл"
        value % 10 != 0L -> ones[(value % 10).toInt()]
        value % 100 != 0L -> tens[(value % 100 / 10).toInt()]
        value % 1_000 != 0L -> "жүз"
        value % 1_000_000 != 0L -> "мың"
        else -> "миллион"
    }

    private val ones = listOf("", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
    private val tens = listOf("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
    private val letters = mapOf(
        'a' to "а", 'b' to "б", 'c' to "к", 'd' to "д", 'e' to "е", 'f' to "ф", 'g' to "г", 'h' to "х", 'i' to "і",
        'j' to "ж", 'k' to "к", 'l' to "л", 'm' to "м", 'n' to "н", 'o' to "о", 'p' to "п", 'q' to "к", 'r' to "р",
        's' to "с", 't' to "т", 'u' to "у", 'v' to "в", 'w' to "у", 'x' to "с", 'y' to "й", 'z' to "з",
    )
}
