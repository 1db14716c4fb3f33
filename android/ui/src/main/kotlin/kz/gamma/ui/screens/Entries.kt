// Every screen of the app, once. Pictures and tests walk this list; a new screen is a folder and one line here.
package kz.gamma.ui.screens

import androidx.compose.runtime.Composable
import kz.gamma.ui.parts.BrandTab
import kz.gamma.ui.parts.CreatorTab
import kz.gamma.ui.parts.Shell
import kz.gamma.ui.parts.Tab
import kz.gamma.ui.screens.campaigns.CampaignsSamples
import kz.gamma.ui.screens.campaigns.CampaignsScreen
import kz.gamma.ui.screens.company.CompanySamples
import kz.gamma.ui.screens.company.CompanyScreen
import kz.gamma.ui.screens.deal.DealSamples
import kz.gamma.ui.screens.deal.DealScreen
import kz.gamma.ui.screens.deals.DealsSamples
import kz.gamma.ui.screens.deals.DealsScreen
import kz.gamma.ui.screens.deck.DeckSamples
import kz.gamma.ui.screens.deck.DeckScreen
import kz.gamma.ui.screens.draft.DraftSamples
import kz.gamma.ui.screens.draft.DraftScreen
import kz.gamma.ui.screens.iban.IbanSamples
import kz.gamma.ui.screens.iban.IbanScreen
import kz.gamma.ui.screens.inbox.InboxSamples
import kz.gamma.ui.screens.inbox.InboxScreen
import kz.gamma.ui.screens.invoices.InvoicesSamples
import kz.gamma.ui.screens.invoices.InvoicesScreen
import kz.gamma.ui.screens.money.MoneySamples
import kz.gamma.ui.screens.money.MoneyScreen
import kz.gamma.ui.screens.payout.PayoutSamples
import kz.gamma.ui.screens.payout.PayoutScreen
import kz.gamma.ui.screens.plan.PlanSamples
import kz.gamma.ui.screens.plan.PlanScreen
import kz.gamma.ui.screens.post.PostSamples
import kz.gamma.ui.screens.post.PostScreen
import kz.gamma.ui.screens.proof.ProofSamples
import kz.gamma.ui.screens.proof.ProofScreen
import kz.gamma.ui.screens.reading.ReadingSamples
import kz.gamma.ui.screens.reading.ReadingScreen
import kz.gamma.ui.screens.request.RequestSamples
import kz.gamma.ui.screens.request.RequestScreen
import kz.gamma.ui.screens.review.ReviewSamples
import kz.gamma.ui.screens.review.ReviewScreen
import kz.gamma.ui.screens.script.ScriptSamples
import kz.gamma.ui.screens.script.ScriptScreen
import kz.gamma.ui.screens.settings.SettingsSamples
import kz.gamma.ui.screens.settings.SettingsScreen
import kz.gamma.ui.screens.signin.SignInSamples
import kz.gamma.ui.screens.signin.SignInScreen
import kz.gamma.ui.screens.studio.StudioSamples
import kz.gamma.ui.screens.studio.StudioScreen
import kz.gamma.ui.screens.text.TextSamples
import kz.gamma.ui.screens.text.TextScreen
import kz.gamma.ui.screens.yes.YesSamples
import kz.gamma.ui.screens.yes.YesScreen

/** `tab` stands for the tabs around a root screen; a page opened from another has none. */
class Entry<S>(
    val name: String,
    val tab: Tab?,
    val samples: List<Sample<S>>,
    val isTablet: Boolean = false,
    private val draw: @Composable (S) -> Unit,
) {
    @Composable
    fun Draw(index: Int) {
        val screen: @Composable () -> Unit = { draw(samples[index].state) }
        when (tab) {
            is CreatorTab -> Shell(CreatorTab.entries, tab, {}, content = screen)
            is BrandTab -> Shell(BrandTab.entries, tab, {}, counts = mapOf(BrandTab.Review to 4), content = screen)
            else -> screen()
        }
    }
}

val entries: List<Entry<*>> = listOf(
    Entry("deck", CreatorTab.Offers, DeckSamples.all) { DeckScreen(it) {} },
    Entry("yes", null, YesSamples.all) { YesScreen(it) {} },
    Entry("signin", null, SignInSamples.all) { SignInScreen(it) {} },
    Entry("text", null, TextSamples.all) { TextScreen(it) {} },
    Entry("proof", null, ProofSamples.all) { ProofScreen(it) {} },
    Entry("deals", CreatorTab.Deals, DealsSamples.all) { DealsScreen(it) {} },
    Entry("deal", null, DealSamples.all) { DealScreen(it) {} },
    Entry("draft", null, DraftSamples.all) { DraftScreen(it) {} },
    Entry("post", null, PostSamples.all) { PostScreen(it) {} },
    Entry("studio", CreatorTab.Scripts, StudioSamples.all) { StudioScreen(it) {} },
    Entry("script", null, ScriptSamples.all) { ScriptScreen(it) {} },
    Entry("reading", null, ReadingSamples.all) { ReadingScreen(it) {} },
    Entry("money", CreatorTab.Money, MoneySamples.all) { MoneyScreen(it) {} },
    Entry("payout", null, PayoutSamples.all) { PayoutScreen(it) {} },
    Entry("request", null, RequestSamples.all) { RequestScreen(it) {} },
    Entry("iban", null, IbanSamples.all) { IbanScreen(it) {} },
    Entry("inbox", null, InboxSamples.all) { InboxScreen(it) {} },
    Entry("settings", null, SettingsSamples.all) { SettingsScreen(it) {} },
    Entry("company", null, CompanySamples.all, isTablet = true) { CompanyScreen(it) {} },
    Entry("review", BrandTab.Review, ReviewSamples.all, isTablet = true) { ReviewScreen(it) {} },
    Entry("campaigns", BrandTab.Campaigns, CampaignsSamples.all, isTablet = true) { CampaignsScreen(it) {} },
    Entry("plan", null, PlanSamples.all, isTablet = true) { PlanScreen(it) {} },
    Entry("invoices", BrandTab.Invoices, InvoicesSamples.all, isTablet = true) { InvoicesScreen(it) {} },
)
