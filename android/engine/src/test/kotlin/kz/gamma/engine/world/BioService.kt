// The service that reads bios, outside: it says what a test wrote into the bio.
package kz.gamma.engine.world

import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.put

class BioService : AutoCloseable {
    @Volatile var bio: String = ""

    private val listener = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)

    /** What a server needs to ask here. */
    val settings: Map<String, String> get() = mapOf("GAMMA_HANDLE_CHECK_URL" to "http://127.0.0.1:${listener.address.port}")

    init {
        listener.createContext("/v1/bios") { exchange ->
            val text = buildJsonObject { put("bio", bio) }.toString().toByteArray()
            exchange.responseHeaders.add("content-type", "application/json")
            exchange.sendResponseHeaders(200, text.size.toLong())
            exchange.responseBody.write(text)
            exchange.close()
        }
        listener.start()
    }

    override fun close() = listener.stop(0)
}
