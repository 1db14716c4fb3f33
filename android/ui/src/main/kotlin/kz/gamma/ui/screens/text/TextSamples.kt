// The three texts as they are, in the language that the first session begins with.
package kz.gamma.ui.screens.text

import kz.gamma.ui.screens.Sample
import kz.gamma.ui.words.Document
import kz.gamma.ui.words.DocumentKind
import kz.gamma.ui.words.Language

object TextSamples {
    val all = DocumentKind.entries.map { Sample(it.file, TextState.of(Document.of(it, Language.Kk))) }
}
