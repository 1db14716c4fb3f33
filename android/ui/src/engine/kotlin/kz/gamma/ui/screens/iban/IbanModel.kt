// The account over the engine. A first one is saved at once; a change asks for a code first.
package kz.gamma.ui.screens.iban

import kz.gamma.engine.IbanRequest
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.parts.bankOf

class IbanModel(context: Context) : Model<IbanState>(context, IbanState.Form()) {
    private var challenge: String? = null
    private var kept: IbanState.Form = IbanState.Form()

    fun act(action: IbanAction) {
        val form = state as? IbanState.Form
        val code = state as? IbanState.Code
        when (action) {
            IbanAction.Back -> if (code != null) state = kept else context.back()
            is IbanAction.Iban -> if (form != null) state = form.copy(
                iban = action.text.uppercase().take(IBAN_TYPED_MOST), bank = bankOf(action.text.uppercase()), problem = null,
            )
            is IbanAction.Holder -> if (form != null) state = form.copy(holder = action.text, problem = null)
            is IbanAction.Code -> if (code != null) state = code.copy(
                code = action.text.filter(Char::isDigit).take(CODE_DIGITS),
            )
            IbanAction.Save -> if (form != null) save(form) else if (code != null) answer(code) else context.back()
        }
    }

    private fun save(form: IbanState.Form) {
        kept = form
        does({ failed(form, it) }) {
            app.profile().setIban(IbanRequest(form.iban.filterNot(Char::isWhitespace), form.holder.trim(), challenge))
            state = IbanState.Saved(form.bank, form.iban.filterNot(Char::isWhitespace).takeLast(4), now())
        }
    }

    private fun failed(form: IbanState.Form, code: String) {
        when (code) {
            "iban_invalid" -> state = form.copy(problem = IbanProblem.Wrong)
            "iban_name_differs" -> state = form.copy(problem = IbanProblem.NameDiffers)
            "fresh_code_needed" -> askForCode()
            else -> context.onFailure(code)
        }
    }

    private fun askForCode() = does {
        val phone = app.session().first().phone ?: ""
        challenge = app.session().askForIbanCode(phone)
        state = IbanState.Code(phone)
    }

    private fun answer(code: IbanState.Code) {
        val asked = challenge ?: return
        does({ if (it == "code_wrong") state = code.copy(triesLeft = ((code.triesLeft ?: TRIES) - 1).coerceAtLeast(0)) else context.onFailure(it) }) {
            app.session().answerIbanCode(asked, code.code)
            save(kept)
        }
    }

    private companion object {
        const val IBAN_TYPED_MOST = 34
        const val CODE_DIGITS = 6
        const val TRIES = 5
    }
}
