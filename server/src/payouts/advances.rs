//! Advances: the platform buys a waiting claim. A new deal's claim is promised by YES, which the card foretells by the
//! same rule; limits are checked again when the claim is bought. All fail closed, each with its own code.

use gamma_core::advance::{self, Level, Request, creator_limit, price_bp};
use gamma_core::deal::due_on;
use gamma_core::id::{DealId, EarningId, PersonId};
use gamma_core::ledger::entries::{Advanced, advanced};
use gamma_core::ledger::{AccountKey, AccountKind, EntryKind};
use gamma_core::money::{Money, Rate, Unit};
use gamma_core::time::Day;
use gamma_core::wire::commands::PayoutChoice;
use gamma_core::wire::views::{EarningState, Light};
use gamma_core::wire::{Code, Topic};

use crate::book::rows::{Brand, Creator, Deal, Earning};
use crate::book::{Book, Call, Links, Refusal};
use crate::db::Word;

/// What an advance on this claim costs on a day, if one can be had at all.
pub fn price_on(day: Day, due_on: Day, light: Light, deals_done: u32) -> Option<i64> {
    price_bp(due_on.days_since(day), light, Level::after(deals_done))
}

/// What an advance of a deal that is agreed on this day costs, if one can be had at all.
pub fn price_of_deal(brand: &Brand, deals_done: u32, day: Day) -> Option<i64> {
    price_on(day, due_on(day), brand.light.0, deals_done)
}

/// Whether the platform may promise to advance a new deal's fee. `exposure` is what the brand owes and has on hold, the
/// deal's own hold with it; `promised` the fees that were promised to the creator before.
pub fn may_promise(
    brand: &Brand,
    creator: Option<&Creator>,
    exposure: Money,
    promised: Money,
    fee: Money,
) -> Result<(), Code> {
    let open = creator.map_or(Money::ZERO, |creator| creator.advance_open_tiyn);
    let limit = creator.map_or_else(|| creator_limit(Level::after(0), 0), limit_of);
    advance::may_advance(&Request {
        brand_exposure: exposure - fee,
        brand_limit: brand.advance_limit_tiyn,
        light: brand.light.0,
        creator_open: open + promised,
        creator_limit: limit,
        amount: fee,
    })
}

/// The fees of a creator's deals at work that are to be advanced, but for one deal.
pub fn promised<'a>(deals: impl Iterator<Item = &'a Deal>, creator: PersonId, but: Option<DealId>) -> Money {
    let is_promise = |deal: &&Deal| {
        deal.creator_id == creator
            && Some(deal.id) != but
            && deal.payout_choice.0 == PayoutChoice::AtOnce
            && !deal.is_prepaid
            && deal.approved_at.is_none()
            && deal.ended_at.is_none()
    };
    deals.filter(is_promise).map(|deal| deal.quote.0.gross).sum()
}

/// Buys a waiting claim at a price. The inner error is the limit that stands in the way; nothing has changed then.
pub fn take(book: &mut Book, call: &Call, earning: EarningId, bp: i64) -> Result<Result<(), Code>, Refusal> {
    let row = book.earnings.get(&earning)?.clone();
    if let Err(code) = check(book, &row)? {
        return Ok(Err(code));
    }
    let fee = row.amount_tiyn.share(Rate::from_bp(bp), Unit::Tiyn);
    let postings = advanced(&Advanced { creator: row.creator_id, face: row.amount_tiyn, fee });
    let links = Links { deal: Some(row.deal_id), earning: Some(earning), ..Links::default() };
    book.post(call, &format!("advanced/{earning}"), EntryKind::Advanced, &postings, links)?;
    let edited = book.earnings.edit(&earning)?;
    edited.state = Word(EarningState::Available);
    edited.advanced_at = Some(call.now);
    edited.advance_bp = Some(bp);
    edited.advance_fee_tiyn = fee;
    book.creators.edit(&row.creator_id)?.advance_open_tiyn += row.amount_tiyn;
    book.touch(row.creator_id, Topic::Earning, earning);
    Ok(Ok(()))
}

/// The claim that the platform bought is settled (or given up): the creator's limit is free again.
pub fn close(book: &mut Book, earning: EarningId) -> Result<(), Refusal> {
    let row = book.earnings.get(&earning)?;
    let (creator, amount) = (row.creator_id, row.amount_tiyn);
    let creator = book.creators.edit(&creator)?;
    creator.advance_open_tiyn = (creator.advance_open_tiyn - amount).max(Money::ZERO);
    Ok(())
}

fn check(book: &Book, earning: &Earning) -> Result<Result<(), Code>, Refusal> {
    let (brand, creator) = (book.brands.get(&earning.brand_id)?, book.creators.get(&earning.creator_id)?);
    let owed = AccountKey::of(AccountKind::Receivable, brand.id);
    // What this claim itself adds to the brand's debt is what is asked for, not what was there before.
    let own = earning.amount_tiyn + earning.commission_tiyn + earning.vat_tiyn;
    let request = Request {
        brand_exposure: (book.balance(&owed) + book.held(&owed) - own).max(Money::ZERO),
        brand_limit: brand.advance_limit_tiyn,
        light: brand.light.0,
        creator_open: creator.advance_open_tiyn,
        creator_limit: limit_of(creator),
        amount: earning.amount_tiyn,
    };
    Ok(advance::may_advance(&request))
}

/// An operator's own limit for this creator, else the level's.
fn limit_of(creator: &Creator) -> Money {
    let by_level = || creator_limit(Level::after(creator.deals_done), creator.deals_done);
    creator.advance_limit_tiyn.unwrap_or_else(by_level)
}
