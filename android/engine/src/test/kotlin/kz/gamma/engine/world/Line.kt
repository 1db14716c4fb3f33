// The line between a phone and the server: it can be cut and mended, and knows what passed. Bytes pass as they are.
package kz.gamma.engine.world

import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.ServerSocket
import java.net.Socket
import java.net.URI
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger

private const val HINT = "event: feed"

class Line : AutoCloseable {
    private val threads = Executors.newCachedThreadPool()
    private val open: MutableSet<Socket> = ConcurrentHashMap.newKeySet()
    private val sent = ByteArrayOutputStream()
    private val hintsSeen = AtomicInteger()
    @Volatile private var server: URI? = null
    @Volatile private var door = listen(0)
    private val port = door.localPort

    /** Where phones find the server. */
    val address = "http://127.0.0.1:$port"

    /** How often the live stream said that there is news. */
    val hints: Int get() = hintsSeen.get()

    /** Where the other end is; the server may start after the line. */
    fun leadTo(address: String) {
        server = URI.create(address)
    }

    /** Whether a phone said this. */
    fun carried(text: String): Boolean = synchronized(sent) { text in sent.toString(Charsets.ISO_8859_1) }

    /** From now on nobody gets through. */
    fun cut() {
        door.close()
        open.forEach(Socket::close)
    }

    fun mend() {
        door = listen(port)
    }

    private fun listen(port: Int): ServerSocket {
        val door = ServerSocket()
        door.reuseAddress = true
        door.bind(InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG)
        threads.execute { quietly { while (true) door.accept().let { threads.execute { join(it) } } } }
        return door
    }

    private fun join(phone: Socket) = quietly {
        val there = server ?: return@quietly phone.close()
        val far = Socket(there.host, there.port)
        open += phone
        open += far
        threads.execute { pump(far.getInputStream(), phone, ::count) }
        pump(phone.getInputStream(), far) { bytes -> synchronized(sent) { sent.write(bytes) } }
    }

    private fun pump(from: InputStream, to: Socket, look: (ByteArray) -> Unit) {
        try {
            val bytes = ByteArray(CHUNK)
            while (true) {
                val count = from.read(bytes)
                if (count < 0) break
                look(bytes.copyOf(count))
                to.getOutputStream().write(bytes, 0, count)
            }
        } catch (_: IOException) {
            // A cut line ends like this.
        } finally {
            quietly { to.close() }
            quietly { from.close() }
        }
    }

    /** The server writes each event at once, so none is split between two reads. */
    private fun count(bytes: ByteArray) {
        hintsSeen.addAndGet(String(bytes, Charsets.ISO_8859_1).split(HINT).size - 1)
    }

    private fun quietly(work: () -> Unit) = try {
        work()
    } catch (_: IOException) {
        // Whoever hung up knows why.
    }

    override fun close() {
        cut()
        threads.shutdownNow()
    }

    private companion object {
        const val BACKLOG = 50
        const val CHUNK = 16_384
    }
}
