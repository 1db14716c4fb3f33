// A disk of a few megabytes that a test can fill to the last byte. Not every machine lets us mount one.
package kz.gamma.engine.world

import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit.SECONDS

class SmallDisk private constructor(val folder: Path) : AutoCloseable {
    private val ballast = folder.resolve("ballast")

    /** Not a byte more fits. */
    fun fill() {
        Files.newOutputStream(ballast).use { out ->
            for (size in listOf(65_536, 1_024, 1)) {
                try {
                    while (true) out.write(ByteArray(size))
                } catch (_: IOException) {
                    // This size fits no more; perhaps a smaller one does.
                }
            }
        }
    }

    fun makeRoom() = Files.delete(ballast)

    override fun close() {
        run("umount", "--lazy", folder.toString())
        Files.deleteIfExists(folder)
    }

    companion object {
        /** None where nobody may mount. */
        fun mount(megabytes: Int): SmallDisk? {
            val folder = Files.createTempDirectory("gamma-disk")
            val isMounted = run("mount", "-t", "tmpfs", "-o", "size=${megabytes}m", "tmpfs", folder.toString())
            return if (isMounted) SmallDisk(folder) else null.also { Files.delete(folder) }
        }

        private fun run(vararg words: String): Boolean = try {
            val process = ProcessBuilder(*words).redirectErrorStream(true).start()
            process.waitFor(10, SECONDS) && process.exitValue() == 0
        } catch (_: IOException) {
            false
        }
    }
}
