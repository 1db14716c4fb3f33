// The editor over the engine: every change is read by the guard on the phone; what was found is put under its own line.
package kz.gamma.ui.screens.script

import kotlinx.coroutines.Job
import kz.gamma.engine.KeepScriptRequest
import kz.gamma.engine.KeptBeatView
import kz.gamma.engine.MadeBy
import kz.gamma.engine.Register
import kz.gamma.engine.ScriptCheckRequest
import kz.gamma.engine.ScriptCheckView
import kz.gamma.engine.ScriptFindingView
import kz.gamma.engine.Severity
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.screens.studio.MS_A_SECOND
import kz.gamma.ui.screens.studio.seconds

/** A script on its way from one page to another. */
data class ScriptInHand(
    val id: String?,
    val deal: String?,
    val brief: String,
    val facts: List<String>,
    val register: Register,
    val madeBy: MadeBy,
    val says: List<String>,
    val shows: List<String>,
    val screens: List<String>,
    val mustBeShown: List<Boolean>,
    val caption: String,
)

class ScriptModel(context: Context, private var script: ScriptInHand) : Model<ScriptState>(context, start(script)) {
    private var checking: Job? = null
    private var syllables = 0

    init {
        check()
    }

    fun act(action: ScriptAction) {
        when (action) {
            ScriptAction.Back -> context.back()
            is ScriptAction.Say -> say(action.line, action.text)
            is ScriptAction.Replace -> replace(action.line, action.finding, action.text)
            is ScriptAction.Show -> change(action.line) { it.copy(isShown = action.isShown) }
            ScriptAction.Keep -> keep()
            ScriptAction.Copy -> {
                context.system.copy((state.lines.map { it.say } + "" + state.caption).joinToString("\n"))
                state = state.copy(isCopied = true)
            }
            ScriptAction.Read -> context.go(Route.Reading(state.lines.map { it.say }, syllables))
            ScriptAction.Forget -> script.id?.let { id -> does { app.studio().forget(id); context.back() } }
        }
    }

    private fun say(line: Int, text: String) {
        val flat = text.replace('\n', ' ')
        change(line) { it.copy(say = flat, findings = emptyList()) }
        state = state.copy(isCopied = false, isKept = false)
        check()
    }

    private fun replace(line: Int, finding: Int, text: String) {
        val old = state.lines.getOrNull(line) ?: return
        val found = old.findings.getOrNull(finding) ?: return
        say(line, old.say.replaceRange(found.from, found.to, text).replace("  ", " ").trim())
    }

    private fun change(place: Int, change: (Line) -> Line) {
        state = state.copy(lines = state.lines.mapIndexed { index, line -> if (index == place) change(line) else line })
    }

    private fun check() {
        checking?.cancel()
        val says = state.lines.map { it.say }
        checking = does {
            val found = app.studio().check(ScriptCheckRequest(script.brief, script.facts, script.register, says, state.caption))
            if (says == state.lines.map { it.say }) show(says, found)
        }
    }

    private fun show(says: List<String>, found: ScriptCheckView) {
        syllables = found.syllables
        val lines = findingsByLine(says, found.findings)
        state = state.copy(
            lines = state.lines.mapIndexed { place, line -> line.copy(fromSecond = from(says, place, found.durationMs), findings = lines[place]) },
            seconds = seconds(found.durationMs), isInTime = found.durationMs <= LONGEST_MS,
        )
    }

    /** About when a line begins: its share of the letters before it. */
    private fun from(says: List<String>, place: Int, durationMs: Int): Int {
        val letters = says.sumOf { it.length }.coerceAtLeast(1)
        return durationMs / MS_A_SECOND * says.take(place).sumOf { it.length } / letters
    }

    private fun keep() = does {
        val beats = state.lines.mapIndexed { place, line ->
            KeptBeatView(line.say, script.shows.getOrElse(place) { "" }, script.screens.getOrElse(place) { "" })
        }
        val isOwn = state.lines.map { it.say } != script.says
        val madeBy = if (isOwn) MadeBy.PERSON else script.madeBy
        val id = app.studio().keep(KeepScriptRequest(script.id, script.deal, script.brief, script.register, madeBy, beats, state.caption))
        script = script.copy(id = id)
        state = state.copy(isKept = true)
    }

    private companion object {
        const val LONGEST_MS = 15_500

        fun start(script: ScriptInHand): ScriptState {
            val lines = script.says.mapIndexed { place, say ->
                Line(0, say, script.shows.getOrElse(place) { "" }, isShown = false.takeIf { script.mustBeShown.getOrElse(place) { false } })
            }
            return ScriptState(script.brief, lines, script.caption, 0, isKept = script.id != null)
        }
    }
}

/** Findings of the whole text, in characters, as findings of its lines, in the places of a Kotlin string. */
fun findingsByLine(says: List<String>, findings: List<ScriptFindingView>): List<List<Found>> {
    var start = 0
    return says.map { say ->
        val length = say.codePointCount(0, say.length)
        val (from, to) = start to start + length
        start = to + 1
        findings.filter { it.from in from..<to.coerceAtLeast(from + 1) && it.to - it.from <= length }.map { found ->
            val first = say.offsetByCodePoints(0, (found.from - from).coerceIn(0, length))
            val last = say.offsetByCodePoints(0, (found.to - from).coerceIn(0, length))
            Found(first, last, found.severity.shown(), found.kk, found.ru, found.replacements)
        }
    }
}

private fun Severity.shown(): Weight = when (this) {
    Severity.NOTE -> Weight.Note
    Severity.WARN -> Weight.Warn
    Severity.FAIL -> Weight.Fail
}
