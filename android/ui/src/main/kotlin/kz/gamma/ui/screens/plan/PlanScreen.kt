// The plan at the left, the creator's card at the right; on a narrow screen the card comes after the fields.
package kz.gamma.ui.screens.plan

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kz.gamma.ui.parts.Caption
import kz.gamma.ui.parts.Chips
import kz.gamma.ui.parts.Field
import kz.gamma.ui.parts.FigureRow
import kz.gamma.ui.parts.Line
import kz.gamma.ui.parts.Note
import kz.gamma.ui.parts.PageTop
import kz.gamma.ui.parts.Panel
import kz.gamma.ui.parts.PayoutChoice
import kz.gamma.ui.parts.PickChip
import kz.gamma.ui.parts.PrimaryButton
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.SecondaryButton
import kz.gamma.ui.parts.SectionTitle
import kz.gamma.ui.parts.TickRow
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.screens.deck.OfferFront
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Space
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.words

@Composable
fun PlanScreen(state: PlanState, act: (PlanAction) -> Unit) {
    Column(Modifier.fillMaxSize().background(Theme.colours.ground)) {
        PageTop(words[if (state.isFirst) "plan.first" else "plan.title"], if (state.isFirst) null else ({ act(PlanAction.Back) }))
        BoxWithConstraints(Modifier.weight(1f).fillMaxWidth()) {
            if (maxWidth >= 900.dp && !Theme.isTextLarge) Wide(state, act) else Narrow(state, act)
        }
    }
}

@Composable
private fun Wide(state: PlanState, act: (PlanAction) -> Unit) {
    Row(Modifier.fillMaxSize().padding(horizontal = Space.marginTablet), Arrangement.spacedBy(28.dp)) {
        Column(Modifier.weight(1f).verticalScroll(rememberScrollState()).padding(bottom = 24.dp), Arrangement.spacedBy(14.dp)) {
            Fields(state, act)
        }
        Column(Modifier.width(380.dp).padding(bottom = 24.dp), Arrangement.spacedBy(12.dp)) {
            SectionTitle(words["plan.preview"])
            Card(state, Modifier.weight(1f))
            Cost(state)
            Answers(state, act)
        }
    }
}

@Composable
private fun Narrow(state: PlanState, act: (PlanAction) -> Unit) {
    Column(
        Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(horizontal = Space.margin).padding(
            bottom = 24.dp,
        ),
        verticalArrangement = Arrangement.spacedBy(14.dp),
    ) {
        Fields(state, act)
        SectionTitle(words["plan.preview"])
        Card(state, Modifier.height(if (Theme.isTextLarge) 1_040.dp else 600.dp))
        Cost(state)
        Answers(state, act)
    }
}

@Composable
private fun Card(state: PlanState, modifier: Modifier) {
    Box(
        modifier.fillMaxWidth().clip(Shape.card).background(Theme.colours.card).border(
            1.dp, Theme.colours.hairline, Shape.card,
        ),
    ) { state.preview?.let { OfferFront(it, PayoutChoice.AtOnce) } }
}

@Composable
private fun Fields(state: PlanState, act: (PlanAction) -> Unit) {
    SectionTitle(words["plan.template"])
    Chips {
        state.templates.forEach { PickChip(it.name, it.key == state.template, { act(PlanAction.UseTemplate(it.key)) }) }
    }
    Field(words["plan.name"], state.name, { act(PlanAction.Enter(PlanField.Name, it)) })
    Field(
        words["plan.brief"], state.brief, { act(PlanAction.Enter(PlanField.Brief, it)) }, isSingleLine = false, minLines = 3,
    )
    val fee: @Composable (Modifier) -> Unit = {
        Field(
            words["plan.fee"], state.fee, { text -> act(PlanAction.Enter(PlanField.Fee, text)) }, it,
            wrong = words["plan.fee.low"].takeIf { state.isFeeLow }, before = "₸", keyboard = KeyboardType.Number,
        )
    }
    val slots: @Composable (Modifier) -> Unit = {
        Field(words["plan.slots"], state.slots, { text -> act(PlanAction.Enter(PlanField.Slots, text)) }, it, keyboard = KeyboardType.Number)
    }
    if (Theme.isTextLarge) {
        fee(Modifier)
        slots(Modifier)
    } else {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            fee(Modifier.weight(1f))
            slots(Modifier.weight(1f))
        }
    }
    Field(
        words["plan.budget"], state.budget, { act(PlanAction.Enter(PlanField.Budget, it)) },
        before = "₸", keyboard = KeyboardType.Number,
    )
    SectionTitle(words["plan.cities"])
    Chips {
        PickChip(words["plan.cities.all"], state.chosenCities.isEmpty(), { act(PlanAction.AllCities) })
        state.cities.forEach { PickChip(words["city.$it"], it in state.chosenCities, { act(PlanAction.Pick(it)) }) }
    }
    Panel(padding = 0.dp) { TickRow(words["plan.product"], state.hasProduct, { act(PlanAction.SendProduct(it)) }) }
    SecondaryButton(words[if (state.hasPicture) "plan.picture.there" else "plan.picture"], { act(PlanAction.AddPicture) }, Modifier.fillMaxWidth())
}

@Composable
private fun Cost(state: PlanState) {
    Panel(gap = 2.dp, padding = 16.dp) {
        state.costOfOne?.let {
            FigureRow(words["plan.cost.one"], tenge(it))
            Line()
        }
        FigureRow(words["plan.cost.all"], tenge(state.costOfAll), isTotal = true)
        Caption(words["plan.cost.note"])
    }
    state.limitFree?.let { Note(words["plan.limit", "sum" to it], tone = Tone.Waiting) }
}

@Composable
private fun Answers(state: PlanState, act: (PlanAction) -> Unit) {
    val isReady = !state.isFeeLow && state.limitFree == null && state.name.isNotBlank() && state.preview != null
    PrimaryButton(words["plan.open"], { act(PlanAction.Open) }, Modifier.fillMaxWidth(), isEnabled = isReady)
    QuietButton(words["plan.save"], { act(PlanAction.Save) }, Modifier.fillMaxWidth(), ink = Theme.colours.muted)
}
