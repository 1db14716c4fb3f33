// The phone's keychain: one file a secret, sealed with a key of the Keystore. A lost key loses secrets, never the app.
package kz.gamma.app

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.util.AtomicFile
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.KeyStore
import java.security.MessageDigest
import java.security.UnrecoverableKeyException
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import kz.gamma.engine.PortException
import kz.gamma.engine.SecretStore

private const val KEYSTORE = "AndroidKeyStore"
private const val ALIAS = "gamma-secrets"
private const val SEALED_WITH = "AES/GCM/NoPadding"
private const val TAG_BITS = 128
private const val NONCE_BYTES = 12

/** Keeps sealed secrets in [folder], which no backup may carry away: on another phone nothing could open them. */
class KeystoreSecretStore(private val folder: File) : SecretStore {
    override fun find(name: String): ByteArray? = guarded {
        val sealed = read(name) ?: return@guarded null
        try {
            val key = key() ?: return@guarded forgetAll()
            val cipher = Cipher.getInstance(SEALED_WITH)
            cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES))
            cipher.updateAAD(name.toByteArray())
            cipher.doFinal(sealed, NONCE_BYTES, sealed.size - NONCE_BYTES)
        } catch (failure: GeneralSecurityException) {
            if (failure.isForEver()) forgetAll() else throw failure
        }
    }

    override fun keep(name: String, secret: ByteArray) = guarded {
        val cipher = try {
            sealing(key() ?: freshKey())
        } catch (failure: GeneralSecurityException) {
            if (!failure.isForEver()) throw failure
            forgetAll()
            sealing(freshKey())
        }
        cipher.updateAAD(name.toByteArray())
        write(name, cipher.iv + cipher.doFinal(secret))
    }

    override fun forget(name: String) = guarded { AtomicFile(fileOf(name)).delete() }

    /** The system says the key is gone, or what lies here was sealed with another: asking again would say the same. */
    private fun GeneralSecurityException.isForEver(): Boolean =
        this is AEADBadTagException || this is KeyPermanentlyInvalidatedException || this is UnrecoverableKeyException

    /** Without their key secrets are noise; without secrets the app asks to sign in, and keeps what was not sent. */
    private fun forgetAll(): ByteArray? {
        folder.listFiles()?.forEach(File::delete)
        keystore().deleteEntry(ALIAS)
        return null
    }

    private fun sealing(key: SecretKey): Cipher =
        Cipher.getInstance(SEALED_WITH).apply { init(Cipher.ENCRYPT_MODE, key) }

    private fun keystore(): KeyStore = KeyStore.getInstance(KEYSTORE).apply { load(null) }

    private fun key(): SecretKey? = keystore().getKey(ALIAS, null) as SecretKey?

    private fun freshKey(): SecretKey {
        val wanted = KeyGenParameterSpec.Builder(ALIAS, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(256)
            .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, KEYSTORE).apply { init(wanted) }.generateKey()
    }

    private fun read(name: String): ByteArray? {
        val sealed = try {
            AtomicFile(fileOf(name)).readFully()
        } catch (_: FileNotFoundException) {
            return null
        }
        return sealed.takeIf { it.size > NONCE_BYTES }
    }

    /** Whole or not at all: an AtomicFile reaches the disk before it takes the old one's place. */
    private fun write(name: String, sealed: ByteArray) {
        folder.mkdirs()
        val file = AtomicFile(fileOf(name))
        val stream = file.startWrite()
        try {
            stream.write(sealed)
            file.finishWrite(stream)
        } catch (failure: IOException) {
            file.failWrite(stream)
            throw failure
        }
    }

    /** Names may hold anything; file names may not. */
    private fun fileOf(name: String): File {
        val hash = MessageDigest.getInstance("SHA-256").digest(name.toByteArray())
        return File(folder, hash.joinToString("") { "%02x".format(it) })
    }

    private fun <T> guarded(work: () -> T): T =
        try {
            synchronized(this) { work() }
        } catch (_: IOException) {
            throw PortException.Failed()
        } catch (_: GeneralSecurityException) {
            throw PortException.Failed()
        }
}
