// Kazakh endings for what a template cannot know before: names, cities, sums and numbers. The rules are those of the school grammar.
package kz.gamma.ui.words

/** Which ending: dative, accusative, genitive, locative, ablative, instrumental, or "you are from". */
enum class Ending(val word: String) {
    Dative("dat"),
    Accusative("acc"),
    Genitive("gen"),
    Locative("loc"),
    Ablative("abl"),
    Instrumental("ins"),
    YouAreFrom("from"),
    ;

    companion object {
        fun of(word: String): Ending = entries.first { it.word == word }
    }
}

object Endings {
    /** `Айгүл` → `Айгүлге`, `Sulu` → `Sulu-ға`, `10 000 ₸` → `10 000 ₸-ге`. */
    fun with(value: String, ending: Ending): String {
        val said = Spoken.of(value)
        val isApart = said != value.lowercase()
        return value + (if (isApart) "-" else "") + suffix(said, ending)
    }

    private fun suffix(said: String, ending: Ending): String {
        val isBack = isBack(said)
        val group = Group.of(said.last())
        return when (ending) {
            Ending.Dative -> group.pick("ға", "ға", "ға", "ға", "қа")
            Ending.Accusative -> group.pick("ны", "ды", "ды", "ды", "ты")
            Ending.Genitive -> group.pick("ның", "ның", "дың", "дың", "тың")
            Ending.Locative -> group.pick("да", "да", "да", "да", "та")
            Ending.Ablative -> group.pick("дан", "нан", "дан", "дан", "тан")
            Ending.Instrumental -> group.pick("мен", "мен", "мен", "бен", "пен")
            Ending.YouAreFrom -> group.pick("дан", "нан", "дан", "дан", "тан") + "сың"
        }.let { if (isBack || ending == Ending.Instrumental) it else fronted(it) }
    }

    private fun fronted(back: String): String =
        back.map { front[it] ?: it }.joinToString("")

    private fun isBack(said: String): Boolean {
        for (index in said.indices.reversed()) {
            val letter = said[index]
            if (letter in BACK) return true
            // After a back vowel е is said as йе and decides nothing: Қонаевтан.
            if (letter in FRONT && !(letter == 'е' && index > 0 && said[index - 1] in BACK)) return false
        }
        return said.none { it == 'к' || it == 'г' }
    }

    private enum class Group {
        Vowel, Nasal, Voiced, Buzz, Voiceless;

        fun pick(vowel: String, nasal: String, voiced: String, buzz: String, voiceless: String): String =
            when (this) {
                Vowel -> vowel
                Nasal -> nasal
                Voiced -> voiced
                Buzz -> buzz
                Voiceless -> voiceless
            }

        companion object {
            fun of(letter: Char): Group = when (letter) {
                in "аәеоөұүыіэяё" -> Vowel
                in "мнң" -> Nasal
                in "зж" -> Buzz
                in "лрйуию" -> Voiced
                else -> Voiceless
            }
        }
    }

    private const val BACK = "аоұыя"
    private const val FRONT = "әөүіеэ"
    private val front = mapOf('ғ' to 'г', 'қ' to 'к', 'а' to 'е', 'ы' to 'і')
}
