//! Making payouts: whole earnings of one tax agent, quoted under the creator's lock. The quote that is stored here is
//! the one that will be sent, unless the day of sending has other rules.

use gamma_core::id::{EarningId, PayoutId, PersonId};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::payout::{check_minimum, lands, lands_at};
use gamma_core::quote::{self, Difference, PayoutInput, Person, Quote, payout_quote};
use gamma_core::tax::{self, Agent, Profile};
use gamma_core::time::{Day, Timestamp};
use gamma_core::wire::views::{EarningKind, EarningState, NoticeKind, PayoutState};
use gamma_core::wire::{Code, Topic};
use std::collections::BTreeMap;

use super::earn::EarnRules;
use super::history::{Counted, Keeper, histories};
use crate::book::rows::{Creator, Earning, Payout, PayoutItem};
use crate::book::{Book, Call, NoticeText, Refusal};
use crate::db::{Json, Word};

/// The job that sends a payout.
pub const SEND: &str = "payout_send";

/// Everything a payout's quote is made from, besides the book.
pub struct Quoting<'a> {
    pub keeper: Keeper,
    pub creator: &'a Creator,
    pub earnings: &'a [Earning],
    pub counted: Counted,
    /// What is set off, as far as the earnings reach.
    pub debt: Money,
    pub day: Day,
    pub lands: quote::Lands,
}

/// What became of a wish to be paid.
#[derive(Debug, Default)]
pub struct Made {
    pub payouts: Vec<PayoutId>,
    /// Why some earnings stayed available; the first reason.
    pub refused: Option<Code>,
}

/// Makes the payouts of some available earnings, one for each tax agent. What cannot be paid now stays available.
pub fn pay_out(
    book: &mut Book,
    call: &Call,
    rules: &EarnRules,
    creator: PersonId,
    earnings: &[EarningId],
) -> Result<Made, Refusal> {
    let (groups, refused) = by_agent(book, creator, earnings, call.now.day())?;
    let mut made = Made { payouts: Vec::new(), refused };
    for (agent, earnings) in groups {
        match make(book, call, rules, agent, creator, &earnings)? {
            Ok(payout) => made.payouts.push(payout),
            Err(code) => made.refused = made.refused.or(Some(code)),
        }
    }
    Ok(made)
}

/// Who withholds when this earning is paid, or why nobody may.
pub fn agent_of(book: &Book, profile: Profile, earning: &Earning) -> Result<Result<Agent, Code>, Refusal> {
    let brand = book.brands.get(&earning.brand_id)?;
    Ok(tax::agent_of(profile, brand.id, brand.tax_authority_at.is_some()).map_err(|refusal| refusal.code()))
}

/// Earnings by their agents, and why some have none.
type Groups = (BTreeMap<Agent, Vec<Earning>>, Option<Code>);

fn by_agent(book: &Book, creator: PersonId, earnings: &[EarningId], day: Day) -> Result<Groups, Refusal> {
    // Before the interview nothing is paid; the grouping then does not matter.
    let profile = book.creators.get(&creator)?.profile_on(day).unwrap_or(Profile::SoleProprietor);
    let (mut groups, mut refused): Groups = (BTreeMap::new(), None);
    for id in earnings {
        let earning = book.earnings.get(id)?;
        if earning.creator_id != creator {
            return Err(Refusal::not_found("earning"));
        }
        if earning.state.0 != EarningState::Available {
            return Err(Refusal::new(Code::NothingToPay, "an earning is not available"));
        }
        match agent_of(book, profile, earning)? {
            Ok(agent) => groups.entry(agent).or_default().push(earning.clone()),
            Err(code) => refused = refused.or(Some(code)),
        }
    }
    Ok((groups, refused))
}

fn make(
    book: &mut Book,
    call: &Call,
    rules: &EarnRules,
    agent: Agent,
    creator: PersonId,
    earnings: &[Earning],
) -> Result<Result<PayoutId, Code>, Refusal> {
    let creator = book.creators.get(&creator)?.clone();
    let Some((profile, iban_sealed, iban_last4)) = payee(&creator, call.now.day()) else {
        return Ok(Err(Code::Precondition));
    };
    let Some(first) = earnings.first() else { return Ok(Err(Code::NothingToPay)) };
    let deal_rail = book.deals.find(&first.deal_id).map_or("", |deal| deal.rail.as_str());
    let (rail, rail_rules) = rules.rail(deal_rail)?;
    let starts_at = creator.payouts_held_until.unwrap_or(call.now).max(call.now);
    let keeper = Keeper { person: creator.id, agent, profile };
    let lands = lands(rail_rules.class);
    let (day, debt) = (call.now.day(), free_debt(book, creator.id));
    let quoting = Quoting { keeper, creator: &creator, earnings, counted: Counted::Asked, debt, day, lands };
    let quote = match quoted(book, &quoting) {
        Ok(quote) => quote,
        Err(code) => return Ok(Err(code)),
    };
    let id: PayoutId = call.derive(&format!("payout/{}", first.id));
    let row = Payout {
        id,
        creator_id: creator.id,
        state: Word(PayoutState::Requested),
        rail: rail.to_owned(),
        differences: Json(differences(book, earnings, &quote)),
        gross_tiyn: quote.gross,
        advance_fee_tiyn: quote.advance_fee,
        debt_tiyn: quote.debt,
        withheld_tiyn: withheld(&quote),
        net_tiyn: quote.net,
        agent: Json(agent),
        profile: Word(profile),
        tax_flags: creator.tax_flags,
        month: quote.assumed.day.month(),
        quote: Json(quote),
        iban_sealed,
        iban_last4,
        requested_at: call.now,
        lands_at: Some(lands_at(lands, starts_at)),
        sent_at: None,
        confirmed_at: None,
        ended_at: None,
        failure: None,
        n: 0,
    };
    book.payouts.put(row);
    take_earnings(book, id, earnings)?;
    book.touch(creator.id, Topic::Payout, id);
    if starts_at > call.now {
        let text = NoticeText { payout: Some(id), code: Some(Code::PayoutsHeld), ..NoticeText::default() };
        book.notify(call, creator.id, NoticeKind::PayoutsHeld, text);
    }
    if !rail_rules.is_batched {
        let row = book.payouts.get(&id)?.clone();
        enqueue_send(book, call, &row, rail, starts_at);
    }
    Ok(Ok(id))
}

/// Wakes the sender of a payout, once for each rail that it is given to.
pub fn enqueue_send(book: &mut Book, call: &Call, payout: &Payout, rail: &str, run_at: Timestamp) {
    let body = serde_json::json!({ "payout": payout.id, "creator": payout.creator_id });
    book.enqueue(call, SEND, &format!("{}/{rail}", payout.id), &body, run_at);
}

/// The account and profile of somebody who can be paid: name and IIN go to the bank with them.
fn payee(creator: &Creator, day: Day) -> Option<(Profile, Vec<u8>, String)> {
    creator.name_sealed.as_ref().and(creator.iin_sealed.as_ref())?;
    let (iban, last4) = (creator.iban_sealed.clone()?, creator.iban_last4.clone()?);
    Some((creator.profile_on(day)?, iban, last4))
}

fn take_earnings(book: &mut Book, payout: PayoutId, earnings: &[Earning]) -> Result<(), Refusal> {
    for earning in earnings {
        book.payout_items.put(PayoutItem { payout_id: payout, earning_id: earning.id, is_live: true });
        let row = book.earnings.edit(&earning.id)?;
        row.state = Word(EarningState::InPayout);
        row.payout_id = Some(payout);
        book.touch(earning.creator_id, Topic::Earning, earning.id);
    }
    Ok(())
}

/// The quote of these earnings as the books stand, or why there is none.
pub fn quoted(book: &Book, quoting: &Quoting<'_>) -> Result<Quote, Code> {
    let (month, year) = histories(book, &quoting.keeper, quoting.day.month(), quoting.counted);
    let person = Person {
        profile: quoting.keeper.profile,
        flags: quoting.creator.tax_flags.0,
        agent: &quoting.keeper.agent,
        month: &month,
        year: &year,
    };
    let input = PayoutInput {
        gross: quoting.earnings.iter().map(|earning| earning.amount_tiyn).sum(),
        advance_fee: quoting.earnings.iter().map(|earning| earning.advance_fee_tiyn).sum(),
        advance_bp: quoting.earnings.first().and_then(|earning| earning.advance_bp).unwrap_or(0),
        debt: quoting.debt,
        person,
        day: quoting.day,
        lands: quoting.lands,
    };
    let quote = payout_quote(&input).map_err(|refusal| refusal.code())?;
    check_minimum(quote.net)?;
    Ok(quote)
}

/// What the creator owes, less what payouts that were asked for before will set off.
fn free_debt(book: &Book, creator: PersonId) -> Money {
    let is_asked = |payout: &&Payout| payout.creator_id == creator && payout.state.0 == PayoutState::Requested;
    let spoken_for: Money = book.payouts.iter().filter(is_asked).map(|payout| payout.debt_tiyn).sum();
    (book.balance(&AccountKey::of(AccountKind::Debt, creator)) - spoken_for).max(Money::ZERO)
}

/// Why the lines differ from what the cards had said; bonuses had no card.
pub fn differences(book: &Book, earnings: &[Earning], payout: &Quote) -> Vec<Difference> {
    let is_fee = |earning: &&Earning| earning.kind.0 == EarningKind::FixedFee;
    let offers: Vec<Quote> = earnings
        .iter()
        .filter(is_fee)
        .filter_map(|earning| book.deals.find(&earning.deal_id))
        .map(|deal| deal.quote.0.clone())
        .collect();
    match quote::combined(&offers) {
        Some(offer) if offer.gross == payout.gross => quote::differences(&offer, payout),
        _ => Vec::new(),
    }
}

/// All withheld lines together.
pub fn withheld(quote: &Quote) -> Money {
    quote.lines.iter().map(|line| line.amount).sum()
}
