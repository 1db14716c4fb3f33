// Whether there is a network, as the system says: told to the engine at once and at every change.
package kz.gamma.app

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities
import android.net.NetworkCapabilities.NET_CAPABILITY_INTERNET

/** Watches the default network from [start] on, for as long as the process lives. */
class NetworkWatch(context: Context, private val tell: (isOnline: Boolean) -> Unit) {
    private val system = context.service<ConnectivityManager>()

    /**
     * Internet, validated or not: behind a hotel's sign-in page a try fails and waits, but a network that the system's
     * own check can't pass (its address is blocked in some places) must not keep answers from being sent.
     */
    fun isOnline(): Boolean =
        system.getNetworkCapabilities(system.activeNetwork)?.hasCapability(NET_CAPABILITY_INTERNET) == true

    fun start() = system.registerDefaultNetworkCallback(callback)

    private val callback = object : ConnectivityManager.NetworkCallback() {
        override fun onCapabilitiesChanged(network: Network, capabilities: NetworkCapabilities) =
            tell(capabilities.hasCapability(NET_CAPABILITY_INTERNET))

        override fun onLost(network: Network) = tell(false)
    }
}
