// The real server as a process, on an embedded file and a port of its own; stopped when the test is over.
package kz.gamma.engine.world

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.TimeUnit.SECONDS

/** A day that the tax data covers: 09:00 in Almaty on a Monday. */
const val CLOCK_START = "2026-06-15T04:00:00Z"

private val BINARY: Path = Path.of(
    checkNotNull(System.getenv("GAMMA_SERVER")) { "GAMMA_SERVER names the server's binary; scripts/kotlin sets it" },
)
private val LISTENING = Regex("\"listening\",\"address\":\"([0-9.:]+)\"")
private val CODE = Regex("\"code\":\"([0-9]{6})\",\"last_digits\":\"([0-9]{2})\"")

/** [settings] are the environment beside what every test has. */
class ServerProcess(val folder: Path, private val settings: Map<String, String> = emptyMap()) : AutoCloseable {
    private val log: Path = folder.resolve("server.log")
    private val process: Process
    /** Where phones find it. */
    val address: String

    init {
        Files.deleteIfExists(log)
        process = program("serve", "--listen", "127.0.0.1:0").redirectError(log.toFile()).start()
        address = "http://" + waitFor("the server listens") {
            check(process.isAlive) { "the server ended: ${Files.readString(log)}" }
            LISTENING.findAll(Files.readString(log)).lastOrNull()?.groupValues?.get(1)
        }
    }

    /** Asks the server's command line. */
    fun ask(vararg words: String): String = ask(folder, *words)

    /** The newest code that was sent to [phone]. The log tells phones apart by their last two digits. */
    fun code(phone: String): String = waitFor("a code for …${phone.takeLast(2)}") { codes(phone).lastOrNull() }

    /** Every code that was sent to [phone]. */
    fun codes(phone: String): List<String> {
        val all = CODE.findAll(Files.readString(log)).map(MatchResult::groupValues)
        return all.filter { it[2] == phone.takeLast(2) }.map { it[1] }.toList()
    }

    override fun close() {
        process.destroy()
        if (!process.waitFor(20, SECONDS)) process.destroyForcibly()
    }

    private fun program(vararg words: String) =
        program(folder, *words).apply { environment().putAll(settings) }

    companion object {
        /** Asks the command line of a server that need not run. */
        fun ask(folder: Path, vararg words: String): String {
            val asked = program(folder, *words).redirectError(ProcessBuilder.Redirect.DISCARD).start()
            val answer = asked.inputStream.bufferedReader().readText().trim()
            check(asked.waitFor() == 0) { "`${words.joinToString(" ")}` failed" }
            return answer
        }

        private fun program(folder: Path, vararg words: String): ProcessBuilder {
            val line = listOf(BINARY.toString(), "--dev", "--folder", folder.toString()) + words
            // All the phones of a test stand behind one address.
            val settings = mapOf("GAMMA_CLOCK_START" to CLOCK_START, "GAMMA_CODES_AN_ADDRESS" to "10000")
            return ProcessBuilder(line).apply { environment().putAll(settings) }
        }

        /** Asks until there is an answer, at most twenty seconds. */
        fun <T : Any> waitFor(what: String, find: () -> T?): T {
            val end = System.nanoTime() + Duration.ofSeconds(20).toNanos()
            while (System.nanoTime() < end) {
                find()?.let { return it }
                Thread.sleep(10)
            }
            error("never: $what")
        }
    }
}
