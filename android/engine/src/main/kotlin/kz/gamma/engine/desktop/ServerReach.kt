/** The desktop's idea of a network: the server's port can be reached. A phone asks its system instead. */
package kz.gamma.engine.desktop

import java.io.IOException
import java.net.InetSocketAddress
import java.net.Socket
import java.net.URI
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kz.gamma.engine.AppInterface

private const val CONNECT_TIMEOUT_MS = 2_000

/** Asks whether [server], such as `http://127.0.0.1:8080`, can be reached. */
class ServerReach(server: String) {
    private val address: URI = URI.create(server)

    /** One try. */
    suspend fun isReached(): Boolean = withContext(Dispatchers.IO) {
        val port = if (address.port > 0) address.port else if (address.scheme == "https") 443 else 80
        try {
            Socket().use { it.connect(InetSocketAddress(address.host, port), CONNECT_TIMEOUT_MS) }
            true
        } catch (_: IOException) {
            false
        }
    }

    /** Tells [app] again and again, until the job is cancelled. */
    fun tell(app: AppInterface, scope: CoroutineScope, every: Duration = 5.seconds): Job = scope.launch {
        while (isActive) {
            app.setOnline(isReached())
            delay(every)
        }
    }
}
