// A term sheet in five plain lines. The core says which values go into which line; here they get their words.
package kz.gamma.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.Money
import kz.gamma.ui.words.Words
import kz.gamma.ui.words.words

enum class Platform(val title: String) { Tiktok("TikTok"), Instagram("Instagram"), Youtube("YouTube") }

enum class BonusKind(val key: String) { Sale("bonus.sale"), Click("bonus.click"), Views("bonus.views") }

data class Bonus(val kind: BonusKind, val rate: Money, val cap: Money)

data class Product(val title: String, val isKept: Boolean)

data class Terms(
    val fixedFee: Money,
    val platform: Platform = Platform.Tiktok,
    val videos: Int = 1,
    val seconds: Int = 15,
    val draftDays: Int = 3,
    val product: Product? = null,
    val bonus: Bonus? = null,
    val fixRounds: Int = 2,
    val clearHours: Int = 48,
    val usageDays: Int = 30,
    val isPaidAdsAllowed: Boolean = false,
    val sponsor: String,
)

/** `+ әр сатылымнан 500 ₸, 40 000 ₸-ге дейін`. */
fun Words.bonus(bonus: Bonus): String = this[bonus.kind.key, "rate" to bonus.rate, "cap" to bonus.cap]

fun Words.fiveLines(terms: Terms): List<String> = listOf(
    make(terms) + (terms.product?.let { " " + this["terms.make.product"] } ?: ""),
    this["terms.earn", "fee" to terms.fixedFee] + (terms.bonus?.let { " " + this["terms.earn.bonus", "cap" to it.cap] } ?: ""),
    this["terms.check.${terms.fixRounds.coerceIn(0, 2)}", "hours" to terms.clearHours],
    this["terms.label", "sponsor" to terms.sponsor],
    this[if (terms.isPaidAdsAllowed) "terms.use.ads" else "terms.use", "days" to terms.usageDays],
)

private fun Words.make(terms: Terms): String = this[
    "terms.make", "videos" to terms.videos, "seconds" to terms.seconds, "days" to terms.draftDays,
    "platform" to terms.platform.title,
]

@Composable
fun FiveLines(terms: Terms) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        words.fiveLines(terms).forEachIndexed { index, line ->
            Row(horizontalArrangement = Arrangement.spacedBy(10.dp)) {
                Text("${index + 1}", Modifier, style = Theme.type.secondaryStrong, color = Theme.colours.sky)
                Text(line, Modifier.weight(1f), style = Theme.type.secondary, color = Theme.colours.ink)
            }
        }
    }
}
