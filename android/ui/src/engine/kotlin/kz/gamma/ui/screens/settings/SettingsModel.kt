// Settings over the engine: what is chosen is kept there, and the app follows it.
package kz.gamma.ui.screens.settings

import kz.gamma.engine.FirstSessionView
import kz.gamma.engine.ProfileView
import kz.gamma.engine.Subject
import kz.gamma.engine.Theme
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.words.Document
import kz.gamma.ui.words.DocumentKind
import kz.gamma.ui.words.Language

class SettingsModel(context: Context, private val version: String, private val isBrand: Boolean = false) :
    Model<SettingsState>(context, SettingsState.Main("", "", Language.Kk, Look.System, null, 1, version)) {
    private var main: SettingsState.Main = state as SettingsState.Main

    init {
        follow(Subject.PROFILE, Subject.SESSION, Subject.DESK, load = { Triple(app.profile().show(), app.session().first(), brandName()) }) {
            (profile, first, brand) ->
            main = if (isBrand) shown(profile, first).copy(name = brand, handle = "", account = null, isProved = null, isBrand = true)
            else shown(profile, first)
            if (state is SettingsState.Main) state = main
        }
    }

    private suspend fun brandName(): String = if (isBrand) app.desk().show().brands.firstOrNull()?.name ?: "" else ""

    private fun shown(profile: ProfileView, first: FirstSessionView): SettingsState.Main {
        val handle = profile.handles.firstOrNull()
        return SettingsState.Main(
            name = profile.displayName ?: "", handle = handle?.let { "@${it.handle}" } ?: "",
            language = Language.entries.firstOrNull { it.code == first.language } ?: Language.Kk,
            look = Look.entries.first { it.name.uppercase() == first.theme.name },
            account = profile.ibanLast4?.let { "··$it" }, devices = main.devices, version = version, isProved = handle?.isProved,
        )
    }

    fun act(action: SettingsAction) {
        when (action) {
            SettingsAction.Back -> if (state is SettingsState.Main) context.back() else state = main
            is SettingsAction.Open -> open(action.page)
            is SettingsAction.Speak -> does { app.session().setLanguage(action.language.code); state = main }
            is SettingsAction.Wear -> does { app.session().setTheme(Theme.valueOf(action.look.name.uppercase())); state = main }
            is SettingsAction.SignOutDevice -> does { app.session().signOutDevice(action.id); devices() }
            SettingsAction.SignOut -> does { app.session().signOut() }
            SettingsAction.SignOutEverywhere -> does { app.session().signOutEverywhere() }
        }
    }

    private fun open(page: SettingsPage) {
        when (page) {
            SettingsPage.Account -> context.go(Route.Iban)
            SettingsPage.Proof -> context.go(Route.Proof)
            SettingsPage.Documents -> state = SettingsState.Documents
            SettingsPage.Contract -> read(if (isBrand) DocumentKind.BrandContract else DocumentKind.CreatorContract)
            SettingsPage.PersonalData -> read(DocumentKind.PersonalData)
            SettingsPage.Language -> state = SettingsState.Languages(main.language)
            SettingsPage.Look -> state = SettingsState.Looks(main.look)
            SettingsPage.Devices -> does { devices() }
            SettingsPage.ConfirmAll -> state = SettingsState.ConfirmAll
        }
    }

    private fun read(kind: DocumentKind) = context.go(Route.Text(Document.of(kind, main.language)))

    private suspend fun devices() {
        val status = app.status()
        val known = (state as? SettingsState.Devices)?.devices.orEmpty()
        val devices = if (status.isOnline) app.session().devices().map { Device(it.session, it.name, it.seenAt, it.isThis) } else known
        main = main.copy(devices = devices.size.coerceAtLeast(1))
        state = SettingsState.Devices(status.serverNow, devices, !status.isOnline)
    }
}
