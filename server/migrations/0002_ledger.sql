-- The ledger: commands, entries, postings, holds, and the one number n that orders everything.
-- Entries, postings and the log are only ever inserted. A positive posting is a debit.

create table log_head (
    id bigint primary key,
    n bigint not null,
    hash bytea not null
);
insert into log_head (id, n, hash) values (1, 0, '');

-- One link a gathering: hash = SHA-256(hash_before, n, at, every command's (actor, id, input_mac, effect_hash)).
create table log (
    n bigint primary key,
    at bigint not null,
    commands bigint not null,
    hash_before bytea not null,
    hash bytea not null
);

create table command (
    actor text not null,
    id uuid not null,
    kind text not null,
    input_mac bytea not null,
    received_at bigint not null,
    is_done boolean,
    answer text,
    n bigint,
    k bigint,
    effect_hash bytea,
    primary key (id, actor)
);
create index command_n on command (n);

create table account (
    id uuid primary key,
    kind text not null,
    owner uuid,
    part text not null,
    is_bounded boolean not null,
    floor_tiyn bigint,
    ceiling_tiyn bigint,
    balance_tiyn bigint not null,
    held_tiyn bigint not null,
    opened_at bigint not null,
    closed_at bigint,
    constraint account_held_not_negative check (held_tiyn >= 0)
);
create index account_owner on account (owner);

create table entry (
    id uuid primary key,
    kind text not null,
    actor text not null,
    command_id uuid not null,
    n bigint not null,
    happened_at bigint not null,
    learned_at bigint not null,
    reverses uuid,
    deal_id uuid,
    earning_id uuid,
    payout_id uuid,
    constraint entry_reverses_once unique (reverses)
);
create index entry_n on entry (n);
create index entry_command on entry (command_id);
create index entry_payout on entry (payout_id);
create index entry_earning on entry (earning_id);

create table posting (
    entry_id uuid not null,
    k bigint not null,
    account_id uuid not null,
    amount_tiyn bigint not null,
    n bigint not null,
    primary key (entry_id, k),
    constraint posting_not_empty check (amount_tiyn <> 0)
);
create index posting_account on posting (account_id, n);

-- The balance of an unbounded account as of n; later postings are added to it.
create table account_snapshot (
    account_id uuid not null,
    n bigint not null,
    balance_tiyn bigint not null,
    primary key (account_id, n)
);

-- A hold's id is its deal's id. Open remainder = amount − posted − voided.
create table hold (
    id uuid primary key,
    account_id uuid not null,
    campaign_id uuid not null,
    amount_tiyn bigint not null,
    posted_tiyn bigint not null,
    voided_tiyn bigint not null,
    actor text not null,
    command_id uuid not null,
    opened_at bigint not null,
    closed_at bigint,
    constraint hold_adds_up check (amount_tiyn > 0 and posted_tiyn >= 0 and voided_tiyn >= 0
        and posted_tiyn + voided_tiyn <= amount_tiyn)
);
create index hold_account on hold (account_id);
create index hold_campaign on hold (campaign_id);

-- What the platform may pay out of its own money on a day.
create table platform_day (
    day text primary key,
    cash_limit_tiyn bigint not null,
    spent_tiyn bigint not null,
    constraint platform_day_not_over check (spent_tiyn >= 0)
);
