//! Every row of the table of events, with its numbers: fee 10 000, commission 15 %, VAT 16 %, advance fee 3 %.

use gamma_core::ledger::entries::{self, BorneBy};
use gamma_core::ledger::{AccountKind, EntryKind};
use gamma_core::tax::{Agent, LineCode};
use gamma_core::wire::views::EarningKind::{Bonus, FixedFee};
use gamma_core::wire::{Answer, Code};

use super::world::{RAIL, START, World, tenge};
use crate::book::Links;
use crate::jobs::runner::run_due_once;
use crate::ledger::acts::{BrandPaid, MatchPayment, Reverse, TaxRemitted, VatRemitted, WriteOff, payment_id};
use crate::testing::on_each_engine;

/// `(account, part, tenge)`, debits first.
type Lines = [(&'static str, &'static str, i64)];

async fn check(world: &World, kind: EntryKind, expected: &Lines) {
    let found = world.postings(kind).await;
    let found: Vec<_> = found.iter().map(|(kind, part, amount)| (kind.as_str(), part.as_str(), *amount)).collect();
    assert_eq!(found, expected, "{kind:?}");
}

fn payment(world: &World, amount_tenge: i64, reference: &str) -> BrandPaid {
    BrandPaid {
        brand: Some(world.brand),
        reference: reference.to_owned(),
        rail: "bank_file".to_owned(),
        amount: tenge(amount_tenge),
        paid_on: START.day(),
    }
}

async fn must(world: &World, name: &str, act: impl crate::book::Act + 'static) {
    let answer = world.submit(name, act).await;
    assert!(matches!(answer, Answer::Done { .. }), "{name}: {answer:?}");
}

#[test]
fn a_deal_holds_35_220_and_an_approval_posts_11_740_of_it() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        let held = "select held_tiyn from account where kind = 'receivable'";
        let held: i64 = db.find(held, &[]).await.expect("reads").expect("a row").get(0).expect("a sum");
        assert_eq!(held, 3_522_000);
        world.earn(deal, FixedFee, tenge(10_000)).await;
        let expected = [("receivable", "", 11_740), ("commission", "", -1_500), ("vat_payable", "", -240)];
        check(&world, EntryKind::Approved, &[&expected[..], &[("waiting", "", -10_000)]].concat()).await;
        let hold = "select amount_tiyn - posted_tiyn - voided_tiyn from hold";
        let open: i64 = db.find(hold, &[]).await.expect("reads").expect("a row").get(0).expect("a sum");
        assert_eq!(open, 3_522_000 - 1_174_000);
    });
}

#[test]
fn an_advance_pays_9_700_for_a_claim_of_10_000() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        let earning = world.earn(deal, FixedFee, tenge(10_000)).await;
        world.advance(deal, earning).await;
        let expected = [("waiting", "", 10_000), ("advance_fee", "", -300), ("payable", "", -9_700)];
        check(&world, EntryKind::Advanced, &expected).await;
    });
}

#[test]
fn a_payout_is_sent_with_its_tax_in_one_entry_then_confirmed() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        let earning = world.earn(deal, FixedFee, tenge(10_000)).await;
        world.advance(deal, earning).await;
        let payout = world.send(deal, earning).await;
        let tax = |line| ("tax_payable", line, -100);
        let expected =
            [("payable", "", 9_700), ("in_transit", RAIL, -9_300), tax("OPV"), tax("OPVR"), tax("SO"), tax("VOSMS")];
        check(&world, EntryKind::PayoutSent, &expected).await;
        world.confirm(payout).await;
        let expected = [("in_transit", RAIL, 9_300), ("rail_cost", RAIL, 25), ("cash", RAIL, -9_325)];
        check(&world, EntryKind::PayoutConfirmed, &expected).await;
    });
}

#[test]
fn a_failed_payout_gives_9_700_back_to_payable() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        let earning = world.earn(deal, FixedFee, tenge(10_000)).await;
        world.advance(deal, earning).await;
        let payout = world.send(deal, earning).await;
        world.fail(payout, false).await;
        let tax = |line| ("tax_payable", line, 100);
        let expected =
            [("in_transit", RAIL, 9_300), tax("OPV"), tax("OPVR"), tax("SO"), tax("VOSMS"), ("payable", "", -9_700)];
        check(&world, EntryKind::PayoutFailed, &expected).await;
        assert_eq!(world.balance(AccountKind::Payable).await, -9_700);
    });
}

#[test]
fn a_returned_payout_gives_the_cash_back_and_then_fails() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        let earning = world.earn(deal, FixedFee, tenge(10_000)).await;
        world.advance(deal, earning).await;
        let payout = world.send(deal, earning).await;
        world.confirm(payout).await;
        world.fail(payout, true).await;
        check(&world, EntryKind::PayoutReturned, &[("cash", RAIL, 9_300), ("in_transit", RAIL, -9_300)]).await;
        assert_eq!(world.balance(AccountKind::Payable).await, -9_700);
    });
}

#[test]
fn a_brand_that_pays_12_000_closes_11_740_and_pays_260_ahead_once() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        let earning = world.earn(deal, FixedFee, tenge(10_000)).await;
        must(&world, "paid", payment(&world, 12_000, "r-1")).await;
        let expected = [("cash", "bank_file", 12_000), ("prepaid", "", -260), ("receivable", "", -11_740)];
        check(&world, EntryKind::BrandPaid, &expected).await;
        let again = world.submit("paid again", payment(&world, 12_000, "r-1")).await;
        assert!(matches!(again, Answer::Rejected { code: Code::AmountMismatch, .. }), "{again:?}");
        run_due_once(&world.app).await.expect("jobs run");
        check(&world, EntryKind::WaitingReleased, &[("waiting", "", 10_000), ("payable", "", -10_000)]).await;
        let sql = "select state, brand_paid_tiyn from earning where id = $1";
        let row = db.find(sql, crate::args![earning]).await.expect("reads").expect("a row");
        let found = (row.get::<String>(0).expect("a state"), row.get::<i64>(1).expect("a sum"));
        assert_eq!(found, ("available".to_owned(), 1_174_000));
    });
}

#[test]
fn money_of_an_unknown_payer_waits_in_suspense_until_it_is_matched() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        world.earn(deal, FixedFee, tenge(10_000)).await;
        must(&world, "paid", BrandPaid { brand: None, ..payment(&world, 12_000, "r-1") }).await;
        check(&world, EntryKind::Suspense, &[("cash", "bank_file", 12_000), ("suspense", "bank_file", -12_000)]).await;
        let act = MatchPayment { payment: payment_id("r-1"), brand: world.brand };
        must(&world, "match", act).await;
        let expected = [("suspense", "bank_file", 12_000), ("prepaid", "", -260), ("receivable", "", -11_740)];
        check(&world, EntryKind::Matched, &expected).await;
        let again = world.submit("match again", act).await;
        assert!(matches!(again, Answer::Rejected { code: Code::MovedOn, .. }), "{again:?}");
    });
}

#[test]
fn a_bonus_of_4_000_costs_4_696() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        world.earn(deal, FixedFee, tenge(10_000)).await;
        world.earn(deal, Bonus, tenge(4_000)).await;
        let expected =
            [("receivable", "", 4_696), ("commission", "", -600), ("vat_payable", "", -96), ("waiting", "", -4_000)];
        check(&world, EntryKind::Bonus, &expected).await;
    });
}

#[test]
fn a_reversal_before_the_advance_is_the_exact_reverse() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        let earning = world.earn(deal, FixedFee, tenge(10_000)).await;
        let link = world.earning_link(earning).await;
        must(&world, "reverse", Reverse { link, borne_by: BorneBy::Creator, remitted: vec![] }).await;
        let expected =
            [("commission", "", 1_500), ("vat_payable", "", 240), ("waiting", "", 10_000), ("receivable", "", -11_740)];
        check(&world, EntryKind::Reversed, &expected).await;
        let again = Reverse { link, borne_by: BorneBy::Creator, remitted: vec![] };
        let again = world.submit("reverse again", again).await;
        assert!(matches!(again, Answer::Rejected { code: Code::AlreadyReversed, .. }), "{again:?}");
    });
}

async fn paid_out(world: &World) -> gamma_core::id::EarningId {
    let deal = world.make_deal(0).await;
    let earning = world.earn(deal, FixedFee, tenge(10_000)).await;
    world.advance(deal, earning).await;
    let payout = world.send(deal, earning).await;
    world.confirm(payout).await;
    earning
}

#[test]
fn a_reversal_after_the_payout_leaves_a_debt_of_the_cash_received() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let earning = paid_out(&world).await;
        let link = world.earning_link(earning).await;
        let remitted = vec![LineCode::Opv];
        must(&world, "reverse", Reverse { link, borne_by: BorneBy::Creator, remitted }).await;
        let expected = [
            ("advance_fee", "", 300),
            ("commission", "", 1_500),
            ("debt", "", 10_000),
            ("tax_payable", "OPVR", 100),
            ("tax_payable", "SO", 100),
            ("tax_payable", "VOSMS", 100),
            ("tax_refund", "OPV", 100),
            ("vat_payable", "", 240),
            ("debt", "", -700),
            ("receivable", "", -11_740),
        ];
        check(&world, EntryKind::Reversed, &expected).await;
        assert_eq!(world.balance(AccountKind::Debt).await, 9_300);
    });
}

#[test]
fn the_platform_bears_a_reversal_as_a_dispute_loss_of_10_000() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let earning = paid_out(&world).await;
        must(&world, "paid", payment(&world, 11_740, "r-1")).await;
        let link = world.earning_link(earning).await;
        must(&world, "reverse", Reverse { link, borne_by: BorneBy::Platform, remitted: vec![] }).await;
        let expected = [
            ("commission", "", 1_500),
            ("dispute_loss", "", 10_000),
            ("vat_payable", "", 240),
            ("prepaid", "", -11_740),
        ];
        check(&world, EntryKind::Reversed, &expected).await;
        assert_eq!(world.balance(AccountKind::Debt).await, 0);
    });
}

#[test]
fn a_debt_is_set_off_against_what_is_payable() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let earning = paid_out(&world).await;
        let link = world.earning_link(earning).await;
        must(&world, "reverse", Reverse { link, borne_by: BorneBy::Creator, remitted: vec![] }).await;
        let deal = world.make_deal(1).await;
        let next = world.earn(deal, FixedFee, tenge(10_000)).await;
        world.advance(deal, next).await;
        let creator = world.creator;
        let needs = move |needs: &mut crate::book::Needs| needs.creator(creator);
        world
            .done("set off", needs, move |book, call| {
                let postings = entries::debt_set_off(creator, tenge(9_300));
                book.post(call, "set_off", EntryKind::DebtSetOff, &postings, Links::default()).map(drop)
            })
            .await;
        check(&world, EntryKind::DebtSetOff, &[("payable", "", 9_300), ("debt", "", -9_300)]).await;
        assert_eq!((world.balance(AccountKind::Debt).await, world.balance(AccountKind::Payable).await), (0, -400));
    });
}

#[test]
fn a_write_off_of_an_advanced_claim_is_the_platforms_loss() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let earning = paid_out(&world).await;
        must(&world, "write off", WriteOff { link: world.earning_link(earning).await }).await;
        let expected = [("advance_loss", "", 10_000), ("bad_debt", "", 1_740), ("receivable", "", -11_740)];
        check(&world, EntryKind::WrittenOff, &expected).await;
    });
}

#[test]
fn a_write_off_of_a_waiting_claim_hands_it_back() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        let earning = world.earn(deal, FixedFee, tenge(10_000)).await;
        must(&world, "write off", WriteOff { link: world.earning_link(earning).await }).await;
        let expected = [("bad_debt", "", 1_740), ("waiting", "", 10_000), ("receivable", "", -11_740)];
        check(&world, EntryKind::WrittenOff, &expected).await;
        let again = world.submit("again", WriteOff { link: world.earning_link(earning).await }).await;
        assert!(matches!(again, Answer::Rejected { code: Code::AlreadyReversed, .. }), "{again:?}");
    });
}

#[test]
fn tax_and_vat_go_to_the_state() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        paid_out(&world).await;
        let month = START.day().month();
        let rail = || "bank_file".to_owned();
        let (agent, line) = (Agent::Platform, LineCode::Opv);
        must(&world, "tax", TaxRemitted { agent, line, month, rail: rail(), amount: tenge(100) }).await;
        check(&world, EntryKind::TaxRemitted, &[("tax_payable", "OPV", 100), ("cash", "bank_file", -100)]).await;
        must(&world, "vat", VatRemitted { rail: rail(), amount: tenge(240) }).await;
        check(&world, EntryKind::VatRemitted, &[("vat_payable", "", 240), ("cash", "bank_file", -240)]).await;
    });
}

#[test]
fn the_rest_of_a_hold_is_void_when_its_deal_ends() {
    on_each_engine(|db| async move {
        let world = World::new(&db).await;
        let deal = world.make_deal(0).await;
        world.earn(deal, FixedFee, tenge(10_000)).await;
        let link = world.link(deal);
        world
            .done(
                "void",
                move |needs| needs.deal(link),
                move |book, call| {
                    assert_eq!(book.void_hold(call, deal)?, tenge(35_220 - 11_740));
                    assert_eq!(book.void_hold(call, deal)?, tenge(0), "only once");
                    Ok(())
                },
            )
            .await;
        let sql = "select a.held_tiyn + h.amount_tiyn - h.posted_tiyn - h.voided_tiyn from account a
                   join hold h on h.account_id = a.id";
        let left: i64 = db.find(sql, &[]).await.expect("reads").expect("a row").get(0).expect("a sum");
        assert_eq!(left, 0);
    });
}
