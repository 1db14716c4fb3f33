// Work while nobody looks: what waits is sent when the network returns, and news is fetched a few times a day.
package kz.gamma.app

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import java.time.Duration
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kz.gamma.engine.StatusView
import kz.gamma.engine.attempt

class SyncJob : JobService() {
    private val running = mutableMapOf<Int, Job>()

    override fun onStartJob(parameters: JobParameters): Boolean {
        running[parameters.jobId] = gamma.scope.launch {
            val status = attempt {
                val app = gamma.engine.app()
                app.sync()
                app.status()
            }
            running.remove(parameters.jobId)
            jobFinished(parameters, isWantedAgain(status.getOrNull()))
        }
        return true
    }

    /** The system wants its time back; what was cut off goes again. */
    override fun onStopJob(parameters: JobParameters): Boolean {
        running.remove(parameters.jobId)?.cancel()
        return true
    }

    companion object {
        const val SEND = 1
        const val NEWS = 2
        private val newsEvery = Duration.ofHours(6)
        private val firstRetry = Duration.ofSeconds(30)

        /** Whoever signed out has nothing to send, and a failure is tried again with growing pauses. */
        fun isWantedAgain(status: StatusView?): Boolean = status == null || status.waiting > 0 || status.uploads > 0

        /** Plans both jobs; planned twice is planned once. */
        fun plan(context: Context, isSomethingWaiting: Boolean) {
            val system = context.service<JobScheduler>()
            if (isSomethingWaiting) {
                val send = job(context, SEND)
                    .setBackoffCriteria(firstRetry.toMillis(), JobInfo.BACKOFF_POLICY_EXPONENTIAL)
                system.schedule(send.build())
            }
            if (system.getPendingJob(NEWS) == null) {
                val news = job(context, NEWS).setPeriodic(newsEvery.toMillis()).setPersisted(true)
                system.schedule(news.build())
            }
        }

        private fun job(context: Context, id: Int) = JobInfo.Builder(id, ComponentName(context, SyncJob::class.java))
            .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
    }
}
