-- Feed, jobs, imports: what must reach people and what must happen.

-- Which of an owner's things changed when; owner is a person or a brand. (n, k) is commit order. Views are made
-- from the tables when the feed is read, so a thing that changed twice is sent once, as it is now.
create table feed (
    owner uuid not null,
    topic text not null,
    id uuid not null,
    n bigint not null,
    k bigint not null,
    is_gone boolean not null,
    primary key (owner, topic, id)
);
create index feed_order on feed (owner, n, k);
create index feed_n on feed (n);

-- The in-app inbox of a person or a brand.
create table notice (
    id uuid primary key,
    owner uuid not null,
    kind text not null,
    deal_id uuid,
    payout_id uuid,
    amount_tiyn bigint,
    code text,
    at bigint not null,
    read_at bigint
);
create index notice_owner on notice (owner, at);

-- Work written in the transaction of its cause, leased, retried with back-off. A key is unique for ever. `attempts`
-- counts runs, `problems` those in a row that went wrong; state is waiting, running, done or dead.
create table job (
    id uuid primary key,
    kind text not null,
    unique_key text not null,
    body text not null,
    run_at bigint not null,
    state text not null,
    attempts bigint not null,
    problems bigint not null,
    leased_until bigint,
    leased_by text,
    last_problem text,
    created_at bigint not null,
    ended_at bigint,
    constraint job_key_once unique (unique_key)
);
create index job_due on job (state, run_at);

-- Rows that a bulk import has applied, so that sending a file again applies nothing twice.
create table import_row (
    kind text not null,
    external_key text not null,
    row_hash bytea not null,
    made uuid not null,
    at bigint not null,
    primary key (kind, external_key)
);

-- Dated settings that a person changes, such as percentages; the newest at or before a day holds.
create table setting (
    name text not null,
    from_day text not null,
    value text not null,
    set_by text not null,
    set_at bigint not null,
    primary key (name, from_day)
);

-- A script that a creator keeps; the newest words only. A forgotten one keeps its id alone.
create table script (
    id uuid primary key,
    creator_id uuid not null,
    deal_id uuid,
    brief text not null,
    register text not null,
    made_by text not null,
    beats text not null,
    caption text not null,
    saved_at bigint not null,
    forgotten_at bigint
);
create index script_creator on script (creator_id, saved_at);

-- What language models have cost: tokens a day, by creator and for everybody together.
create table model_spending (
    subject text not null,
    day text not null,
    tokens bigint not null,
    primary key (subject, day)
);
