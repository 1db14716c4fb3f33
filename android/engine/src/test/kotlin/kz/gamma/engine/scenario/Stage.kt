// The stage of one scenario: who holds which phone or tablet, and what each word does on it.
package kz.gamma.engine.scenario

import java.time.Duration
import kotlinx.coroutines.delay
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.jsonObject
import kz.gamma.engine.*
import kz.gamma.engine.world.Person
import kz.gamma.engine.world.Phone
import kz.gamma.engine.world.World
import kz.gamma.engine.world.bin
import kz.gamma.engine.world.person
import kz.gamma.engine.world.video

private val byOperator = arrayOf("--operator", "example")
private const val TRIES = 100

class Stage private constructor(private val world: World) {
    private val people = mutableMapOf<String, Person>()
    private val phones = mutableMapOf<String, Phone>()
    /** On whose phone somebody is. */
    private val at = mutableMapOf<String, String>()
    private val offline = mutableSetOf<String>()
    val brands = mutableMapOf<String, BrandId>()
    val campaigns = mutableMapOf<String, CampaignId>()
    private val deals = mutableMapOf<Pair<String, String>, DealId>()
    private var takes = 0

    companion object {
        private const val DECKS_CATCH_UP_MS = 600L
        /** Everybody comes on. */
        suspend fun begin(world: World, cast: JsonObject): Stage = Stage(world).apply {
            cast.entries.forEachIndexed { number, (name, role) -> enter(name, role.jsonObject, number) }
        }
    }

    fun phone(who: String): Phone = phones.getValue(at[who] ?: error("$who is on no phone"))

    fun deal(who: String, campaign: String): DealId =
        deals[who to campaign] ?: error("$who never said YES to $campaign")

    suspend fun step(step: JsonObject) {
        val who = step.text("who")
        if (step.find("sees") != null) return sees(who, step)
        check(step.find("refused") == null) { "refusals at a desk are for the Rust runner" }
        if (who in brands) doAtDesk(who, step) else doOnPhone(who, step)
    }

    private suspend fun enter(name: String, role: JsonObject, number: Int) {
        val person = person("Қалдыбек $name", 30 + number)
        people[name] = person
        val phone = world.phone()
        phones[name] = phone
        when (role.text("is")) {
            "person" -> return
            "creator" -> introduce(phone, person)
            "brand" -> foundBrand(name, phone, role, number)
            else -> error("nobody is ${role.text("is")}")
        }
        at[name] = name
    }

    private suspend fun introduce(phone: Phone, person: Person) {
        phone.signIn(person)
        phone.introduce(person)
        phone.syncUntilAnswered()
        val id = (phone.app.status().session as SessionView.SignedIn).person
        val selfEmployed = arrayOf("--profile", "kz.se.platform", "--document", "example-1")
        world.server.ask("creator", "confirm-tax", id, *selfEmployed, *byOperator)
        phone.sync()
    }

    private suspend fun foundBrand(name: String, tablet: Phone, role: JsonObject, number: Int) {
        val owner = people.getValue(name)
        val company = arrayOf("--bin", bin(50 + number), "--has-tax-authority")
        val told = world.server.ask("brand", "add", "Жұлдыз $number", *company, *byOperator)
        val brand = Regex("[0-9a-f]{8}-[0-9a-f-]{27}").find(told)!!.value
        world.server.ask("brand", "member", brand, "--phone", owner.phone, "--role", "owner", "--may-sign", *byOperator)
        val limits = listOf("credit", "trust", "advance").flatMap { listOf("--$it", "${role.number(it) / 100}") }
        world.server.ask("brand", "limit", brand, *limits.toTypedArray(), *byOperator)
        tablet.signIn(owner)
        brands[name] = brand
    }

    private suspend fun doOnPhone(who: String, step: JsonObject) {
        if (step.text("does") == "sign_in") return signIn(who, step.find("on_phone_of") ?: who)
        val phone = phone(who)
        val app = phone.app
        val campaign = (step.find("offer") ?: step.find("deal")).orEmpty()
        when (step.text("does")) {
            "sign_out" -> app.session().signOut().also { at.remove(who) }
            "go_offline" -> app.setOnline(false).also { offline += who }
            "go_online" -> app.setOnline(true).also { offline -= who }
            "sync" -> phone.sync()
            "swipe_yes" -> {
                val wanted = campaigns.getValue(campaign)
                // A new campaign reaches decks a moment after it is open; an answer waits for no deck.
                if (who !in offline) {
                    phone.eventually("an offer") { app.deck().show().offers.find { it.campaign == wanted } }
                }
                deals[who to campaign] = app.deck().swipeYes(SwipeRequest(wanted, word(step.text("payout"))))
            }
            "swipe_no" -> {
                val reason = step.find("reason")?.let { word<NoReason>(it) }
                app.deck().swipeNo(campaigns.getValue(campaign), reason)
            }
            "take_back" -> app.deck().takeBack(deal(who, campaign))
            "cancel_deal" -> app.deals().cancel(deal(who, campaign))
            "change_payout" -> app.deals().setPayoutChoice(deal(who, campaign), word(step.text("payout")))
            "send_draft" -> sendDraft(phone, deal(who, campaign))
            "send_post" -> sendPost(who, phone, deal(who, campaign))
            "request_payout" -> app.payouts().request(emptyList())
            else -> error("nobody does ${step.text("does")} on a phone")
        }
    }

    private suspend fun doAtDesk(who: String, step: JsonObject) {
        val desk = phone(who).app.desk()
        if (step.text("does") == "open_campaign") return openCampaign(who, step)
        val deal = deal(step.text("with"), step.text("deal"))
        val review = atDesk(who, "a review") { desk.reviews(brands.getValue(who)).find { it.deal.deal == deal }?.deal }
        when (step.text("does")) {
            "ask_fix" -> {
                val fix = FixView(FixKind.PRODUCT_NOT_SEEN, 3, step.text("note"))
                desk.fix(FixRequest(deal, review.draft!!.draft, listOf(fix)))
            }
            "clear_draft" -> desk.clear(deal, review.draft!!.draft)
            "refuse_draft" -> desk.refuse(deal, review.draft!!.draft, step.text("reason"))
            "pass_post" -> desk.pass(deal, review.post!!.post)
            "return_post" -> {
                val problem = word<PostProblem>(step.text("problem"))
                desk.returnPost(ReturnPostRequest(deal, review.post!!.post, problem, ""))
            }
            else -> error("no brand does ${step.text("does")}")
        }
        phone(who).syncUntilAnswered()
    }

    private suspend fun signIn(who: String, owner: String) {
        check(owner !in at.values) { "somebody is signed in there" }
        val phone = phones.getValue(owner)
        // Nobody signs in without a network; whoever was here before may have been without one.
        phone.app.setOnline(true)
        offline -= owner
        phone.signIn(people.getValue(who))
        at[who] = owner
    }

    private suspend fun openCampaign(who: String, step: JsonObject) {
        val tablet = phone(who)
        val desk = tablet.app.desk()
        val terms = desk.templates("kk", "Жұлдыз").first().terms.copy(fixedFee = Money(step.number("fee")))
        val nobody = TargetsView(emptyList(), emptyList(), emptyList(), null, null, null)
        val (named, slots) = step.text("named") to step.number("slots")
        val budget = Money(step.number("fee") * slots * 2)
        val until = tablet.clock.now().plus(Duration.ofDays(20))
        val brand = brands.getValue(who)
        desk.createCampaign(CampaignRequest(brand, named, terms, nobody, slots.toInt(), budget, until, null))
        tablet.syncUntilAnswered()
        val campaign = desk.show().campaigns.single { it.title == named }.campaign
        desk.setCampaignState(campaign, CampaignStep.OPEN)
        tablet.syncUntilAnswered()
        campaigns[named] = campaign
    }

    private suspend fun sendDraft(phone: Phone, deal: DealId) {
        val path = video(phone.folder, ++takes)
        phone.app.drafts().submitVideo(VideoRequest(deal, path.toString(), "video/mp4", "Міне, бейне"))
    }

    private suspend fun sendPost(who: String, phone: Phone, deal: DealId) {
        val handle = people.getValue(who).handle
        val link = "https://www.tiktok.com/@$handle/video/7%018d".format(takes)
        val sponsor = phone.app.deals().get(deal).terms.sponsor
        phone.app.deals().submitPost(PostRequest(deal, link, handle, "Жарнама", sponsor))
    }

    /** What happened elsewhere arrives by itself, but not at once; without a network nothing arrives at all. */
    private suspend fun sees(who: String, step: JsonObject) {
        val expected = step.getValue("shows").jsonObject
        var shown = screen(who, step)
        repeat(if (who in offline) 0 else TRIES) {
            if (expected.all { (name, value) -> shown[name] == value }) return
            delay(50)
            phone(who).app.sync()
            shown = screen(who, step)
        }
        for ((name, value) in expected) check(shown.getValue(name) == value) { "$name is ${shown[name]}" }
    }

    private suspend fun <T : Any> atDesk(who: String, what: String, find: suspend () -> T?): T =
        phone(who).eventually(what, find)

    /** Answered, and heard once more when the server's decks have caught up with its log. */
    private suspend fun Phone.sync() {
        if (!app.status().isOnline) return app.sync().let { }
        syncUntilAnswered()
        delay(DECKS_CATCH_UP_MS)
        app.sync()
    }
}
