// A text goes to whom the person chooses, and a copied one lies on the clipboard.
package kz.gamma.app

import android.content.ClipboardManager
import android.content.Intent
import androidx.activity.ComponentActivity
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

@RunWith(RobolectricTestRunner::class)
class ShareTest {
    private val activity: ComponentActivity = Robolectric.buildActivity(ComponentActivity::class.java).get()
    private val system = PhoneSystem(activity, "0.1.0", MediaPick(activity))

    @Test
    fun a_shared_text_goes_through_the_systems_sheet() {
        system.share("Жарнама · Жұлдыз сұлулығы")
        val sheet = shadowOf(activity).nextStartedActivity
        assertEquals(Intent.ACTION_CHOOSER, sheet.action)
        val inside = sheet.getParcelableExtra(Intent.EXTRA_INTENT, Intent::class.java)!!
        assertEquals(Intent.ACTION_SEND, inside.action)
        assertEquals("text/plain", inside.type)
        assertEquals("Жарнама · Жұлдыз сұлулығы", inside.getStringExtra(Intent.EXTRA_TEXT))
    }

    @Test
    fun a_copied_text_lies_on_the_clipboard() {
        system.copy("Жарнама")
        val clip = activity.service<ClipboardManager>().primaryClip!!
        assertEquals("Жарнама", clip.getItemAt(0).text)
    }
}
