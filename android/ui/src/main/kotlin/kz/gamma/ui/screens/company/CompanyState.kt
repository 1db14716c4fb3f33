// A brand's own step of the first session: whose company it is, who may sign for it, and who withholds the taxes.
package kz.gamma.ui.screens.company

sealed interface CompanyState {
    /** `maySign`: null until the person has said; signing and the authority to withhold taxes go together. */
    data class Form(
        val name: String = "",
        val bin: String = "",
        val maySign: Boolean? = null,
        val hasTaxAuthority: Boolean = false,
        val problem: CompanyProblem? = null,
        val isOffline: Boolean = false,
    ) : CompanyState

    /** Somebody else signs: whoever signs in with this number may. */
    data class Invite(
        val company: String, val number: String = "", val isWrong: Boolean = false, val isSent: Boolean = false,
    ) : CompanyState
}

enum class CompanyProblem(val key: String) { BinWrong("company.bin.wrong"), BinTaken("company.bin.taken") }

sealed interface CompanyAction {
    data class Name(val text: String) : CompanyAction
    data class Bin(val text: String) : CompanyAction
    data class Sign(val isMe: Boolean) : CompanyAction
    data class Authorise(val isGiven: Boolean) : CompanyAction
    data class Number(val text: String) : CompanyAction
    data object Next : CompanyAction
    data object Later : CompanyAction
}
