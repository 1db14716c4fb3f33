// The window over the real engine, under Robolectric: it opens without a server and shows the first screen.
package kz.gamma.app

import android.os.Bundle
import android.view.View
import android.view.ViewGroup
import androidx.compose.ui.platform.ViewRootForTest
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.text.font.FontFamily
import java.time.Duration
import java.util.concurrent.TimeUnit.MILLISECONDS
import kz.gamma.app.world.FakeKeystore
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Words
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

@RunWith(RobolectricTestRunner::class)
@Config(application = MainActivityTest.Phone::class, qualifiers = "w412dp-h892dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.LEGACY)
class MainActivityTest {
    private val words = Words.of(Language.Kk)

    /** Robolectric has no assets without Android's own packager, so no Onest either. */
    class Phone : GammaApplication() {
        override val family: FontFamily = FontFamily.Default
    }

    @Before
    fun install() {
        FakeKeystore.install()
        val phone = RuntimeEnvironment.getApplication()
        val installed = shadowOf(phone.packageManager).getInternalMutablePackageInfo(phone.packageName)
        installed.versionName = "0.1.0"
        installed.applicationInfo!!.metaData = Bundle().apply { putString("kz.gamma.server", "http://127.0.0.1:1") }
    }

    @Test
    fun a_first_start_without_a_network_asks_for_the_language() {
        val controller = Robolectric.buildActivity(MainActivity::class.java).setup()
        val seen = waitFor { texts(controller.get().window.decorView).takeIf { words["signin.language.title"] in it } }
        assertTrue(seen.toString(), Language.entries.all { it.ownName in seen })
        controller.pause().stop().destroy()
    }

    private fun <T : Any> waitFor(find: () -> T?): T {
        val end = System.nanoTime() + Duration.ofSeconds(40).toNanos()
        while (System.nanoTime() < end) {
            ShadowLooper.idleMainLooper(16, MILLISECONDS)
            find()?.let { return it }
            Thread.sleep(5)
        }
        error("never")
    }

    private fun texts(view: View): List<String> = when (view) {
        is ViewRootForTest -> texts(view.semanticsOwner.unmergedRootSemanticsNode)
        is ViewGroup -> (0 until view.childCount).flatMap { texts(view.getChildAt(it)) }
        else -> emptyList()
    }

    private fun texts(node: SemanticsNode): List<String> =
        node.config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text } + node.children.flatMap(::texts)
}
