// A campaign from a template: a few fields, the card as creators will see it, and the largest cost, all on one page.
package kz.gamma.ui.screens.plan

import kz.gamma.ui.screens.deck.OfferCard
import kz.gamma.ui.words.Money

data class PlanState(
    val templates: List<PlanTemplate>,
    val template: String,
    val name: String,
    val brief: String,
    val fee: String,
    val slots: String,
    val budget: String,
    val cities: List<String>,
    val chosenCities: Set<String>,
    val hasProduct: Boolean,
    /** The card, once the plan can be shown as one. */
    val preview: OfferCard?,
    /** All in, where it is known before the server has seen the plan. */
    val costOfOne: Money?,
    val costOfAll: Money,
    /** What is free of the limit, when the plan needs more. */
    val limitFree: Money? = null,
    val isFeeLow: Boolean = false,
    val hasPicture: Boolean = false,
    /** The last step of a brand's first session. */
    val isFirst: Boolean = false,
)

/** A start for a plan; its name comes from the core in the reader's language. */
data class PlanTemplate(val key: String, val name: String)

enum class PlanField { Name, Brief, Fee, Slots, Budget }

sealed interface PlanAction {
    data object Back : PlanAction
    data class UseTemplate(val template: String) : PlanAction
    data class Enter(val field: PlanField, val text: String) : PlanAction
    data class Pick(val city: String) : PlanAction
    data object AllCities : PlanAction
    data class SendProduct(val isSent: Boolean) : PlanAction
    data object AddPicture : PlanAction
    data object Open : PlanAction
    data object Save : PlanAction
}
