// A sample is one state of a screen, by name. Pictures, tests and previews all walk the same samples.
package kz.gamma.ui.screens

import kz.gamma.ui.words.Money
import java.time.Instant
import java.time.LocalDate

data class Sample<S>(val name: String, val state: S)

/** The clock of every sample: Tuesday 24 November 2026, 18:40 in Almaty. */
val sampleNow: Instant = Instant.parse("2026-11-24T13:40:00Z")
val sampleDay: LocalDate = LocalDate.of(2026, 11, 24)

fun hoursFromNow(hours: Long): Instant = sampleNow.plusSeconds(hours * 3600)

fun minutesFromNow(minutes: Long): Instant = sampleNow.plusSeconds(minutes * 60)

fun tg(whole: Long): Money = Money.tenge(whole)
