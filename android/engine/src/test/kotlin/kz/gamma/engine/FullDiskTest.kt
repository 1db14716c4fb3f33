// A full disk over a real server: it is named so, nothing kept is lost, and the same goes through with room.
package kz.gamma.engine

import java.nio.file.Files
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertTrue
import kz.gamma.engine.world.AIGUL
import kz.gamma.engine.world.Phone
import kz.gamma.engine.world.SmallDisk
import kz.gamma.engine.world.inAWorld
import kz.gamma.engine.world.video
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test

class FullDiskTest {
    @Test
    fun `a full disk is told apart, loses nothing, and goes on when there is room`() = inAWorld {
        val disk = SmallDisk.mount(megabytes = 8)
        assumeTrue(disk != null, "a small disk can be mounted here")
        disk!!.use {
            val phone = Phone(this, disk.folder.resolve("phone"), server.address)
            phone.open()
            try {
                phone.signIn(AIGUL)
                phone.introduce(AIGUL)
                phone.syncUntilAnswered()
                fullAndBack(phone, disk)
            } finally {
                phone.close()
            }
        }
    }

    private suspend fun fullAndBack(phone: Phone, disk: SmallDisk) {
        val cards = phone.app.deck().show().offers.take(2).map(OfferView::campaign)
        val deal = phone.app.deck().swipeYes(SwipeRequest(cards[0], PayoutChoice.WAIT))
        phone.syncUntilAnswered()
        val gallery = Files.createTempDirectory("gamma-gallery")
        val request = VideoRequest(deal, video(gallery, 1).toString(), "video/mp4", "")

        disk.fill()
        val full = assertFailsWith<AppException.Retry> { phone.app.drafts().submitVideo(request) }
        assertEquals("local_disk_full", full.code)
        val kept = yesOrNoRoom(phone, cards[1])
        assertIs<DealStage.Agreed>(phone.app.deals().get(deal).stage, "everything stays readable")
        assertTrue(phone.app.drafts().uploads().isEmpty(), "half a copy is no upload")

        disk.makeRoom()
        val other = kept ?: checkNotNull(yesOrNoRoom(phone, cards[1])) { "now there is room" }
        phone.app.drafts().submitVideo(request)
        phone.syncUntilAnswered()
        phone.eventually("the draft is with the brand") {
            phone.app.deals().get(deal).takeIf { it.next == NextAction.WAIT_FOR_BRAND }
        }
        assertIs<DealStage.Agreed>(phone.app.deals().get(other).stage)
    }

    /** A YES is kept in the database's own room, or refused by name while its card stays: never half of it. */
    private suspend fun yesOrNoRoom(phone: Phone, campaign: CampaignId): DealId? = try {
        phone.app.deck().swipeYes(SwipeRequest(campaign, PayoutChoice.WAIT))
    } catch (full: AppException.Retry) {
        assertEquals("local_disk_full", full.code)
        assertTrue(phone.app.deck().show().offers.any { it.campaign == campaign }, "the card stays")
        null
    }
}
