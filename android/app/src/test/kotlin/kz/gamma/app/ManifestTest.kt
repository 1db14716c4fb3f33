// What the manifest and its rules promise, read as they are: names that exist, no backup, nothing in the clear.
package kz.gamma.app

import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.w3c.dom.Element

class ManifestTest {
    private fun read(path: String): Element =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(File(path)).documentElement

    private fun Element.all(tag: String): List<Element> =
        getElementsByTagName(tag).let { found -> (0 until found.length).map { found.item(it) as Element } }

    private val manifest = read("src/main/AndroidManifest.xml")
    private val application = manifest.all("application").single()
    private val parts = listOf("activity", "service", "provider")

    @Test
    fun every_class_it_names_is_there() {
        val named = (listOf("application") + parts).flatMap { manifest.all(it) }.map { it.getAttribute("android:name") }
        named.forEach { Class.forName(it, false, javaClass.classLoader) }
        assertEquals(4, named.size)
    }

    @Test
    fun nothing_is_backed_up() {
        assertEquals("false", application.getAttribute("android:allowBackup"))
        val everything = setOf("root", "file", "database", "sharedpref", "external")
        val old = read("src/main/res/xml/backup_rules.xml").all("exclude")
        val rules = read("src/main/res/xml/data_extraction_rules.xml")
        val fresh = listOf("cloud-backup", "device-transfer").map { rules.all(it).single().all("exclude") }
        val lists = fresh + listOf(old)
        lists.forEach { excluded ->
            val whole = excluded.filter { it.getAttribute("path") == "." }
            assertEquals(everything, whole.map { it.getAttribute("domain") }.toSet())
        }
    }

    @Test
    fun nothing_travels_in_the_clear() {
        val config = read("src/main/res/xml/network_security_config.xml")
        assertEquals("false", config.all("base-config").single().getAttribute("cleartextTrafficPermitted"))
        assertEquals(emptyList<Element>(), config.all("domain-config"))
        assertTrue("@xml/network_security_config" == application.getAttribute("android:networkSecurityConfig"))
    }

    @Test
    fun only_the_window_can_be_opened_from_outside() {
        val open = parts.flatMap { manifest.all(it) }.filter { it.getAttribute("android:exported") == "true" }
        assertEquals(listOf("kz.gamma.app.MainActivity"), open.map { it.getAttribute("android:name") })
    }

    @Test
    fun the_links_the_app_makes_are_the_links_it_takes() {
        val schemes = manifest.all("data").map { it.getAttribute("android:scheme") }.filter(String::isNotEmpty)
        assertEquals(listOf(DeepLink.SCHEME), schemes)
    }

    @Test
    fun every_resource_it_names_is_there() {
        val text = listOf("AndroidManifest.xml", "res/mipmap-anydpi/ic_launcher.xml").joinToString {
            File("src/main/$it").readText()
        }
        val there = File("src/main/res").walk().filter(File::isFile)
            .map { "@${it.parentFile.name.substringBefore('-')}/${it.nameWithoutExtension}" }.toSet()
        val named = Regex("@(mipmap|xml|drawable)/[a-z_]+").findAll(text).map { it.value }.toSet()
        assertEquals(emptySet<String>(), named - there)
        assertTrue(named.size >= 6)
    }
}
