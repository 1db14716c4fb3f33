// What a brand owes, over the engine. The sums of several invoices are added, never divided.
package kz.gamma.ui.screens.invoices

import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.shown
import kz.gamma.ui.words.Money
import kz.gamma.ui.words.almaty
import java.time.LocalDate

class InvoicesModel(context: Context) : Model<InvoicesState>(context, InvoicesState(LocalDate.now(almaty))) {
    init {
        follow(Subject.DESK, load = { app.desk().show() to app.status() }) { (desk, status) ->
            val brand = desk.brands.firstOrNull() ?: return@follow
            val limit = brand.creditLimit.shown()
            val owed = brand.receivable.shown()
            val held = brand.held.shown()
            val prepaid = brand.prepaid.shown()
            state = InvoicesState(
                today = status.serverNow.atZone(almaty).toLocalDate(), owed = owed, limit = limit, held = held, prepaid = prepaid,
                free = maxOf(Money.zero, limit + prepaid - owed - held),
                light = Light.entries.first { it.name.uppercase() == brand.light.name },
                invoices = desk.invoices.map {
                    InvoiceRow(it.invoice, it.month.monthValue, it.month.year, it.total.shown(), it.dueOn, it.paid.tiyn >= it.total.tiyn)
                },
            )
        }
    }

    fun act(action: InvoicesAction) {
        if (action is InvoicesAction.Open) context.system.copy(action.id)
    }
}
