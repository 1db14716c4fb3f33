// Settings as plain rows; what cannot be undone asks once more, on a page of its own.
package kz.gamma.ui.screens.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kz.gamma.ui.motif.EmptySteps
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.ChoiceRow
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.LinkRow
import kz.gamma.ui.parts.Page
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.moment
import kz.gamma.ui.words.words

@Composable
fun SettingsScreen(state: SettingsState, act: (SettingsAction) -> Unit) {
    when (state) {
        is SettingsState.Main -> Main(state, act)
        is SettingsState.Languages -> Choices("language.title", act) {
            Language.entries.forEach { ChoiceRow(it.ownName, it == state.chosen, { act(SettingsAction.Speak(it)) }) }
        }
        is SettingsState.Looks -> Choices("theme.title", act) {
            Look.entries.forEach { ChoiceRow(words[it.key], it == state.chosen, { act(SettingsAction.Wear(it)) }) }
        }
        is SettingsState.Devices -> Devices(state, act)
        SettingsState.Documents -> Documents(act)
        SettingsState.ConfirmAll -> ConfirmAll(act)
    }
}

@Composable
private fun Main(state: SettingsState.Main, act: (SettingsAction) -> Unit) {
    val open = { page: SettingsPage -> act(SettingsAction.Open(page)) }
    Page(top = { PageTop(words["settings.title"], { act(SettingsAction.Back) }) }) {
        Panel(gap = 2.dp) {
            Text(state.name, style = Theme.type.heading, color = Theme.colours.ink)
            if (state.handle.isNotEmpty()) Caption(state.handle)
        }
        Panel(padding = 0.dp, gap = 0.dp) {
            LinkRow(words["settings.language"], { open(SettingsPage.Language) }, value = state.language.ownName, icon = Icons.globe)
            Line()
            LinkRow(
                words["settings.theme"], { open(SettingsPage.Look) }, value = words[state.look.key], icon = Icons.moon,
            )
            Line()
            if (!state.isBrand) Mine(state, open)
            LinkRow(words["settings.documents"], { open(SettingsPage.Documents) }, icon = Icons.invoices)
            Line()
            val devices = words["settings.devices.count", "n" to state.devices]
            LinkRow(words["settings.devices"], { open(SettingsPage.Devices) }, note = devices, icon = Icons.phone)
        }
        Panel(padding = 0.dp) {
            LinkRow(
                words["settings.signout"], { act(SettingsAction.SignOut) }, note = words[if (state.isBrand) "desk.signout.note" else "settings.signout.note"],
                icon = Icons.leave, ink = Theme.colours.rose,
            )
        }
        Caption(words["settings.version", "version" to state.version], Modifier.padding(start = 4.dp))
    }
}

/** What only a creator has: an account for the money, and a handle to prove. */
@Composable
private fun Mine(state: SettingsState.Main, open: (SettingsPage) -> Unit) {
    val account = state.account ?: words["settings.account.none"]
    LinkRow(words["settings.account"], { open(SettingsPage.Account) }, note = account, icon = Icons.money)
    Line()
    if (state.isProved != null) {
        val note = words[if (state.isProved) "settings.proof.done" else "settings.proof.open"]
        LinkRow(words["proof.title"], { open(SettingsPage.Proof) }, note = note, icon = Icons.shield)
        Line()
    }
}

@Composable
private fun Documents(act: (SettingsAction) -> Unit) {
    Page(top = { PageTop(words["settings.documents"], { act(SettingsAction.Back) }) }) {
        Panel(padding = 0.dp, gap = 0.dp) {
            LinkRow(words["settings.documents.contract"], { act(SettingsAction.Open(SettingsPage.Contract)) })
            Line()
            LinkRow(words["settings.documents.data"], { act(SettingsAction.Open(SettingsPage.PersonalData)) })
        }
    }
}

@Composable
private fun Choices(title: String, act: (SettingsAction) -> Unit, rows: @Composable () -> Unit) {
    Page(top = { PageTop(words[title], { act(SettingsAction.Back) }) }) {
        Panel(padding = 0.dp, gap = 0.dp) { rows() }
    }
}

@Composable
private fun Devices(state: SettingsState.Devices, act: (SettingsAction) -> Unit) {
    Page(
        top = { PageTop(words["devices.title"], { act(SettingsAction.Back) }) },
        bottom = {
            SecondaryButton(
                words["devices.all"], { act(SettingsAction.Open(SettingsPage.ConfirmAll)) }, Modifier.fillMaxWidth(),
                isEnabled = !state.isOffline, ink = Theme.colours.rose,
            )
        },
    ) {
        if (state.isOffline) StatusLine(words["devices.offline"])
        Panel(padding = 0.dp, gap = 0.dp) {
            state.devices.forEachIndexed { index, device ->
                if (index > 0) Line()
                DeviceRow(device, state, act)
            }
        }
    }
}

@Composable
private fun DeviceRow(device: Device, state: SettingsState.Devices, act: (SettingsAction) -> Unit) {
    Row(
        Modifier.fillMaxWidth().padding(start = 20.dp, end = 12.dp, top = 10.dp, bottom = 10.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Icon(Icons.phone, null, Modifier.size(22.dp), tint = Theme.colours.muted)
        Column(Modifier.weight(1f)) {
            Text(device.name, style = Theme.type.body, color = Theme.colours.ink)
            val seen = words["devices.seen", "when" to words.moment(device.seenAt, state.now)]
            Caption(if (device.isThis) words["devices.this"] else seen)
            if (!device.isThis && Theme.isTextLarge) SignOutDevice(device, act)
        }
        if (!device.isThis && !Theme.isTextLarge) SignOutDevice(device, act)
    }
}

@Composable
private fun SignOutDevice(device: Device, act: (SettingsAction) -> Unit) {
    val label = words["devices.signout.label", "name" to device.name]
    QuietButton(
        words["devices.signout"], { act(SettingsAction.SignOutDevice(device.id)) },
        Modifier.semantics { contentDescription = label }, ink = Theme.colours.rose,
    )
}

@Composable
private fun ConfirmAll(act: (SettingsAction) -> Unit) {
    Page(
        top = { PageTop(words["devices.title"], { act(SettingsAction.Back) }) },
        bottom = {
            val wide = Modifier.fillMaxWidth()
            PrimaryButton(words["devices.all.no"], { act(SettingsAction.Back) }, wide)
            SecondaryButton(
                words["devices.all.yes"], { act(SettingsAction.SignOutEverywhere) }, wide, ink = Theme.colours.rose,
            )
        },
    ) {
        EmptySteps(Modifier.padding(top = 24.dp), filled = 0)
        Headline(words["devices.all.title"], under = words["devices.all.text"])
    }
}
