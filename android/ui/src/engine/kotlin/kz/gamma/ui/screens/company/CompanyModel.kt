// The company over the engine: registered first, so that there is a brand to invite somebody to.
package kz.gamma.ui.screens.company

import kz.gamma.engine.BrandRequest
import kz.gamma.engine.CommandKind
import kz.gamma.engine.DeskView
import kz.gamma.engine.InviteRequest
import kz.gamma.engine.StatusView
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model

class CompanyModel(context: Context) : Model<CompanyState>(context, CompanyState.Form()) {
    private var desk: DeskView? = null

    /** The invitation is on the screen although the step is answered already. */
    val isInviting: Boolean get() = state is CompanyState.Invite

    init {
        follow(Subject.DESK, Subject.WAITING, load = { app.desk().show() to app.status() }) { (desk, status) -> show(desk, status) }
    }

    private fun show(view: DeskView, status: StatusView) {
        desk = view
        val form = state as? CompanyState.Form ?: return
        val refused = view.refused.firstOrNull { it.kind == CommandKind.REGISTER_BRAND }
        state = form.copy(
            isOffline = !status.isOnline,
            problem = form.problem ?: CompanyProblem.BinTaken.takeIf { refused?.code == "bin_taken" },
        )
    }

    fun act(action: CompanyAction) {
        when (val step = state) {
            is CompanyState.Form -> form(step, action)
            is CompanyState.Invite -> invite(step, action)
        }
    }

    private fun form(form: CompanyState.Form, action: CompanyAction) {
        when (action) {
            is CompanyAction.Name -> state = form.copy(name = action.text.take(NAME_MOST))
            is CompanyAction.Bin -> state = form.copy(bin = action.text.filter(Char::isDigit).take(BIN_DIGITS), problem = null)
            is CompanyAction.Sign -> state = form.copy(maySign = action.isMe, hasTaxAuthority = false)
            is CompanyAction.Authorise -> state = form.copy(hasTaxAuthority = action.isGiven)
            CompanyAction.Next -> register(form)
            else -> Unit
        }
    }

    private fun register(form: CompanyState.Form) = does({ wrong(form, it) }) {
        // An older refusal is answered by this new try.
        desk?.refused?.filter { it.kind == CommandKind.REGISTER_BRAND }?.forEach { app.inbox().dismiss(it.command) }
        app.desk().register(BrandRequest(form.name.trim(), form.bin, form.maySign == true))
        if (form.maySign == false) state = CompanyState.Invite(form.name.trim())
    }

    private fun wrong(form: CompanyState.Form, code: String) {
        if (code == "bin_invalid") state = form.copy(problem = CompanyProblem.BinWrong) else context.onFailure(code)
    }

    private fun invite(invite: CompanyState.Invite, action: CompanyAction) {
        when (action) {
            is CompanyAction.Number -> state = invite.copy(number = action.text, isWrong = false)
            CompanyAction.Later -> state = CompanyState.Form()
            CompanyAction.Next -> if (invite.isSent) state = CompanyState.Form() else send(invite)
            else -> Unit
        }
    }

    private fun send(invite: CompanyState.Invite) =
        does({ if (it == "phone_invalid") state = invite.copy(isWrong = true) else context.onFailure(it) }) {
            // The brand is there once the server has answered the registration.
            if (app.desk().show().brands.isEmpty()) app.sync()
            val brand = app.desk().show().brands.firstOrNull() ?: return@does context.onFailure("offline")
            app.desk().invite(InviteRequest(brand.brand, "+7" + invite.number.filter(Char::isDigit), true))
            state = invite.copy(isSent = true)
        }

    private companion object {
        const val NAME_MOST = 120
        const val BIN_DIGITS = 12
    }
}
