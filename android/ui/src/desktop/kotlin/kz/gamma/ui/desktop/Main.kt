// The desktop's ways in: pictures of every sample, those of the README, or the app in a window.
package kz.gamma.ui.desktop

import java.io.File
import kotlin.system.exitProcess

fun main(arguments: Array<String>) {
    when (arguments.firstOrNull()) {
        "--shots" -> {
            writeShots(File(arguments[1]), arguments.getOrNull(2))
            // The drawing threads would keep the process.
            exitProcess(0)
        }
        "--pictures" -> {
            writePictures(File(arguments[1]))
            exitProcess(0)
        }
        else -> error("usage: --shots DIR [PATTERN], --pictures DIR")
    }
}
