// Every page of the settings.
package kz.gamma.ui.screens.settings

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.hoursFromNow
import kz.gamma.ui.screens.sampleNow
import kz.gamma.ui.words.Language

object SettingsSamples {
    private val main = SettingsState.Main(
        "Айгүл Қ.", "TikTok @aigul.films", Language.Kk, Look.System, "Kaspi ··4821", 2, "0.1.0", isProved = false,
    )
    private val devices = listOf(
        Device("1", "Redmi Note 13", sampleNow, true),
        Device("2", "Samsung Galaxy Tab A9", hoursFromNow(-30), false),
    )

    val all: List<Sample<SettingsState>> = listOf(
        Sample("main", main),
        Sample("main_no_account", main.copy(account = null, devices = 1, look = Look.Dark)),
        Sample("main_proved", main.copy(isProved = true)),
        Sample("main_brand", main.copy(name = "Sulu Cosmetics", handle = "", account = null, isProved = null, isBrand = true)),
        Sample("documents", SettingsState.Documents),
        Sample("language", SettingsState.Languages(Language.Kk)),
        Sample("look", SettingsState.Looks(Look.System)),
        Sample("devices", SettingsState.Devices(sampleNow, devices)),
        Sample("devices_offline", SettingsState.Devices(sampleNow, devices, isOffline = true)),
        Sample("sign_out_everywhere", SettingsState.ConfirmAll),
    )
}
