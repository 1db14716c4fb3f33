-- Campaigns, deals, drafts, posts, media: the market and the work.

create table term_sheet (
    hash text primary key,
    sheet text not null,
    created_at bigint not null
);

create table campaign (
    id uuid primary key,
    brand_id uuid not null references brand (id),
    title text not null,
    terms_hash text not null,
    targets text not null,
    state text not null,
    slots bigint not null,
    slots_taken bigint not null,
    budget_tiyn bigint not null,
    held_tiyn bigint not null,
    spent_tiyn bigint not null,
    commission_bp bigint not null,
    picture_id uuid,
    open_until bigint not null,
    created_at bigint not null,
    n bigint not null,
    constraint campaign_slots_hold check (slots_taken >= 0 and slots_taken <= slots),
    constraint campaign_budget_hold check (held_tiyn >= 0 and spent_tiyn >= 0 and held_tiyn + spent_tiyn <= budget_tiyn)
);
create index campaign_brand on campaign (brand_id);
create index campaign_n on campaign (n);

-- A creator's newest answer to an offer. A withdrawn one counts as no answer: the offer may be shown again.
create table swipe (
    creator_id uuid not null,
    campaign_id uuid not null,
    command_id uuid not null,
    is_yes boolean not null,
    reason text,
    at bigint not null,
    withdrawn_at bigint,
    primary key (creator_id, campaign_id)
);
create index swipe_command on swipe (command_id);

create table deal (
    id uuid primary key,
    campaign_id uuid not null,
    brand_id uuid not null,
    creator_id uuid not null,
    terms_hash text not null,
    state text not null,
    payout_choice text not null,
    commission_bp bigint not null,
    vat_bp bigint not null,
    advance_bp bigint not null,
    rail text not null,
    quote text not null,
    is_prepaid boolean not null,
    agreed_at bigint not null,
    due_at bigint,
    undo_until bigint,
    fix_rounds_used bigint not null,
    approved_at bigint,
    bonus_until bigint,
    bonus_tiyn bigint not null,
    ended text,
    ended_at bigint,
    shipped_at bigint,
    tracking text,
    expected_on text,
    -- What of the brand's trust limit this deal uses: its clock said yes where the brand was silent.
    trusted_tiyn bigint not null,
    n bigint not null
);
-- One deal for a creator and a campaign; a YES that was taken back in time does not count.
create unique index deal_once on deal (creator_id, campaign_id) where ended is null or ended <> 'taken_back';
create index deal_creator on deal (creator_id);
create index deal_brand on deal (brand_id);
create index deal_campaign on deal (campaign_id);

create table draft (
    id uuid primary key,
    deal_id uuid not null,
    round bigint not null,
    media_id uuid not null,
    note text not null,
    sent_at bigint not null,
    fixes text not null,
    cleared text,
    decided_at bigint,
    constraint draft_round_once unique (deal_id, round)
);

create table post (
    id uuid primary key,
    deal_id uuid not null,
    url text not null,
    handle text not null,
    ad_label text not null,
    sponsor text not null,
    sent_at bigint not null,
    is_passed boolean not null,
    problem text,
    note text,
    checked_at bigint
);
create index post_deal on post (deal_id);

create table media (
    id uuid primary key,
    owner uuid not null,
    kind text not null,
    content_type text not null,
    bytes bigint not null,
    received_bytes bigint not null,
    sha256 bytea not null,
    state text not null,
    code text,
    object_key text,
    duration_ms bigint,
    created_at bigint not null,
    finished_at bigint
);
create index media_owner on media (owner);
