// The queue and its videos, in every state a brand meets.
package kz.gamma.ui.screens.review

import kz.gamma.ui.motif.Art
import kz.gamma.ui.motif.Picture
import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.hoursFromNow
import kz.gamma.ui.screens.sampleDay
import kz.gamma.ui.screens.sampleNow
import kz.gamma.ui.screens.tg

object ReviewSamples {
    private val queue = listOf(
        ReviewRow("1", "Арай Бек", "Кешкі далап", hoursFromNow(6)),
        ReviewRow("2", "Мадина Әли", "Күнделікті күтім", hoursFromNow(22), isPost = true),
        ReviewRow("3", "Дана Ерлан", "Кешкі далап", hoursFromNow(39)),
        ReviewRow("4", "Айгүл Сәрсен", "Кешкі далап", null),
    )
    private val arai = ReviewItem(
        "1", "Арай Бек", "Кешкі далап", listOf(
            "1 тік видео, 15 секунд", "Экранда «Жарнама» бар", "Далаптың атауы айтылады",
        ),
        "Екінші жарықпен түсірдім, түсі дұрыс шықты.", tg(10_000), tg(1_740), tg(11_740), sampleDay.plusDays(28), 1, 2,
        lengthSeconds = 15,
    )
    private val madina = arai.copy(
        id = "2", creator = "Мадина Әли", campaign = "Күнделікті күтім",
        post = PostToCheck("https://www.tiktok.com/@madina/video/1", hoursFromNow(22)),
    )
    private val state = ReviewState(sampleNow, queue, arai)

    val all = listOf(
        Sample("draft", state),
        Sample("queue", state.copy(open = null)),
        Sample("fix_form", state.copy(fixForm = FixForm())),
        Sample("fix_form_filled", state.copy(
            fixForm = FixForm(setOf("sound_bad", "name_wrong"), 5, "Жел шуы қатты естіледі."),
        )),
        Sample("last_round", state.copy(open = arai.copy(round = 3, note = ""))),
        Sample("refuse_form", state.copy(open = arai.copy(round = 3), refuseForm = RefuseForm("Атауы екі рет те қате айтылды."))),
        Sample("first_picture", state.copy(open = arai.copy(video = Picture.Drawn(Art.Lipstick)))),
        Sample("post", state.copy(open = madina)),
        Sample("return_form", state.copy(open = madina, returnForm = ReturnForm())),
        Sample("return_form_filled", state.copy(open = madina, returnForm = ReturnForm("other_video", "Бұл бірінші нұсқасы."))),
        Sample("offline", state.copy(isOffline = true, open = arai.copy(canPlay = false))),
        Sample("just_cleared", state.copy(queue = queue.drop(1), open = madina, justCleared = "Арай Бек")),
        Sample("empty", ReviewState(sampleNow)),
    )
}
