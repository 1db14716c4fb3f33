// Settings: language, look, account, devices, and the way out.
package kz.gamma.ui.screens.settings

import kz.gamma.ui.words.Language
import java.time.Instant

enum class Look(val key: String) {
    System("settings.theme.system"),
    Light("settings.theme.light"),
    Dark("settings.theme.dark"),
}

sealed interface SettingsState {
    data class Main(
        val name: String,
        val handle: String,
        val language: Language,
        val look: Look,
        val account: String?,
        val devices: Int,
        val version: String,
        /** Whether the handle is proved; null where there is none. */
        val isProved: Boolean? = null,
        /** A brand has no account and no handle here. */
        val isBrand: Boolean = false,
    ) : SettingsState

    data object Documents : SettingsState

    data class Languages(val chosen: Language) : SettingsState
    data class Looks(val chosen: Look) : SettingsState
    data class Devices(val now: Instant, val devices: List<Device>, val isOffline: Boolean = false) : SettingsState
    data object ConfirmAll : SettingsState
}

data class Device(val id: String, val name: String, val seenAt: Instant, val isThis: Boolean)

sealed interface SettingsAction {
    data object Back : SettingsAction
    data class Open(val page: SettingsPage) : SettingsAction
    data class Speak(val language: Language) : SettingsAction
    data class Wear(val look: Look) : SettingsAction
    data class SignOutDevice(val id: String) : SettingsAction
    data object SignOut : SettingsAction
    data object SignOutEverywhere : SettingsAction
}

enum class SettingsPage { Account, Proof, Language, Look, Devices, Documents, Contract, PersonalData, ConfirmAll }
