//! Earning: approved work becomes a claim of the creator. The hold is posted and the brand owes (or had prepaid) it.

use gamma_core::deal::{Charges, due_on};
use gamma_core::id::EarningId;
use gamma_core::ledger::EntryKind;
use gamma_core::ledger::entries::{Earned, approved};
use gamma_core::money::{Money, Rate};
use gamma_core::payout::RailClass;
use gamma_core::time::Day;
use gamma_core::wire::views::{EarningKind, EarningState};
use gamma_core::wire::{Code, Topic};
use std::collections::BTreeMap;

use crate::app::App;
use crate::book::rows::Earning;
use crate::book::{Book, Call, DealLink, Links, Needs, Refusal};
use crate::db::Word;

/// What decisions about earnings and payouts need of the configuration.
#[derive(Debug, Clone)]
pub struct EarnRules {
    pub default_rail: String,
    pub rails: BTreeMap<String, RailRules>,
}

/// What decisions need to know of a rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RailRules {
    pub class: RailClass,
    pub is_batched: bool,
}

impl From<&App> for EarnRules {
    fn from(app: &App) -> Self {
        let class = RailClass::BankFile { days: 1, cutoff_hour: 15 };
        let rails = BTreeMap::from([("bank_file".to_owned(), RailRules { class, is_batched: true })]);
        Self { default_rail: app.config.default_rail.clone(), rails }
    }
}

impl EarnRules {
    /// The rail with this name if there is one, else the default one.
    pub fn rail(&self, name: &str) -> Result<(&str, RailRules), Refusal> {
        let found = self.rails.get_key_value(name).or_else(|| self.rails.get_key_value(&self.default_rail));
        let found = found.or_else(|| self.rails.first_key_value());
        found.map(|(name, rules)| (name.as_str(), *rules)).ok_or_else(|| Refusal::new(Code::Internal, "no rail"))
    }
}

/// Names what [`earn`] looks at and changes.
pub fn needs(needs: &mut Needs, link: DealLink, day: Day) {
    needs.deal(link);
    needs.open_earnings(link.creator);
    needs.tax_year(link.creator, day.month().year());
}

/// Books `amount` as earned.
pub fn earn(
    book: &mut Book,
    call: &Call,
    _rules: &EarnRules,
    link: DealLink,
    kind: EarningKind,
    amount: Money,
) -> Result<EarningId, Refusal> {
    let deal = book.deals.get(&link.deal)?.clone();
    let charges = Charges { commission: Rate::from_bp(deal.commission_bp), vat: Rate::from_bp(deal.vat_bp) };
    let cost = charges.cost(amount);
    book.post_hold(deal.id, cost.total())?;
    let from_prepaid = if deal.is_prepaid { cost.total() } else { Money::ZERO };
    let id: EarningId = call.derive(&format!("earning/{}/{kind:?}", deal.id));
    let links = Links { deal: Some(deal.id), earning: Some(id), ..Links::default() };
    let postings = approved(&Earned { brand: deal.brand_id, creator: deal.creator_id, cost, from_prepaid });
    book.post(call, &format!("earned/{id}"), EntryKind::Approved, &postings, links)?;
    book.earnings.put(Earning {
        id,
        deal_id: deal.id,
        creator_id: deal.creator_id,
        brand_id: deal.brand_id,
        kind: Word(kind),
        amount_tiyn: cost.earned,
        commission_tiyn: cost.commission,
        vat_tiyn: cost.vat,
        is_prepaid: deal.is_prepaid,
        state: Word(EarningState::Waiting),
        due_on: due_on(call.now.day()),
        earned_at: call.now,
        advanced_at: None,
        advance_bp: None,
        advance_fee_tiyn: Money::ZERO,
        brand_paid_tiyn: if deal.is_prepaid { cost.total() } else { Money::ZERO },
        brand_paid_at: deal.is_prepaid.then_some(call.now),
        invoice_id: None,
        payout_id: None,
        reversed_at: None,
        n: 0,
    });
    book.touch(deal.creator_id, Topic::Earning, id);
    Ok(id)
}
