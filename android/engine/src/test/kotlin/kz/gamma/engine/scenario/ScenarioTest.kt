/** The scenarios of `tests/scenarios`, the files that the Rust runner plays, through this border. */
package kz.gamma.engine.scenario

import java.nio.file.Files
import java.nio.file.Path
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kz.gamma.engine.world.World
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.TestFactory

private val FOLDER: Path = Path.of("../../tests/scenarios")

class ScenarioTest {
    @TestFactory
    fun `every scenario that a phone, a desk and the network can play`(): List<DynamicTest> {
        val scenarios = scenarios()
        val playable = scenarios.filter(::isPlayable)
        assertTrue(scenarios.isEmpty() || playable.size >= 4, "${playable.size} of ${scenarios.size} can be played")
        return playable.map { dynamicTest(it.text("name")) { play(it) } }
    }

    private fun play(scenario: JsonObject) = World().use { world ->
        runBlocking {
            val stage = Stage.begin(world, scenario.getValue("cast").jsonObject)
            scenario.getValue("steps").jsonArray.forEachIndexed { number, step ->
                try {
                    stage.step(step.jsonObject)
                } catch (problem: Throwable) {
                    throw AssertionError("step ${number + 1} $step: ${problem.message}", problem)
                }
            }
        }
    }
}

private fun scenarios(): List<JsonObject> {
    if (!Files.isDirectory(FOLDER)) return emptyList()
    val files = Files.list(FOLDER).use { files -> files.filter { "$it".endsWith(".json") }.sorted().toList() }
    return files.map { Json.parseToJsonElement(Files.readString(it)).jsonObject }
}

/** The rail, the bank, the operator and time itself are in the hands of the Rust world alone. */
private fun isPlayable(scenario: JsonObject): Boolean {
    val cast = scenario.getValue("cast").jsonObject.keys
    return scenario.getValue("steps").jsonArray.all { it.jsonObject.text("who") in cast }
}
