//! The tables that decisions touch, as records. Column meanings stand in `migrations/`.

use gamma_core::id::{
    AccountId, AttemptId, BatchId, BrandId, BrandPaymentId, CampaignId, ChallengeId, CommandId, DealId, DeviceId,
    DraftId, EarningId, EntryId, InvoiceId, JobId, MediaId, NoticeId, PayoutId, PersonId, PostId, RemittanceId,
    ScriptId, TaxBatchId,
};
use gamma_core::kazakh::guard::Register;
use gamma_core::ledger::{AccountKind, EntryKind};
use gamma_core::matching::{AudienceBand, Targets};
use gamma_core::money::Money;
use gamma_core::quote::{Difference, Quote};
use gamma_core::tax::{Agent, Flags, LineCode, Profile};
use gamma_core::terms::{TermSheet, TermsHash};
use gamma_core::time::{Day, Month, Timestamp};
use gamma_core::wire::Topic;
use gamma_core::wire::commands::{ConsentKind, Fix, NoReason, PayoutChoice, PostProblem};
use gamma_core::wire::identity::Purpose;
use gamma_core::wire::scripts::{KeptBeat, MadeBy};
use gamma_core::wire::views::{
    CampaignState, Cleared, DealState, EarningKind, EarningState, Ended, HandleView, Light, NoticeKind, PayoutState,
};
use uuid::Uuid;

use crate::db::{Json, Word, record};

record! {
    /// A human being, found by the phone's blind index.
    pub struct Person in "person" by (id: PersonId) {
        phone_sealed: Vec<u8>,
        phone_index: [u8; 32],
        app_language: String,
        is_operator: bool,
        operator_name: Option<String>,
        created_at: Timestamp,
    }
}

record! {
    /// A text that a person agreed to, or took back.
    pub struct Consent in "consent" by (id: Uuid) {
        person_id: PersonId,
        kind: Word<ConsentKind>,
        version: String,
        text_hash: String,
        is_given: bool,
        device_id: Option<DeviceId>,
        at: Timestamp,
    }
}

record! {
    /// Somebody who may act for a brand.
    pub struct BrandMember in "brand_member" by (brand_id: BrandId, person_id: PersonId) {
        role: String,
        may_sign: bool,
        since: Timestamp,
    }
}

record! {
    /// A phone number that waits for its code, or has it.
    pub struct Challenge in "challenge" by (id: ChallengeId) {
        phone_sealed: Vec<u8>,
        phone_index: [u8; 32],
        device_id: DeviceId,
        purpose: Word<Purpose>,
        code_mac: [u8; 32],
        created_at: Timestamp,
        expires_at: Timestamp,
        wrong_tries: i64,
        answered_at: Option<Timestamp>,
        used_at: Option<Timestamp>,
    }
}

record! {
    /// A creator's own things.
    pub struct Creator in "creator" by (id: PersonId) {
        display_name: Option<String>,
        city: Option<String>,
        tags: Json<Vec<String>>,
        languages: Json<Vec<String>>,
        handles: Json<Vec<HandleView>>,
        audience: Option<Word<AudienceBand>>,
        followers: u32,
        name_sealed: Option<Vec<u8>>,
        iin_sealed: Option<Vec<u8>>,
        iin_index: Option<Vec<u8>>,
        born_on: Option<Day>,
        tax_profile: Option<Word<Profile>>,
        tax_flags: Json<Flags>,
        tax_confirmed_by: Option<String>,
        tax_confirmed_until: Option<Day>,
        iban_sealed: Option<Vec<u8>>,
        iban_holder_sealed: Option<Vec<u8>>,
        iban_last4: Option<String>,
        payouts_held_until: Option<Timestamp>,
        consents: Json<Vec<ConsentKind>>,
        level: u8,
        deals_done: u32,
        advance_open_tiyn: Money,
        advance_limit_tiyn: Option<Money>,
        n: i64,
    }
}

record! {
    /// A company that opens campaigns.
    pub struct Brand in "brand" by (id: BrandId) {
        name: String,
        bin: String,
        commission_bp: i64,
        credit_limit_tiyn: Money,
        trust_limit_tiyn: Money,
        trust_used_tiyn: Money,
        advance_limit_tiyn: Money,
        is_prepaid_only: bool,
        tax_authority_at: Option<Timestamp>,
        light: Word<Light>,
        created_at: Timestamp,
        n: i64,
    }
}

record! {
    /// A version of terms, by its hash.
    pub struct Sheet in "term_sheet" by (hash: TermsHash) { sheet: Json<TermSheet>, created_at: Timestamp }
}

record! {
    /// What a brand wants.
    pub struct Campaign in "campaign" by (id: CampaignId) {
        brand_id: BrandId,
        title: String,
        terms_hash: TermsHash,
        targets: Json<Targets>,
        state: Word<CampaignState>,
        slots: u32,
        slots_taken: u32,
        budget_tiyn: Money,
        held_tiyn: Money,
        spent_tiyn: Money,
        commission_bp: i64,
        picture_id: Option<MediaId>,
        open_until: Timestamp,
        created_at: Timestamp,
        n: i64,
    }
}

record! {
    /// A creator's answer to an offer.
    pub struct SwipeRow in "swipe" by (creator_id: PersonId, campaign_id: CampaignId) {
        command_id: CommandId,
        is_yes: bool,
        reason: Option<Word<NoReason>>,
        at: Timestamp,
        withdrawn_at: Option<Timestamp>,
    }
}

record! {
    /// The agreement a YES made.
    pub struct Deal in "deal" by (id: DealId) {
        campaign_id: CampaignId,
        brand_id: BrandId,
        creator_id: PersonId,
        terms_hash: TermsHash,
        state: Word<DealState>,
        payout_choice: Word<PayoutChoice>,
        commission_bp: i64,
        vat_bp: i64,
        advance_bp: i64,
        rail: String,
        quote: Json<Quote>,
        is_prepaid: bool,
        agreed_at: Timestamp,
        due_at: Option<Timestamp>,
        undo_until: Option<Timestamp>,
        fix_rounds_used: u8,
        approved_at: Option<Timestamp>,
        bonus_until: Option<Timestamp>,
        bonus_tiyn: Money,
        ended: Option<Word<Ended>>,
        ended_at: Option<Timestamp>,
        shipped_at: Option<Timestamp>,
        tracking: Option<String>,
        expected_on: Option<Day>,
        trusted_tiyn: Money,
        n: i64,
    }
}

record! {
    /// One video sent for clearing.
    pub struct Draft in "draft" by (id: DraftId) {
        deal_id: DealId,
        round: u8,
        media_id: MediaId,
        note: String,
        sent_at: Timestamp,
        fixes: Json<Vec<Fix>>,
        cleared: Option<Word<Cleared>>,
        decided_at: Option<Timestamp>,
    }
}

record! {
    /// One published link.
    pub struct Post in "post" by (id: PostId) {
        deal_id: DealId,
        url: String,
        handle: String,
        ad_label: String,
        sponsor: String,
        sent_at: Timestamp,
        is_passed: bool,
        problem: Option<Word<PostProblem>>,
        note: Option<String>,
        checked_at: Option<Timestamp>,
    }
}

record! {
    /// One earned amount.
    pub struct Earning in "earning" by (id: EarningId) {
        deal_id: DealId,
        creator_id: PersonId,
        brand_id: BrandId,
        kind: Word<EarningKind>,
        amount_tiyn: Money,
        commission_tiyn: Money,
        vat_tiyn: Money,
        is_prepaid: bool,
        state: Word<EarningState>,
        due_on: Day,
        earned_at: Timestamp,
        advanced_at: Option<Timestamp>,
        advance_bp: Option<i64>,
        advance_fee_tiyn: Money,
        brand_paid_tiyn: Money,
        brand_paid_at: Option<Timestamp>,
        invoice_id: Option<InvoiceId>,
        payout_id: Option<PayoutId>,
        reversed_at: Option<Timestamp>,
        written_off_at: Option<Timestamp>,
        n: i64,
    }
}

record! {
    /// One movement of money to a creator.
    pub struct Payout in "payout" by (id: PayoutId) {
        creator_id: PersonId,
        state: Word<PayoutState>,
        rail: String,
        quote: Json<Quote>,
        differences: Json<Vec<Difference>>,
        gross_tiyn: Money,
        advance_fee_tiyn: Money,
        debt_tiyn: Money,
        withheld_tiyn: Money,
        net_tiyn: Money,
        agent: Json<Agent>,
        profile: Word<Profile>,
        tax_flags: Json<Flags>,
        month: Month,
        iban_sealed: Vec<u8>,
        iban_last4: String,
        requested_at: Timestamp,
        lands_at: Option<Timestamp>,
        sent_at: Option<Timestamp>,
        confirmed_at: Option<Timestamp>,
        ended_at: Option<Timestamp>,
        failure: Option<String>,
        n: i64,
    }
}

record! {
    /// Which earnings a payout pays.
    pub struct PayoutItem in "payout_item" by (payout_id: PayoutId, earning_id: EarningId) { is_live: bool }
}

record! {
    /// One withheld line of one payout, or a part of it that went back. Written by [`super::Book::withhold`] and
    /// [`super::Book::give_back`], never changed.
    pub struct Withheld in "withheld" by (payout_id: PayoutId, line: Word<LineCode>, turn: i64) {
        agent: Json<Agent>,
        person_id: PersonId,
        month: Month,
        profile: Word<Profile>,
        gross_tiyn: Money,
        base_tiyn: Money,
        amount_tiyn: Money,
        due_on: Day,
        n: i64,
        k: i64,
    }
}

record! {
    /// One try to pay.
    pub struct Attempt in "attempt" by (id: AttemptId) {
        payout_id: PayoutId,
        rail: String,
        state: String,
        called_at: Timestamp,
        answered_at: Option<Timestamp>,
        asked_at: Option<Timestamp>,
        external_id: Option<String>,
        failure: Option<String>,
        batch_id: Option<BatchId>,
        cost_tiyn: Money,
    }
}

record! {
    /// A ledger account.
    pub struct Account in "account" by (id: AccountId) {
        kind: Word<AccountKind>,
        owner: Option<Uuid>,
        part: String,
        is_bounded: bool,
        floor_tiyn: Option<Money>,
        ceiling_tiyn: Option<Money>,
        balance_tiyn: Money,
        held_tiyn: Money,
        opened_at: Timestamp,
        closed_at: Option<Timestamp>,
    }
}

record! {
    /// A balanced set of postings.
    pub struct Entry in "entry" by (id: EntryId) {
        kind: Word<EntryKind>,
        actor: String,
        command_id: CommandId,
        n: i64,
        happened_at: Timestamp,
        learned_at: Timestamp,
        reverses: Option<EntryId>,
        deal_id: Option<DealId>,
        earning_id: Option<EarningId>,
        payout_id: Option<PayoutId>,
    }
}

record! {
    /// One side of an entry.
    pub struct PostingRow in "posting" by (entry_id: EntryId, k: i64) {
        account_id: AccountId,
        amount_tiyn: Money,
        n: i64,
    }
}

record! {
    /// Money set aside for a deal.
    pub struct Hold in "hold" by (id: DealId) {
        account_id: AccountId,
        campaign_id: CampaignId,
        amount_tiyn: Money,
        posted_tiyn: Money,
        voided_tiyn: Money,
        actor: String,
        command_id: CommandId,
        opened_at: Timestamp,
        closed_at: Option<Timestamp>,
    }
}

record! {
    /// What the platform may pay out on a day.
    pub struct PlatformDay in "platform_day" by (day: Day) { cash_limit_tiyn: Money, spent_tiyn: Money }
}

record! {
    /// A brand's monthly bill.
    pub struct Invoice in "invoice" by (id: InvoiceId) {
        brand_id: BrandId,
        month: Month,
        issued_on: Day,
        due_on: Day,
        earned_tiyn: Money,
        commission_tiyn: Money,
        vat_tiyn: Money,
        total_tiyn: Money,
        paid_tiyn: Money,
        paid_on: Option<Day>,
        n: i64,
    }
}

record! {
    /// Money that came from a brand, by the bank's own reference.
    pub struct BrandPayment in "brand_payment" by (id: BrandPaymentId) {
        brand_id: Option<BrandId>,
        reference: String,
        rail: String,
        amount_tiyn: Money,
        settled_tiyn: Money,
        paid_on: Day,
        learned_at: Timestamp,
        matched_at: Option<Timestamp>,
    }
}

record! {
    /// A month's line of tax that went to the state.
    pub struct Remittance in "remittance" by (id: RemittanceId) {
        agent: Json<Agent>,
        line: Word<LineCode>,
        month: Month,
        amount_tiyn: Money,
        at: Timestamp,
        batch_id: Option<TaxBatchId>,
    }
}

record! {
    /// When one of an owner's things changed last.
    pub struct Feed in "feed" by (owner: Uuid, topic: Word<Topic>, id: Uuid) { n: i64, k: i64, is_gone: bool }
}

record! {
    /// A line of the inbox of a person or a brand.
    pub struct Notice in "notice" by (id: NoticeId) {
        owner: Uuid,
        kind: Word<NoticeKind>,
        deal_id: Option<DealId>,
        payout_id: Option<PayoutId>,
        amount_tiyn: Option<Money>,
        code: Option<String>,
        at: Timestamp,
        read_at: Option<Timestamp>,
    }
}

record! {
    /// A script that a creator keeps.
    pub struct ScriptRow in "script" by (id: ScriptId) {
        creator_id: PersonId,
        deal_id: Option<DealId>,
        brief: String,
        register: Word<Register>,
        made_by: Word<MadeBy>,
        beats: Json<Vec<KeptBeat>>,
        caption: String,
        saved_at: Timestamp,
        forgotten_at: Option<Timestamp>,
    }
}

record! {
    /// Work that must happen.
    pub struct Job in "job" by (id: JobId) {
        kind: String,
        unique_key: String,
        body: String,
        run_at: Timestamp,
        state: String,
        attempts: i64,
        problems: i64,
        leased_until: Option<Timestamp>,
        leased_by: Option<String>,
        last_problem: Option<String>,
        created_at: Timestamp,
        ended_at: Option<Timestamp>,
    }
}

record! {
    /// A command and its first answer.
    pub struct CommandRow in "command" by (actor: String, id: CommandId) {
        kind: String,
        input_mac: [u8; 32],
        received_at: Timestamp,
        is_done: Option<bool>,
        answer: Option<String>,
        n: Option<i64>,
        k: Option<i64>,
        effect_hash: Option<Vec<u8>>,
    }
}

record! {
    /// The newest link, of which there is one row: whoever locks it takes the next number.
    pub struct LogHead in "log_head" by (id: i64) { n: i64, hash: Vec<u8> }
}

record! {
    /// One link of the chain.
    pub struct Log in "log" by (n: i64) { at: Timestamp, commands: i64, hash_before: Vec<u8>, hash: Vec<u8> }
}
