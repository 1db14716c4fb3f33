// A world for one test: a server with the market, and phones with folders of their own. Nothing is left of it.
package kz.gamma.engine.world

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.util.concurrent.atomic.AtomicReference
import kotlinx.coroutines.runBlocking
import kz.gamma.engine.App
import kz.gamma.engine.AppConfig
import kz.gamma.engine.ConsentKind
import kz.gamma.engine.ConsentRequest
import kz.gamma.engine.HandleRequest
import kz.gamma.engine.IbanRequest
import kz.gamma.engine.IdentityRequest
import kz.gamma.engine.PhoneClock
import kz.gamma.engine.Platform
import kz.gamma.engine.Ports
import kz.gamma.engine.ProfileRequest
import kz.gamma.engine.SecretStore
import kz.gamma.engine.SyncView
import kz.gamma.engine.TaxInterviewRequest
import kz.gamma.engine.desktop.FileSecretStore

/** [settings] are the server's own. */
class World(settings: Map<String, String> = emptyMap()) : AutoCloseable {
    private val folder: Path = Files.createTempDirectory("gamma-world")
    private val phones = mutableListOf<Phone>()
    val server: ServerProcess

    init {
        val market = folder.resolve("server")
        Market.copyTo(market)
        server = ServerProcess(market, settings)
    }

    /** A new phone, with nobody on it. */
    suspend fun phone(address: String = server.address, isOnline: Boolean = true): Phone =
        Phone(this, folder.resolve("phone-${phones.size + 1}"), address).also {
            phones += it
            it.open(isOnline)
        }

    /** A new phone with [person] signed in, introduced and synced. */
    suspend fun creator(person: Person, address: String = server.address): Phone {
        val phone = phone(address)
        phone.signIn(person)
        phone.introduce(person)
        phone.syncUntilAnswered()
        phone.eventually("a deck for who the person is now") { phone.app.deck().show().offers.firstOrNull() }
        return phone
    }

    override fun close() {
        phones.forEach(Phone::close)
        server.close()
        delete(folder)
    }
}

/** A clock in the test's hand; it stands still. */
class HandClock(start: Instant) : PhoneClock {
    private val time = AtomicReference(start)

    override fun now(): Instant = time.get()

    fun pass(duration: Duration) {
        time.updateAndGet { it.plus(duration) }
    }
}

/** One installed app. */
class Phone(private val world: World, val folder: Path, private val address: String) : AutoCloseable {
    val clock = HandClock(Instant.parse(CLOCK_START))
    var secrets: SecretStore = FileSecretStore(folder.resolve("secrets"))
    lateinit var app: App
        private set

    suspend fun open(isOnline: Boolean = true) {
        val config = AppConfig(folder.resolve("app").toString(), address, "1.0.0", "Телефон", isOnline)
        app = App.open(config, Ports(secrets, null, clock))
    }

    /** The app is closed and opened again on the same files. */
    suspend fun restart(isOnline: Boolean = true) {
        app.destroy()
        open(isOnline)
    }

    suspend fun signIn(person: Person) {
        val before = world.server.codes(person.phone).size
        checkNotNull(app.session().askForCode(person.phone)) { "the network is there" }
        val code = ServerProcess.waitFor("a new code") { world.server.codes(person.phone).drop(before).lastOrNull() }
        app.session().answerCode(code)
        app.sync()
    }

    /** Everything that stands before a YES and a payout. */
    suspend fun introduce(person: Person) {
        val profile = app.profile()
        for (kind in listOf(ConsentKind.CONTRACT, ConsentKind.PERSONAL_DATA)) {
            profile.giveConsent(ConsentRequest(kind, "2026-06", "Шарт мәтіні", true))
        }
        profile.setProfile(ProfileRequest(person.name, "almaty", listOf("food"), listOf("kk"), "kk"))
        profile.setHandle(HandleRequest(Platform.TIKTOK, "@${person.handle}", 4_200))
        profile.setIdentity(IdentityRequest(person.name, person.iin))
        profile.answerTaxInterview(TaxInterviewRequest(false, false, false, false, false))
        profile.setIban(IbanRequest(person.iban, person.name, null))
    }

    /** Lets the take-back window close and syncs until the server has answered everything. */
    suspend fun syncUntilAnswered(): SyncView {
        repeat(TRIES) {
            clock.pass(Duration.ofSeconds(6))
            val report = app.sync()
            if (app.status().waiting == 0 && report.failure == null) return report
        }
        error("never answered: ${app.status()} ${app.inbox().show().refused.map { it.kind to it.code }}")
    }

    /** Syncs until something is so. */
    suspend fun <T : Any> eventually(what: String, find: suspend () -> T?): T {
        repeat(TRIES) {
            find()?.let { return it }
            clock.pass(Duration.ofSeconds(6))
            app.sync()
            Thread.sleep(20)
        }
        error("never: $what")
    }

    override fun close() = runBlocking {
        app.stop()
        app.destroy()
    }

    private companion object {
        const val TRIES = 200
    }
}

/** A test in a world of its own. */
fun inAWorld(test: suspend World.() -> Unit) = World().use { world -> runBlocking { world.test() } }
