//! What creators ask for: cash out, take it back while it has not left, sell a waiting claim at today's price.

use gamma_core::advance::check_price;
use gamma_core::id::{BrandId, EarningId, PayoutId, PersonId};
use gamma_core::wire::Code;
use gamma_core::wire::views::{EarningState, NoticeKind};
use serde_json::json;

use super::earn::{EarnRules, tell};
use super::making::pay_out;
use super::{advances, sending};
use crate::book::rows::Creator;
use crate::book::{Act, Book, Call, Needs, Refusal};

/// Cashes out some earnings, or all that are available.
pub struct Request {
    pub creator: PersonId,
    /// Whole earnings; empty for all.
    pub earnings: Vec<EarningId>,
    pub rules: EarnRules,
    pub year: i16,
}

/// Takes a payout back that has not left.
pub struct Withdraw {
    pub payout: PayoutId,
    pub creator: PersonId,
}

/// Sells a waiting claim now, at no more than the price that was shown.
pub struct SellClaim {
    pub creator: PersonId,
    pub brand: BrandId,
    pub earning: EarningId,
    pub shown_bp: i64,
    pub rules: EarnRules,
    pub year: i16,
}

impl Act for Request {
    fn needs(&self, needs: &mut Needs) {
        needs.open_earnings(self.creator);
        needs.tax_year(self.creator, self.year);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let creator = book.creators.get(&self.creator)?;
        refuse_while_held(creator, call)?;
        let missing = missing(creator);
        let mut earnings = self.earnings.clone();
        if earnings.is_empty() {
            let own = book.earnings.iter().filter(|earning| earning.creator_id == self.creator);
            let available = own.filter(|earning| earning.state.0 == EarningState::Available);
            earnings = available.map(|earning| earning.id).collect();
        }
        earnings.sort_unstable();
        earnings.dedup();
        let made = pay_out(book, call, &self.rules, self.creator, &earnings)?;
        if made.payouts.is_empty() {
            let refusal = Refusal::from(made.refused.unwrap_or(Code::NothingToPay));
            return Err(if missing.is_empty() { refusal } else { refusal.with(json!({ "missing": missing })) });
        }
        Ok(json!({ "payouts": made.payouts, "refused": made.refused }))
    }
}

impl Act for Withdraw {
    fn needs(&self, needs: &mut Needs) {
        needs.payout(self.payout, self.creator);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        if book.payouts.get(&self.payout)?.creator_id != self.creator {
            return Err(Refusal::not_found("payout"));
        }
        sending::take_back(book, call, self.payout)?;
        Ok(json!({ "payout": self.payout }))
    }
}

impl Act for SellClaim {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.brand);
        needs.open_earnings(self.creator);
        needs.tax_year(self.creator, self.year);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let earning = book.earnings.get(&self.earning)?;
        if earning.creator_id != self.creator {
            return Err(Refusal::not_found("earning"));
        }
        if earning.state.0 != EarningState::Waiting {
            return Err(Refusal::new(Code::MovedOn, "the earning does not wait any more"));
        }
        let (light, done) = (book.brands.get(&self.brand)?.light.0, book.creators.get(&self.creator)?.deals_done);
        let price = advances::price_on(call.now.day(), earning.due_on, light, done);
        let price = price.ok_or_else(|| Refusal::from(Code::AdvanceLightRed))?;
        check_price(self.shown_bp, price).map_err(|code| Refusal::from(code).with(json!({ "advance_bp": price })))?;
        advances::take(book, call, self.earning, price)?.map_err(Refusal::from)?;
        let made = pay_out(book, call, &self.rules, self.creator, &[self.earning])?;
        if made.payouts.is_empty() {
            tell(book, call, self.earning, NoticeKind::EarningAvailable, made.refused)?;
        }
        Ok(json!({ "advance_bp": price, "payouts": made.payouts, "refused": made.refused }))
    }
}

/// A changed account is looked at for a day before money goes there.
fn refuse_while_held(creator: &Creator, call: &Call) -> Result<(), Refusal> {
    match creator.payouts_held_until.filter(|until| *until > call.now) {
        Some(until) => Err(Refusal::from(Code::PayoutsHeld).with(json!({ "until": until }))),
        None => Ok(()),
    }
}

/// What stands before a payout.
fn missing(creator: &Creator) -> Vec<&'static str> {
    let has = [
        ("identity", creator.name_sealed.is_some() && creator.iin_sealed.is_some()),
        ("tax_interview", creator.tax_profile.is_some()),
        ("iban", creator.iban_sealed.is_some()),
    ];
    has.into_iter().filter(|(_, is_there)| !is_there).map(|(name, _)| name).collect()
}
