// One comparison inside one run, printed as `scripts/bench` prints its own: a bare time tells more of the machine.
package kz.gamma.ui.bench

/** How many times as long ours takes; `mostHundredths` is the bar. */
data class Ratio(val name: String, val oursNanos: Long, val theirsNanos: Long, val mostHundredths: Long) {
    val hundredths: Long = oursNanos * 100 / theirsNanos.coerceAtLeast(1)
    val holds: Boolean = hundredths <= mostHundredths

    /** So far over its bar that no noise explains it. */
    val isFarOff: Boolean = hundredths > mostHundredths * 2

    override fun toString(): String {
        val verdict = if (holds) "holds" else "over its bar"
        val figures = "${oursNanos / 1_000} µs against ${theirsNanos / 1_000} µs"
        val bar = "bar ${times(mostHundredths)} at most"
        return "%-50s %8s  %s  %-13s %s".format(name, times(hundredths), bar, verdict, figures)
    }

    private fun times(hundredths: Long) = "%d.%02d×".format(hundredths / 100, hundredths % 100)
}

fun median(samples: List<Long>): Long = samples.sorted()[samples.size / 2]
