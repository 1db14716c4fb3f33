// A video over the engine: it is copied, queued and sent in parts by the engine; this only shows how far it is.
package kz.gamma.ui.screens.draft

import java.io.File
import java.time.Instant
import kz.gamma.engine.DealStage
import kz.gamma.engine.DealView
import kz.gamma.engine.MissingThing
import kz.gamma.engine.StatusView
import kz.gamma.engine.Subject
import kz.gamma.engine.UploadState
import kz.gamma.engine.VideoRequest
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.Route
import kz.gamma.engine.DealState as EngineState

class DraftModel(context: Context, private val id: String) :
    Model<DraftState>(context, DraftState("", 0, emptyList(), DraftStage.Choose, Instant.EPOCH)) {
    private var chosen: String? = null
    private var upload: String? = null
    private var needsAccount = false

    init {
        follow(Subject.DEALS, Subject.UPLOADS, Subject.WAITING, load = { app.deals().get(id) to app.status() }) { (deal, status) -> show(deal, status) }
        follow(Subject.PROFILE, Subject.WAITING, load = { app.profile().show().missing }) { missing ->
            needsAccount = MissingThing.IBAN in missing
            (state.stage as? DraftStage.Sent)?.let { state = state.copy(stage = it.copy(needsAccount = needsAccount)) }
        }
    }

    private fun show(deal: DealView, status: StatusView) {
        val isFix = (deal.stage as? DealStage.Agreed)?.state == EngineState.FIX_ASKED
        state = state.copy(
            dealTitle = deal.title, seconds = deal.terms.seconds, brief = deal.terms.briefPoints, now = status.serverNow,
            fixes = if (isFix) deal.draft?.fixes.orEmpty().map { FixRow(it.kind.name.lowercase(), it.atSecond, it.note) } else emptyList(),
            isLastFix = isFix && deal.fixRoundsUsed >= deal.terms.fixRounds,
            stage = stage(deal, status),
        )
    }

    private fun stage(deal: DealView, status: StatusView): DraftStage {
        val upload = deal.upload
        this.upload = upload?.media
        val engine = (deal.stage as? DealStage.Agreed)?.state
        val due = deal.dueAt
        return when {
            upload != null && upload.state != UploadState.READY -> {
                val video = Video(deal.terms.seconds, megabytes(upload.bytes))
                val sent = megabytes(upload.receivedBytes)
                when {
                    upload.state == UploadState.REFUSED -> DraftStage.Refused(video, refusal(upload.code))
                    upload.isPaused -> DraftStage.Paused(video, sent)
                    status.isOnline -> DraftStage.Uploading(video, sent)
                    else -> DraftStage.Offline(video, sent)
                }
            }
            engine == EngineState.CLEARED || engine == EngineState.POSTED || engine == EngineState.APPROVED -> DraftStage.Cleared
            engine == EngineState.DRAFT_SENT -> DraftStage.Sent(due, needsAccount)
            else -> chosen?.let { DraftStage.Ready(Video(deal.terms.seconds, megabytes(File(it).length()))) } ?: DraftStage.Choose
        }
    }

    fun act(action: DraftAction) {
        when (action) {
            DraftAction.Back -> context.back()
            DraftAction.Choose -> pick(isCamera = false)
            DraftAction.Film -> pick(isCamera = true)
            is DraftAction.Note -> state = state.copy(note = action.text.take(NOTE_MOST))
            DraftAction.Send -> send()
            DraftAction.Pause -> upload?.let { does { app.drafts().pause(it) } }
            DraftAction.Resume -> upload?.let { does { app.drafts().resume(it) } } ?: send()
            DraftAction.AddAccount -> context.go(Route.Iban)
        }
    }

    private fun pick(isCamera: Boolean) = does {
        chosen = context.system.pickVideo(isCamera) ?: return@does
        show(app.deals().get(id), app.status())
    }

    private fun send() {
        val path = chosen ?: return
        does({ refused(it) }) {
            app.drafts().submitVideo(
                VideoRequest(id, path, if (path.endsWith(".mov")) "video/quicktime" else "video/mp4", state.note), null,
            )
            chosen = null
        }
    }

    private fun refused(code: String) {
        val video = (state.stage as? DraftStage.Ready)?.video ?: Video(0, 0)
        when (code) {
            "too_large" -> state = state.copy(stage = DraftStage.Refused(video, RefusedFile.TooLarge))
            "media_refused", "unsupported_type" -> state = state.copy(
                stage = DraftStage.Refused(video, RefusedFile.NotVideo),
            )
            "local_disk_full" -> state = state.copy(stage = DraftStage.DiskFull(video.megabytes))
            else -> context.onFailure(code)
        }
    }

    private fun refusal(code: String?): RefusedFile = if (code == "too_large") RefusedFile.TooLarge else RefusedFile.NotVideo

    private fun megabytes(bytes: Long): Int = ((bytes + MEGABYTE - 1) / MEGABYTE).toInt()

    private companion object {
        const val MEGABYTE = 1_048_576L
        const val NOTE_MOST = 500
    }
}
