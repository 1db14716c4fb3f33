// Background work is planned once, waits for a network, and goes on while something waits.
package kz.gamma.app

import android.app.Application
import android.app.job.JobInfo
import android.app.job.JobScheduler
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(RobolectricTestRunner::class)
class SyncJobTest {
    private val phone: Application = RuntimeEnvironment.getApplication().also {
        shadowOf(it).grantPermissions(android.Manifest.permission.RECEIVE_BOOT_COMPLETED)
    }
    private val system = phone.service<JobScheduler>()

    @Test
    fun news_is_fetched_a_few_times_a_day_and_planned_once() {
        SyncJob.plan(phone, isSomethingWaiting = false)
        SyncJob.plan(phone, isSomethingWaiting = false)
        val news = system.allPendingJobs.single()
        assertEquals(SyncJob.NEWS, news.id)
        assertTrue(news.isPeriodic && news.isPersisted)
        assertEquals(JobInfo.NETWORK_TYPE_ANY, news.networkType)
        assertEquals(SyncJob::class.java.name, news.service.className)
    }

    @Test
    fun what_waits_is_sent_as_soon_as_there_is_a_network() {
        SyncJob.plan(phone, isSomethingWaiting = true)
        val send = system.getPendingJob(SyncJob.SEND)
        assertNotNull(send)
        assertEquals(JobInfo.NETWORK_TYPE_ANY, send!!.networkType)
        assertEquals(JobInfo.BACKOFF_POLICY_EXPONENTIAL, send.backoffPolicy)
        assertTrue(!send.isPeriodic)
    }

    @Test
    fun nothing_is_planned_for_sending_when_nothing_waits() {
        SyncJob.plan(phone, isSomethingWaiting = false)
        assertNull(system.getPendingJob(SyncJob.SEND))
    }

    @Test
    fun a_failed_sync_is_wanted_again() = assertTrue(SyncJob.isWantedAgain(null))
}
