// The brand's app: three roots under a rail, with the number of videos that wait beside the first.
package kz.gamma.ui.model

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.CoroutineScope
import kz.gamma.engine.AppInterface
import kz.gamma.ui.parts.BrandTab
import kz.gamma.ui.parts.Shell
import kz.gamma.ui.parts.StatusLine
import kz.gamma.ui.parts.Tone
import kz.gamma.ui.screens.campaigns.CampaignsModel
import kz.gamma.ui.screens.campaigns.CampaignsScreen
import kz.gamma.ui.screens.invoices.InvoicesModel
import kz.gamma.ui.screens.invoices.InvoicesScreen
import kz.gamma.ui.screens.plan.PlanModel
import kz.gamma.ui.screens.plan.PlanScreen
import kz.gamma.ui.screens.review.ReviewModel
import kz.gamma.ui.screens.review.ReviewScreen
import kz.gamma.ui.screens.settings.SettingsModel
import kz.gamma.ui.screens.settings.SettingsScreen
import kz.gamma.ui.words.words

@Composable
fun BrandApp(app: AppInterface, scope: CoroutineScope, system: System) {
    var tab by remember { mutableStateOf(BrandTab.Review) }
    var isPlanning by remember { mutableStateOf(false) }
    var failure by remember { mutableStateOf<String?>(null) }
    val context = remember {
        val go = { route: Route ->
            failure = null
            isPlanning = route == Route.Plan
            tab = when (route) {
                Route.Invoices -> BrandTab.Invoices
                Route.Campaigns, Route.Plan -> BrandTab.Campaigns
                else -> BrandTab.Review
            }
        }
        Context(app, scope, go, { isPlanning = false }, system::pickVideo, system::copy, { failure = it })
    }
    val review = remember { ReviewModel(context) }
    val campaigns = remember { CampaignsModel(context) }
    val invoices = remember { InvoicesModel(context) }
    val settings = remember { SettingsModel(context, system.version) }
    system.OnBack(isPlanning) { isPlanning = false }
    LaunchedEffect(system) { system.asked.collect { context.go(it) } }
    Column(Modifier.fillMaxSize()) {
        Box(Modifier.weight(1f)) {
            if (isPlanning) {
                val language = words.language
                val plan = remember { PlanModel(context, language) }
                plan.state?.let { PlanScreen(it, plan::act) }
            } else Shell(BrandTab.entries, tab, { tab = it }, mapOf(BrandTab.Review to review.state.queue.size)) {
                when (tab) {
                    BrandTab.Review -> ReviewScreen(review.state, review::act)
                    BrandTab.Campaigns -> CampaignsScreen(campaigns.state, campaigns::act)
                    BrandTab.Invoices -> InvoicesScreen(invoices.state, invoices::act)
                    BrandTab.Profile -> SettingsScreen(settings.state, settings::act)
                }
            }
        }
        failure?.let { StatusLine(words.failure(it), Tone.Bad, Modifier.padding(8.dp)) }
    }
}
