// A Keystore for a JVM: keys in memory under their alias, which a test can lose or spoil.
package kz.gamma.app.world

import android.security.keystore.KeyGenParameterSpec
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.UnrecoverableKeyException
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey

object FakeKeystore {
    val keys = mutableMapOf<String, SecretKey>()

    /** The system says that keys can't be had back, as after a restored backup. */
    var isUnrecoverable = false

    /** How many keys were made. */
    var made = 0

    fun install() {
        keys.clear()
        isUnrecoverable = false
        made = 0
        Security.removeProvider("AndroidKeyStore")
        Security.addProvider(Keystore())
    }

    private class Keystore : Provider("AndroidKeyStore", "1.0", "keys in memory") {
        init {
            put("KeyStore.AndroidKeyStore", Keys::class.java.name)
            put("KeyGenerator.AES", Generator::class.java.name)
        }
    }

    class Generator : KeyGeneratorSpi() {
        private lateinit var wanted: KeyGenParameterSpec

        override fun engineInit(random: SecureRandom?) = error("the Keystore wants to know the alias")

        override fun engineInit(bits: Int, random: SecureRandom?) = error("the Keystore wants to know the alias")

        override fun engineInit(wanted: AlgorithmParameterSpec, random: SecureRandom?) {
            this.wanted = wanted as KeyGenParameterSpec
        }

        override fun engineGenerateKey(): SecretKey {
            require("GCM" in wanted.blockModes)
            made++
            val key = KeyGenerator.getInstance("AES", "SunJCE").apply { init(wanted.keySize) }.generateKey()
            return key.also { keys[wanted.keystoreAlias] = it }
        }
    }

    class Keys : KeyStoreSpi() {
        override fun engineGetKey(alias: String, password: CharArray?): Key? =
            if (isUnrecoverable) throw UnrecoverableKeyException() else keys[alias]

        override fun engineDeleteEntry(alias: String) {
            keys.remove(alias)
            isUnrecoverable = false
        }

        override fun engineContainsAlias(alias: String) = alias in keys
        override fun engineIsKeyEntry(alias: String) = alias in keys
        override fun engineAliases(): Enumeration<String> = Collections.enumeration(keys.keys)
        override fun engineSize() = keys.size
        override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit
        override fun engineStore(stream: OutputStream?, password: CharArray?) = Unit
        override fun engineIsCertificateEntry(alias: String) = false
        override fun engineGetCertificate(alias: String): Certificate? = null
        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null
        override fun engineGetCertificateAlias(certificate: Certificate): String? = null
        override fun engineGetCreationDate(alias: String) = Date(0)
        override fun engineSetKeyEntry(a: String, k: Key, p: CharArray?, c: Array<out Certificate>?) = Unit
        override fun engineSetKeyEntry(a: String, k: ByteArray, c: Array<out Certificate>?) = Unit
        override fun engineSetCertificateEntry(alias: String, certificate: Certificate) = Unit
    }
}
