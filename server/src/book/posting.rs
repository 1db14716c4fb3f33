//! Posting: entries that balance, and money that is set aside for a deal. The only code that makes postings and holds.

use gamma_core::id::{DealId, EarningId, EntryId, PayoutId};
use gamma_core::ledger::{AccountKey, EntryKind, Posting, is_balanced};
use gamma_core::money::Money;
use gamma_core::time::Timestamp;
use gamma_core::wire::Code;

use super::rows::{Entry, Hold, PostingRow};
use super::{Book, Call, DealLink, Refusal};
use crate::db::Word;

/// What an entry belongs to, besides its command.
#[derive(Debug, Clone, Copy, Default)]
pub struct Links {
    pub deal: Option<DealId>,
    pub earning: Option<EarningId>,
    pub payout: Option<PayoutId>,
    pub reverses: Option<EntryId>,
    /// When it happened, if not when the command came.
    pub happened_at: Option<Timestamp>,
}

impl Book {
    /// A bounded account's balance, debit positive; nothing if it was never used.
    pub fn balance(&self, key: &AccountKey) -> Money {
        self.accounts.find(&key.id()).map_or(Money::ZERO, |account| account.balance_tiyn)
    }

    /// What is held of a bounded account.
    pub fn held(&self, key: &AccountKey) -> Money {
        self.accounts.find(&key.id()).map_or(Money::ZERO, |account| account.held_tiyn)
    }

    /// Sets a bounded account's ceiling, never under what is already used of it.
    pub fn set_ceiling(&mut self, key: &AccountKey, ceiling: Money) -> Result<(), Refusal> {
        let account = self.accounts.edit(&key.id())?;
        account.ceiling_tiyn = Some(ceiling.max(account.balance_tiyn + account.held_tiyn));
        Ok(())
    }

    /// Books an entry. It must balance (invariant 1); bounds are checked when the command is decided (invariant 4).
    pub fn post(
        &mut self,
        call: &Call,
        name: &str,
        kind: EntryKind,
        postings: &[Posting],
        links: Links,
    ) -> Result<EntryId, Refusal> {
        if !is_balanced(postings) {
            return Err(Refusal::new(Code::Internal, format!("entry {} does not balance", kind.name())));
        }
        let id: EntryId = call.derive(&format!("entry/{name}"));
        for (k, posting) in (0_i64..).zip(postings) {
            let account_id = posting.account.id();
            if posting.account.kind.is_bounded() {
                self.accounts.edit(&account_id)?.balance_tiyn += posting.amount;
            } else {
                self.used.push((account_id, posting.account.clone()));
            }
            self.postings.push(PostingRow { entry_id: id, k, account_id, amount_tiyn: posting.amount, n: 0 });
        }
        self.entries.push(Entry {
            id,
            kind: Word(kind),
            actor: call.actor.text(),
            command_id: call.id,
            n: 0,
            happened_at: links.happened_at.unwrap_or(call.now),
            learned_at: call.now,
            reverses: links.reverses,
            deal_id: links.deal,
            earning_id: links.earning,
            payout_id: links.payout,
        });
        Ok(id)
    }

    /// Sets money of a brand's account aside for a deal, and counts it against the campaign's budget.
    pub fn open_hold(
        &mut self,
        call: &Call,
        link: DealLink,
        account: &AccountKey,
        amount: Money,
    ) -> Result<(), Refusal> {
        self.accounts.edit(&account.id())?.held_tiyn += amount;
        self.campaigns.edit(&link.campaign)?.held_tiyn += amount;
        self.holds.put(Hold {
            id: link.deal,
            account_id: account.id(),
            campaign_id: link.campaign,
            amount_tiyn: amount,
            posted_tiyn: Money::ZERO,
            voided_tiyn: Money::ZERO,
            actor: call.actor.text(),
            command_id: call.id,
            opened_at: call.now,
            closed_at: None,
        });
        Ok(())
    }

    /// Takes `amount` out of a deal's hold because it is being booked for good.
    pub fn post_hold(&mut self, deal: DealId, amount: Money) -> Result<(), Refusal> {
        let hold = self.holds.edit(&deal)?;
        hold.posted_tiyn += amount;
        if hold.closed_at.is_some() || hold.posted_tiyn + hold.voided_tiyn > hold.amount_tiyn {
            return Err(Refusal::new(Code::Internal, "more is booked than was held"));
        }
        let (account, campaign) = (hold.account_id, hold.campaign_id);
        self.accounts.edit(&account)?.held_tiyn -= amount;
        let campaign = self.campaigns.edit(&campaign)?;
        campaign.held_tiyn -= amount;
        campaign.spent_tiyn += amount;
        Ok(())
    }

    /// Gives back what is left of a deal's hold; nothing if it was closed before.
    pub fn void_hold(&mut self, call: &Call, deal: DealId) -> Result<Money, Refusal> {
        let hold = self.holds.edit(&deal)?;
        let left = hold.amount_tiyn - hold.posted_tiyn - hold.voided_tiyn;
        if hold.closed_at.is_some() {
            return Ok(Money::ZERO);
        }
        hold.voided_tiyn += left;
        hold.closed_at = Some(call.now);
        let (account, campaign) = (hold.account_id, hold.campaign_id);
        self.accounts.edit(&account)?.held_tiyn -= left;
        self.campaigns.edit(&campaign)?.held_tiyn -= left;
        Ok(left)
    }
}
