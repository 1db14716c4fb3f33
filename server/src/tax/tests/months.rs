//! Months: what the register says, and what becomes of a month whose payouts failed after others had counted on them.

use gamma_core::id::{PayoutId, PersonId};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::tax::{Agent, LineCode};
use gamma_core::time::Month;
use gamma_core::wire::views::PayoutState;

use crate::book::rows::Attempt;
use crate::payouts::bank_files::profiles::Profile;
use crate::payouts::bank_files::seal;
use crate::payouts::cli::{Decision, decide};
use crate::payouts::requests::Request;
use crate::payouts::tests::banking::BY_BANK;
use crate::payouts::tests::world::{Agreed, World};
use crate::tax::acts::MonthTruedUp;
use crate::tax::register::{Which, people, totals};
use crate::testing::on_each_engine;

pub const fn june() -> &'static str {
    "2026-06"
}

pub fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

/// One payout of so much leaves by bank file.
pub async fn paid(world: &World, fee_tenge: i64) -> PayoutId {
    world.earn(Agreed { fee_tenge, ..BY_BANK }).await;
    sent(world).await
}

async fn sent(world: &World) -> PayoutId {
    seal(&world.app, "dana", Profile::standard()).await.expect("seals").expect("a batch");
    let attempts: Vec<Attempt> = world.app.db.records("order by called_at, id", &[]).await.expect("reads");
    let open = attempts.into_iter().rfind(|attempt| attempt.state == "sent").expect("an attempt");
    let payout = open.payout_id;
    world.app.clock.advance_seconds(60);
    payout
}

pub async fn confirmed(world: &World, payout: PayoutId) {
    decide(&world.app, payout, Decision::Confirmed, "dana").await.expect("decided");
}

pub async fn failed(world: &World, payout: PayoutId) {
    decide(&world.app, payout, Decision::Failed, "dana").await.expect("decided");
    assert_eq!(world.payout(payout).await.state.0, PayoutState::Failed);
}

/// Asks for everything that is available, and it leaves.
async fn asked_again(world: &World) -> PayoutId {
    let now = world.app.clock.now();
    let rules = crate::payouts::earn::EarnRules::from(&world.app);
    world.done(Request { creator: world.creator, earnings: Vec::new(), rules, year: now.day().month().year() }).await;
    sent(world).await
}

pub async fn registered(world: &World, line: LineCode) -> Money {
    let which = Which { month: month(june()), agent: None };
    let rows = people(&world.app.db, which).await.expect("reads");
    let of_person = rows.iter().filter(|row| row.person == world.creator && row.line == line);
    let of_person: Money = of_person.map(|row| row.amount).sum();
    let totals = totals(&world.app.db, which).await.expect("reads");
    let total: Money = totals.iter().filter(|total| total.line == line).map(|total| total.amount).sum();
    assert_eq!(of_person, total, "there is one person");
    total
}

/// Ten in the morning of the first of July.
pub fn to_july(world: &World) {
    let start = month("2026-07").first_day().start();
    world.app.clock.advance_seconds(start.micros_since(world.app.clock.now()) / 1_000_000 + 36_000);
}

const fn tenge(amount: i64) -> Money {
    Money::from_tenge(amount)
}

#[test]
fn a_month_whose_first_payout_failed_is_made_up_for_by_its_next_one() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let first = paid(&world, 500_000).await;
        let second = paid(&world, 200_000).await;
        assert_eq!(registered(&world, LineCode::So).await, tenge(5_950), "SE-07");
        confirmed(&world, second).await;
        failed(&world, first).await;
        assert_eq!(registered(&world, LineCode::So).await, tenge(950), "1 050 is open");
        let third = asked_again(&world).await;
        confirmed(&world, third).await;
        assert_eq!(registered(&world, LineCode::So).await, tenge(5_950));
        assert_eq!(registered(&world, LineCode::Opv).await, tenge(7_000));
        let so = world.payout(third).await.quote.0.lines.iter().find(|line| line.line == LineCode::So).cloned();
        assert_eq!(so.expect("the line").amount, tenge(5_000), "3 950 of its own, 1 050 open");
    });
}

#[test]
fn what_is_open_at_the_months_end_is_borne_once_and_taken_back_if_it_was_not_due() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let first = paid(&world, 500_000).await;
        let second = paid(&world, 200_000).await;
        failed(&world, first).await;
        let true_up = MonthTruedUp {
            person: world.creator,
            agent: Agent::Platform,
            profile: gamma_core::tax::Profile::SelfEmployedPlatform,
            month: month(june()),
        };
        let early = world.act(true_up).await;
        assert!(matches!(early.answer, gamma_core::wire::Answer::Rejected { .. }), "the month is not over");
        to_july(&world);
        world.run_jobs().await;
        assert_eq!(registered(&world, LineCode::So).await, tenge(2_000), "what 200 000 owe");
        let borne = AccountKey::platform(AccountKind::TaxBorne).with_part("SO");
        assert_eq!(world.balance(&borne).await, tenge(1_050));
        assert_eq!(world.done(true_up).await["borne"], 0, "nothing is left to bear");
        failed(&world, second).await;
        world.app.clock.advance_seconds(86_400);
        world.run_jobs().await;
        assert_eq!(registered(&world, LineCode::So).await, Money::ZERO);
        assert_eq!(world.balance(&borne).await, Money::ZERO, "nothing of June stands, so nothing is due");
    });
}

#[test]
fn the_register_is_read_in_pages_and_by_agent() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let payout = paid(&world, 10_000).await;
        let sql = "insert into withheld (payout_id, line, turn, agent, person_id, month, profile, gross_tiyn, \
            base_tiyn, amount_tiyn, due_on, n, k) \
            select $1, line, 0, agent, $1, month, profile, gross_tiyn, base_tiyn, \
            amount_tiyn, due_on, n, k from withheld where payout_id = $2";
        let mut tx = world.app.db.begin().await.expect("begins");
        for number in 1..=4_100_u128 {
            let person: PersonId = gamma_core::id::Id::from_uuid(uuid::Uuid::from_u128(number));
            tx.run(sql, crate::args![person, payout]).await.expect("a row");
        }
        tx.commit().await.expect("commits");
        let which = Which { month: month(june()), agent: Some(Agent::Platform) };
        let rows = people(&world.app.db, which).await.expect("reads");
        assert_eq!(rows.len(), 4_101 * 5, "everybody once, every line");
        assert!(rows.is_sorted_by_key(|row| row.person));
        let brand = Which { agent: Some(Agent::Brand(world.brand)), ..which };
        assert_eq!(people(&world.app.db, brand).await.expect("reads"), []);
        assert_eq!(totals(&world.app.db, brand).await.expect("reads"), []);
        let mut tx = world.app.db.begin().await.expect("begins");
        tx.run("delete from withheld where payout_id <> $1", crate::args![payout]).await.expect("gone");
        tx.commit().await.expect("commits");
    });
}
