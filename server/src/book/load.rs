//! Loading: locks in one order (accounts by id, campaigns, platform days), then reads the rest under those locks.

use gamma_core::id::Id;
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

use super::rows::{Account, Earning, Payout, PayoutItem, PlatformDay};
use super::{Book, Needs};
use crate::db::{DbError, Tx, Word, fetch_by};

fn uuids<T: Id>(ids: &BTreeSet<T>) -> Vec<Uuid> {
    ids.iter().map(|id| id.uuid()).collect()
}

/// A bounded account at its first use. A brand's credit starts at nothing, so it fails closed.
pub(super) fn opened_account(key: &AccountKey, now: Timestamp) -> Account {
    let zero = Some(Money::ZERO);
    let (floor_tiyn, ceiling_tiyn) = match key.kind {
        AccountKind::Receivable => (zero, zero),
        AccountKind::Debt => (zero, None),
        AccountKind::Prepaid | AccountKind::Waiting | AccountKind::Payable => (None, zero),
        _ => (None, None),
    };
    Account {
        id: key.id(),
        kind: Word(key.kind),
        owner: key.owner,
        part: key.part.clone(),
        is_bounded: key.kind.is_bounded(),
        floor_tiyn,
        ceiling_tiyn,
        balance_tiyn: Money::ZERO,
        held_tiyn: Money::ZERO,
        opened_at: now,
        closed_at: None,
    }
}

impl Book {
    /// Locks and loads everything that the gathering's commands named.
    pub(super) async fn load(tx: &mut Tx, needs: &Needs, now: Timestamp) -> Result<Self, DbError> {
        let mut book = Self::default();
        book.lock(tx, needs, now).await?;
        book.load_people(tx, needs).await?;
        book.load_deals(tx, needs).await?;
        book.load_payouts(tx, needs).await?;
        Ok(book)
    }

    async fn lock(&mut self, tx: &mut Tx, needs: &Needs, now: Timestamp) -> Result<(), DbError> {
        let ids: Vec<Uuid> = needs.accounts.keys().map(|id| id.uuid()).collect();
        let mut found: Vec<Account> = tx.fetch_many("id", &ids, "order by id", true).await?;
        if found.len() < ids.len() {
            let is_missing = |key: &&AccountKey| !found.iter().any(|account| account.id == key.id());
            let missing: Vec<_> =
                needs.accounts.values().filter(is_missing).map(|key| opened_account(key, now)).collect();
            tx.insert_missing(&missing).await?;
            found = tx.fetch_many("id", &ids, "order by id", true).await?;
        }
        self.accounts.load(found);
        self.campaigns.load(tx.fetch_many("id", &uuids(&needs.campaigns), "order by id", true).await?);
        for day in &needs.days {
            let sql = tx.for_update("where day = $1");
            self.days.load(fetch_by::<PlatformDay>(tx, &sql, crate::args![*day]).await?);
        }
        Ok(())
    }

    async fn load_people(&mut self, tx: &mut Tx, needs: &Needs) -> Result<(), DbError> {
        for index in &needs.iin_indexes {
            self.creators.load(fetch_by(tx, "where iin_index = $1", crate::args![index.clone()]).await?);
        }
        for bin in &needs.bins {
            self.brands.load(fetch_by(tx, "where bin = $1", crate::args![bin.clone()]).await?);
        }
        self.people.load(tx.fetch_many("id", &uuids(&needs.people), "", false).await?);
        self.challenges.load(tx.fetch_many("id", &uuids(&needs.challenges), "", false).await?);
        self.creators.load(tx.fetch_many("id", &uuids(&needs.creators), "", false).await?);
        self.brands.load(tx.fetch_many("id", &uuids(&needs.brands), "", false).await?);
        self.members.load(tx.fetch_many("brand_id", &uuids(&needs.members_of), "", false).await?);
        let hashes: BTreeSet<_> = self.campaigns.iter().map(|campaign| campaign.terms_hash).collect();
        for hash in hashes {
            self.sheets.load(fetch_by(tx, "where hash = $1", crate::args![hash]).await?);
        }
        self.notices.load(tx.fetch_many("id", &uuids(&needs.notices), "", false).await?);
        self.scripts.load(tx.fetch_many("id", &uuids(&needs.scripts), "", false).await?);
        self.invoices.load(tx.fetch_many("id", &uuids(&needs.invoices), "", false).await?);
        self.invoices.load(tx.fetch_many("brand_id", &uuids(&needs.invoices_of), "", false).await?);
        self.brand_payments.load(tx.fetch_many("id", &uuids(&needs.brand_payments), "", false).await?);
        Ok(())
    }

    async fn load_deals(&mut self, tx: &mut Tx, needs: &Needs) -> Result<(), DbError> {
        let deals = uuids(&needs.deals);
        self.deals.load(tx.fetch_many("id", &deals, "", false).await?);
        self.holds.load(tx.fetch_many("id", &deals, "", false).await?);
        self.drafts.load(tx.fetch_many("deal_id", &deals, "", false).await?);
        self.posts.load(tx.fetch_many("deal_id", &deals, "", false).await?);
        self.earnings.load(tx.fetch_many("deal_id", &deals, "order by id", true).await?);
        for (creator, campaign) in &needs.swipes {
            let both = crate::args![*creator, *campaign];
            let rest = "where creator_id = $1 and campaign_id = $2";
            self.swipes.load(fetch_by(tx, rest, both).await?);
            self.deals.load(fetch_by(tx, rest, both).await?);
        }
        let at_work = "and approved_at is null and ended_at is null";
        self.deals.load(tx.fetch_many("creator_id", &uuids(&needs.open_deals_of), at_work, false).await?);
        self.load_earnings(tx, needs).await
    }

    /// An earning has two sides: its creator's lock guards what is paid out, its brand's what is paid in. So its row is
    /// locked too, or two processes could each write over what the other has just written.
    async fn load_earnings(&mut self, tx: &mut Tx, needs: &Needs) -> Result<(), DbError> {
        self.earnings.load(tx.fetch_many("id", &uuids(&needs.earnings), "order by id", true).await?);
        let open = "and state in ('waiting', 'available', 'in_payout') order by id";
        self.earnings.load(tx.fetch_many("creator_id", &uuids(&needs.earnings_of), open, true).await?);
        let unpaid = "and brand_paid_at is null and reversed_at is null and written_off_at is null order by id";
        self.earnings.load(tx.fetch_many("brand_id", &uuids(&needs.debts_of), unpaid, true).await?);
        for (brand, day) in &needs.unbilled {
            let rest = "where brand_id = $1 and invoice_id is null and earned_at < $2 order by id";
            self.earnings.load(fetch_by(tx, &tx.for_update(rest), crate::args![*brand, day.start()]).await?);
        }
        Ok(())
    }

    async fn load_payouts(&mut self, tx: &mut Tx, needs: &Needs) -> Result<(), DbError> {
        let payouts = uuids(&needs.payouts);
        self.payouts.load(tx.fetch_many("id", &payouts, "", false).await?);
        self.attempts.load(tx.fetch_many("payout_id", &payouts, "", false).await?);
        self.withheld.load(tx.fetch_many("payout_id", &payouts, "", false).await?);
        let items: Vec<PayoutItem> = tx.fetch_many("payout_id", &payouts, "", false).await?;
        let earnings: Vec<Uuid> = items.iter().map(|item| item.earning_id.uuid()).collect();
        self.payout_items.load(items);
        self.earnings.load(tx.fetch_many::<Earning>("id", &earnings, "order by id", true).await?);
        self.tax_batches.load(tx.fetch_many("id", &uuids(&needs.tax_batches), "order by id", true).await?);
        for (person, year) in &needs.tax_years {
            let (first, last) = (format!("{year:04}-01"), format!("{year:04}-12"));
            let args = crate::args![*person, first, last];
            let rest = "where creator_id = $1 and month between $2 and $3";
            self.payouts.load(fetch_by::<Payout>(tx, rest, args).await?);
            self.withheld.load(fetch_by(tx, "where person_id = $1 and month between $2 and $3", args).await?);
            self.true_ups.load(fetch_by(tx, "where person_id = $1 and month between $2 and $3", args).await?);
        }
        let asked = "and state = 'requested'";
        self.payouts.load(tx.fetch_many("creator_id", &uuids(&needs.earnings_of), asked, false).await?);
        self.load_deals_of_earnings(tx, needs).await
    }

    /// A payout is held against what the cards of its deals had said, and a brand must have let us withhold for it.
    /// Both are only looked at: whoever changes them named them, and has them already.
    async fn load_deals_of_earnings(&mut self, tx: &mut Tx, needs: &Needs) -> Result<(), DbError> {
        let is_paid_out = |earning: &&Earning| needs.creators.contains(&earning.creator_id);
        let of: Vec<_> = self.earnings.iter().filter(is_paid_out).map(|row| (row.deal_id, row.brand_id)).collect();
        let deals: BTreeSet<_> = of.iter().map(|(deal, _)| *deal).filter(|id| self.deals.find(id).is_none()).collect();
        let brands: BTreeSet<_> = of.iter().map(|(_, id)| *id).filter(|id| self.brands.find(id).is_none()).collect();
        self.deals.load(tx.fetch_many("id", &uuids(&deals), "", false).await?);
        self.brands.load(tx.fetch_many("id", &uuids(&brands), "", false).await?);
        Ok(())
    }
}
