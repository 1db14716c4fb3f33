// What the screens ask of the phone: a video, another app, the clipboard, the way back, pages asked for from outside.
package kz.gamma.app

import android.content.ActivityNotFoundException
import android.content.ClipData
import android.content.ClipboardManager
import android.content.Context
import android.content.Intent
import android.net.Uri
import androidx.activity.compose.BackHandler
import androidx.compose.runtime.Composable
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.receiveAsFlow
import kz.gamma.ui.model.Route
import kz.gamma.ui.model.System

class PhoneSystem(private val context: Context, override val version: String, private val media: MediaPick) : System {
    private val links = Channel<Route>(Channel.CONFLATED)

    /** Each is followed once, by whoever shows the pages then. */
    override val asked: Flow<Route> = links.receiveAsFlow()

    fun ask(route: Route) {
        links.trySend(route)
    }

    override suspend fun pickVideo(isCamera: Boolean): String? = media.pick(isCamera)

    override suspend fun pickPicture(): String? = media.pickPicture()

    override fun copy(text: String) =
        context.service<ClipboardManager>().setPrimaryClip(ClipData.newPlainText("", text))

    override fun share(text: String) = context.startActivity(sharing(text))

    /** A phone without an app for it keeps the link on its clipboard. */
    override fun open(link: String) {
        try {
            context.startActivity(Intent(Intent.ACTION_VIEW, Uri.parse(link)))
        } catch (_: ActivityNotFoundException) {
            copy(link)
        }
    }

    @Composable
    override fun OnBack(isPossible: Boolean, back: () -> Unit) = BackHandler(isPossible, back)

    companion object {
        /** The system's sheet: whom to send it to is the person's choice each time. */
        fun sharing(text: String): Intent {
            val sent = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text)
            return Intent.createChooser(sent, null)
        }
    }
}
