-- Earnings, payouts, rails, invoices, withheld lines.

-- One earned amount. The brand owes receivable_tiyn = amount + commission + vat for it.
create table earning (
    id uuid primary key,
    deal_id uuid not null,
    creator_id uuid not null,
    brand_id uuid not null,
    kind text not null,
    amount_tiyn bigint not null,
    commission_tiyn bigint not null,
    vat_tiyn bigint not null,
    is_prepaid boolean not null,
    state text not null,
    due_on text not null,
    earned_at bigint not null,
    advanced_at bigint,
    advance_bp bigint,
    advance_fee_tiyn bigint not null,
    brand_paid_tiyn bigint not null,
    brand_paid_at bigint,
    invoice_id uuid,
    payout_id uuid,
    reversed_at bigint,
    written_off_at bigint,
    n bigint not null,
    constraint earning_positive check (amount_tiyn > 0)
);
create index earning_creator on earning (creator_id, state);
create index earning_brand on earning (brand_id, due_on);
create index earning_invoice on earning (invoice_id);
create index earning_deal on earning (deal_id);
create index earning_payout on earning (payout_id);

create table payout (
    id uuid primary key,
    creator_id uuid not null,
    state text not null,
    rail text not null,
    quote text not null,
    differences text not null,
    gross_tiyn bigint not null,
    advance_fee_tiyn bigint not null,
    debt_tiyn bigint not null,
    withheld_tiyn bigint not null,
    net_tiyn bigint not null,
    agent text not null,
    profile text not null,
    tax_flags text not null,
    month text not null,
    iban_sealed bytea not null,
    iban_last4 text not null,
    requested_at bigint not null,
    lands_at bigint,
    sent_at bigint,
    confirmed_at bigint,
    ended_at bigint,
    failure text,
    n bigint not null,
    constraint payout_adds_up check (net_tiyn >= 0
        and net_tiyn = gross_tiyn - advance_fee_tiyn - debt_tiyn - withheld_tiyn)
);
create index payout_creator on payout (creator_id);
create index payout_state on payout (state, rail);

-- Which earnings a payout pays; an earning is in at most one live payout.
create table payout_item (
    payout_id uuid not null,
    earning_id uuid not null,
    is_live boolean not null,
    primary key (payout_id, earning_id)
);
create unique index payout_item_live_once on payout_item (earning_id) where is_live;

-- What was withheld at which payout. Rows are only added: turn 0 withholds, each later one gives a part back and has
-- negative sums. gross_tiyn is what of the payout's gross the row is about. (n, k) is the order in which
-- a person's rows came to be.
create table withheld (
    payout_id uuid not null,
    line text not null,
    turn bigint not null,
    agent text not null,
    person_id uuid not null,
    month text not null,
    profile text not null,
    gross_tiyn bigint not null,
    base_tiyn bigint not null,
    amount_tiyn bigint not null,
    due_on text not null,
    n bigint not null,
    k bigint not null,
    primary key (payout_id, line, turn)
);
create index withheld_person on withheld (person_id, month);

-- One try to pay on a rail. `calling` commits before the call; whoever finds it asks and never calls again.
create table attempt (
    id uuid primary key,
    payout_id uuid not null,
    rail text not null,
    state text not null,
    called_at bigint not null,
    answered_at bigint,
    asked_at bigint,
    external_id text,
    failure text,
    batch_id uuid,
    cost_tiyn bigint not null
);
create index attempt_payout on attempt (payout_id);
create unique index attempt_live_once on attempt (payout_id) where state in ('calling', 'sent', 'unknown', 'confirmed');

-- A sealed bank file: exported byte-identical ever after.
create table batch (
    id uuid primary key,
    rail text not null,
    profile text not null,
    sealed_at bigint not null,
    payouts bigint not null,
    total_tiyn bigint not null,
    file_sealed bytea not null,
    file_sha256 bytea not null,
    list_sealed bytea not null,
    exported_at bigint
);

-- What a rail's own books say. Each line matches one confirmed attempt, or lies in suspense.
create table statement_line (
    id uuid primary key,
    rail text not null,
    external_id text not null,
    attempt_id uuid,
    kind text not null,
    amount_tiyn bigint not null,
    day text not null,
    matched_at bigint,
    constraint statement_line_once unique (rail, external_id, kind)
);

create table invoice (
    id uuid primary key,
    brand_id uuid not null,
    month text not null,
    issued_on text not null,
    due_on text not null,
    earned_tiyn bigint not null,
    commission_tiyn bigint not null,
    vat_tiyn bigint not null,
    total_tiyn bigint not null,
    paid_tiyn bigint not null,
    paid_on text,
    n bigint not null,
    constraint invoice_once unique (brand_id, month)
);

-- Money that came from a brand, by the bank's own reference. Without a brand it lies in suspense until somebody
-- says whose it is. settled_tiyn closed receivables; the rest was paid ahead.
create table brand_payment (
    id uuid primary key,
    brand_id uuid,
    reference text not null,
    rail text not null,
    amount_tiyn bigint not null,
    settled_tiyn bigint not null,
    paid_on text not null,
    learned_at bigint not null,
    matched_at bigint,
    constraint brand_payment_reference_once unique (reference),
    constraint brand_payment_adds_up check (amount_tiyn > 0 and settled_tiyn >= 0 and settled_tiyn <= amount_tiyn)
);

-- Which month's line of tax an agent's money has gone to the state for; without a batch if a person did it by hand.
create table remittance (
    id uuid primary key,
    agent text not null,
    line text not null,
    month text not null,
    amount_tiyn bigint not null,
    at bigint not null,
    batch_id uuid
);
create index remittance_month on remittance (month, line);
