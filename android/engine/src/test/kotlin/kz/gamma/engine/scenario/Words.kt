/** Words of a scenario's file: fields by name, and the enums of the border by the names they have in JSON. */
package kz.gamma.engine.scenario

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long

fun JsonObject.find(name: String): String? = get(name)?.takeIf { it != JsonNull }?.jsonPrimitive?.contentOrNull

fun JsonObject.text(name: String): String = checkNotNull(find(name)) { "no $name" }

fun JsonObject.number(name: String): Long = getValue(name).jsonPrimitive.long

/** `at_once` is `AT_ONCE`. */
inline fun <reified E : Enum<E>> word(text: String): E = enumValueOf(text.uppercase())

/** `AT_ONCE` is `at_once`. */
fun word(value: Enum<*>?): JsonElement = value?.let { JsonPrimitive(it.name.lowercase()) } ?: JsonNull

fun json(text: String?): JsonElement = text?.let(::JsonPrimitive) ?: JsonNull

fun json(number: Number?): JsonElement = number?.let(::JsonPrimitive) ?: JsonNull
