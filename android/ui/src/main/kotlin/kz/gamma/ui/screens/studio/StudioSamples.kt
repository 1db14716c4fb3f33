// Every state of the studio, with scripts as the engine writes them.
package kz.gamma.ui.screens.studio

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.hoursFromNow
import kz.gamma.ui.screens.sampleNow

object StudioSamples {
    val lipstick = Candidate(
        listOf(
            Beat(0, "Кешке кездесуге шығасың ба? Тоқтай тұр!", "сағатты көрсет", "Жарнама · Кешкі далап"),
            Beat(3, "Мына қызыл далапты қарашы, көз жауын алады.", "далапты жақыннан көрсет", "Қызыл далап", true),
            Beat(6, "Бір жағып шықтым: кофе іштім, тамақ жедім.", "кесеге іш", "Бір жақтым", true),
            Beat(10, "Ерніңді құрғатпайды екен.", "жымиып қара", "Құрғатпайды"),
            Beat(12, "Қай көйлекке жарасады? Пікірге жаз!", "көйлекті көрсет", "Пікірге жаз"),
        ),
        "Жарнама. Қызыл далап. Қай көйлекке жарасады? Пікірге жаз! #далап #кездесу #қызыл", 15,
    )
    private val doubt = Candidate(
        listOf(
            Beat(0, "Шынымды айтайын: бұған сенбеген едім.", "камераға қара", "Жарнама · Сенбедім"),
            Beat(3, "Қызыл далап маған жараспайды деп жүрдім.", "далапты ал", "Қызыл далап"),
            Beat(6, "Енді көр: бір-ақ жақтым!", "ерніңе жақ", "Бір-ақ жақтым", true),
            Beat(9, "Бір кемшілігі бар: қорабы үлкендеу.", "қорабын көрсет", "Қорабы үлкендеу", true),
            Beat(12, "Кездесуге не жағасың? Жазып кетші.", "жымиып қара", "Жазып кетші"),
        ),
        "Жарнама. Қызыл далап. Кездесуге не жағасың? Жазып кетші. #далап #кездесу", 15, isFromModel = true,
    )
    private val questions = listOf(Question("Қанша тұрады?"), Question("Өзің қолданып көрдің бе?"))
    private val asked = StudioState(brief = "Далап, қызыл, кешкі кездесу", questions = questions, now = sampleNow)
    private val written = asked.copy(stage = StudioStage.Written(listOf(lipstick, doubt, lipstick.copy(seconds = 14))))

    val all = listOf(
        Sample("written", written),
        Sample("start", StudioState(now = sampleNow)),
        Sample("writing", asked.copy(stage = StudioStage.Writing)),
        Sample("from_model", written.copy(stage = StudioStage.Written(listOf(lipstick, doubt), at = 1))),
        Sample("more_coming", written.copy(stage = StudioStage.Written(listOf(lipstick), isMoreComing = true))),
        Sample("answering", asked.copy(questions = listOf(questions[0].copy(isOpen = true, answer = "4500 теңге"), questions[1]))),
        Sample(
            "refused",
            asked.copy(
                brief = "Крем, экземаны емдейді",
                stage = StudioStage.Refused(
                    "Емдейді деп айтуға болмайды: тек дәрінің құжаты ғана соны айта алады. Түрін, сезімін айт.",
                    "Нельзя обещать лечение. Напишите, как это выглядит и ощущается.",
                ),
            ),
        ),
        Sample("formal", written.copy(register = Register.Siz, isLabelSaid = true)),
        Sample("of_deal", written.copy(head = null, dealTitle = "Кешкі далап")),
        Sample(
            "kept",
            StudioState(
                now = sampleNow,
                kept = listOf(KeptRow("1", "Далап, қызыл, кешкі кездесу", hoursFromNow(-3)), KeptRow("2", "Шай, көк, таңғы ас", hoursFromNow(-30))),
            ),
        ),
    )
}
