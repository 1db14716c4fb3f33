// Secrets come back as they were kept, lie sealed on the disk, and are forgotten together when their key is gone.
package kz.gamma.app

import java.io.File
import kz.gamma.app.world.FakeKeystore
import kz.gamma.engine.PortException
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

@RunWith(RobolectricTestRunner::class)
class KeystoreSecretStoreTest {
    @get:Rule val temporary = TemporaryFolder()
    private val folder: File get() = temporary.root
    private val secret = "a refresh token".toByteArray()

    @Before
    fun keystore() = FakeKeystore.install()

    @Test
    fun a_secret_comes_back_in_another_process() {
        KeystoreSecretStore(folder).keep("session/refresh", secret)
        assertArrayEquals(secret, KeystoreSecretStore(folder).find("session/refresh"))
        assertNull(KeystoreSecretStore(folder).find("session/other"))
        assertEquals(1, FakeKeystore.made)
    }

    @Test
    fun what_lies_on_the_disk_says_nothing_and_is_new_each_time() {
        val store = KeystoreSecretStore(folder)
        store.keep("name", secret)
        val first = folder.listFiles()!!.single().readBytes()
        store.keep("name", secret)
        val second = folder.listFiles()!!.single().readBytes()
        assertFalse(String(first, Charsets.ISO_8859_1).contains("refresh"))
        assertFalse("one nonce must never seal twice", first.contentEquals(second))
        assertFalse("name" in folder.listFiles()!!.single().name)
    }

    @Test
    fun a_forgotten_secret_is_gone_and_forgetting_again_is_fine() {
        val store = KeystoreSecretStore(folder)
        store.keep("name", secret)
        store.forget("name")
        store.forget("name")
        assertNull(store.find("name"))
        assertEquals(0, folder.listFiles()!!.size)
    }

    @Test
    fun a_lost_key_loses_every_secret_and_the_next_one_is_kept_again() {
        val store = KeystoreSecretStore(folder)
        store.keep("one", secret)
        store.keep("two", secret)
        FakeKeystore.keys.clear()
        assertNull(store.find("one"))
        assertEquals("nothing unreadable stays", 0, folder.listFiles()!!.size)
        store.keep("one", secret)
        assertArrayEquals(secret, store.find("one"))
    }

    @Test
    fun a_key_that_cannot_be_had_back_is_a_lost_key() {
        val store = KeystoreSecretStore(folder)
        store.keep("one", secret)
        FakeKeystore.isUnrecoverable = true
        assertNull(store.find("one"))
        store.keep("one", secret)
        FakeKeystore.isUnrecoverable = true
        store.keep("one", secret)
        assertArrayEquals(secret, store.find("one"))
    }

    @Test
    fun a_secret_under_another_name_does_not_open() {
        val store = KeystoreSecretStore(folder)
        store.keep("one", secret)
        val one = folder.listFiles()!!.single()
        store.keep("two", secret)
        val two = folder.listFiles()!!.single { it != one }
        one.copyTo(two, overwrite = true)
        assertNull(store.find("two"))
    }

    @Test
    fun a_cut_off_file_is_no_secret() {
        val store = KeystoreSecretStore(folder)
        store.keep("one", secret)
        folder.listFiles()!!.single().writeBytes(ByteArray(5))
        assertNull(store.find("one"))
    }

    @Test
    fun a_disk_that_refuses_is_told_and_nothing_is_lost() {
        val file = temporary.newFile("in-the-way")
        assertThrows(PortException.Failed::class.java) { KeystoreSecretStore(file).keep("one", secret) }
        assertTrue(FakeKeystore.keys.size == 1)
    }
}
