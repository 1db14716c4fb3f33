// The studio over the engine: scripts are made on the phone at once; the server's join them when it answers, and nobody waits.
package kz.gamma.ui.screens.studio

import kotlinx.coroutines.Job
import kz.gamma.engine.Basis
import kz.gamma.engine.KeptScriptView
import kz.gamma.engine.MadeBy
import kz.gamma.engine.ScriptDraftView
import kz.gamma.engine.ScriptsRequest
import kz.gamma.engine.ScriptsView
import kz.gamma.engine.StatusView
import kz.gamma.engine.Subject
import kz.gamma.engine.attempt
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.ui.parts.Head
import kz.gamma.ui.screens.script.ScriptInHand
import java.time.Instant
import kotlin.math.roundToInt
import kotlin.random.Random
import kz.gamma.engine.Register as EngineRegister

class StudioModel(context: Context, private val deal: String? = null, isRoot: Boolean = true) :
    Model<StudioState>(context, StudioState(head = Head().takeIf { isRoot }, now = Instant.now())) {
    private var written: List<ScriptDraftView> = emptyList()
    private var kept: List<KeptScriptView> = emptyList()
    private var facts: List<String> = emptyList()
    private var asking: Job? = null

    init {
        does { app.studio().prepare() }
        follow(Subject.SCRIPTS, Subject.WAITING, Subject.SESSION, load = { app.studio().kept() to app.status() }) { (scripts, status) ->
            kept = scripts
            show(status)
        }
        if (deal != null) does { open(deal) }
    }

    private fun show(status: StatusView) {
        val rows = kept.filter { deal == null || it.deal == deal }.map { KeptRow(it.script, it.brief, it.savedAt) }
        state = state.copy(kept = rows, now = status.serverNow, head = state.head?.copy(unread = status.unread + status.refused))
    }

    /** The deal's brief, filled in: its title first, then what the brand wants said. */
    private suspend fun open(deal: String) {
        val view = app.deals().get(deal)
        facts = view.terms.briefPoints
        state = state.copy(dealTitle = view.title, brief = view.terms.product?.title ?: view.title)
    }

    fun act(action: StudioAction) {
        when (action) {
            is StudioAction.Brief -> state = state.copy(brief = action.text)
            is StudioAction.Address -> { state = state.copy(register = action.register); again() }
            is StudioAction.SayLabel -> { state = state.copy(isLabelSaid = action.isSaid); again() }
            is StudioAction.Ask -> question(action.question) { it.copy(isOpen = !it.isOpen) }
            is StudioAction.Answer -> question(action.question) { it.copy(answer = action.text) }
            StudioAction.Write -> write()
            is StudioAction.At -> (state.stage as? StudioStage.Written)?.let { state = state.copy(stage = it.copy(at = action.place)) }
            is StudioAction.Take -> written.getOrNull(action.place)?.let { context.go(Route.Script(it.inHand())) }
            is StudioAction.Open -> kept.find { it.script == action.id }?.let { context.go(Route.Script(it.inHand())) }
            StudioAction.Inbox -> context.go(Route.Inbox)
            StudioAction.Profile -> context.go(Route.Settings)
            StudioAction.Back -> context.back()
        }
    }

    private fun question(place: Int, change: (Question) -> Question) {
        state = state.copy(questions = state.questions.mapIndexed { index, it -> if (index == place) change(it) else it })
    }

    private fun again() {
        if (state.stage is StudioStage.Written) write()
    }

    private fun write() {
        asking?.cancel()
        val request = request()
        val wasWritten = state.stage is StudioStage.Written
        if (!wasWritten) state = state.copy(stage = StudioStage.Writing)
        asking = does({ code -> state = state.copy(stage = StudioStage.Start); context.onFailure(code) }) {
            show(app.studio().suggest(request))
            join(request)
        }
    }

    private fun request() = ScriptsRequest(
        brief = state.brief, niche = null, facts = answers(), register = state.register.asked(),
        seed = Random.nextLong(0, Int.MAX_VALUE.toLong()), count = SCRIPTS, saysLabel = state.isLabelSaid,
    )

    private fun answers() = facts + state.questions.map { it.answer.trim() }.filter { it.isNotEmpty() }

    private fun show(view: ScriptsView) {
        val answers = state.questions.associate { it.text to it.answer }
        val refused = view.refused
        written = view.scripts
        state = state.copy(
            stage = if (refused != null) StudioStage.Refused(refused.kk, refused.ru) else StudioStage.Written(written.map { it.shown() }),
            // What was answered stays to be seen and changed, though nobody asks any more.
            questions = (answers.filterValues { it.isNotBlank() }.keys + view.questions).distinct().map { Question(it, answers[it] ?: "") },
        )
    }

    /** Asks the server too. Without a network or an account the phone's own scripts are all there is, and that is no failure. */
    private suspend fun join(request: ScriptsRequest) {
        val own = state.stage as? StudioStage.Written ?: return
        if (!app.status().isOnline) return
        state = state.copy(stage = own.copy(isMoreComing = true))
        val richer = attempt { app.studio().fetch(request) }.getOrNull()?.scripts.orEmpty().filter { it.madeBy == MadeBy.MODEL }
        written = written + richer
        val now = state.stage as? StudioStage.Written ?: return
        state = state.copy(stage = now.copy(scripts = written.map { it.shown() }, isMoreComing = false))
    }

    private fun ScriptDraftView.inHand() = ScriptInHand(
        id = null, deal = deal, brief = state.brief, facts = answers(), register = state.register.asked(), madeBy = madeBy,
        says = beats.map { it.say }, shows = beats.map { it.show }, screens = beats.map { it.screen },
        mustBeShown = beats.map { it.basis == Basis.SHOWN }, caption = caption,
    )

    private fun KeptScriptView.inHand() = ScriptInHand(
        id = script, deal = deal, brief = brief, facts = emptyList(), register = register, madeBy = madeBy,
        says = beats.map { it.say }, shows = beats.map { it.show }, screens = beats.map { it.screen },
        mustBeShown = beats.map { false }, caption = caption,
    )

    private companion object {
        const val SCRIPTS = 3
    }
}

fun ScriptDraftView.shown() = Candidate(
    beats.map { Beat(it.fromMs / MS_A_SECOND, it.say, it.show, it.screen, it.basis == Basis.SHOWN) },
    caption, seconds(durationMs), madeBy == MadeBy.MODEL,
)

fun seconds(ms: Int): Int = (ms / MS_A_SECOND.toDouble()).roundToInt()

fun Register.asked(): EngineRegister = if (this == Register.Siz) EngineRegister.SIZ else EngineRegister.SEN

const val MS_A_SECOND = 1_000
