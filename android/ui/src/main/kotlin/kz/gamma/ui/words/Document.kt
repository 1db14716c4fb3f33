// The texts that people agree to, whole and with their version: what is shown is what is hashed and signed.
package kz.gamma.ui.words

enum class DocumentKind(val file: String) {
    CreatorContract("creator_contract"),
    BrandContract("brand_contract"),
    PersonalData("personal_data"),
}

/** A file's first line is the version, the second block the title; `whole` is the file as it is. */
data class Document(val version: String, val title: String, val paragraphs: List<String>, val whole: String) {
    companion object {
        fun of(kind: DocumentKind, language: Language): Document {
            val name = "/texts/${kind.file}.${language.code}.txt"
            val stream = checkNotNull(Document::class.java.getResourceAsStream(name)) { "no text $name" }
            val whole = stream.use { it.reader(Charsets.UTF_8).readText() }
            val blocks = whole.split("\n\n").map { it.trim().replace('\n', ' ') }.filter(String::isNotEmpty)
            return Document(blocks[0], blocks[1], blocks.drop(2), whole)
        }
    }
}
