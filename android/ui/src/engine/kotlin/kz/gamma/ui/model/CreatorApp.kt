// The creator's app: the first session, then three roots under their tabs and the pages opened from them. One stack of routes.
package kz.gamma.ui.model

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.CoroutineScope
import kz.gamma.engine.AppInterface
import kz.gamma.engine.Role
import kz.gamma.ui.parts.CreatorTab
import kz.gamma.ui.parts.QuietButton
import kz.gamma.ui.parts.Shell
import kz.gamma.ui.parts.SignInAgain
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.screens.deal.DealModel
import kz.gamma.ui.screens.deal.DealScreen
import kz.gamma.ui.screens.deals.DealsModel
import kz.gamma.ui.screens.deals.DealsScreen
import kz.gamma.ui.screens.deck.DeckModel
import kz.gamma.ui.screens.deck.DeckScreen
import kz.gamma.ui.screens.draft.DraftModel
import kz.gamma.ui.screens.draft.DraftScreen
import kz.gamma.ui.screens.iban.IbanModel
import kz.gamma.ui.screens.iban.IbanScreen
import kz.gamma.ui.screens.inbox.InboxModel
import kz.gamma.ui.screens.inbox.InboxScreen
import kz.gamma.ui.screens.money.MoneyModel
import kz.gamma.ui.screens.money.MoneyScreen
import kz.gamma.ui.screens.payout.PayoutModel
import kz.gamma.ui.screens.payout.PayoutScreen
import kz.gamma.ui.screens.post.PostModel
import kz.gamma.ui.screens.post.PostScreen
import kz.gamma.ui.screens.proof.ProofModel
import kz.gamma.ui.screens.proof.ProofScreen
import kz.gamma.ui.screens.reading.ReadingModel
import kz.gamma.ui.screens.reading.ReadingScreen
import kz.gamma.ui.screens.request.CashOutModel
import kz.gamma.ui.screens.request.RequestScreen
import kz.gamma.ui.screens.request.TakeNowModel
import kz.gamma.ui.screens.script.ScriptModel
import kz.gamma.ui.screens.script.ScriptScreen
import kz.gamma.ui.screens.settings.SettingsModel
import kz.gamma.ui.screens.settings.SettingsScreen
import kz.gamma.ui.screens.signin.SignInModel
import kz.gamma.ui.screens.signin.SignInScreen
import kz.gamma.ui.screens.studio.StudioModel
import kz.gamma.ui.screens.studio.StudioScreen
import kz.gamma.ui.screens.text.TextScreen
import kz.gamma.ui.screens.text.TextState
import kz.gamma.ui.screens.yes.YesModel
import kz.gamma.ui.screens.yes.YesScreen
import kz.gamma.ui.words.words

/** The stack of routes; its bottom is always a root. */
@Stable
class Way {
    private val routes = mutableStateListOf<Route>(Route.Offers)
    val top: Route get() = routes.last()
    val isInStudio: Boolean get() = top is Route.Studio || top is Route.Script || top is Route.Reading

    /** A page lies over a root. */
    val isBackPossible: Boolean get() = routes.size > 1

    fun go(route: Route) {
        val isRoot = route is Route.Offers || route is Route.Deals || route is Route.Money || route is Route.Scripts
        if (isRoot) routes.clear()
        // The cards of a YES are behind whoever goes on from them.
        routes.removeAll { it is Route.Yes }
        if (routes.isEmpty() && !isRoot) routes += Route.Offers
        routes += route
    }

    fun back() {
        if (routes.size > 1) models.remove(routes.removeAt(routes.size - 1))
    }

    /** The model of a page that is left for a while and found again as it was: a script in the middle of an edit. */
    @Suppress("UNCHECKED_CAST")
    fun <M : Any> model(route: Route, make: () -> M): M = models.getOrPut(route, make) as M

    private val models = mutableMapOf<Route, Any>()
}

@Composable
fun CreatorApp(app: AppInterface, scope: CoroutineScope, system: System) {
    val way = remember { Way() }
    var failure by remember { mutableStateOf<String?>(null) }
    val context = remember {
        Context(app, scope, { failure = null; way.go(it) }, { failure = null; way.back() }, system) { failure = it }
    }
    val signIn = remember { SignInModel(context, Role.CREATOR) }
    Column(Modifier.fillMaxSize()) {
        Box(Modifier.weight(1f)) {
            val text = way.top as? Route.Text
            val step = signIn.state
            if (text != null) Page(context, way, text, system)
            else if (step != null && way.isInStudio) Page(context, way, way.top, system)
            else if (step != null) SignInScreen(step, signIn::act)
            else if (signIn.isSignedIn) Screens(context, way, system)
        }
        // The studio needs no account: it is open to whoever has not signed in yet.
        if (signIn.state != null && !way.isInStudio && way.top !is Route.Text) {
            QuietButton(words["studio.first"], { way.go(Route.Studio(null)) }, Modifier.fillMaxWidth())
        }
        if (signIn.isPaused) SignInAgain(words["session.over"], words["session.enter"], signIn::enterAgain)
        failure?.let { code -> StatusLine(words.failure(code), Tone.Bad, Modifier.align(Alignment.CenterHorizontally).padding(8.dp)) }
    }
}

@Composable
private fun Screens(context: Context, way: Way, system: System) {
    system.OnBack(way.isBackPossible) { way.back() }
    LaunchedEffect(system) { system.asked.collect { way.go(it) } }
    // The roots live as long as the app: going back to one finds it as it was left.
    val deck = remember { DeckModel(context) }
    val deals = remember { DealsModel(context) }
    val scripts = remember { StudioModel(context) }
    val money = remember { MoneyModel(context) }
    val tab = when (way.top) {
        Route.Offers -> CreatorTab.Offers
        Route.Deals -> CreatorTab.Deals
        Route.Scripts -> CreatorTab.Scripts
        Route.Money -> CreatorTab.Money
        else -> null
    }
    if (tab == null) return Page(context, way, way.top, system)
    Shell(CreatorTab.entries, tab, { way.go(it.route()) }) {
        when (tab) {
            CreatorTab.Offers -> DeckScreen(deck.state, deck::act)
            CreatorTab.Deals -> DealsScreen(deals.state, deals::act)
            CreatorTab.Scripts -> StudioScreen(scripts.state, scripts::act)
            CreatorTab.Money -> MoneyScreen(money.state, money::act)
        }
    }
}

private fun CreatorTab.route(): Route = when (this) {
    CreatorTab.Offers -> Route.Offers
    CreatorTab.Deals -> Route.Deals
    CreatorTab.Scripts -> Route.Scripts
    CreatorTab.Money -> Route.Money
}

@Composable
private fun Page(context: Context, way: Way, route: Route, system: System) {
    when (route) {
        is Route.Yes -> remember(route) { YesModel(context, route) }.let { YesScreen(it.state, it::act) }
        is Route.Deal -> remember(route) { DealModel(context, route.id) }.let { model -> model.state?.let { DealScreen(it, model::act) } }
        is Route.Draft -> remember(route) { DraftModel(context, route.id) }.let { DraftScreen(it.state, it::act) }
        is Route.Post -> remember(route) { PostModel(context, route.id, route.link) }.let { PostScreen(it.state, it::act) }
        is Route.Payout -> remember(route) { PayoutModel(context, route.id) }.let { model -> model.state?.let { PayoutScreen(it, model::act) } }
        Route.Request -> remember(route) { CashOutModel(context) }.let { model -> model.state?.let { RequestScreen(it, model::act) } }
        is Route.Advance -> remember(route) { TakeNowModel(context, route.earning) }.let { model -> model.state?.let { RequestScreen(it, model::act) } }
        Route.Iban -> remember(route) { IbanModel(context) }.let { IbanScreen(it.state, it::act) }
        is Route.Studio -> way.model(route) { StudioModel(context, route.deal, isRoot = false) }.let { StudioScreen(it.state, it::act) }
        is Route.Script -> way.model(route) { ScriptModel(context, route.script) }.let { ScriptScreen(it.state, it::act) }
        is Route.Reading -> remember(route) { ReadingModel(context, route.lines, route.syllables) }.let { ReadingScreen(it.state, it::act) }
        Route.Inbox -> remember(route) { InboxModel(context) }.let { InboxScreen(it.state, it::act) }
        Route.Settings -> remember(route) { SettingsModel(context, system.version) }.let { SettingsScreen(it.state, it::act) }
        is Route.Text -> TextScreen(TextState.of(route.document)) { context.back() }
        Route.Proof -> remember(route) { ProofModel(context) }.let { ProofScreen(it.state, it::act) }
        Route.Offers, Route.Deals, Route.Scripts, Route.Money, Route.Review, Route.Campaigns, Route.Invoices, Route.Plan -> Unit
    }
}
