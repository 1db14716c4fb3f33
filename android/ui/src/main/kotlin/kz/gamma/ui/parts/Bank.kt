// The bank's name from the three characters that every Kazakh account number carries. A bank that is not listed has no name here.
package kz.gamma.ui.parts

import kz.gamma.ui.words.Words

private val banks = mapOf(
    "722" to "Kaspi", "601" to "Halyk", "965" to "ForteBank", "856" to "CenterCredit", "551" to "Freedom",
    "998" to "Jusan", "948" to "Eurasian", "821" to "RBK", "914" to "Bereke", "949" to "Altyn", "886" to "Home Credit",
    "972" to "Otbasy", "849" to "Nurbank",
)

/** Of an account number as it is typed; null while the bank is not there yet, or not known. */
fun bankOf(iban: String): String? = iban.filterNot(Char::isWhitespace).takeIf { it.length >= 7 }?.let { banks[it.substring(4, 7)] }

/** `Kaspi ··4821`, or without a bank `шот ··4821`. */
fun Words.account(bank: String?, last4: String): String =
    if (bank == null) this["money.to.account", "last4" to last4] else this["money.to", "bank" to bank, "last4" to last4]
