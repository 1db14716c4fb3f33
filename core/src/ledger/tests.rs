//! Every row of the rules of money with its numbers: fee 10 000, commission 15 %, VAT 16 %, advance fee 3 %.

use proptest::prelude::*;
use uuid::Uuid;

use super::entries::*;
use super::*;
use crate::deal::Charges;
use crate::id::{BrandId, PersonId};
use crate::money::Rate;
use crate::tax::{Agent, LineCode, TaxLine};

const RAIL: &str = "http_rail";

fn brand() -> BrandId {
    BrandId::from_uuid(Uuid::from_u128(1))
}

fn creator() -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(2))
}

fn charges() -> Charges {
    Charges { commission: Rate::from_bp(1_500), vat: Rate::from_bp(1_600) }
}

fn tenge(amount: i64) -> Money {
    Money::from_tenge(amount)
}

fn four_lines() -> Vec<TaxLine> {
    let due_on = "2026-07-27".parse().expect("a day");
    let line = |line| TaxLine { line, base: tenge(10_000), amount: tenge(100), due_on };
    let mut lines = [LineCode::Opv, LineCode::Opvr, LineCode::So, LineCode::Vosms].map(line).to_vec();
    lines.push(TaxLine { line: LineCode::Iit, base: tenge(10_000), amount: Money::ZERO, due_on });
    lines
}

fn fee(from_prepaid: i64) -> Earned {
    let cost = charges().cost(tenge(10_000));
    Earned { brand: brand(), creator: creator(), cost, from_prepaid: tenge(from_prepaid) }
}

fn sent(lines: &[TaxLine]) -> Sent<'_> {
    Sent { creator: creator(), rail: RAIL, agent: Agent::Platform, lines, net: tenge(9_300) }
}

/// The entry as rows of kind, part and whole tenge.
fn rows(postings: &[Posting]) -> Vec<(AccountKind, &str, i64)> {
    assert!(is_balanced(postings), "invariant 1: {postings:?}");
    let row = |posting: &'_ Posting| posting.amount.tiyn().saturating_div(100);
    postings.iter().map(|posting| (posting.account.kind, posting.account.part.as_str(), row(posting))).collect()
}

#[test]
fn approved_posts_11_740() {
    use AccountKind::{Commission, Prepaid, Receivable, VatPayable, Waiting};
    let earned = [(Waiting, "", -10_000), (Commission, "", -1_500), (VatPayable, "", -240)];
    assert_eq!(rows(&approved(&fee(0))), [&[(Receivable, "", 11_740)], &earned[..]].concat());
    assert_eq!(rows(&approved(&fee(11_740))), [&[(Prepaid, "", 11_740)], &earned[..]].concat());
    let both = [(Receivable, "", 1_740), (Prepaid, "", 10_000)];
    assert_eq!(rows(&approved(&fee(10_000))), [&both[..], &earned[..]].concat());
}

#[test]
fn an_advance_costs_300_and_waiting_costs_nothing() {
    use AccountKind::{AdvanceFee, Payable, Waiting};
    let advance = Advanced { creator: creator(), face: tenge(10_000), fee: tenge(300) };
    let expected = [(Waiting, "", 10_000), (Payable, "", -9_700), (AdvanceFee, "", -300)];
    assert_eq!(rows(&advanced(&advance)), expected);
    let released = waiting_released(creator(), tenge(10_000));
    assert_eq!(rows(&released), [(Waiting, "", 10_000), (Payable, "", -10_000)]);
}

#[test]
fn a_payout_sends_9_300_and_withholds_four_times_100() {
    use AccountKind::{Cash, InTransit, Payable, RailCost, TaxPayable};
    let lines = four_lines();
    let leaving = [
        (Payable, "", 9_700),
        (InTransit, RAIL, -9_300),
        (TaxPayable, "OPV", -100),
        (TaxPayable, "OPVR", -100),
        (TaxPayable, "SO", -100),
        (TaxPayable, "VOSMS", -100),
    ];
    assert_eq!(rows(&payout_sent(&sent(&lines))), leaving);
    let confirmed = payout_confirmed(RAIL, tenge(9_300), tenge(50));
    assert_eq!(rows(&confirmed), [(InTransit, RAIL, 9_300), (RailCost, RAIL, 50), (Cash, RAIL, -9_350)]);
    let back = leaving.map(|(kind, part, amount)| (kind, part, -amount));
    assert_eq!(rows(&payout_failed(&sent(&lines))), back);
    let returned = payout_returned(RAIL, tenge(9_300));
    assert_eq!(rows(&returned), [(Cash, RAIL, 9_300), (InTransit, RAIL, -9_300)]);
}

#[test]
fn a_brand_that_pays_12_000_has_260_ahead() {
    use AccountKind::{Cash, Prepaid, Receivable, Suspense};
    let payment = BrandPayment { brand: brand(), rail: RAIL, amount: tenge(12_000), owed: tenge(11_740) };
    let settled = [(Receivable, "", -11_740), (Prepaid, "", -260)];
    assert_eq!(rows(&brand_paid(&payment)), [&[(Cash, RAIL, 12_000)], &settled[..]].concat());
    assert_eq!(rows(&unmatched(RAIL, tenge(12_000))), [(Cash, RAIL, 12_000), (Suspense, RAIL, -12_000)]);
    assert_eq!(rows(&matched(&payment)), [&[(Suspense, RAIL, 12_000)], &settled[..]].concat());
}

#[test]
fn a_bonus_of_4_000_posts_4_696() {
    use AccountKind::{Commission, Receivable, VatPayable, Waiting};
    let cost = charges().cost_after(tenge(10_000), tenge(4_000));
    let earned = Earned { brand: brand(), creator: creator(), cost, from_prepaid: Money::ZERO };
    let expected = [(Receivable, "", 4_696), (Waiting, "", -4_000), (Commission, "", -600), (VatPayable, "", -96)];
    assert_eq!(rows(&bonus(&earned)), expected);
}

#[test]
fn a_reversal_before_the_advance_is_the_exact_reverse() {
    let there = approved(&fee(0));
    let back = reversed(&there);
    let both: Vec<i64> = there.iter().zip(&back).map(|(one, other)| (one.amount + other.amount).tiyn()).collect();
    assert_eq!(both, [0; 4]);
    assert!(is_balanced(&back));
}

#[test]
fn a_reversal_after_the_payout_leaves_the_cash_received_as_debt() {
    use AccountKind::{
        AdvanceFee, Commission, Debt, DisputeLoss, Prepaid, Receivable, TaxPayable, TaxRefund, VatPayable,
    };
    let cost = charges().cost(tenge(10_000));
    let reversal = |still_owed, borne_by| {
        let still_owed = tenge(still_owed);
        reversed_after_payout(&Reversal { brand: brand(), creator: creator(), cost, still_owed, borne_by })
    };
    let ours = [(Commission, "", 1_500), (VatPayable, "", 240)];
    let owed = [&ours[..], &[(Debt, "", 10_000), (Receivable, "", -11_740)]].concat();
    assert_eq!(rows(&reversal(11_740, BorneBy::Creator)), owed);
    let paid = [&ours[..], &[(DisputeLoss, "", 10_000), (Prepaid, "", -11_740)]].concat();
    assert_eq!(rows(&reversal(0, BorneBy::Platform)), paid);

    let line = |line, is_remitted| LineBack { line, amount: tenge(100), is_remitted };
    let lines = [
        line(LineCode::Opv, true),
        line(LineCode::Opvr, false),
        line(LineCode::So, false),
        line(LineCode::Vosms, false),
    ];
    let back = tax_and_fee_reversed(creator(), Agent::Platform, &lines, tenge(300));
    let expected = [
        (AdvanceFee, "", 300),
        (Debt, "", -700),
        (TaxRefund, "OPV", 100),
        (TaxPayable, "OPVR", 100),
        (TaxPayable, "SO", 100),
        (TaxPayable, "VOSMS", 100),
    ];
    assert_eq!(rows(&back), expected);
    let debt = |postings: &[Posting]| -> Money {
        postings.iter().filter(|posting| posting.account.kind == Debt).map(|posting| posting.amount).sum()
    };
    assert_eq!(debt(&reversal(11_740, BorneBy::Creator)) + debt(&back), tenge(9_300));
}

#[test]
fn debts_losses_and_remittances() {
    use AccountKind::{AdvanceLoss, BadDebt, Cash, Debt, Payable, Receivable, TaxPayable, VatPayable, Waiting};
    let lost = WrittenOff { brand: brand(), creator: creator(), cost: charges().cost(tenge(10_000)) };
    let gone = [(BadDebt, "", 1_740), (Receivable, "", -11_740)];
    assert_eq!(rows(&written_off_advanced(&lost)), [&[(AdvanceLoss, "", 10_000)], &gone[..]].concat());
    assert_eq!(rows(&written_off_waiting(&lost)), [&[(Waiting, "", 10_000)], &gone[..]].concat());
    assert_eq!(rows(&debt_set_off(creator(), tenge(700))), [(Payable, "", 700), (Debt, "", -700)]);
    let tax = tax_remitted(Agent::Brand(brand()), LineCode::Opv, RAIL, tenge(100));
    assert_eq!(rows(&tax), [(TaxPayable, "OPV", 100), (Cash, RAIL, -100)]);
    assert_eq!(tax.first().and_then(|posting| posting.account.owner), Some(brand().uuid()), "the brand is the agent");
    assert_eq!(rows(&vat_remitted(RAIL, tenge(240))), [(VatPayable, "", 240), (Cash, RAIL, -240)]);
}

#[test]
fn exactly_the_bounded_kinds_have_bounds() {
    for kind in AccountKind::ALL {
        assert_eq!(bounds(kind, tenge(1)) != (None, None), kind.is_bounded(), "{kind:?}");
    }
    let limit = tenge(100);
    assert!(is_within_bounds(AccountKind::Receivable, limit, tenge(60), tenge(40)));
    assert!(!is_within_bounds(AccountKind::Receivable, limit, tenge(60), Money::from_tiyn(4_001)));
    assert!(!is_within_bounds(AccountKind::Prepaid, limit, tenge(-60), tenge(61)));
    assert!(!is_within_bounds(AccountKind::Debt, limit, tenge(-1), Money::ZERO));
}

proptest! {
    #[test]
    fn every_entry_balances_whatever_the_amounts(
        earned in 1_i64..1_000_000_000, part_bp in 0_i64..=10_000, fee_bp in 0_i64..=1_000, cost_tiyn in 0_i64..10_000,
        line_tiyn in prop::collection::vec(0_i64..1_000_000, 5), is_ours: bool,
    ) {
        let part = |whole: Money| whole.share(Rate::from_bp(part_bp), crate::money::Unit::Tiyn);
        let earned_amount = Money::from_tiyn(earned);
        let cost = charges().cost(earned_amount);
        let (brand, creator) = (brand(), creator());
        let fee = earned_amount.share(Rate::from_bp(fee_bp), crate::money::Unit::Tiyn);
        let lines: Vec<TaxLine> = four_lines().into_iter().zip(&line_tiyn)
            .map(|(line, tiyn)| TaxLine { amount: Money::from_tiyn(*tiyn), ..line }).collect();
        let backs: Vec<LineBack> = lines.iter()
            .map(|line| LineBack { line: line.line, amount: line.amount, is_remitted: is_ours }).collect();
        let agent = if is_ours { Agent::Platform } else { Agent::Brand(brand) };
        let borne_by = if is_ours { BorneBy::Platform } else { BorneBy::Creator };
        let sent = Sent { creator, rail: RAIL, agent, lines: &lines, net: earned_amount };
        let paid = BrandPayment { brand, rail: RAIL, amount: earned_amount, owed: part(earned_amount) };
        let lost = WrittenOff { brand, creator, cost };
        let entries = [
            approved(&Earned { brand, creator, cost, from_prepaid: part(cost.total()) }),
            advanced(&Advanced { creator, face: earned_amount, fee }),
            waiting_released(creator, earned_amount),
            payout_sent(&sent),
            payout_confirmed(RAIL, earned_amount, Money::from_tiyn(cost_tiyn)),
            payout_failed(&sent),
            payout_returned(RAIL, earned_amount),
            brand_paid(&paid),
            unmatched(RAIL, earned_amount),
            matched(&paid),
            reversed_after_payout(&Reversal { brand, creator, cost, still_owed: part(cost.total()), borne_by }),
            debt_set_off(creator, earned_amount),
            written_off_advanced(&lost),
            written_off_waiting(&lost),
            tax_remitted(agent, LineCode::So, RAIL, earned_amount),
            vat_remitted(RAIL, earned_amount),
        ];
        for entry in &entries {
            prop_assert!(is_balanced(entry), "{:?}", entry);
            prop_assert!(is_balanced(&reversed(entry)));
        }
        let back = tax_and_fee_reversed(creator, agent, &backs, fee);
        prop_assert!(back.is_empty() || is_balanced(&back));
    }
}
