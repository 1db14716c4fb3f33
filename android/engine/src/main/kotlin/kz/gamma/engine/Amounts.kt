/** Money on the Kotlin side: compared and added where a list needs a sum, never divided, never a float. */
package kz.gamma.engine

/** Nothing. */
val NOTHING = Money(0)

/** Whole tenge, cut towards zero. */
val Money.tenge: Long get() = tiyn / 100

/** The tiyn after the whole tenge: 0..99. */
val Money.odd: Int get() = Math.abs((tiyn % 100).toInt())

/** More than nothing. */
val Money.isPositive: Boolean get() = tiyn > 0

operator fun Money.plus(other: Money) = Money(Math.addExact(tiyn, other.tiyn))

operator fun Money.minus(other: Money) = Money(Math.subtractExact(tiyn, other.tiyn))

operator fun Money.compareTo(other: Money): Int = tiyn.compareTo(other.tiyn)

/** From whole tenge, as a person types them. */
fun tenge(whole: Long) = Money(Math.multiplyExact(whole, 100L))

/** All of them together. */
fun Iterable<Money>.sum(): Money = fold(NOTHING, Money::plus)
