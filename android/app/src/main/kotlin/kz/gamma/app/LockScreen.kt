// Notes outside the app: three channels, a tap that opens the page a note speaks of, silence while somebody looks.
package kz.gamma.app

import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.os.Build
import kz.gamma.ui.words.Words

class LockScreen(private val context: Context) {
    private val system = context.service<NotificationManager>()

    /** Somebody looks at the app: it shows its own news. */
    @Volatile
    var isWatched = false

    /** The channels under their names in this language; again is fine and renames them. */
    fun name(words: Words) = system.createNotificationChannels(
        NoteChannel.entries.map { channel ->
            NotificationChannel(channel.id, words[channel.word], importance(channel))
        },
    )

    private fun importance(channel: NoteChannel): Int = when (channel) {
        NoteChannel.Deals -> NotificationManager.IMPORTANCE_DEFAULT
        NoteChannel.Money, NoteChannel.Account -> NotificationManager.IMPORTANCE_HIGH
    }

    fun show(note: ShownNote) {
        if (isWatched || !isAllowed()) return
        val shown = Notification.Builder(context, note.channel.id)
            .setSmallIcon(R.drawable.ic_note)
            .setContentText(note.text)
            .setStyle(Notification.BigTextStyle().bigText(note.text))
            .setContentIntent(opens(note))
            .setAutoCancel(true)
            // A sum is for its owner: the locked screen says only that there is news.
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .build()
        system.notify(note.tag, note.channel.ordinal, shown)
    }

    /** Somebody has come to look; what they see needs no note. */
    fun clear() = system.cancelAll()

    private fun opens(note: ShownNote): PendingIntent {
        val intent = Intent(Intent.ACTION_VIEW, DeepLink.of(note.route), context, MainActivity::class.java)
            .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_SINGLE_TOP)
        val flags = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
        return PendingIntent.getActivity(context, 0, intent, flags)
    }

    private fun isAllowed(): Boolean =
        Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU ||
            context.checkSelfPermission(POST_NOTIFICATIONS) == PERMISSION_GRANTED
}
