//! Needs: what a command wants locked and loaded, named before it is decided, so that locks have one order everywhere.

use gamma_core::id::{
    AccountId, BrandId, BrandPaymentId, CampaignId, ChallengeId, CommandId, DealId, EarningId, Id, InvoiceId, NoticeId,
    PayoutId, PersonId, ScriptId, TaxBatchId,
};
use gamma_core::ledger::AccountKey;
use gamma_core::time::Day;
use std::collections::{BTreeMap, BTreeSet};

/// What a command needs locked and loaded.
#[derive(Debug, Default)]
pub struct Needs {
    pub(super) accounts: BTreeMap<AccountId, AccountKey>,
    pub(super) creators: BTreeSet<PersonId>,
    pub(super) brands: BTreeSet<BrandId>,
    pub(super) campaigns: BTreeSet<CampaignId>,
    pub(super) swipes: BTreeSet<(PersonId, CampaignId)>,
    pub(super) deals: BTreeSet<DealId>,
    pub(super) open_deals_of: BTreeSet<PersonId>,
    pub(super) asked_by: Option<CommandId>,
    pub(super) earnings: BTreeSet<EarningId>,
    pub(super) earnings_of: BTreeSet<PersonId>,
    pub(super) debts_of: BTreeSet<BrandId>,
    pub(super) payouts: BTreeSet<PayoutId>,
    pub(super) tax_years: BTreeSet<(PersonId, i16)>,
    pub(super) days: BTreeSet<Day>,
    pub(super) invoices: BTreeSet<InvoiceId>,
    pub(super) notices: BTreeSet<NoticeId>,
    pub(super) scripts: BTreeSet<ScriptId>,
    pub(super) people: BTreeSet<PersonId>,
    pub(super) challenges: BTreeSet<ChallengeId>,
    pub(super) members_of: BTreeSet<BrandId>,
    pub(super) bins: BTreeSet<String>,
    pub(super) iin_indexes: BTreeSet<Vec<u8>>,
    pub(super) brand_payments: BTreeSet<BrandPaymentId>,
    pub(super) invoices_of: BTreeSet<BrandId>,
    pub(super) unbilled: BTreeSet<(BrandId, Day)>,
    pub(super) tax_batches: BTreeSet<TaxBatchId>,
}

/// The ids around a deal, none of which ever changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DealLink {
    pub deal: DealId,
    pub campaign: CampaignId,
    pub brand: BrandId,
    pub creator: PersonId,
}

impl Needs {
    /// A bounded account of its own; unbounded ones need not be named.
    pub fn account(&mut self, key: AccountKey) {
        self.accounts.insert(key.id(), key);
    }

    /// The creator's row and accounts: the creator's lock, which guards deals, earnings and payouts too.
    pub fn creator(&mut self, creator: PersonId) {
        use gamma_core::ledger::AccountKind::{Debt, Payable, Waiting};
        self.creators.insert(creator);
        for kind in [Waiting, Payable, Debt] {
            self.account(AccountKey::of(kind, creator));
        }
    }

    /// The brand's row and accounts: the brand's lock.
    pub fn brand(&mut self, brand: BrandId) {
        use gamma_core::ledger::AccountKind::{Prepaid, Receivable};
        self.brands.insert(brand);
        for kind in [Receivable, Prepaid] {
            self.account(AccountKey::of(kind, brand));
        }
    }

    /// The campaign's row, locked, and its terms.
    pub fn campaign(&mut self, campaign: CampaignId) {
        self.campaigns.insert(campaign);
    }

    /// The creator's answer to a campaign and the deal it may have made.
    pub fn swipe(&mut self, creator: PersonId, campaign: CampaignId) {
        self.swipes.insert((creator, campaign));
    }

    /// A deal with its hold, drafts, posts and earnings, and everybody around it.
    pub fn deal(&mut self, link: DealLink) {
        self.deals.insert(link.deal);
        self.creator(link.creator);
        self.brand(link.brand);
        self.campaign(link.campaign);
    }

    /// The deal that has this command's own id, if somebody made one before.
    pub fn deal_of_command(&mut self) {
        self.deals.extend(self.asked_by.map(|id| DealId::from_uuid(id.uuid())));
    }

    /// The creator's deals that are not approved and not over.
    pub fn open_deals(&mut self, creator: PersonId) {
        self.creator(creator);
        self.open_deals_of.insert(creator);
    }

    /// The creator's earnings that are not paid or reversed.
    pub fn open_earnings(&mut self, creator: PersonId) {
        self.creator(creator);
        self.earnings_of.insert(creator);
    }

    /// One earning, and its creator.
    pub fn earning(&mut self, earning: EarningId, creator: PersonId) {
        self.creator(creator);
        self.earnings.insert(earning);
    }

    /// The brand's earnings that it has not paid, and its invoices.
    pub fn open_receivables(&mut self, brand: BrandId) {
        self.invoices_of(brand);
        self.debts_of.insert(brand);
    }

    /// The brand's invoices.
    pub fn invoices_of(&mut self, brand: BrandId) {
        self.brand(brand);
        self.invoices_of.insert(brand);
    }

    /// The brand's earnings of before `day` that no invoice names.
    pub fn unbilled(&mut self, brand: BrandId, day: Day) {
        self.brand(brand);
        self.unbilled.insert((brand, day));
    }

    /// Money that came in, by the id of its reference.
    pub fn brand_payment(&mut self, payment: BrandPaymentId) {
        self.brand_payments.insert(payment);
    }

    /// A payout with its items, attempts, withheld lines and earnings; name its creator too.
    pub fn payout(&mut self, payout: PayoutId, creator: PersonId) {
        self.creator(creator);
        self.payouts.insert(payout);
    }

    /// What was paid to and withheld from a person in a year.
    pub fn tax_year(&mut self, person: PersonId, year: i16) {
        self.tax_years.insert((person, year));
    }

    /// A transfer of withheld lines to the state, locked.
    pub fn tax_batch(&mut self, batch: TaxBatchId) {
        self.tax_batches.insert(batch);
    }

    /// The platform's cash for a day, locked.
    pub fn platform_day(&mut self, day: Day) {
        self.days.insert(day);
    }

    pub fn invoice(&mut self, invoice: InvoiceId) {
        self.invoices.insert(invoice);
    }

    pub fn notice(&mut self, notice: NoticeId) {
        self.notices.insert(notice);
    }

    /// A kept script, under its creator's lock.
    pub fn script(&mut self, script: ScriptId, creator: PersonId) {
        self.creator(creator);
        self.scripts.insert(script);
    }

    /// The person's row; name the creator too, whose lock guards it.
    pub fn person(&mut self, person: PersonId) {
        self.people.insert(person);
    }

    /// A one-time code's row; name the creator who answers it too.
    pub fn challenge(&mut self, challenge: ChallengeId) {
        self.challenges.insert(challenge);
    }

    /// Everybody who may act for the brand, under the brand's lock.
    pub fn members_of(&mut self, brand: BrandId) {
        self.brand(brand);
        self.members_of.insert(brand);
    }

    /// Whichever brand has this company number, to be looked at only.
    pub fn brand_of_bin(&mut self, bin: &str) {
        self.bins.insert(bin.to_owned());
    }

    /// Whichever creator has this identity number, by its blind index, to be looked at only.
    pub fn creator_of_iin(&mut self, iin_index: &[u8]) {
        self.iin_indexes.insert(iin_index.to_vec());
    }
}
