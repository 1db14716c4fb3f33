/** People and companies who never were: synthetic numbers of which only the check digits are right. */
package kz.gamma.engine.world

/** Somebody. */
data class Person(val name: String, val phone: String, val iin: String, val iban: String, val handle: String)

val AIGUL = person("Серікбай Айгүл", 11)
val DANA = person("Өтеген Дана", 12)
val OWNER = person("Болатхан Ерлан", 13)

/** Born in 2015. */
val CHILD_IIN = withCheckDigit("15010150012")

/** A company of that number. */
fun bin(number: Int): String = withCheckDigit("2403400%04d".format(number))

/** Somebody of that number: 14 to 99. */
fun person(name: String, number: Int) = Person(
    name = name,
    phone = "+770100000%02d".format(number),
    iin = withCheckDigit("950101300%02d".format(number)),
    iban = iban("722%013d".format(number)),
    handle = "creator_$number",
)

private fun withCheckDigit(start: String): String {
    val digits = start.map(Char::digitToInt)
    fun rest(weights: List<Int>) = digits.zip(weights) { digit, weight -> digit * weight }.sum() % 11
    val digit = listOf((1..11).toList(), (3..11).toList() + listOf(1, 2)).map(::rest).firstOrNull { it < 10 }
    return start + checkNotNull(digit) { "this number has no check digit; take the next" }
}

private fun iban(account: String): String {
    val rest = "${account}KZ00".fold(0) { rest, letter ->
        val value = letter.digitToInt(36)
        (rest * (if (value < 10) 10 else 100) + value) % 97
    }
    return "KZ%02d%s".format(98 - rest, account)
}
