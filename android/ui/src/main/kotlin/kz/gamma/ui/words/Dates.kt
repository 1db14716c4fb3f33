// Days and clocks as people say them: today 18:40, by 25 November, 2 days 4 hours left. Everything is told in Almaty's time.
package kz.gamma.ui.words

import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.time.temporal.ChronoUnit

val almaty: ZoneId = ZoneId.of("Asia/Almaty")

fun clock(at: Instant): String = at.atZone(almaty).let { "%02d:%02d".format(it.hour, it.minute) }

/** A place in a video: 0:05. */
fun timeMark(seconds: Int): String = "%d:%02d".format(seconds / 60, seconds % 60)

fun Words.day(day: LocalDate): String = this["date.day", "day" to day.dayOfMonth, "month" to this["date.month.${day.monthValue}"]]

/** A month of a year as a heading: `Қазан 2026`, `Октябрь 2026`. */
fun Words.month(month: Int, year: Int): String = capital("${this["month.$month"]} $year")

/** `25 қарашаға дейін`. */
fun Words.until(day: LocalDate): String {
    val month = this["date.month.${day.monthValue}"]
    return this["date.until", "day" to day.dayOfMonth, "month" to month]
}

/** `бүгін 18:40`, `кеше 16:20`, `25 қараша, 18:40`. */
fun Words.moment(at: Instant, now: Instant): String {
    val days = ChronoUnit.DAYS.between(now.atZone(almaty).toLocalDate(), at.atZone(almaty).toLocalDate())
    return when (days) {
        0L -> this["date.today", "clock" to clock(at)]
        -1L -> this["date.yesterday", "clock" to clock(at)]
        1L -> this["date.tomorrow", "clock" to clock(at)]
        else -> this["date.other", "day" to day(at.atZone(almaty).toLocalDate()), "clock" to clock(at)]
    }
}

/** A deadline: `бүгін 18:40-қа дейін`, `завтра до 18:40`, `before 18:40 tomorrow`. */
fun Words.before(at: Instant, now: Instant): String {
    val day = at.atZone(almaty).toLocalDate()
    val clock = "clock" to clock(at)
    return when (ChronoUnit.DAYS.between(now.atZone(almaty).toLocalDate(), day)) {
        0L -> this["date.before.today", clock]
        1L -> this["date.before.tomorrow", clock]
        else -> this["date.before", "day" to day(day), clock]
    }
}

/** The day alone: `бүгін`, `кеше`, `25 қараша`. */
fun Words.dayOf(at: Instant, now: Instant): String {
    val day = at.atZone(almaty).toLocalDate()
    return when (ChronoUnit.DAYS.between(now.atZone(almaty).toLocalDate(), day)) {
        0L -> this["date.today.plain"]
        -1L -> this["date.yesterday.plain"]
        1L -> this["date.tomorrow.plain"]
        else -> day(day)
    }
}

/** `2 күн 4 сағ қалды`; under an hour in minutes; nothing left is said by the caller. */
fun Words.left(until: Instant, now: Instant): String {
    val left = Duration.between(now, until).coerceAtLeast(Duration.ofMinutes(1))
    val days = left.toDays()
    val hours = left.toHours() % 24
    return when {
        days > 0 && hours > 0 -> this["date.left.days_hours", "days" to days, "hours" to hours]
        days > 0 -> this["date.left.days", "days" to days]
        left.toHours() > 0 -> this["date.left.hours", "hours" to left.toHours()]
        else -> this["date.left.minutes", "minutes" to left.toMinutes()]
    }
}

fun Words.capital(text: String): String = text.replaceFirstChar { it.titlecase() }
