// The last three steps: two consents that nobody ticks for you, the account and its proof, and home.
package kz.gamma.ui.screens.signin

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.Chips
import kz.gamma.ui.parts.Field
import kz.gamma.ui.parts.Headline
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PickChip
import kz.gamma.ui.parts.Platform
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.TickRow
import kz.gamma.ui.screens.proof.ProofNow
import kz.gamma.ui.words.capital
import kz.gamma.ui.words.words

@Composable
fun ColumnScope.ConsentsStep(state: SignInState.Consents, act: (SignInAction) -> Unit) {
    Headline(
        words["signin.consents.title"], under = words.first(state, "consents.text"), modifier = Modifier.padding(top = 8.dp),
    )
    val version = words["text.version", "version" to state.version]
    ConsentPanel(state, Consent.Contract, state.contract, version, act)
    ConsentPanel(state, Consent.Data, state.data, words["signin.consents.data.note"], act)
    Panel(padding = 0.dp) {
        TickRow(
            words["signin.consents.marketing"], state.marketing, { act(SignInAction.Tick(Consent.Marketing, it)) },
            words["signin.consents.marketing.note"],
        )
    }
}

@Composable
private fun ConsentPanel(
    state: SignInState.Consents, consent: Consent, isTicked: Boolean, note: String, act: (SignInAction) -> Unit,
) {
    Panel(padding = 0.dp, gap = 0.dp) {
        val said = words.first(state, "consents.${consent.word}")
        TickRow(said, isTicked, { act(SignInAction.Tick(consent, it)) }, note)
        Line()
        val read = words["signin.consents.read"]
        QuietButton(
            read, { act(SignInAction.Read(consent)) },
            Modifier.padding(horizontal = 12.dp).semantics { contentDescription = "$read: $said" },
        )
    }
}

@Composable
fun ColumnScope.HandleStep(state: SignInState.Handle, act: (SignInAction) -> Unit) {
    Headline(words["signin.handle.title"], under = words["signin.handle.text"], modifier = Modifier.padding(top = 8.dp))
    Chips {
        Platform.entries.forEach { PickChip(it.title, it == state.platform, { act(SignInAction.Publish(it)) }) }
    }
    Field(
        words["signin.handle.label"], state.handle, { act(SignInAction.Enter(SignInField.Handle, it)) }, before = "@",
    )
    Field(
        words["signin.handle.followers"], state.followers, { act(SignInAction.Enter(SignInField.Followers, it)) },
        keyboard = KeyboardType.Number,
    )
    ProofNow(state.proof)
}

@Composable
fun ColumnScope.HomeStep(state: SignInState.Home, act: (SignInAction) -> Unit) {
    Headline(words["signin.city.title"], modifier = Modifier.padding(top = 8.dp))
    Field(words["signin.city.name"], state.name, { act(SignInAction.Enter(SignInField.Name, it)) })
    SectionTitle(words["signin.city.tags"])
    Chips {
        state.niches.forEach { tag -> PickChip(words.capital(words["niche.$tag"]), tag in state.tags, { act(SignInAction.Pick(tag)) }) }
    }
    if (state.tags.size < TAGS_MOST) Caption(words["signin.city.tags.left", "n" to TAGS_MOST - state.tags.size])
    SectionTitle(words["signin.city.city"])
    Chips {
        state.cities.forEach { city -> PickChip(words["city.$city"], city == state.city, { act(SignInAction.Live(city)) }) }
    }
}
