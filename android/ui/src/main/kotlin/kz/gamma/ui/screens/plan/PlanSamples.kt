// A plan that is ready, one that is too dear for the limit, one with a fee below the least.
package kz.gamma.ui.screens.plan

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.screens.deck.coffee
import kz.gamma.ui.screens.deck.lipstick
import kz.gamma.ui.screens.tg

object PlanSamples {
    private val templates = listOf(
        PlanTemplate("product", "Тауарды көрсету"), PlanTemplate("place", "Қонаққа келу"), PlanTemplate("app", "Қосымшаны көрсету"),
    )
    private val ready = PlanState(
        templates = templates, template = "product", name = "Кешкі далап",
        brief = "Далапты жағып көрсетіңіз\nАтауын бір рет айтыңыз: Sulu", fee = "10 000", slots = "12", budget = "700 000",
        cities = listOf("almaty", "astana", "shymkent", "karaganda"), chosenCities = setOf("almaty"), hasProduct = true,
        preview = lipstick, costOfOne = tg(58_120), costOfAll = tg(697_440),
    )

    val all = listOf(
        Sample("ready", ready),
        Sample(
            "over_the_limit",
            ready.copy(limitFree = tg(240_000), chosenCities = emptySet(), template = "place", hasProduct = false, preview = coffee, name = "Таңғы кофе"),
        ),
        Sample("first", ready.copy(isFirst = true, budget = "", hasPicture = true)),
        Sample("fee_too_low", ready.copy(fee = "500", isFeeLow = true)),
    )
}
