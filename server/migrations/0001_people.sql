-- People, brands and their devices. One text for both engines: uuid, bigint, text, bytea, boolean.
-- Whatever names a person (phone, IIN, name, IBAN) is sealed; a keyed blind index beside it finds it.

create table person (
    id uuid primary key,
    phone_sealed bytea not null,
    phone_index bytea not null,
    app_language text not null,
    is_operator boolean not null,
    operator_name text,
    created_at bigint not null,
    constraint person_phone_index_unique unique (phone_index),
    constraint person_operator_name_unique unique (operator_name)
);

-- A creator's own things: one row a person who began to be one.
create table creator (
    id uuid primary key references person (id),
    display_name text,
    city text,
    tags text not null,
    languages text not null,
    handles text not null,
    audience text,
    followers bigint not null,
    name_sealed bytea,
    iin_sealed bytea,
    iin_index bytea,
    born_on text,
    tax_profile text,
    tax_flags text not null,
    tax_confirmed_by text,
    tax_confirmed_until text,
    iban_sealed bytea,
    iban_holder_sealed bytea,
    iban_last4 text,
    payouts_held_until bigint,
    consents text not null,
    level bigint not null,
    deals_done bigint not null,
    advance_open_tiyn bigint not null,
    advance_limit_tiyn bigint,
    n bigint not null,
    constraint creator_iin_index_unique unique (iin_index),
    constraint creator_advance_open_not_negative check (advance_open_tiyn >= 0)
);

create table consent (
    id uuid primary key,
    person_id uuid not null references person (id),
    kind text not null,
    version text not null,
    text_hash text not null,
    is_given boolean not null,
    device_id uuid,
    at bigint not null
);
create index consent_person on consent (person_id, kind, at);

create table brand (
    id uuid primary key,
    name text not null,
    bin text not null,
    commission_bp bigint not null,
    credit_limit_tiyn bigint not null,
    trust_limit_tiyn bigint not null,
    trust_used_tiyn bigint not null,
    advance_limit_tiyn bigint not null,
    is_prepaid_only boolean not null,
    tax_authority_at bigint,
    light text not null,
    created_at bigint not null,
    n bigint not null,
    constraint brand_bin_unique unique (bin)
);

create table brand_member (
    brand_id uuid not null references brand (id),
    person_id uuid not null references person (id),
    role text not null,
    may_sign boolean not null,
    since bigint not null,
    primary key (brand_id, person_id)
);
create index brand_member_person on brand_member (person_id);

create table challenge (
    id uuid primary key,
    phone_sealed bytea not null,
    phone_index bytea not null,
    device_id uuid not null,
    purpose text not null,
    code_mac bytea not null,
    created_at bigint not null,
    expires_at bigint not null,
    wrong_tries bigint not null,
    answered_at bigint,
    used_at bigint
);
create index challenge_phone on challenge (phone_index, device_id, created_at);

-- Counters of tries, by what is counted (a phone, an address, the whole system) and its window.
create table try_count (
    subject text not null,
    window_start bigint not null,
    tries bigint not null,
    primary key (subject, window_start)
);

create table session (
    id uuid primary key,
    person_id uuid not null references person (id),
    device_id uuid not null,
    device_name text not null,
    device_key_hash bytea not null,
    request_id uuid not null,
    created_at bigint not null,
    seen_at bigint not null,
    revoked_at bigint,
    constraint session_request_unique unique (request_id)
);
create index session_person on session (person_id);

-- One row a refresh token. A successor is kept sealed until it was used, so that a lost answer can be given again.
create table refresh_token (
    token_hash bytea primary key,
    session_id uuid not null references session (id),
    request_id uuid,
    successor_sealed bytea,
    successor_hash bytea,
    created_at bigint not null,
    used_at bigint
);
create index refresh_token_session on refresh_token (session_id);
