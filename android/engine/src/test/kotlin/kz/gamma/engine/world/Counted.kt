/** Counts the calls that cross the border, by standing in front of one of its objects. */
package kz.gamma.engine.world

import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Proxy

/** The same object, with the name of every call added to [calls]. */
inline fun <reified T : Any> counted(real: T, calls: MutableList<String>): T {
    val proxy = Proxy.newProxyInstance(T::class.java.classLoader, arrayOf(T::class.java)) { _, method, arguments ->
        calls += method.name
        try {
            method.invoke(real, *(arguments ?: emptyArray()))
        } catch (failure: InvocationTargetException) {
            throw failure.targetException
        }
    }
    return proxy as T
}
