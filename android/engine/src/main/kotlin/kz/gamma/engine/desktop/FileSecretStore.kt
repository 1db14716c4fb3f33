/** The desktop's keychain: one file a secret, in a folder that only its owner can open. A phone has a real one. */
package kz.gamma.engine.desktop

import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.nio.file.StandardOpenOption.CREATE
import java.nio.file.StandardOpenOption.TRUNCATE_EXISTING
import java.nio.file.StandardOpenOption.WRITE
import java.nio.file.attribute.PosixFilePermissions
import java.util.HexFormat
import kz.gamma.engine.PortException
import kz.gamma.engine.SecretStore

/** Keeps secrets in [folder]. */
class FileSecretStore(private val folder: Path) : SecretStore {
    private val hasOwners = "posix" in FileSystems.getDefault().supportedFileAttributeViews()

    init {
        Files.createDirectories(folder)
        allow(folder, "rwx------")
    }

    override fun find(name: String): ByteArray? = guarded {
        val file = fileOf(name)
        if (Files.exists(file)) Files.readAllBytes(file) else null
    }

    override fun keep(name: String, secret: ByteArray) = guarded {
        val file = fileOf(name)
        val fresh = file.resolveSibling("${file.fileName}.new")
        FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING).use { channel ->
            allow(fresh, "rw-------")
            val bytes = java.nio.ByteBuffer.wrap(secret)
            while (bytes.hasRemaining()) channel.write(bytes)
            // When this returns, the secret survives a crash.
            channel.force(true)
        }
        Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING)
        Unit
    }

    override fun forget(name: String) = guarded {
        Files.deleteIfExists(fileOf(name))
        Unit
    }

    /** Names hold slashes; files must not. */
    private fun fileOf(name: String): Path = folder.resolve(HexFormat.of().formatHex(name.toByteArray()))

    private fun allow(path: Path, permissions: String) {
        if (hasOwners) Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions))
    }

    private fun <T> guarded(work: () -> T): T =
        try {
            synchronized(this) { work() }
        } catch (failure: IOException) {
            throw PortException.Failed()
        }
}
