// What the gallery hands over becomes a file of our own, whole or not at all, and does not stay for ever.
package kz.gamma.app

import android.app.Activity
import android.content.Intent
import android.net.Uri
import androidx.activity.ComponentActivity
import java.io.ByteArrayInputStream
import java.io.File
import java.io.IOException
import java.io.InputStream
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.ExperimentalCoroutinesApi
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowLooper

@OptIn(ExperimentalCoroutinesApi::class)
@RunWith(RobolectricTestRunner::class)
class MediaPickTest {
    private val controller = Robolectric.buildActivity(ComponentActivity::class.java)
    private val activity: ComponentActivity = controller.get()
    private val pick = MediaPick(activity)
    private val uri = Uri.parse("content://videos.example/7")
    private val bytes = ByteArray(300_000) { (it % 251).toByte() }
    private val resolver get() = shadowOf(activity.contentResolver)
    private val folder get() = MediaPick.folder(activity)

    private fun answer(code: Int, data: Intent?) {
        val asked = shadowOf(activity).nextStartedActivityForResult
        shadowOf(activity).receiveResult(asked.intent, code, data)
    }

    @Test
    fun a_chosen_video_is_a_file_that_outlives_the_permission() {
        controller.setup()
        resolver.registerInputStream(uri, ByteArrayInputStream(bytes))
        val path = CoroutineScope(Dispatchers.Unconfined).async { pick.pick(isCamera = false) }
        answer(Activity.RESULT_OK, Intent().setData(uri))
        val deadline = System.nanoTime() + 10_000_000_000
        while (!path.isCompleted && System.nanoTime() < deadline) ShadowLooper.idleMainLooper()
        val file = File(path.getCompleted()!!)
        assertArrayEquals(bytes, file.readBytes())
        assertEquals(folder, file.parentFile)
    }

    @Test
    fun who_turns_back_has_chosen_nothing() {
        controller.setup()
        val path = CoroutineScope(Dispatchers.Unconfined).async { pick.pick(isCamera = false) }
        answer(Activity.RESULT_CANCELED, null)
        assertNull(path.getCompleted())
    }

    @Test
    fun asking_again_ends_the_first_question() {
        controller.setup()
        val first = CoroutineScope(Dispatchers.Unconfined).async { pick.pick(isCamera = false) }
        CoroutineScope(Dispatchers.Unconfined).async { pick.pick(isCamera = false) }
        assertNull(first.getCompleted())
    }

    @Test
    fun a_file_that_breaks_off_or_is_empty_leaves_nothing_behind() {
        val broken = object : InputStream() {
            private var left = 1_000
            override fun read(): Int = if (left-- > 0) 7 else throw IOException("gone")
        }
        resolver.registerInputStream(uri, broken)
        assertNull(MediaPick.copied(activity.contentResolver, uri, folder))
        resolver.registerInputStream(uri, ByteArrayInputStream(ByteArray(0)))
        assertNull(MediaPick.copied(activity.contentResolver, uri, folder))
        assertEquals(0, folder.listFiles()!!.size)
    }

    @Test
    fun videos_that_were_only_looked_at_go_after_a_day() {
        val old = File(folder, "old.mp4").apply { writeText("x") }
        val now = old.lastModified()
        MediaPick.forgetOld(activity, now + 1_000)
        assertTrue(old.exists())
        MediaPick.forgetOld(activity, now + 25L * 60 * 60 * 1_000)
        assertTrue(!old.exists())
    }
}
