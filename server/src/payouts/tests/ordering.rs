//! Tax is cumulative: the order in which payouts leave decides who pays the odd tenge. The auditor, who runs after
//! every test, must see that order too, however many payouts one gathering holds.

use gamma_core::id::{EarningId, PayoutId, PersonId};
use gamma_core::ledger::entries::BorneBy;
use gamma_core::money::Money;
use gamma_core::tax::{LineCode, Profile};
use gamma_core::time::Day;
use gamma_core::wire::views::EarningKind;

use super::world::{AT_ONCE, Agreed, BrandPays, WAIT, World};
use crate::book::rows::Withheld;
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::ledger::acts::{EarningLink, Reverse};
use crate::payouts::earn::EarnRules;
use crate::payouts::jobs::open_day;
use crate::payouts::requests::Request;
use crate::payouts::sending::{Way, begin, leaving_needs};
use crate::testing::on_each_engine;

/// Half of a tenge is left over of its tax, so first and second payouts of a month differ.
const ODD: Agreed = Agreed { fee_tenge: 5_000, ..AT_ONCE };

/// Lets payouts leave in an order of the test's own, in one gathering.
struct Leave {
    payouts: Vec<PayoutId>,
    creator: PersonId,
    rules: EarnRules,
    day: Day,
}

impl Act for Leave {
    fn needs(&self, needs: &mut Needs) {
        for payout in &self.payouts {
            leaving_needs(needs, *payout, self.creator, self.day);
        }
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        for payout in &self.payouts {
            begin(book, call, &self.rules, *payout, Way::Call)?;
        }
        Ok(serde_json::Value::Null)
    }
}

async fn civil_world(db: crate::db::Db) -> World {
    let world = World::new(db).await;
    world.change_creator(|creator| creator.tax_profile = Some(crate::db::Word(Profile::CivilContract))).await;
    world
}

async fn income_tax(world: &World, payout: PayoutId) -> Money {
    let rows: Vec<Withheld> = world.app.db.records("where payout_id = $1", crate::args![payout]).await.expect("reads");
    let of_line = rows.iter().filter(|row| row.line.0 == LineCode::Iit);
    of_line.map(|row| row.amount_tiyn).sum()
}

#[test]
fn payouts_may_leave_in_another_order_than_they_were_asked_for() {
    on_each_engine(|db| async move {
        let world = civil_world(db).await;
        for _ in 0..3 {
            world.earn(ODD).await;
        }
        let asked: Vec<PayoutId> = world.payouts().await.into_iter().map(|payout| payout.id).collect();
        let [first, second, third] = asked[..] else { panic!("three payouts: {asked:?}") };
        let (rules, day) = (EarnRules::from(&world.app), world.app.clock.now().day());
        open_day(&world.app.db, day, world.app.config.day_cash_limit).await.expect("a day");
        world.done(Leave { payouts: vec![third, first, second], creator: world.creator, rules, day }).await;
        let mut taxes = Vec::new();
        for payout in [third, first, second] {
            taxes.push(income_tax(&world, payout).await);
        }
        assert_eq!(taxes[0], taxes[2], "every other payout of the month pays the odd tenge");
        assert_ne!(taxes[0], taxes[1]);
        for payout in world.payouts().await {
            let paid_before = payout.quote.0.assumed.month_to_date;
            let place = [third, first, second].iter().position(|id| *id == payout.id).expect("one of them");
            let place = i64::try_from(place).expect("small");
            assert_eq!(paid_before, Money::from_tenge(5_000 * place), "a quote says what the month held when it left");
        }
    });
}

#[test]
fn what_goes_back_in_parts_is_followed_part_by_part() {
    on_each_engine(|db| async move {
        let world = civil_world(db).await;
        let mut together = Vec::new();
        for _ in 0..2 {
            let agreed = Agreed { fee_tenge: 5_000, ..WAIT };
            let link = world.agree(agreed).await;
            let earning = world.approve(link, EarningKind::FixedFee, agreed.fee_tenge).await;
            world.done(BrandPays { link, earning }).await;
            together.push(earning);
        }
        let rules = EarnRules::from(&world.app);
        world.done(Request { creator: world.creator, earnings: vec![], rules, year: 2026 }).await;
        world.run_jobs().await;
        for earning in together {
            reverse(&world, earning).await;
            // One that leaves between the two parts: it saw the first and not the second.
            world.earn(ODD).await;
            world.run_jobs().await;
        }
        let of_first: Vec<Withheld> =
            world.app.db.records("where turn > 0 and line = 'IIT'", &[]).await.expect("reads");
        assert_eq!(of_first.len(), 2, "each part is a row of its own");
    });
}

async fn reverse(world: &World, earning: EarningId) {
    let link = EarningLink::find(&world.app.db, earning).await.expect("reads").expect("an earning");
    world.done(Reverse { link, borne_by: BorneBy::Creator, remitted: vec![] }).await;
}
