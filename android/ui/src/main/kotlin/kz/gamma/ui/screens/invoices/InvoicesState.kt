// What a brand owes, what it may still spend, and its monthly invoices.
package kz.gamma.ui.screens.invoices

import kz.gamma.ui.words.Money
import java.time.LocalDate

data class InvoicesState(
    val today: LocalDate,
    val owed: Money = Money.zero,
    val limit: Money = Money.zero,
    val free: Money = Money.zero,
    val held: Money = Money.zero,
    val prepaid: Money = Money.zero,
    val light: Light = Light.Green,
    val invoices: List<InvoiceRow> = emptyList(),
)

enum class Light(val word: String) { Green("green"), Amber("amber"), Red("red") }

/** `month` is the month whose approvals it bills, 1..12. */
data class InvoiceRow(
    val id: String, val month: Int, val year: Int, val total: Money, val dueOn: LocalDate, val isPaid: Boolean,
)

sealed interface InvoicesAction {
    data class Open(val id: String) : InvoicesAction
}
