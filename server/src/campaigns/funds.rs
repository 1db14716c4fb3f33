//! What a brand can still pay: its prepayment first, else the credit that an operator granted. Red light or *prepaid only*
//! leaves the prepayment alone.

use gamma_core::id::{BrandId, Id};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::{Money, Rate};
use gamma_core::wire::views::Light;
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::book::rows::{Account, Brand};
use crate::book::{Book, Refusal};
use crate::db::{Db, DbError};
use gamma_core::deal::Charges;

/// What is free of a brand's money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Funds {
    pub prepaid_left: Money,
    pub credit_left: Money,
}

/// Where the money for a deal is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Prepaid,
    Credit,
}

impl Funds {
    /// Of a brand whose accounts are in the book.
    pub fn in_book(book: &Book, brand: BrandId) -> Result<Self, Refusal> {
        let row = book.brands.get(&brand)?;
        let of = |kind| {
            let key = AccountKey::of(kind, brand);
            Used { balance: book.balance(&key), held: book.held(&key) }
        };
        Ok(Self::of(row, of(AccountKind::Receivable), of(AccountKind::Prepaid)))
    }

    fn of(brand: &Brand, receivable: Used, prepaid: Used) -> Self {
        let is_credit_off = brand.is_prepaid_only || brand.light.0 == Light::Red;
        let credit = if is_credit_off { Money::ZERO } else { brand.credit_limit_tiyn };
        Self {
            // A prepayment is a credit: its balance is negative.
            prepaid_left: -prepaid.balance - prepaid.held,
            credit_left: credit - receivable.balance - receivable.held,
        }
    }

    /// Where a hold of this size would be, if it can be at all.
    pub fn source(&self, hold: Money) -> Option<Source> {
        if self.prepaid_left >= hold {
            Some(Source::Prepaid)
        } else {
            (self.credit_left >= hold).then_some(Source::Credit)
        }
    }

    /// Whether one more deal can be paid.
    pub fn covers(&self, hold: Money) -> bool {
        self.source(hold).is_some()
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Used {
    balance: Money,
    held: Money,
}

/// What a campaign's deals cost on top of what creators earn.
pub fn charges(commission_bp: i64, vat_bp: i64) -> Charges {
    Charges { commission: Rate::from_bp(commission_bp), vat: Rate::from_bp(vat_bp) }
}

/// Brands with what they can still pay, in two statements.
pub async fn of_brands(db: &Db, brands: &[Uuid]) -> Result<BTreeMap<BrandId, (Brand, Funds)>, DbError> {
    let rows: Vec<Brand> = db.records_in("id", brands, "").await?;
    let account_ids: Vec<Uuid> = rows.iter().flat_map(|brand| account_keys(brand.id)).map(|key| key.id().uuid()).collect();
    let accounts: Vec<Account> = db.records_in("id", &account_ids, "").await?;
    let used: BTreeMap<_, _> = accounts
        .into_iter()
        .map(|account| (account.id, Used { balance: account.balance_tiyn, held: account.held_tiyn }))
        .collect();
    let with_funds = |brand: Brand| {
        let [receivable, prepaid] = account_keys(brand.id).map(|key| used.get(&key.id()).copied().unwrap_or_default());
        let funds = Funds::of(&brand, receivable, prepaid);
        (brand.id, (brand, funds))
    };
    Ok(rows.into_iter().map(with_funds).collect())
}

fn account_keys(brand: BrandId) -> [AccountKey; 2] {
    [AccountKind::Receivable, AccountKind::Prepaid].map(|kind| AccountKey::of(kind, brand))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prepayment_is_used_before_credit() {
        let tenge = Money::from_tenge;
        let funds = Funds { prepaid_left: tenge(10), credit_left: tenge(30) };
        assert_eq!(funds.source(tenge(10)), Some(Source::Prepaid));
        assert_eq!(funds.source(tenge(11)), Some(Source::Credit));
        assert_eq!(funds.source(tenge(31)), None);
    }
}
