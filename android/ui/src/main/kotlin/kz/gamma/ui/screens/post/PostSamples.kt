// Every state of the post's link.
package kz.gamma.ui.screens.post

import kz.gamma.ui.parts.Platform
import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.hoursFromNow
import kz.gamma.ui.screens.sampleNow

object PostSamples {
    private const val URL = "https://www.tiktok.com/@aigul.films/video/7412"
    private fun at(stage: PostStage) = PostState(Platform.Tiktok, "aigul.films", "Sulu Cosmetics", sampleNow, stage)

    val all = listOf(
        Sample("empty", at(PostStage.Form())),
        Sample("filled", at(PostStage.Form(URL)).copy(isCopied = true)),
        Sample("wrong_link", at(PostStage.Form("https://www.tiktok.com/@basqa/video/1", isWrong = true))),
        Sample("sent", at(PostStage.Sent(hoursFromNow(24)))),
        Sample("offline", at(PostStage.Offline)),
        Sample("returned_label", at(PostStage.Returned("label_missing", "", URL))),
        Sample("returned_video", at(
            PostStage.Returned("other_video", "Бұл бірінші нұсқасы сияқты. Рұқсат берілгенін салыңызшы."),
        )),
    )
}
