// The engine hears of the network from the system: at once, when it goes, and when it comes back without internet.
package kz.gamma.app

import android.content.Context
import android.net.ConnectivityManager
import android.net.ConnectivityManager.NetworkCallback
import android.net.NetworkCapabilities
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowNetwork
import org.robolectric.shadows.ShadowNetworkCapabilities

@RunWith(RobolectricTestRunner::class)
class NetworkWatchTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val system = context.service<ConnectivityManager>()
    private val told = mutableListOf<Boolean>()
    private val watch = NetworkWatch(context, told::add)

    private fun capabilities(hasInternet: Boolean): NetworkCapabilities = ShadowNetworkCapabilities.newInstance().also {
        if (hasInternet) shadowOf(it).addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
        else shadowOf(it).removeCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
    }

    private fun callback(): NetworkCallback = shadowOf(system).networkCallbacks.single()

    @Test
    fun a_phone_says_at_once_whether_it_has_a_network() {
        shadowOf(system).setNetworkCapabilities(system.activeNetwork, capabilities(true))
        assertTrue(watch.isOnline())
        shadowOf(system).setNetworkCapabilities(system.activeNetwork, capabilities(false))
        assertFalse(watch.isOnline())
        shadowOf(system).setDefaultNetworkActive(false)
        shadowOf(system).setActiveNetworkInfo(null)
        assertFalse("no network at all", watch.isOnline())
    }

    @Test
    fun every_change_is_told() {
        watch.start()
        val network = ShadowNetwork.newInstance(7)
        callback().onCapabilitiesChanged(network, capabilities(true))
        callback().onLost(network)
        callback().onCapabilitiesChanged(network, capabilities(false))
        callback().onCapabilitiesChanged(network, capabilities(true))
        assertEquals(listOf(true, false, false, true), told)
    }
}
