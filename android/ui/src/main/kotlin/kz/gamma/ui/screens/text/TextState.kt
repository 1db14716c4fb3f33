// A text that somebody agrees to: its title, its version, and every paragraph.
package kz.gamma.ui.screens.text

import kz.gamma.ui.words.Document

data class TextState(val title: String, val version: String, val paragraphs: List<String>) {
    companion object {
        fun of(document: Document) = TextState(document.title, document.version, document.paragraphs)
    }
}
