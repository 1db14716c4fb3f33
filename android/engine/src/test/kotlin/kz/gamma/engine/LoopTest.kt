// The loop between a creator's phone and a brand's tablet, over the real server, from a YES to earned money.
package kz.gamma.engine

import java.time.Duration
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withTimeout
import kz.gamma.engine.world.AIGUL
import kz.gamma.engine.world.BRAND
import kz.gamma.engine.world.OWNER
import kz.gamma.engine.world.Phone
import kz.gamma.engine.world.inAWorld
import kz.gamma.engine.world.video
import org.junit.jupiter.api.Test

class LoopTest {
    @Test
    fun `from a yes to money that is earned`() = inAWorld {
        val phone = creator(AIGUL)
        val tablet = phone().also { it.signIn(OWNER) }
        val desk = tablet.app.desk()
        val brand = desk.show().brands.single()
        assertEquals(BRAND to Light.GREEN, brand.name to brand.light)

        val card = phone.app.deck().show().offers.first()
        val deal = phone.app.deck().swipeYes(SwipeRequest(card.campaign, PayoutChoice.AT_ONCE))
        phone.syncUntilAnswered()
        phone.expect(deal, NextAction.SEND_DRAFT)

        phone.sendVideo(deal, 1)
        phone.expect(deal, NextAction.WAIT_FOR_BRAND)
        val first = tablet.eventually("a review") { desk.reviews(brand.brand).singleOrNull() }
        assertTrue(assertNotNull(first.videoUrl).startsWith("http"))
        val draft = assertNotNull(first.deal.draft)
        tablet.app.sync()
        assertEquals(draft.draft, desk.show().toReview.single().draft?.draft)
        desk.fix(FixRequest(deal, draft.draft, listOf(FixView(FixKind.PRODUCT_NOT_SEEN, 3, "Шайды жақыннан көрсетші"))))
        tablet.syncUntilAnswered()

        val asked = phone.expect(deal, NextAction.SEND_FIX)
        assertEquals("Шайды жақыннан көрсетші", asked.draft?.fixes?.single()?.note)
        phone.sendVideo(deal, 2)
        val second = tablet.eventually("the second draft") {
            desk.reviews(brand.brand).singleOrNull()?.deal?.draft?.takeIf { it.round == 2 }
        }
        desk.clear(deal, second.draft)
        tablet.syncUntilAnswered()

        phone.expect(deal, NextAction.SEND_POST)
        val link = "https://www.tiktok.com/@${AIGUL.handle}/video/7000000000000000001"
        phone.app.deals().submitPost(PostRequest(deal, link, AIGUL.handle, "Жарнама", card.terms.sponsor))
        phone.syncUntilAnswered()
        val post = tablet.eventually("the post") { desk.reviews(brand.brand).singleOrNull()?.deal?.post }
        desk.pass(deal, post.post)
        tablet.syncUntilAnswered()

        val earned = phone.expect(deal, NextAction.SEE_MONEY)
        assertEquals(StepState.DONE, earned.steps.single { it.kind == StepKind.POSTED }.state)
        val money = phone.eventually("a payout") { phone.app.payouts().show().takeIf { it.payouts.isNotEmpty() } }
        val payout = money.payouts.single()
        assertEquals(card.quoteAtOnce.net, payout.quote.net, "the swipe's promise, to the tiyn")
        assertEquals(deal, money.earnings.single().deal)
        assertEquals(payout.payout, phone.app.payouts().find(payout.payout)?.payout)
        assertTrue(phone.app.inbox().show().notices.any { it.kind == NoticeKind.APPROVED })
    }

    @Test
    fun `a video is queued without a network and goes up later, with its progress`() = inAWorld {
        val phone = creator(AIGUL)
        val card = phone.app.deck().show().offers.first()
        val deal = phone.app.deck().swipeYes(SwipeRequest(card.campaign, PayoutChoice.WAIT))
        phone.syncUntilAnswered()
        phone.app.setOnline(false)
        phone.sendVideo(deal, 3, isSynced = false)
        val waiting = phone.app.deals().get(deal)
        assertEquals(NextAction.SENDING_DRAFT, waiting.next)
        val upload = assertNotNull(waiting.upload)
        assertEquals(UploadState.WAITING to 0L, upload.state to upload.receivedBytes)
        assertTrue(upload.bytes > 1_000)
        phone.app.setOnline(true)
        phone.expect(deal, NextAction.WAIT_FOR_BRAND)
    }

    @Test
    fun `a paused video rests until it may go on`() = inAWorld {
        val phone = creator(AIGUL)
        val card = phone.app.deck().show().offers.first()
        val deal = phone.app.deck().swipeYes(SwipeRequest(card.campaign, PayoutChoice.WAIT))
        phone.syncUntilAnswered()
        phone.app.setOnline(false)
        phone.sendVideo(deal, 4, isSynced = false)
        val upload = assertNotNull(phone.app.deals().get(deal).upload)
        phone.app.drafts().pause(upload.media)
        phone.app.setOnline(true)
        phone.app.sync()
        val resting = assertNotNull(phone.app.deals().get(deal).upload)
        assertEquals(true to 0L, resting.isPaused to resting.receivedBytes)
        phone.app.drafts().resume(upload.media)
        phone.expect(deal, NextAction.WAIT_FOR_BRAND)
    }

    @Test
    fun `what a limit refuses waits, and the deal says which limit and until when`() = inAWorld {
        val phone = creator(AIGUL)
        val tablet = phone().also { it.signIn(OWNER) }
        val desk = tablet.app.desk()
        val brand = desk.show().brands.single().brand
        val card = phone.app.deck().show().offers.first()
        val deal = phone.app.deck().swipeYes(SwipeRequest(card.campaign, PayoutChoice.AT_ONCE))
        phone.syncUntilAnswered()
        // The card promised it; the limit was used up only afterwards.
        server.ask("brand", "limit", brand, "--advance", "0", "--operator", "example")
        phone.sendVideo(deal, 5)
        desk.clear(deal, tablet.eventually("a draft") { desk.reviews(brand).singleOrNull()?.deal?.draft }.draft)
        tablet.syncUntilAnswered()
        phone.expect(deal, NextAction.SEND_POST)
        val link = "https://www.tiktok.com/@${AIGUL.handle}/video/7000000000000000005"
        phone.app.deals().submitPost(PostRequest(deal, link, AIGUL.handle, "Жарнама", card.terms.sponsor))
        phone.syncUntilAnswered()
        desk.pass(deal, tablet.eventually("a post") { desk.reviews(brand).singleOrNull()?.deal?.post }.post)
        tablet.syncUntilAnswered()
        val earned = phone.expect(deal, NextAction.SEE_MONEY)
        assertEquals("advance_brand_limit", earned.advanceRefusal)
        assertTrue(assertNotNull(earned.waitsUntil).isAfter(java.time.LocalDate.parse("2026-07-01")))
        val campaign = desk.show().campaigns.single { it.campaign == card.campaign }
        assertTrue(campaign.approvalCost > card.terms.fixedFee && campaign.approvalCost <= campaign.dealCost)
    }

    @Test
    fun `in the background news arrives by itself`() = inAWorld {
        val phone = creator(AIGUL)
        phone.app.start()
        val card = phone.app.deck().show().offers.first()
        val deal = phone.app.deck().swipeYes(SwipeRequest(card.campaign, PayoutChoice.WAIT))
        phone.clock.pass(Duration.ofSeconds(6))
        withTimeout(30_000) {
            phone.app.view(Subject.DEALS) { phone.app.deals().get(deal).stage }.first { it is DealStage.Agreed }
        }
    }

    @Test
    fun `a brand makes a campaign from a template and opens it`() = inAWorld {
        val tablet = phone().also { it.signIn(OWNER) }
        val desk = tablet.app.desk()
        val brand = desk.show().brands.single()
        val template = desk.templates("kk", brand.name).first()
        val targets = TargetsView(listOf("food"), listOf("almaty"), listOf("kk"), null, null, null)
        val until = tablet.clock.now().plus(Duration.ofDays(20))
        val (terms, slots, budget) = Triple(template.terms, template.slots, tenge(200_000))
        val plan = CampaignRequest(brand.brand, template.name, terms, targets, slots, budget, until, null)
        val card = desk.preview(plan)
        assertEquals(brand.name, card.brandName)
        assertTrue(card.quoteWait.isAtLeast && card.quoteWait.net.isPositive)

        desk.createCampaign(plan)
        tablet.syncUntilAnswered()
        val draft = desk.show().campaigns.single { it.title == template.name }
        assertEquals(CampaignState.DRAFT to template.terms, draft.state to draft.terms)
        assertTrue(draft.dealCost > template.terms.fixedFee, "commission and VAT come on top")
        desk.setCampaignState(draft.campaign, CampaignStep.OPEN)
        tablet.syncUntilAnswered()
        assertEquals(CampaignState.LIVE, desk.show().campaigns.single { it.title == template.name }.state)
    }

    private suspend fun Phone.expect(deal: DealId, action: NextAction): DealView =
        eventually("$action") { app.deals().get(deal).takeIf { it.next == action } }
            .also { assertIs<DealStage.Agreed>(it.stage) }

    private suspend fun Phone.sendVideo(deal: DealId, seed: Int, isSynced: Boolean = true) {
        val path = video(folder, seed)
        app.drafts().submitVideo(VideoRequest(deal, path.toString(), "video/mp4", "Міне, нобай"))
        java.nio.file.Files.delete(path)
        if (isSynced) syncUntilAnswered()
    }
}
