/** What lies between a phone and the server: passes everything on, or fails in the way that a test asks for. */
package kz.gamma.engine.world

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors

class BadNetwork(private val server: String) : AutoCloseable {
    enum class Manner { PASS, FAIL_500, NEVER_ANSWER }

    /** How it behaves now. */
    @Volatile var manner = Manner.PASS
    /** Every command that was passed on or failed: kind and id. */
    val commands = CopyOnWriteArrayList<Pair<String, String>>()

    private val client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
    private val closing = CountDownLatch(1)
    private val threads = Executors.newCachedThreadPool()
    private val listener = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)

    val address: String get() = "http://127.0.0.1:${listener.address.port}"

    init {
        listener.executor = threads
        listener.createContext("/") { exchange -> exchange.use(::answer) }
        listener.start()
    }

    private fun HttpExchange.use(work: (HttpExchange) -> Unit) = try { work(this) } finally { close() }

    private fun answer(exchange: HttpExchange) {
        val parts = exchange.requestURI.path.split("/")
        if (parts.getOrNull(2) == "commands") commands += parts[3] to parts[4]
        when {
            manner == Manner.NEVER_ANSWER -> closing.await()
            // A live stream has no end; whoever wants one asks the server itself.
            manner == Manner.FAIL_500 || parts.last() == "events" -> exchange.sendResponseHeaders(500, -1)
            else -> pass(exchange)
        }
    }

    private fun pass(exchange: HttpExchange) {
        val body = HttpRequest.BodyPublishers.ofByteArray(exchange.requestBody.readAllBytes())
        val address = URI.create(server + exchange.requestURI)
        val request = HttpRequest.newBuilder(address).method(exchange.requestMethod, body)
        for (name in listOf("authorization", "content-type", "x-gamma-app", "x-gamma-device-time")) {
            exchange.requestHeaders.getFirst(name)?.let { request.header(name, it) }
        }
        val reply = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
        val hasBody = reply.body().isNotEmpty()
        exchange.sendResponseHeaders(reply.statusCode(), if (hasBody) reply.body().size.toLong() else -1)
        if (hasBody) exchange.responseBody.write(reply.body())
    }

    override fun close() {
        closing.countDown()
        listener.stop(0)
        threads.shutdownNow()
    }
}
