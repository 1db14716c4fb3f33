// The brand's app: its first session, then three roots under a rail, with the number of videos that wait beside the first.
package kz.gamma.ui.model

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.CoroutineScope
import kz.gamma.engine.AppInterface
import kz.gamma.engine.FirstStep
import kz.gamma.engine.Role
import kz.gamma.ui.parts.BrandTab
import kz.gamma.ui.parts.Shell
import kz.gamma.ui.parts.SignInAgain
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.screens.campaigns.CampaignsModel
import kz.gamma.ui.screens.campaigns.CampaignsScreen
import kz.gamma.ui.screens.company.CompanyModel
import kz.gamma.ui.screens.company.CompanyScreen
import kz.gamma.ui.screens.invoices.InvoicesModel
import kz.gamma.ui.screens.invoices.InvoicesScreen
import kz.gamma.ui.screens.plan.PlanModel
import kz.gamma.ui.screens.plan.PlanScreen
import kz.gamma.ui.screens.review.ReviewModel
import kz.gamma.ui.screens.review.ReviewScreen
import kz.gamma.ui.screens.settings.SettingsModel
import kz.gamma.ui.screens.settings.SettingsScreen
import kz.gamma.ui.screens.signin.SignInModel
import kz.gamma.ui.screens.signin.SignInScreen
import kz.gamma.ui.screens.text.TextScreen
import kz.gamma.ui.screens.text.TextState
import kz.gamma.ui.words.words

/** Which root, and what lies over it: a plan, or a text to read. */
@Stable
private class Place {
    var tab by mutableStateOf(BrandTab.Review)
    var isPlanning by mutableStateOf(false)
    var text by mutableStateOf<Route.Text?>(null)

    fun go(route: Route) {
        if (route is Route.Text) return run { text = route }
        isPlanning = route == Route.Plan
        tab = when (route) {
            Route.Invoices -> BrandTab.Invoices
            Route.Campaigns, Route.Plan -> BrandTab.Campaigns
            else -> BrandTab.Review
        }
    }

    /** A page lies over the desk. */
    val isBackPossible: Boolean get() = text != null || isPlanning

    fun back() {
        if (text != null) text = null else isPlanning = false
    }
}

@Composable
fun BrandApp(app: AppInterface, scope: CoroutineScope, system: System) {
    val place = remember { Place() }
    var failure by remember { mutableStateOf<String?>(null) }
    val context = remember {
        Context(app, scope, { failure = null; place.go(it) }, { failure = null; place.back() }, system) { failure = it }
    }
    val signIn = remember { SignInModel(context, Role.BRAND) }
    Column(Modifier.fillMaxSize()) {
        Box(Modifier.weight(1f)) {
            val step = signIn.state
            val text = place.text
            if (text != null) TextScreen(TextState.of(text.document)) { place.back() }
            else if (step != null) SignInScreen(step, signIn::act)
            else if (signIn.isSignedIn) Desk(context, place, signIn.page, system)
        }
        if (signIn.isPaused) SignInAgain(words["desk.session.over"], words["session.enter"], signIn::enterAgain)
        failure?.let { StatusLine(words.failure(it, isBrand = true), Tone.Bad, Modifier.padding(8.dp)) }
    }
}

@Composable
private fun Desk(context: Context, place: Place, page: FirstStep?, system: System) {
    val company = remember { CompanyModel(context) }
    val review = remember { ReviewModel(context) }
    val campaigns = remember { CampaignsModel(context) }
    val invoices = remember { InvoicesModel(context) }
    val settings = remember { SettingsModel(context, system.version, isBrand = true) }
    system.OnBack(place.isBackPossible) { place.back() }
    LaunchedEffect(system) { system.asked.collect { context.go(it) } }
    if (page == FirstStep.COMPANY || company.isInviting) return CompanyScreen(company.state, company::act)
    if (page == FirstStep.CAMPAIGN || place.isPlanning) return Plan(context, isFirst = page == FirstStep.CAMPAIGN)
    Shell(BrandTab.entries, place.tab, { place.tab = it }, mapOf(BrandTab.Review to review.state.queue.size)) {
        when (place.tab) {
            BrandTab.Review -> ReviewScreen(review.state, review::act)
            BrandTab.Campaigns -> CampaignsScreen(campaigns.state, campaigns::act)
            BrandTab.Invoices -> InvoicesScreen(invoices.state, invoices::act)
            BrandTab.Profile -> SettingsScreen(settings.state, settings::act)
        }
    }
}

@Composable
private fun Plan(context: Context, isFirst: Boolean) {
    val language = words.language
    val plan = remember { PlanModel(context, language, isFirst) }
    plan.state?.let { PlanScreen(it, plan::act) }
}
