//! The audit is green for true books, and names exactly the invariant that a planted corruption breaks.

use gamma_core::ledger::Invariant;
use gamma_core::ledger::entries::BorneBy;
use gamma_core::wire::Answer;
use gamma_core::wire::views::EarningKind::{Bonus, FixedFee};

use super::{audit, audit_in};
use crate::db::Db;
use crate::jobs::runner::run_due_once;
use crate::ledger::acts::{BrandPaid, Reverse};
use crate::ledger::balance::take_snapshots;
use crate::ledger::tests::world::{START, World, tenge};
use crate::testing::on_each_engine;

/// Which invariant, what was done to the tables, and how.
#[rustfmt::skip]
const CORRUPTIONS: [(Invariant, &str, &str); 28] = [
    (Invariant::EntriesBalance, "a posting grew",
        "update posting set amount_tiyn = amount_tiyn + 1 where k = 0 and entry_id in
            (select id from entry where kind = 'advanced')"),
    (Invariant::EntriesBalance, "a posting vanished",
        "delete from posting where k = 1 and entry_id in (select id from entry where kind = 'advanced')"),
    (Invariant::EntriesBalance, "an entry vanished and left its postings",
        "delete from entry where kind = 'brand_paid'"),
    (Invariant::AccountsExist, "an account vanished",
        "delete from account where kind = 'commission'"),
    (Invariant::AccountsExist, "an account was closed before it was used",
        "update account set closed_at = 1 where kind = 'vat_payable'"),
    (Invariant::BalancesAreSums, "a balance shrank",
        "update account set balance_tiyn = balance_tiyn - 1 where kind = 'waiting'"),
    (Invariant::BalancesAreSums, "a snapshot is wrong",
        "update account_snapshot set balance_tiyn = balance_tiyn + 1"),
    (Invariant::BoundsHold, "a bound was lifted",
        "update account set ceiling_tiyn = null where kind = 'payable'"),
    (Invariant::BoundsHold, "a brand owes and holds more than its limit",
        "update account set ceiling_tiyn = balance_tiyn + held_tiyn - 1 where kind = 'receivable'"),
    (Invariant::HoldsAddUp, "a hold was voided behind the account's back",
        "update hold set voided_tiyn = voided_tiyn + 1"),
    (Invariant::HoldsAddUp, "a campaign's budget is freed without a reason",
        "update campaign set held_tiyn = held_tiyn - 1"),
    (Invariant::RefusalsChangeNothing, "an entry names a refused command",
        "update command set is_done = false where id in (select command_id from entry where kind = 'advanced')"),
    (Invariant::RefusalsChangeNothing, "a refusal is told as done",
        "update command set is_done = true where is_done = false"),
    (Invariant::LogCoversEntries, "an entry was told as another kind",
        "update entry set kind = 'matched' where kind = 'brand_paid'"),
    (Invariant::LogCoversEntries, "an entry's command vanished",
        "delete from command where id in (select command_id from entry where kind = 'advanced')"),
    (Invariant::ChainIsUnbroken, "a command's input was changed",
        "update command set input_mac = hash from (select hash from log where n = 1) x
            where id in (select command_id from entry where kind = 'advanced')"),
    (Invariant::ChainIsUnbroken, "a link vanished",
        "delete from log where n = 2"),
    (Invariant::ChainIsUnbroken, "the head was set back",
        "update log_head set n = n - 1"),
    (Invariant::PaidOnce, "an earning is in two live payouts",
        "insert into payout_item (payout_id, earning_id, is_live)
            select p.id, i.earning_id, false from payout p, payout_item i, payout q
            where p.id <> q.id and i.payout_id = q.id and p.state = 'confirmed' and q.state = 'confirmed'"),
    (Invariant::PaidOnce, "a statement line is nobody's",
        "update statement_line set attempt_id = null"),
    (Invariant::WithheldIsDue, "a line was withheld twice over",
        "update withheld set amount_tiyn = amount_tiyn + 100 where line = 'OPV' and turn = 0"),
    (Invariant::WithheldIsDue, "a line was forgotten",
        "delete from withheld where line = 'SO' and turn = 0"),
    (Invariant::WithheldIsDue, "a line moved to another month",
        "update withheld set month = '2026-05' where line = 'SO'"),
    (Invariant::WithheldIsDue, "a line moved to another person",
        "update withheld set person_id = payout_id where line = 'OPV'"),
    (Invariant::WithheldIsDue, "a remittance is told that nobody made",
        "insert into remittance (id, agent, line, month, amount_tiyn, at)
            select payout_id, agent, line, month, 100, 1 from withheld where line = 'OPV' limit 1"),
    (Invariant::WithheldIsDue, "the platform is told to have borne what it did not",
        "insert into true_up (id, agent, person_id, month, profile, line, amount_tiyn, due_on, n)
            select payout_id, agent, person_id, month, profile, line, 100, due_on, n from withheld
            where line = 'OPV' limit 1"),
    (Invariant::PaidAsQuoted, "a payout says another fee than its quote",
        "update payout set advance_fee_tiyn = advance_fee_tiyn + 1, gross_tiyn = gross_tiyn + 1
            where state = 'confirmed'"),
    (Invariant::CreatorsAddUp, "an earning grew",
        "update earning set amount_tiyn = amount_tiyn + 1 where state = 'waiting'"),
];

/// Two deals paid out, one payout failed, a bonus that waits, a reversal, a brand's payment, a refusal, a snapshot, a
/// statement.
async fn lived_in(db: &Db) -> World {
    let world = World::new(db).await;
    let mut paid = Vec::new();
    for number in 0..4 {
        let deal = world.make_deal(number).await;
        let earning = world.earn(deal, FixedFee, tenge(10_000)).await;
        world.advance(deal, earning).await;
        let payout = world.send(deal, earning).await;
        match number {
            2 => world.fail(payout, false).await,
            3 => {
                world.confirm(payout).await;
                world.fail(payout, true).await;
            }
            _ => {
                world.confirm(payout).await;
                paid.push((deal, earning));
            }
        }
    }
    let (deal, earning) = paid[0];
    world.earn(deal, Bonus, tenge(4_000)).await;
    let reverse = Reverse { link: world.earning_link(earning).await, borne_by: BorneBy::Creator, remitted: vec![] };
    assert!(matches!(world.submit("reverse", reverse).await, Answer::Done { .. }));
    let payment = |amount, reference: &str| BrandPaid {
        brand: Some(world.brand),
        reference: reference.to_owned(),
        rail: "bank_file".to_owned(),
        amount,
        paid_on: START.day(),
    };
    assert!(matches!(world.submit("paid", payment(tenge(12_000), "r-1")).await, Answer::Done { .. }));
    assert!(matches!(world.submit("nothing", payment(tenge(0), "r-2")).await, Answer::Rejected { .. }));
    run_due_once(&world.app).await.expect("jobs run");
    take_snapshots(db).await.expect("snapshots");
    let statement = "insert into statement_line (id, rail, external_id, attempt_id, kind, amount_tiyn, day, matched_at)
        select a.id, a.rail, a.external_id, a.id, 'paid', p.net_tiyn, '2026-06-15', 1
        from attempt a join payout p on p.id = a.payout_id where a.state in ('confirmed', 'returned')";
    let mut tx = db.begin().await.expect("begins");
    assert_eq!(tx.run(statement, &[]).await.expect("a statement"), 3);
    tx.commit().await.expect("commits");
    world
}

#[test]
fn true_books_are_green() {
    on_each_engine(|db| async move {
        lived_in(&db).await;
        assert_eq!(audit(&db).await.expect("reads"), None);
    });
}

#[test]
fn each_planted_corruption_is_named_as_what_it_is() {
    let planted: std::collections::BTreeSet<_> = CORRUPTIONS.iter().map(|(invariant, _, _)| *invariant).collect();
    assert_eq!(planted.len(), Invariant::ALL.len(), "every invariant is tried");
    on_each_engine(|db| async move {
        lived_in(&db).await;
        for (invariant, what, sql) in CORRUPTIONS {
            // Rolled back afterwards, so that each corruption stands alone.
            let mut tx = db.begin().await.expect("begins");
            let touched = tx.run(sql, &[]).await.unwrap_or_else(|error| panic!("{what}: {error:?}"));
            assert!(touched > 0, "{what}: nothing was corrupted");
            let broken = audit_in(&mut tx).await.expect("reads");
            let named = broken.as_ref().map(|broken| broken.invariant);
            assert_eq!(named, Some(invariant), "{what}: {broken:?}");
            assert!(broken.is_some_and(|broken| !broken.rows.is_empty()), "{what}: rows are named");
        }
        assert_eq!(audit(&db).await.expect("reads"), None);
    });
}
