// Kazakh endings on what a template meets: names, cities, sums, days, clocks and brands in Latin letters.
package kz.gamma.ui

import kz.gamma.ui.words.Ending
import kz.gamma.ui.words.Endings
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Money
import kz.gamma.ui.words.GAP
import kz.gamma.ui.words.Words
import kz.gamma.ui.words.left
import kz.gamma.ui.words.moment
import kz.gamma.ui.words.percent
import kz.gamma.ui.words.tenge
import kz.gamma.ui.words.until
import org.junit.Assert.assertEquals
import org.junit.Test
import java.time.Instant
import java.time.LocalDate

class EndingsTest {
    private val kk = Words.of(Language.Kk)
    private val now = Instant.parse("2026-11-24T13:40:00Z")

    private fun check(expected: String, value: String, ending: Ending) = assertEquals(
        expected, Endings.with(value, ending),
    )

    @Test
    fun names_and_cities_take_the_ending_of_their_sound() {
        check("Айгүлге", "Айгүл", Ending.Dative)
        check("Алматыдансың", "Алматы", Ending.YouAreFrom)
        check("Өскеменненсің", "Өскемен", Ending.YouAreFrom)
        check("Талдықорғаннансың", "Талдықорған", Ending.YouAreFrom)
        check("Атыраудансың", "Атырау", Ending.YouAreFrom)
        check("Қонаевтансың", "Қонаев", Ending.YouAreFrom)
        check("Таразбен", "Тараз", Ending.Instrumental)
        check("Семейдің", "Семей", Ending.Genitive)
        check("желтоқсанға", "желтоқсан", Ending.Dative)
        check("қыркүйекке", "қыркүйек", Ending.Dative)
    }

    @Test
    fun figures_and_latin_brands_take_theirs_after_a_hyphen() {
        check("10${GAP}000$GAP₸-ге", tenge(Money.tenge(10_000)), Ending.Dative)
        check("10${GAP}000$GAP₸-ні", tenge(Money.tenge(10_000)), Ending.Accusative)
        check("15-ке", "15", Ending.Dative)
        check("40-қа", "40", Ending.Dative)
        check("18:40-қа", "18:40", Ending.Dative)
        check("12:00-ге", "12:00", Ending.Dative)
        check("TikTok-қа", "TikTok", Ending.Dative)
        check("Instagram-ға", "Instagram", Ending.Dative)
        check("Kaspi-ден", "Kaspi", Ending.Ablative)
        check("Sulu Cosmetics-ті", "Sulu Cosmetics", Ending.Accusative)
    }

    @Test
    fun sums_and_percents_never_break_and_never_lose_a_tiyn() {
        assertEquals("9${GAP}300$GAP₸", tenge(Money.tenge(9_300)))
        assertEquals("−1${GAP}234${GAP}567,05$GAP₸", tenge(Money(-123_456_705)))
        assertEquals("0$GAP₸", tenge(Money.zero))
        assertEquals("3$GAP%", percent(300))
        assertEquals("4,5$GAP%", percent(450))
    }

    @Test
    fun days_are_told_as_people_tell_them() {
        assertEquals("бүгін 18:40", kk.moment(now, now))
        assertEquals("кеше 16:40", kk.moment(now.minusSeconds(26 * 3600), now))
        assertEquals("25 қарашаға дейін", kk.until(LocalDate.of(2026, 11, 25)))
        assertEquals("2 күн 4 сағ қалды", kk.left(now.plusSeconds(52 * 3600), now))
        assertEquals("5 сағ қалды", kk.left(now.plusSeconds(5 * 3600), now))
    }

    @Test
    fun russian_and_english_count() {
        val ru = Words.of(Language.Ru)
        assertEquals("2 устройства", ru["settings.devices.count", "n" to 2])
        assertEquals("11 устройств", ru["settings.devices.count", "n" to 11])
        assertEquals("21 устройство", ru["settings.devices.count", "n" to 21])
        assertEquals("1 device", Words.of(Language.En)["settings.devices.count", "n" to 1])
    }
}
