// The tabs: a bar on a phone, a rail from 600 dp. A label grows to 130 %; beyond that a long press shows it large.
package kz.gamma.ui.parts

import androidx.compose.foundation.ExperimentalFoundationApi
import androidx.compose.foundation.background
import androidx.compose.foundation.combinedClickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Popup
import kz.gamma.ui.motif.Icons
import kz.gamma.ui.motif.Logo
import kz.gamma.ui.theme.Shape
import kz.gamma.ui.theme.Theme
import kz.gamma.ui.words.words

/** One way into the app. `key` names its word. */
interface Tab {
    val key: String
    val icon: ImageVector
}

/** The creator's tabs, each there once its feature exists. */
enum class CreatorTab(override val key: String, override val icon: ImageVector) : Tab {
    Offers("tab.offers", Icons.offers),
    Deals("tab.deals", Icons.deals),
    Scripts("tab.scripts", Icons.script),
    Money("tab.money", Icons.money),
}

/** The brand's. */
enum class BrandTab(override val key: String, override val icon: ImageVector) : Tab {
    Review("tab.review", Icons.review),
    Campaigns("tab.campaigns", Icons.campaigns),
    Invoices("tab.invoices", Icons.invoices),
    Profile("tab.profile", Icons.person),
}

/** A screen with its tabs around it. `counts` stand beside a tab's name. */
@Composable
fun <T : Tab> Shell(
    tabs: List<T>, now: T, onTab: (T) -> Unit, counts: Map<T, Int> = emptyMap(), content: @Composable () -> Unit,
) {
    BoxWithConstraints(Modifier.fillMaxSize().background(Theme.colours.ground)) {
        if (maxWidth >= 600.dp) {
            Row(Modifier.fillMaxSize()) {
                Rail(tabs, now, onTab, counts)
                Box(Modifier.width(1.dp).fillMaxHeight().background(Theme.colours.hairline))
                Box(Modifier.weight(1f).fillMaxHeight()) { content() }
            }
        } else {
            Column(Modifier.fillMaxSize()) {
                Box(Modifier.weight(1f)) { content() }
                Line()
                Row(Modifier.fillMaxWidth().background(Theme.colours.card).padding(horizontal = 4.dp)) {
                    tabs.forEach { tab -> TabItem(tab, tab == now, counts[tab] ?: 0, { onTab(tab) }, Modifier.weight(1f)) }
                }
            }
        }
    }
}

@Composable
private fun <T : Tab> Rail(tabs: List<T>, now: T, onTab: (T) -> Unit, counts: Map<T, Int>) {
    Column(
        Modifier.widthIn(min = 104.dp, max = 128.dp).width(116.dp).fillMaxHeight().background(Theme.colours.card).padding(vertical = 20.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        Logo(28.dp)
        Spacer(Modifier.height(12.dp))
        tabs.forEach { tab -> TabItem(tab, tab == now, counts[tab] ?: 0, { onTab(tab) }, Modifier.fillMaxWidth()) }
    }
}

@OptIn(ExperimentalFoundationApi::class)
@Composable
private fun TabItem(tab: Tab, isNow: Boolean, count: Int, onTab: () -> Unit, modifier: Modifier) {
    var isShownLarge by remember { mutableStateOf(false) }
    val colour = if (isNow) Theme.colours.sky else Theme.colours.muted
    val name = words[tab.key]
    val label = if (count > 0) words["tab.count", "name" to name, "n" to count] else name
    Column(
        modifier
            .combinedClickable(role = Role.Tab, onLongClick = { isShownLarge = true }, onClick = onTab)
            .semantics(mergeDescendants = true) { selected = isNow; contentDescription = label }
            .defaultMinSize(minHeight = 64.dp).padding(vertical = 9.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(3.dp),
    ) {
        Icon(tab.icon, null, Modifier.size(24.dp), tint = colour)
        LimitedScale(1.3f) {
            Text(name, style = if (isNow) Theme.type.captionStrong else Theme.type.caption, color = colour, textAlign = TextAlign.Center)
            if (count > 0) Count(count)
        }
    }
    if (isShownLarge) LargeLabel(name) { isShownLarge = false }
}

@Composable
private fun Count(count: Int) {
    Box(Modifier.clip(Shape.pill).background(Theme.colours.sky).padding(horizontal = 10.dp, vertical = 1.dp)) {
        Text("$count", style = Theme.type.captionStrong, color = Theme.colours.onSky)
    }
}

@Composable
private fun LargeLabel(name: String, onAway: () -> Unit) {
    Popup(alignment = Alignment.Center, onDismissRequest = onAway) {
        Panel(Modifier.padding(24.dp).widthIn(max = 320.dp)) { Text(name, style = Theme.headline, color = Theme.colours.ink) }
    }
}
