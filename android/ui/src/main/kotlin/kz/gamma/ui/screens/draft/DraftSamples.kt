// Every state of sending a video, the interrupted ones above all.
package kz.gamma.ui.screens.draft

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.hoursFromNow
import kz.gamma.ui.screens.sampleNow

object DraftSamples {
    private val video = Video(15, 38)
    private val brief = listOf("1 тік видео, 15 секунд", "Далап экранда анық көрінсін", "Атауы бір рет айтылсын: Sulu")
    private fun at(stage: DraftStage) = DraftState("Кешкі далап", 15, brief, stage, sampleNow)
    private val fixes = listOf(
        FixRow("sound_bad", 5, "Жел шуы қатты естіледі"),
        FixRow("name_wrong", 9, "«Сулу» емес, «Сұлу» дейміз"),
        FixRow("other", null, ""),
    )

    val all = listOf(
        Sample("choose", at(DraftStage.Choose)),
        Sample("ready", at(DraftStage.Ready(video))),
        Sample(
            "ready_with_note", at(DraftStage.Ready(video)).copy(note = "Екінші жарықпен түсірдім, түсі дұрыс шықты."),
        ),
        Sample("uploading", at(DraftStage.Uploading(video, 16))),
        Sample("paused", at(DraftStage.Paused(video, 22))),
        Sample("offline", at(DraftStage.Offline(video, 9))),
        Sample("sent", at(DraftStage.Sent(hoursFromNow(48)))),
        Sample("sent_no_account", at(DraftStage.Sent(hoursFromNow(48), needsAccount = true))),
        Sample("sent_brand_late", at(DraftStage.Sent(null))),
        Sample("cleared", at(DraftStage.Cleared)),
        Sample("too_large", at(DraftStage.Refused(Video(15, 412), RefusedFile.TooLarge))),
        Sample("not_video", at(DraftStage.Refused(Video(0, 2), RefusedFile.NotVideo))),
        Sample("too_long", at(DraftStage.Refused(Video(64, 140), RefusedFile.TooLong))),
        Sample("disk_full", at(DraftStage.DiskFull(40))),
        Sample("fix", at(DraftStage.Choose).copy(fixes = fixes)),
        Sample("fix_last", at(DraftStage.Choose).copy(fixes = fixes.take(1), isLastFix = true)),
        Sample("fix_ready", at(DraftStage.Ready(video)).copy(fixes = fixes.take(2))),
    )
}
