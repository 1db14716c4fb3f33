// The cards of a first YES: the terms, then what is missing. The YES is kept all the while and finishes itself.
package kz.gamma.ui.screens.yes

import kz.gamma.ui.parts.Terms
import kz.gamma.ui.words.Money

data class YesState(
    val title: String,
    val brandName: String,
    val net: Money,
    val step: YesStep,
)

sealed interface YesStep {
    data class ReadTerms(val terms: Terms) : YesStep
    data class Missing(val items: List<MissingItem>) : YesStep
    data class Identity(val name: String = "", val iin: String = "", val problem: IdentityProblem? = null) : YesStep
    data object UnderAge : YesStep
    data class Tax(val question: TaxQuestion) : YesStep
    data class TaxDone(val isSoleProprietor: Boolean, val wantsDeduction: Boolean = false) : YesStep
    data class Done(val isOffline: Boolean) : YesStep
}

/** One thing that stands before a YES; `key` as the server names it. */
data class MissingItem(val key: String, val isDone: Boolean)

enum class IdentityProblem { Wrong, Taken }

enum class TaxQuestion(val key: String) {
    SoleProprietor("yes.tax.sole"),
    Pension("yes.tax.pension"),
    Disability("yes.tax.disability"),
    Student("yes.tax.student"),
}

sealed interface YesAction {
    data object Later : YesAction
    data object Next : YesAction
    data class Name(val text: String) : YesAction
    data class Iin(val text: String) : YesAction
    data class Answer(val question: TaxQuestion, val isYes: Boolean) : YesAction
    data class Deduction(val isWanted: Boolean) : YesAction
}
