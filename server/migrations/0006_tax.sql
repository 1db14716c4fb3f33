-- The Tax Robot's papers: what the platform bore itself, what went to the state for whom, what was declared, and by
-- which tables and whose word people are treated. Withheld lines themselves stand with their payouts.

create index withheld_month on withheld (month, person_id);

-- What a month lacked at its end, because a payout failed after others had counted on it: the platform bears it. A
-- negative row takes back what turned out not to be due.
create table true_up (
    id uuid primary key,
    agent text not null,
    person_id uuid not null,
    month text not null,
    profile text not null,
    line text not null,
    amount_tiyn bigint not null,
    due_on text not null,
    n bigint not null,
    constraint true_up_not_empty check (amount_tiyn <> 0)
);
create index true_up_month on true_up (month, person_id);

-- A transfer of one agent's line of one month to the state: prepared → sealed → confirmed. While it is prepared it may
-- be made again; once it is sealed its sum, its people and its files stay.
create table tax_batch (
    id uuid primary key,
    agent text not null,
    line text not null,
    month text not null,
    due_on text not null,
    amount_tiyn bigint not null,
    people bigint not null,
    state text not null,
    prepared_at bigint not null,
    sealed_at bigint,
    sealed_by text,
    confirmed_at bigint,
    reference text,
    constraint tax_batch_positive check (amount_tiyn > 0 and people > 0)
);
create unique index tax_batch_prepared_once on tax_batch (agent, line, month) where state = 'prepared';
create index tax_batch_month on tax_batch (month);
create index tax_batch_state on tax_batch (state, due_on);

create table tax_batch_person (
    batch_id uuid not null,
    person_id uuid not null,
    amount_tiyn bigint not null,
    primary key (batch_id, person_id),
    constraint tax_batch_person_positive check (amount_tiyn > 0)
);

-- The two files of a sealed batch: the payment order and the list of people. The same bytes for ever.
create table tax_batch_file (
    batch_id uuid primary key,
    order_sealed bytea not null,
    order_sha256 bytea not null,
    list_sealed bytea not null,
    list_sha256 bytea not null
);

-- A quarter's declaration of an agent: prepared → filed → accepted | returned. The body is canonical JSON; what was
-- filed stays, and what is prepared after a return is a row of its own.
create table tax_declaration (
    id uuid primary key,
    agent text not null,
    quarter text not null,
    form text not null,
    due_on text not null,
    state text not null,
    body text not null,
    body_sha256 bytea not null,
    prepared_at bigint not null,
    filed_at bigint,
    filed_by text,
    receipt text,
    signed_sha256 bytea,
    signed bytea,
    answered_at bigint
);
create index tax_declaration_quarter on tax_declaration (quarter);

-- Every table of rules that was in force, so that a later one cannot change days that were used.
create table tax_table (
    version text primary key,
    files text not null,
    body text not null,
    loaded_at bigint not null
);

-- Which document an operator has seen about a person, and until when it holds. Rows are only added; the creator's
-- own row says what is in force.
create table tax_evidence (
    id uuid primary key,
    person_id uuid not null,
    profile text not null,
    document text not null,
    seen_by text not null,
    seen_at bigint not null,
    until_day text
);
create index tax_evidence_person on tax_evidence (person_id);

-- What the state has given back of what it was sent for a person's line of a month.
create table tax_refund (
    id uuid primary key,
    agent text not null,
    line text not null,
    month text not null,
    person_id uuid not null,
    amount_tiyn bigint not null,
    reference text not null,
    at bigint not null,
    constraint tax_refund_positive check (amount_tiyn > 0)
);
create index tax_refund_month on tax_refund (month);
