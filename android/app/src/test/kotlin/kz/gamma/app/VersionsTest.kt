// Two builds of the same sources name the same versions and modules: what is proved here holds for the other.
package kz.gamma.app

import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class VersionsTest {
    private val pom = File("../pom.xml").readText()
    private val catalog = File("../gradle/libs.versions.toml").readText()
    private val properties = Regex("<([a-z0-9.]+)\\.version>([^<]+)</").findAll(pom)
        .associate { it.groupValues[1] to it.groupValues[2] }
    private val versions = Regex("^([a-z0-9-]+) = \"([^\"]+)\"$", RegexOption.MULTILINE).findAll(catalog)
        .associate { it.groupValues[1] to it.groupValues[2] }

    /** Gradle's name to Maven's. */
    private val same = mapOf(
        "kotlin" to "kotlin", "coroutines" to "coroutines", "jna" to "jna", "compose-runtime" to "compose.runtime",
        "material3" to "android.material3", "activity" to "activity", "core" to "androidx.core",
        "lifecycle" to "lifecycle",
        "junit4" to "junit4", "robolectric" to "robolectric",
    )

    @Test
    fun both_builds_name_the_same_versions() {
        assertEquals(same.mapValues { properties.getValue(it.value) }, versions - "agp")
    }

    @Test
    fun gradle_names_no_version_outside_its_catalog() {
        val scripts = listOf("..", "../engine", "../ui", "../app").map { File(it, "build.gradle.kts").readText() }
        val named = scripts.flatMap { Regex("\"[\\w.-]+:[\\w.-]+:[\\d.]+\"").findAll(it).map { found -> found.value } }
        assertEquals(emptyList<String>(), named)
    }

    @Test
    fun both_builds_have_the_same_modules_and_sources() {
        val settings = File("../settings.gradle.kts").readText()
        val gradle = Regex("\":([a-z]+)\"").findAll(settings).map { it.groupValues[1] }.toSet()
        val maven = Regex("<module>([a-z]+)</module>").findAll(pom).map { it.groupValues[1] }.toSet()
        assertEquals(maven - "aar", gradle)
        val screens = Regex("\\.\\./ui/(src/\\w+/kotlin)").findAll(File("pom.xml").readText())
            .map { it.groupValues[1] }.toList()
        val script = File("../ui/build.gradle.kts").readText()
        assertEquals(listOf("src/main/kotlin", "src/engine/kotlin"), screens)
        assertTrue(screens.all { "\"$it\"" in script })
    }

    @Test
    fun both_builds_have_the_app_s_own_version() {
        val own = Regex("<version>([^<]+)</version>").find(pom)!!.groupValues[1]
        assertTrue("versionName = \"$own\"" in File("build.gradle.kts").readText())
    }
}
