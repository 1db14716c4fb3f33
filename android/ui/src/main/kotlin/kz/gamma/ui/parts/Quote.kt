// A quote: what is earned, what is taken and why, what reaches the account. It comes from the core as it is; nothing is added up here.
package kz.gamma.ui.parts

import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import kz.gamma.ui.words.Money
import kz.gamma.ui.words.Words
import kz.gamma.ui.words.percent
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.until
import kz.gamma.ui.words.words
import java.time.LocalDate

/** At once for a fee, or when the brand has paid. */
enum class PayoutChoice { AtOnce, Wait }

enum class TaxLineKind(val key: String) {
    Opv("tax.opv"),
    Opvr("tax.opvr"),
    So("tax.so"),
    Vosms("tax.vosms"),
    Iit("tax.iit"),
}

data class TaxLine(val kind: TaxLineKind, val amount: Money)

/** When money lands, as the rail says it. */
sealed interface Lands {
    data class Minutes(val minutes: Int) : Lands
    data class BankDays(val days: Int, val cutoffHour: Int) : Lands
    data class Waiting(val dueOn: LocalDate) : Lands
}

data class Quote(
    val gross: Money,
    val advanceFee: Money,
    val advanceBp: Int,
    val lines: List<TaxLine>,
    val net: Money,
    val lands: Lands,
    val debt: Money = Money.zero,
    val isAtLeast: Boolean = false,
)

/** `мақұлданған бойда`, `мақұлданған соң 1 банк күнінде`, `22 желтоқсанға дейін`. */
fun Words.lands(lands: Lands): String = when (lands) {
    is Lands.Minutes -> this["lands.minutes"]
    is Lands.BankDays -> if (lands.days == 0) this["lands.bank.same", "hour" to lands.cutoffHour] else this["lands.bank", "n" to lands.days]
    is Lands.Waiting -> until(lands.dueOn)
}

/** When money lands that is asked for now. */
fun Words.landsFromNow(lands: Lands): String = when (lands) {
    is Lands.Minutes -> this["lands.now.minutes"]
    is Lands.BankDays ->
        if (lands.days == 0) this["lands.now.bank.same", "hour" to lands.cutoffHour] else this["lands.now.bank", "n" to lands.days]
    is Lands.Waiting -> until(lands.dueOn)
}

/** All lines, each with its own name. */
@Composable
fun QuoteTable(quote: Quote, feeNote: String? = null, totalKey: String = "quote.net") {
    Column {
        FigureRow(words["quote.gross"], tenge(quote.gross))
        if (quote.advanceFee > Money.zero) {
            Line()
            FigureRow(words["quote.fee", "percent" to percent(quote.advanceBp)], tenge(-quote.advanceFee), feeNote)
        }
        quote.lines.filter { it.amount != Money.zero }.forEach { line ->
            Line()
            FigureRow(words[line.kind.key], tenge(-line.amount))
        }
        if (quote.debt > Money.zero) {
            Line()
            FigureRow(words["quote.debt"], tenge(-quote.debt))
        }
        Line()
        FigureRow(words[if (quote.isAtLeast) "quote.at_least" else totalKey], tenge(quote.net), isTotal = true)
    }
}
