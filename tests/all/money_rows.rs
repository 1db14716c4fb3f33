//! The table of events in the money design, row by row with its numbers, from outside: phones, desks, the rail and the
//! command line do what people do, and the ledger's own entries are read afterwards. Fee 10 000 ₸, commission 15 %,
//! VAT 16 %, advance fee 3 %. The row of a bonus has no way in yet: results come later.

use gamma_core::id::{DealId, EarningId};
use gamma_core::ledger::EntryKind;
use gamma_core::money::Money;
use gamma_core::terms::{Bonus, BonusKind, TermSheet};
use gamma_core::wire::commands::PayoutChoice;
use gamma_core::wire::views::{BrandView, DealState, EarningState, EarningView, PayoutState};
use gamma_core::wire::{Code, Topic};
use gamma_server::args;
use gamma_tests::brand::{Brand, sheet};
use gamma_tests::creator::Creator;
use gamma_tests::line;
use gamma_tests::rail::Manner;
use gamma_tests::world::{Engine, OPERATOR, World, in_each_world};

const FEE: Money = Money::from_tenge(10_000);
const RAIL: &str = "http_rail";
const BANK: &str = "bank_file";

/// `(account, part, tenge)`: debits first, then by name.
type Lines<'a> = &'a [(&'a str, &'a str, i64)];

/// The newest entry of a kind, as a bookkeeper reads it.
async fn entry(world: &World, kind: EntryKind) -> Vec<(String, String, i64)> {
    let sql = "select a.kind, a.part, p.amount_tiyn from posting p join account a on a.id = p.account_id
               where p.entry_id = (select id from entry where kind = $1 order by n desc, id limit 1)";
    let rows = world.app.db.list(sql, args![kind.name()]).await.expect("reads");
    let mut lines: Vec<(String, String, i64)> = Vec::new();
    for row in rows {
        let amount: Money = row.get(2).expect("an amount");
        assert_eq!(amount.tiyn() % 100, 0, "whole tenge");
        lines.push((row.get(0).expect("a kind"), row.get(1).expect("a part"), amount.tiyn() / 100));
    }
    lines.sort_by_key(|(kind, part, amount)| (*amount < 0, kind.clone(), part.clone()));
    lines
}

async fn check(world: &World, kind: EntryKind, expected: Lines<'_>) {
    let found = entry(world, kind).await;
    let found: Vec<_> = found.iter().map(|(kind, part, amount)| (kind.as_str(), part.as_str(), *amount)).collect();
    assert_eq!(found, expected, "{kind:?}");
}

/// A sheet whose deal costs at most 30 000 before commission.
fn with_bonus() -> TermSheet {
    let (rate, cap) = (Money::from_tenge(1_000), Money::from_tenge(20_000));
    TermSheet { bonus: Some(Bonus { kind: BonusKind::Cpa, rate, cap, until_days: 30 }), ..sheet(FEE) }
}

/// A creator and a brand from YES to the approval.
async fn approved(world: &World, brand: &Brand, creator: &Creator, choice: PayoutChoice) -> DealId {
    let campaign = brand.open_campaign(FEE, 3, world.clock.now().plus_days(20)).await;
    let deal = world.agreed_deal(creator, campaign, choice).await;
    world.work(brand, creator, deal).await;
    world.settle().await;
    creator.sync().await;
    deal
}

fn earning(creator: &Creator, deal: DealId) -> EarningView {
    let shown = creator.device.payouts().show().expect("the store reads").earnings;
    shown.into_iter().find(|earning| earning.deal == deal).expect("it was earned")
}

async fn money(brand: &Brand) -> BrandView {
    brand.desk.list::<BrandView>(Topic::Brand).await.into_iter().find(|view| view.brand == brand.id).expect("a brand")
}

/// What a person books at the command line; a refusal's code, if it is refused.
async fn book(world: &World, words: &[&str]) -> Option<Code> {
    let code = line::ask(&world.app, &[&["ledger"][..], words].concat()).await.err().map(|error| error.detail().code);
    world.settle().await;
    code
}

async fn pays(world: &World, bin: &str, amount: &str, reference: &str) {
    let day = world.clock.now().day().to_string();
    let words = ["paid", "--bin", bin, "--reference", reference, "--amount", amount, "--day", &day];
    assert_eq!(book(world, &words).await, None);
}

async fn reverse(world: &World, earning: EarningId, more: &[&str]) -> Option<Code> {
    book(world, &[&["reverse", &earning.to_string(), "--by", OPERATOR][..], more].concat()).await
}

#[test]
fn from_the_hold_to_the_confirmed_payout_with_daily_pay() {
    in_each_world(51, |mut world| async move {
        let (brand, creator) = (world.brand(2_000_000).await, world.creator().await);
        let campaign = brand.open(with_bonus(), 3, world.clock.now().plus_days(20)).await;
        let deal = world.agreed_deal(&creator, campaign, PayoutChoice::AtOnce).await;
        assert_eq!(money(&brand).await.held, Money::from_tenge(35_220), "fee and cap, commission and VAT");
        world.work(&brand, &creator, deal).await;
        world.settle().await;
        let expected = [("receivable", "", 11_740), ("commission", "", -1_500), ("vat_payable", "", -240)];
        check(&world, EntryKind::Approved, &[&expected[..], &[("waiting", "", -10_000)]].concat()).await;
        let expected = [("waiting", "", 10_000), ("advance_fee", "", -300), ("payable", "", -9_700)];
        check(&world, EntryKind::Advanced, &expected).await;
        let tax = |line| ("tax_payable", line, -100);
        let expected =
            [("payable", "", 9_700), ("in_transit", RAIL, -9_300), tax("OPV"), tax("OPVR"), tax("SO"), tax("VOSMS")];
        check(&world, EntryKind::PayoutSent, &expected).await;
        check(&world, EntryKind::PayoutConfirmed, &[("in_transit", RAIL, 9_300), ("cash", RAIL, -9_300)]).await;
        assert_eq!(world.rail.paid(&creator.person.iban), Money::from_tenge(9_300));
        let left = money(&brand).await;
        assert_eq!((left.held, left.receivable), (Money::from_tenge(23_480), Money::from_tenge(11_740)));
        world.pass(31 * 24 * 3_600).await;
        let sql = "select amount_tiyn - posted_tiyn, voided_tiyn from hold";
        let row = world.app.db.find(sql, &[]).await.expect("reads").expect("a hold");
        let (rest, voided): (Money, Money) = (row.get(0).expect("a sum"), row.get(1).expect("a sum"));
        assert_eq!((rest, voided), (Money::from_tenge(23_480), Money::from_tenge(23_480)), "the window closed");
        world
    });
}

#[test]
fn a_prepaid_brand_pays_from_its_prepayment_without_an_advance() {
    in_each_world(52, |mut world| async move {
        let (brand, creator) = (world.brand(0).await, world.creator().await);
        pays(&world, &brand.bin, "12000.00", "B-1").await;
        check(&world, EntryKind::BrandPaid, &[("cash", BANK, 12_000), ("prepaid", "", -12_000)]).await;
        let deal = approved(&world, &brand, &creator, PayoutChoice::AtOnce).await;
        let expected = [("prepaid", "", 11_740), ("commission", "", -1_500), ("vat_payable", "", -240)];
        check(&world, EntryKind::Approved, &[&expected[..], &[("waiting", "", -10_000)]].concat()).await;
        check(&world, EntryKind::WaitingReleased, &[("waiting", "", 10_000), ("payable", "", -10_000)]).await;
        assert!(entry(&world, EntryKind::Advanced).await.is_empty(), "nothing is bought that is paid");
        let tax = |line| ("tax_payable", line, -100);
        let expected =
            [("payable", "", 10_000), ("in_transit", RAIL, -9_600), tax("OPV"), tax("OPVR"), tax("SO"), tax("VOSMS")];
        check(&world, EntryKind::PayoutSent, &expected).await;
        assert_eq!(earning(&creator, deal).state, EarningState::Paid);
        let left = money(&brand).await;
        let none = Money::ZERO;
        assert_eq!((left.prepaid, left.held, left.receivable), (Money::from_tenge(260), none, none));
        world
    });
}

#[test]
fn a_payment_closes_what_is_owed_and_frees_what_waits() {
    in_each_world(53, |mut world| async move {
        let (brand, creator) = (world.brand(2_000_000).await, world.creator().await);
        let deal = approved(&world, &brand, &creator, PayoutChoice::Wait).await;
        assert_eq!(earning(&creator, deal).state, EarningState::Waiting);
        pays(&world, &brand.bin, "12000.00", "B-1").await;
        let expected = [("cash", BANK, 12_000), ("prepaid", "", -260), ("receivable", "", -11_740)];
        check(&world, EntryKind::BrandPaid, &expected).await;
        check(&world, EntryKind::WaitingReleased, &[("waiting", "", 10_000), ("payable", "", -10_000)]).await;
        creator.sync().await;
        assert_eq!(earning(&creator, deal).state, EarningState::Available);
        approved(&world, &brand, &creator, PayoutChoice::Wait).await;
        pays(&world, "990140000008", "12000.00", "B-2").await;
        check(&world, EntryKind::Suspense, &[("cash", BANK, 12_000), ("suspense", BANK, -12_000)]).await;
        assert_eq!(book(&world, &["match", "--reference", "B-2", "--bin", &brand.bin]).await, None);
        let expected = [("suspense", BANK, 12_000), ("prepaid", "", -260), ("receivable", "", -11_740)];
        check(&world, EntryKind::Matched, &expected).await;
        world
    });
}

/// Plays with a rail that treats every payment alike, on each engine.
fn with_rail<F: Future<Output = World>>(seed: u64, manner: Manner, play: impl Fn(World) -> F) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        for engine in [Engine::Lite, Engine::Pg] {
            if let Some(world) = World::begin(engine, seed, move |_| manner).await {
                play(world).await.end().await;
            }
        }
    });
}

async fn check_failed(world: &World) {
    let tax = |line| ("tax_payable", line, 100);
    let expected =
        [("in_transit", RAIL, 9_300), tax("OPV"), tax("OPVR"), tax("SO"), tax("VOSMS"), ("payable", "", -9_700)];
    check(world, EntryKind::PayoutFailed, &expected).await;
}

#[test]
fn a_payout_that_fails_for_good_gives_9_700_back() {
    with_rail(54, Manner::Failed, |mut world| async move {
        let (brand, creator) = (world.brand(2_000_000).await, world.creator().await);
        let deal = approved(&world, &brand, &creator, PayoutChoice::AtOnce).await;
        assert_eq!(creator.payouts()[0].state, PayoutState::Failed);
        check_failed(&world).await;
        assert_eq!(earning(&creator, deal).state, EarningState::Available);
        world
    });
}

#[test]
fn a_returned_payout_brings_the_cash_back_and_then_fails() {
    with_rail(55, Manner::ReturnedLater, |mut world| async move {
        let (brand, creator) = (world.brand(2_000_000).await, world.creator().await);
        approved(&world, &brand, &creator, PayoutChoice::AtOnce).await;
        assert_eq!(creator.payouts()[0].state, PayoutState::Confirmed);
        world.rail.books().send_back();
        world.settle().await;
        creator.sync().await;
        assert_eq!(creator.payouts()[0].state, PayoutState::Returned);
        check(&world, EntryKind::PayoutReturned, &[("cash", RAIL, 9_300), ("in_transit", RAIL, -9_300)]).await;
        check_failed(&world).await;
        world
    });
}

#[test]
fn a_reversal_before_the_advance_is_the_exact_reverse() {
    in_each_world(56, |mut world| async move {
        let (brand, creator) = (world.brand(2_000_000).await, world.creator().await);
        let deal = approved(&world, &brand, &creator, PayoutChoice::Wait).await;
        let earned = earning(&creator, deal).earning;
        assert_eq!(reverse(&world, earned, &[]).await, None);
        let expected =
            [("commission", "", 1_500), ("vat_payable", "", 240), ("waiting", "", 10_000), ("receivable", "", -11_740)];
        check(&world, EntryKind::Reversed, &expected).await;
        assert_eq!(reverse(&world, earned, &[]).await, Some(Code::AlreadyReversed));
        creator.sync().await;
        assert_eq!(earning(&creator, deal).state, EarningState::Reversed);
        assert_eq!(money(&brand).await.receivable, Money::ZERO);
        world
    });
}

#[test]
fn a_reversal_after_the_payout_is_a_debt_that_the_next_payout_sets_off() {
    in_each_world(57, |mut world| async move {
        let (brand, creator) = (world.brand(2_000_000).await, world.creator().await);
        let deal = approved(&world, &brand, &creator, PayoutChoice::AtOnce).await;
        let month = world.clock.now().day().month().to_string();
        let remit = ["remit-tax", "--line", "OPV", "--month", &month, "--amount", "100.00", "--by", OPERATOR];
        assert_eq!(book(&world, &remit).await, None);
        check(&world, EntryKind::TaxRemitted, &[("tax_payable", "OPV", 100), ("cash", BANK, -100)]).await;
        assert_eq!(book(&world, &["remit-vat", "--amount", "240.00", "--by", OPERATOR]).await, None);
        check(&world, EntryKind::VatRemitted, &[("vat_payable", "", 240), ("cash", BANK, -240)]).await;
        assert_eq!(reverse(&world, earning(&creator, deal).earning, &[]).await, None);
        let account = async |kind: &str| {
            let sql = "select cast(coalesce(sum(p.amount_tiyn), 0) as bigint) from posting p
                       join account a on a.id = p.account_id where a.kind = $1";
            let row = world.app.db.find(sql, args![kind]).await.expect("reads").expect("a sum");
            row.get::<Money>(0).expect("a sum").tiyn() / 100
        };
        let found = [account("debt").await, account("receivable").await, account("tax_refund").await];
        assert_eq!(found, [9_300, 0, 100], "the debt is the cash received; what was remitted is asked back");
        assert_eq!([account("advance_fee").await, account("tax_payable").await], [0, 0]);
        // One more fee only covers the debt; two together leave something to pay out.
        approved(&world, &brand, &creator, PayoutChoice::AtOnce).await;
        approved(&world, &brand, &creator, PayoutChoice::AtOnce).await;
        creator.device.payouts().request(Vec::new()).expect("the phone takes it");
        creator.sync_until_answered().await;
        world.settle().await;
        check(&world, EntryKind::DebtSetOff, &[("payable", "", 9_300), ("debt", "", -9_300)]).await;
        assert_eq!(account("debt").await, 0);
        world
    });
}

#[test]
fn the_platform_bears_a_reversal_as_a_dispute_loss() {
    in_each_world(58, |mut world| async move {
        let (brand, creator) = (world.brand(2_000_000).await, world.creator().await);
        let deal = approved(&world, &brand, &creator, PayoutChoice::AtOnce).await;
        pays(&world, &brand.bin, "11740.00", "B-1").await;
        assert_eq!(reverse(&world, earning(&creator, deal).earning, &["--platform-bears"]).await, None);
        let expected = [
            ("commission", "", 1_500),
            ("dispute_loss", "", 10_000),
            ("vat_payable", "", 240),
            ("prepaid", "", -11_740),
        ];
        check(&world, EntryKind::Reversed, &expected).await;
        world
    });
}

#[test]
fn a_write_off_is_the_platforms_loss_if_advanced_and_hands_the_claim_back_if_not() {
    in_each_world(59, |mut world| async move {
        let (brand, creator) = (world.brand(2_000_000).await, world.creator().await);
        for (choice, loser) in [(PayoutChoice::AtOnce, "advance_loss"), (PayoutChoice::Wait, "waiting")] {
            let deal = approved(&world, &brand, &creator, choice).await;
            let earned = earning(&creator, deal).earning.to_string();
            assert_eq!(book(&world, &["write-off", &earned, "--by", OPERATOR]).await, None);
            let mut expected = [(loser, "", 10_000), ("bad_debt", "", 1_740), ("receivable", "", -11_740)];
            expected[..2].sort_unstable();
            check(&world, EntryKind::WrittenOff, &expected).await;
        }
        world
    });
}

#[test]
fn a_cancelled_and_an_expired_deal_void_their_holds() {
    in_each_world(60, |mut world| async move {
        let (brand, creator) = (world.brand(2_000_000).await, world.creator().await);
        for ending in [DealState::Cancelled, DealState::Expired] {
            let campaign = brand.open(with_bonus(), 1, world.clock.now().plus_days(20)).await;
            let deal = world.agreed_deal(&creator, campaign, PayoutChoice::AtOnce).await;
            assert_eq!(held(&world).await, Money::from_tenge(35_220));
            if ending == DealState::Cancelled {
                creator.device.deals().cancel(deal).expect("the phone takes it");
                creator.sync_until_answered().await;
            } else {
                world.pass(7 * 24 * 3_600).await;
            }
            creator.sync().await;
            assert_eq!(creator.deal(deal).map(|view| view.state), Some(ending));
            assert_eq!(held(&world).await, Money::ZERO, "{ending:?}");
        }
        assert!(entry(&world, EntryKind::Approved).await.is_empty());
        world
    });
}

async fn held(world: &World) -> Money {
    let sql = "select held_tiyn from account where kind = 'receivable'";
    world.app.db.find(sql, &[]).await.expect("reads").expect("an account").get(0).expect("a sum")
}
