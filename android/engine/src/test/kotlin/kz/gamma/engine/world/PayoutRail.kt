// The payout rail outside: takes a payment, says *accepted*, and calls back when the test says that the bank has paid.
package kz.gamma.engine.world

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.util.UUID
import java.util.concurrent.ConcurrentHashMap
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.put

private const val SECRET = "rail-secret-for-tests-alone"

class PayoutRail : AutoCloseable {
    private val payments = ConcurrentHashMap<String, JsonObject>()
    private val paid = ConcurrentHashMap.newKeySet<String>()
    private val listener = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)

    /** What a server needs to pay by this rail. */
    val settings: Map<String, String>
        get() = mapOf(
            "GAMMA_HTTP_RAIL_URL" to "http://127.0.0.1:${listener.address.port}",
            "GAMMA_HTTP_RAIL_SECRET" to SECRET,
            "GAMMA_DEFAULT_RAIL" to "http_rail",
        )

    /** How many different payments were asked for. */
    val asked: Int get() = payments.size

    init {
        listener.createContext("/v1/payouts") { exchange -> exchange.use(::answer) }
        listener.start()
    }

    private fun HttpExchange.use(work: (HttpExchange) -> Unit) = try { work(this) } finally { close() }

    private fun answer(exchange: HttpExchange) {
        val body = exchange.requestBody.readAllBytes()
        val isPost = exchange.requestMethod == "POST"
        val signed = if (isPost) body else exchange.requestURI.path.toByteArray()
        if (exchange.requestHeaders.getFirst("x-signature") != sign(signed)) return exchange.say(401, "{}")
        val id = if (isPost) Json.parseToJsonElement(String(body)).jsonObject.getValue("id").jsonPrimitive.content
        else exchange.requestURI.path.substringAfterLast('/')
        if (isPost) payments.putIfAbsent(id, Json.parseToJsonElement(String(body)).jsonObject)
        if (payments.containsKey(id)) exchange.say(200, record(id).toString()) else exchange.say(404, "{}")
    }

    private fun HttpExchange.say(status: Int, text: String) {
        sendResponseHeaders(status, text.length.toLong())
        responseBody.write(text.toByteArray())
    }

    private fun record(id: String) = buildJsonObject {
        put("id", id)
        put("external_id", "R$id")
        put("status", if (paid.contains(id)) "confirmed" else "accepted")
        put("cost", "0.00")
    }

    /** The bank has paid all that it was asked for, and tells the server at [address]. What each was, in tenge. */
    fun payAll(address: String): List<String> {
        val open = payments.keys.filter(paid::add)
        for (id in open) {
            val event = buildJsonObject { put("event", UUID.randomUUID().toString()) }
            val body = JsonObject(record(id) + event).toString()
            val request = HttpRequest.newBuilder(URI.create("$address/v1/rails/http_rail/events"))
                .header("x-signature", sign(body.toByteArray())).header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build()
            val answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString())
            check(answer.statusCode() == 200) { "the callback was answered ${answer.statusCode()}" }
        }
        return open.map { payments.getValue(it).getValue("amount").jsonPrimitive.content }
    }

    private fun sign(bytes: ByteArray): String {
        val mac = Mac.getInstance("HmacSHA256").apply { init(SecretKeySpec(SECRET.toByteArray(), "HmacSHA256")) }
        return mac.doFinal(bytes).joinToString("") { "%02x".format(it) }
    }

    override fun close() = listener.stop(0)
}
