// A brand's campaigns: state, live cost and slots, and what to do next with each.
package kz.gamma.ui.screens.campaigns

import kz.gamma.ui.parts.Tone
import kz.gamma.ui.words.Money
import java.time.LocalDate

data class CampaignsState(
    val campaigns: List<CampaignRow> = emptyList(),
    val isOffline: Boolean = false,
    val refused: List<RefusedCommand> = emptyList(),
)

/** Something the brand asked and the server refused; `kind` as in `command.<kind>`. */
data class RefusedCommand(val id: String, val kind: String, val code: String)

data class CampaignRow(
    val id: String,
    val title: String,
    val place: CampaignPlace,
    val next: CampaignNext,
    val slotsTaken: Int,
    val slots: Int,
    val spent: Money,
    val held: Money,
    val budget: Money,
    val toReview: Int,
    val openUntil: LocalDate,
)

enum class CampaignPlace(val word: String, val tone: Tone) {
    Draft("draft", Tone.Plain),
    WaitingForMoney("waiting_for_money", Tone.Waiting),
    Live("live", Tone.Good),
    Paused("paused", Tone.Waiting),
    Full("full", Tone.Good),
    Closed("closed", Tone.Plain),
}

enum class CampaignNext(val word: String?) {
    Open("open"),
    Pay("pay"),
    ReviewDrafts("review_drafts"),
    Resume("resume"),
    Wait(null),
    Nothing(null),
}

sealed interface CampaignsAction {
    data object New : CampaignsAction
    data class Open(val id: String) : CampaignsAction
    data class Next(val id: String) : CampaignsAction
    data class Pause(val id: String) : CampaignsAction
    data class CloseRefused(val id: String) : CampaignsAction
}
