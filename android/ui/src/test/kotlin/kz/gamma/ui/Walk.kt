// Walks a screen as a reader and a thumb would: every text whole, every control labelled, large enough and reachable.
package kz.gamma.ui

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.text.TextLayoutResult

/** What is wrong on the screen under these roots, in words. `unmerged` sees every text, `merged` every control. */
fun problems(unmerged: SemanticsNode, merged: SemanticsNode, frame: Rect): List<String> =
    all(unmerged).flatMap { textProblems(it) + reachProblems(it, frame) } +
        controls(merged).flatMap { controlProblems(it) } +
        overlaps(controls(merged))

fun all(node: SemanticsNode): List<SemanticsNode> = listOf(node) + node.children.flatMap { all(it) }

fun controls(root: SemanticsNode): List<SemanticsNode> =
    all(root).filter { it.config.contains(SemanticsActions.OnClick) || it.config.contains(SemanticsActions.SetText) }

fun said(node: SemanticsNode): String =
    node.config.getOrNull(SemanticsProperties.ContentDescription)?.joinToString(" ")
        ?: node.config.getOrNull(SemanticsProperties.Text)?.joinToString(" ") { it.text }
        ?: ""

private fun textProblems(node: SemanticsNode): List<String> {
    // A field scrolls under its own cursor.
    if (node.config.contains(SemanticsActions.SetText)) return emptyList()
    val action = node.config.getOrNull(SemanticsActions.GetTextLayoutResult) ?: return emptyList()
    val results = mutableListOf<TextLayoutResult>()
    action.action?.invoke(results)
    return results.flatMap { result ->
        val text = result.layoutInput.text.text
        listOfNotNull(
            "«$text» does not fit".takeIf { overflows(result) },
            "«$text» breaks inside a word".takeIf { breaksWord(result, text) },
        )
    }
}

/** Measured line by line: `hasVisualOverflow` also counts the rounding of a single line's own width. */
private fun overflows(result: TextLayoutResult): Boolean = (0 until result.lineCount).any { line ->
    result.getLineRight(line) - result.getLineLeft(line) > result.size.width + 1 || result.getLineBottom(line) > result.size.height + 1 ||
        result.isLineEllipsized(line)
}

private fun breaksWord(result: TextLayoutResult, text: String): Boolean = (0 until result.lineCount - 1).any { line ->
    val end = result.getLineEnd(line)
    end in 1 until text.length && text[end - 1].isLetterOrDigit() && text[end].isLetterOrDigit()
}

private fun reachProblems(node: SemanticsNode, frame: Rect): List<String> {
    val words = node.config.getOrNull(SemanticsProperties.Text) ?: return emptyList()
    val seen = node.boundsInRoot
    val isCut = seen.height < node.size.height - 1 || seen.width < node.size.width - 1 || seen.bottom > frame.bottom + 1
    if (!isCut || scrolls(node)) return emptyList()
    return listOf("«${words.joinToString { it.text }}» is cut and cannot be scrolled to")
}

private fun scrolls(node: SemanticsNode): Boolean = generateSequence(node) { it.parent }.any {
    (it.config.getOrNull(SemanticsProperties.VerticalScrollAxisRange)?.maxValue?.invoke() ?: 0f) > 0f ||
        (it.config.getOrNull(SemanticsProperties.HorizontalScrollAxisRange)?.maxValue?.invoke() ?: 0f) > 0f
}

private fun controlProblems(node: SemanticsNode): List<String> {
    val name = said(node)
    val isField = node.config.contains(SemanticsActions.SetText)
    return listOfNotNull(
        "a control has no label".takeIf { name.isBlank() },
        "«$name» has no role".takeIf { !isField && node.config.getOrNull(SemanticsProperties.Role) == null },
        "«$name» is ${node.size.width} × ${node.size.height}, less than 48".takeIf { node.size.width < 48 || node.size.height < 48 },
    )
}

private fun overlaps(controls: List<SemanticsNode>): List<String> = controls.flatMapIndexed { index, one ->
    controls.drop(index + 1).mapNotNull { other ->
        val shared = one.boundsInRoot.intersect(other.boundsInRoot)
        val isApart = shared.width <= 1f || shared.height <= 1f || holds(one, other) || holds(other, one)
        if (isApart) null else "«${said(one)}» and «${said(other)}» overlap"
    }
}

private fun holds(outer: SemanticsNode, inner: SemanticsNode): Boolean =
    generateSequence(inner.parent) { it.parent }.any { it.id == outer.id }
