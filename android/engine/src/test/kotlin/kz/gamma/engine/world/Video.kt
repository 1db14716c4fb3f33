/** A video of fifteen seconds as small as one can be: the boxes that say what it is, and bytes that say nothing. */
package kz.gamma.engine.world

import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path

private const val NUMBERS = 2_000

/** Writes an MP4 into [folder]; the seed makes its bytes different from another's. */
fun video(folder: Path, seed: Int): Path = Files.write(folder.resolve("video-$seed.mp4"), mp4(seed))

private fun mp4(seed: Int): ByteArray {
    val header = ByteArray(12) + number(1_000) + number(15_000) + ByteArray(80)
    val track = atom("trak", atom("mdia", atom("hdlr", ByteArray(8) + "vide".toByteArray() + ByteArray(13))))
    val kinds = "isom".toByteArray() + byteArrayOf(0, 0, 2, 0) + "isomiso2mp41".toByteArray()
    val noise = ByteArrayOutputStream()
    repeat(NUMBERS) { noise.write(number(it * (2 * seed + 1))) }
    return atom("ftyp", kinds) + atom("moov", atom("mvhd", header) + track) + atom("mdat", noise.toByteArray())
}

private fun atom(kind: String, payload: ByteArray): ByteArray = number(payload.size + 8) + kind.toByteArray() + payload

private fun number(number: Int): ByteArray = ByteBuffer.allocate(4).putInt(number).array()
