//! What a brand can still pay: the credit that an operator granted, or, where it has none, its prepayment.

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

/// What is free of the money that a brand's next deal is held on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Funds {
    /// Deals are paid for ahead.
    pub is_prepaid: bool,
    pub left: Money,
    /// What the brand owes and has on hold on credit.
    pub owed: Money,
}

impl Funds {
    /// Of a brand whose accounts are in the book.
    pub fn in_book(book: &Book, brand: BrandId) -> Result<Self, Refusal> {
        let row = book.brands.get(&brand)?;
        let of = |kind| {
            let key = AccountKey::of(kind, brand);
            book.balance(&key) + book.held(&key)
        };
        Ok(Self::of(row, of(AccountKind::Receivable), of(AccountKind::Prepaid)))
    }

    /// `owed` and `prepaid` are balances with what is held; a prepayment is a credit, so its balance is negative.
    fn of(brand: &Brand, owed: Money, prepaid: Money) -> Self {
        let is_prepaid = is_prepaid(brand);
        Self { is_prepaid, left: if is_prepaid { -prepaid } else { brand.credit_limit_tiyn - owed }, owed }
    }

    /// Whether one more deal can be paid.
    pub fn covers(&self, hold: Money) -> bool {
        self.left >= hold
    }
}

/// Whether a brand's deals are paid for ahead: it never had credit, or its light is red.
pub fn is_prepaid(brand: &Brand) -> bool {
    brand.is_prepaid_only || brand.light.0 == Light::Red || brand.credit_limit_tiyn.is_zero()
}

/// What a campaign's deals cost on top of what creators earn.
pub fn charges(commission_bp: i64, vat_bp: i64) -> Charges {
    Charges { commission: Rate::from_bp(commission_bp), vat: Rate::from_bp(vat_bp) }
}

/// Brands with what they can still pay, in two statements.
pub async fn of_brands(db: &Db, brands: &[Uuid]) -> Result<BTreeMap<BrandId, (Brand, Funds)>, DbError> {
    let rows: Vec<Brand> = db.records_in("id", brands, "").await?;
    let account_ids: Vec<Uuid> =
        rows.iter().flat_map(|brand| account_keys(brand.id)).map(|key| key.id().uuid()).collect();
    let accounts: Vec<Account> = db.records_in("id", &account_ids, "").await?;
    let used: BTreeMap<_, _> =
        accounts.into_iter().map(|account| (account.id, account.balance_tiyn + account.held_tiyn)).collect();
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
