// The one engine of the process: opened at the first need, syncing while somebody looks, and told of every network.
package kz.gamma.app

import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kz.gamma.engine.App
import kz.gamma.engine.AppConfig
import kz.gamma.engine.AppException
import kz.gamma.engine.NoteView
import kz.gamma.engine.Notifier
import kz.gamma.engine.Ports
import kz.gamma.engine.attempt
import kz.gamma.ui.words.Language
import kz.gamma.ui.words.Words

private const val DEVICE_NAME_MOST = 60

class Engine(private val context: Context, private val scope: CoroutineScope) {
    private val opening = Mutex()
    private var opened: App? = null
    private val network = NetworkWatch(context) { isOnline -> opened?.setOnline(isOnline) }

    val lockScreen = LockScreen(context)

    /** Opened once; a failure, such as a full disk, is an [AppException] and may pass. */
    suspend fun app(): App = opening.withLock {
        opened ?: App.open(config(), ports()).also {
            opened = it
            network.start()
        }
    }

    private fun config() = AppConfig(
        folder = folder("engine").path,
        server = server(),
        appVersion = version(),
        deviceName = "${Build.MANUFACTURER} ${Build.MODEL}".trim().take(DEVICE_NAME_MOST),
        isOnline = network.isOnline(),
    )

    private fun ports() = Ports(
        KeystoreSecretStore(folder("secrets")),
        object : Notifier {
            // The engine's own thread waits here, so the words are found elsewhere.
            override fun show(note: NoteView) {
                scope.launch { tell(note) }
            }
        },
    )

    private suspend fun tell(note: NoteView) {
        val app = opened ?: return
        attempt {
            val words = words(app)
            lockScreen.name(words)
            val title = note.deal?.let { app.deals().get(it).title } ?: ""
            note.shown(words, title)?.let(lockScreen::show)
        }
    }

    /** No backup carries these folders: what the server has comes back by itself, and keys fit no other phone. */
    private fun folder(name: String) = File(context.noBackupFilesDir, name).apply { mkdirs() }

    private fun server(): String {
        val info = context.packageManager.getApplicationInfo(context.packageName, PackageManager.GET_META_DATA)
        return checkNotNull(info.metaData?.getString("kz.gamma.server")) { "the manifest names no server" }
    }

    fun version(): String = context.packageManager.getPackageInfo(context.packageName, 0).versionName ?: "0"
}

/** The words of the person's language. */
suspend fun words(app: App): Words {
    val code = app.session().first().language
    return Words.of(Language.entries.firstOrNull { it.code == code } ?: Language.Kk)
}
