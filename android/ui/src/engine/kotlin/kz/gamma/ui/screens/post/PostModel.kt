// The post's link over the engine.
package kz.gamma.ui.screens.post

import kz.gamma.engine.DealStage
import kz.gamma.engine.DealView
import kz.gamma.engine.PostRequest
import kz.gamma.engine.ProfileView
import kz.gamma.engine.StatusView
import kz.gamma.engine.Subject
import kz.gamma.ui.model.Context
import kz.gamma.ui.model.Model
import kz.gamma.ui.model.shown
import kz.gamma.ui.parts.Platform
import java.time.Instant
import kz.gamma.engine.CommandKind
import kz.gamma.engine.DealState as EngineState

class PostModel(context: Context, private val id: String, link: String = "") :
    Model<PostState>(context, PostState(Platform.Tiktok, "", "", Instant.EPOCH, PostStage.Form(link))) {
    init {
        follow(Subject.DEALS, Subject.PROFILE, Subject.WAITING, load = { Triple(app.deals().get(id), app.profile().show(), app.status()) }) {
            (deal, profile, status) -> show(deal, profile, status)
        }
    }

    private fun show(deal: DealView, profile: ProfileView, status: StatusView) {
        val handle = profile.handles.firstOrNull { it.platform == deal.terms.platform }?.handle ?: ""
        state = state.copy(
            platform = deal.terms.platform.shown(), handle = handle, sponsor = deal.terms.sponsor, now = status.serverNow,
            stage = stage(deal, status),
        )
    }

    private fun stage(deal: DealView, status: StatusView): PostStage {
        val engine = (deal.stage as? DealStage.Agreed)?.state
        val due = deal.dueAt
        val isAsked = deal.asked.any { it.kind == CommandKind.SUBMIT_POST }
        val problem = deal.post?.problem
        return when {
            isAsked && !status.isOnline -> PostStage.Offline
            engine == EngineState.POSTED || isAsked -> PostStage.Sent(due ?: status.serverNow)
            problem != null -> PostStage.Returned(
                problem.name.lowercase(), "", (state.stage as? PostStage.Returned)?.url ?: "",
            )
            else -> state.stage as? PostStage.Form ?: PostStage.Form()
        }
    }

    fun act(action: PostAction) {
        when (action) {
            PostAction.Back -> context.back()
            is PostAction.Url -> enter(action.text.trim())
            PostAction.Copy -> {
                context.system.copy("$LABEL · ${state.sponsor}")
                state = state.copy(isCopied = true)
            }
            PostAction.Send -> send()
        }
    }

    private fun enter(url: String) {
        state = when (val stage = state.stage) {
            is PostStage.Form -> state.copy(stage = PostStage.Form(url))
            is PostStage.Returned -> state.copy(stage = stage.copy(url = url))
            else -> state
        }
    }

    private fun send() {
        val url = when (val stage = state.stage) {
            is PostStage.Form -> stage.url
            is PostStage.Returned -> stage.url
            else -> return
        }
        does({ if (it == "post_link_invalid") state = state.copy(stage = PostStage.Form(url, true)) else context.onFailure(it) }) {
            app.deals().submitPost(PostRequest(id, url, state.handle, LABEL, state.sponsor))
        }
    }

    private companion object {
        const val LABEL = "Жарнама"
    }
}
