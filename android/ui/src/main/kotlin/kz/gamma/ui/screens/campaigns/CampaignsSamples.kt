// Campaigns in each of the six states.
package kz.gamma.ui.screens.campaigns

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.sampleDay
import kz.gamma.ui.screens.tg

object CampaignsSamples {
    private val live = CampaignRow(
        "1", "Кешкі далап", CampaignPlace.Live, CampaignNext.ReviewDrafts, 7, 12, tg(35_220), tg(46_960), tg(140_880), 3, sampleDay.plusDays(14),
    )
    private val draft = live.copy(
        id = "2", title = "Күнделікті күтім: таңғы бес минут", place = CampaignPlace.Draft, next = CampaignNext.Open,
        slotsTaken = 0, slots = 5, spent = tg(0), held = tg(0), budget = tg(58_700), toReview = 0,
    )
    private val unpaid = draft.copy(
        id = "3", title = "Қысқы крем", place = CampaignPlace.WaitingForMoney, next = CampaignNext.Pay,
    )
    private val paused = live.copy(
        id = "4", title = "Жаңа реңктер", place = CampaignPlace.Paused, next = CampaignNext.Resume, toReview = 0,
    )
    private val full = live.copy(
        id = "5", title = "Үш ән, бір далап", place = CampaignPlace.Full, next = CampaignNext.Wait, slotsTaken = 12, toReview = 0,
        spent = tg(93_920), held = tg(46_960),
    )
    private val closed = full.copy(
        id = "6", title = "Жазғы бояулар", place = CampaignPlace.Closed, next = CampaignNext.Nothing, held = tg(0),
    )

    val all = listOf(
        Sample("live", CampaignsState(listOf(live, draft))),
        Sample("all_states", CampaignsState(listOf(unpaid, paused, full, closed))),
        Sample("offline", CampaignsState(listOf(live), isOffline = true)),
        Sample("refused", CampaignsState(listOf(draft), refused = listOf(
            RefusedCommand("a", "set_campaign_state", "tax_authority_missing"), RefusedCommand("b", "create_campaign", "plan_invalid"),
        ))),
        Sample("empty", CampaignsState()),
    )
}
