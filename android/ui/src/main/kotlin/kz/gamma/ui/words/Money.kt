// Sums as people read them: thousands apart, a true minus, tiyn only where there are some, and no break before the sign.
package kz.gamma.ui.words

import kotlin.math.abs

/** An amount in tiyn; never a fraction, never a float. */
@JvmInline
value class Money(val tiyn: Long) : Comparable<Money> {
    operator fun unaryMinus() = Money(-tiyn)
    operator fun plus(other: Money) = Money(Math.addExact(tiyn, other.tiyn))
    operator fun minus(other: Money) = Money(Math.subtractExact(tiyn, other.tiyn))
    override fun compareTo(other: Money): Int = tiyn.compareTo(other.tiyn)

    companion object {
        val zero = Money(0)
        fun tenge(whole: Long) = Money(Math.multiplyExact(whole, 100L))
    }
}

fun grouped(number: Long): String =
    abs(number).toString().reversed().chunked(3).joinToString(GAP).reversed().let { if (number < 0) "−$it" else it }

fun tenge(sum: Money): String {
    val whole = grouped(abs(sum.tiyn) / 100)
    val rest = abs(sum.tiyn) % 100
    val digits = if (rest == 0L) whole else "$whole,${rest.toString().padStart(2, '0')}"
    return "${if (sum.tiyn < 0) "−" else ""}$digits$GAP₸"
}

/** Basis points as a percentage: 300 is `3 %`, 250 is `2,5 %`. */
fun percent(basisPoints: Int): String {
    val whole = basisPoints / 100
    val rest = (basisPoints % 100).toString().padStart(2, '0').trimEnd('0')
    return if (rest.isEmpty()) "$whole$GAP%" else "$whole,$rest$GAP%"
}
