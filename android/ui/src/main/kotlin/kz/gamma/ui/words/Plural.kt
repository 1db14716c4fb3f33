// Which form of a word goes with a count: Kazakh has one, English two, Russian three.
package kz.gamma.ui.words

object Plural {
    fun form(language: Language, count: Long, forms: List<String>): String = forms[index(language, count, forms.size)]

    private fun index(language: Language, count: Long, forms: Int): Int {
        val index = when (language) {
            Language.Kk -> 0
            Language.En -> if (count == 1L) 0 else 1
            Language.Ru -> russian(count)
        }
        return index.coerceAtMost(forms - 1)
    }

    private fun russian(count: Long): Int {
        val last = count % 10
        val lastTwo = count % 100
        return when {
            last == 1L && lastTwo != 11L -> 0
            last in 2L..4L && lastTwo !in 12L..14L -> 1
            else -> 2
        }
    }
}
