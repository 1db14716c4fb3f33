/** A small market through the server's real import: one brand with an owner and limits, and sixty campaigns. */
package kz.gamma.engine.world

import java.io.IOException
import java.nio.file.FileVisitResult
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.SimpleFileVisitor
import java.nio.file.attribute.BasicFileAttributes

const val BRAND = "Дала шайы"
const val CAMPAIGNS = 60
private const val OPERATOR = "example"

/** The market's files, made once a run of the tests; every test gets a copy of its own. */
object Market {
    private val made: Path by lazy(::make)

    /** Copies the market into [folder]. */
    fun copyTo(folder: Path) {
        Files.walk(made).use { files ->
            files.filter { Files.isRegularFile(it) }.forEach { file ->
                val copy = folder.resolve(made.relativize(file).toString())
                Files.createDirectories(copy.parent)
                Files.copy(file, copy)
            }
        }
    }

    private fun make(): Path {
        val folder = Files.createTempDirectory("gamma-market")
        Runtime.getRuntime().addShutdownHook(Thread { delete(folder) })
        fun ask(vararg words: String) = ServerProcess.ask(folder, *words)
        ask("operator", "add", OPERATOR, "--phone", "+77010000099")
        val made = ask("brand", "add", BRAND, "--bin", bin(1), "--has-tax-authority", "--operator", OPERATOR)
        val brand = Regex("\"brand\":\"([0-9a-f-]{36})\"").find(made)!!.groupValues[1]
        ask("brand", "member", brand, "--phone", OWNER.phone, "--role", "owner", "--may-sign", "--operator", OPERATOR)
        val limits = arrayOf("--credit", "5000000", "--trust", "500000", "--advance", "3000000", "--operator", OPERATOR)
        ask("brand", "limit", brand, *limits)
        val csv = folder.resolve("campaigns.csv")
        Files.writeString(csv, campaigns())
        ask("import", "campaigns", csv.toString())
        return folder
    }

    private fun campaigns(): String {
        val columns = "key,brand_bin,title,platform,seconds,fixed_fee,sponsor,brief_title,brief_points,tags,cities," +
            "languages,followers_min,slots,budget,open_until"
        val rows = (1..CAMPAIGNS).map { number ->
            "campaign-$number,${bin(1)},Шай $number,tiktok,15,8000.00,$BRAND,Таңғы шай,Шайды көрсет|Дәмін айт,," +
                ",kk,,5,60000.00,2026-12-31"
        }
        return (listOf(columns) + rows).joinToString("\n", postfix = "\n")
    }
}

/** Removes a folder with everything in it. */
fun delete(folder: Path) {
    if (!Files.exists(folder)) return
    Files.walkFileTree(folder, object : SimpleFileVisitor<Path>() {
        override fun visitFile(file: Path, attributes: BasicFileAttributes) =
            FileVisitResult.CONTINUE.also { Files.delete(file) }

        override fun postVisitDirectory(folder: Path, failure: IOException?) =
            FileVisitResult.CONTINUE.also { Files.delete(folder) }
    })
}
