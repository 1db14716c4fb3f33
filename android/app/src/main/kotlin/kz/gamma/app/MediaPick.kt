// A video or a picture from the gallery or the camera as our own file: the right to another's ends with the activity.
package kz.gamma.app

import android.content.ContentResolver
import android.content.Context
import android.net.Uri
import androidx.activity.ComponentActivity
import androidx.activity.result.PickVisualMediaRequest
import androidx.activity.result.contract.ActivityResultContracts.CaptureVideo
import androidx.activity.result.contract.ActivityResultContracts.PickVisualMedia
import androidx.core.content.FileProvider
import java.io.File
import java.io.IOException
import java.util.UUID
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** Asks through [activity]; made before it starts, as the system wants it. */
class MediaPick(private val activity: ComponentActivity) {
    private var asked: CompletableDeferred<String?>? = null
    private var filmed: File? = null

    private val gallery = activity.registerForActivityResult(PickVisualMedia()) { asked?.complete(it?.toString()) }

    private val camera = activity.registerForActivityResult(CaptureVideo()) { isTaken ->
        asked?.complete(filmed?.takeIf { isTaken && it.length() > 0 }?.path)
    }

    /** The file's path; null when the person turned back or the file could not be read. */
    suspend fun pick(isCamera: Boolean): String? =
        if (isCamera) answer { film() } else fromGallery(PickVisualMedia.VideoOnly)

    /** The picture's path; null when the person turned back or it could not be read. */
    suspend fun pickPicture(): String? = fromGallery(PickVisualMedia.ImageOnly)

    /** Whoever asked before gets nothing: the system shows one sheet at a time. */
    private suspend fun answer(ask: () -> Unit): String? {
        val answer = CompletableDeferred<String?>()
        asked?.complete(null)
        asked = answer
        forgetOld(activity)
        ask()
        return answer.await()
    }

    private suspend fun fromGallery(kind: PickVisualMedia.VisualMediaType): String? {
        val found = answer { gallery.launch(PickVisualMediaRequest(kind)) } ?: return null
        val copy = withContext(Dispatchers.IO) { copied(activity.contentResolver, Uri.parse(found), folder(activity)) }
        return copy?.path
    }

    private fun film() {
        val file = File(folder(activity), "${UUID.randomUUID()}.mp4")
        filmed = file
        camera.launch(FileProvider.getUriForFile(activity, "${activity.packageName}.files", file))
    }

    companion object {
        private const val KEPT_MS = 24L * 60 * 60 * 1_000

        fun folder(context: Context) = File(context.cacheDir, "videos").apply { mkdirs() }

        /** The engine takes its own copy when a draft is sent; what was only looked at goes after a day. */
        fun forgetOld(context: Context, nowMs: Long = System.currentTimeMillis()) {
            folder(context).listFiles()?.filter { nowMs - it.lastModified() > KEPT_MS }?.forEach(File::delete)
        }

        private fun ending(resolver: ContentResolver, uri: Uri): String =
            when (runCatching { resolver.getType(uri) }.getOrNull()) {
                "video/quicktime" -> "mov"
                "image/png" -> "png"
                "image/jpeg" -> "jpg"
                else -> "mp4"
            }

        /** Whole or not at all. */
        fun copied(resolver: ContentResolver, uri: Uri, folder: File): File? {
            val file = File(folder, "${UUID.randomUUID()}.${ending(resolver, uri)}")
            return try {
                val bytes = resolver.openInputStream(uri)?.use { from -> file.outputStream().use(from::copyTo) } ?: 0
                file.takeIf { bytes > 0 } ?: null.also { file.delete() }
            } catch (_: IOException) {
                file.delete()
                null
            } catch (_: RuntimeException) {
                // Another app's provider answers here, and hands over whatever it threw.
                file.delete()
                null
            }
        }
    }
}
