-- One person's file. Synced rows are the server's words, pending rows are this phone's, and views join them: taking
-- something back deletes the pending row, and the screen shows the server's words again.

create table feed_item (
    topic text not null,
    id blob not null,
    n integer not null,
    k integer not null,
    body text not null,
    constraint feed_item_key primary key (topic, id)
);

create table deck_offer (
    place integer not null,
    campaign blob not null,
    body text not null,
    constraint deck_offer_key primary key (campaign)
);

create table sync_state (
    id integer not null,
    feed_n integer not null,
    feed_k integer not null,
    deck_version text,
    deck_hides_most text,
    is_deck_stale integer not null,
    clock_offset integer not null,
    constraint sync_state_key primary key (id),
    constraint sync_state_single check (id = 1)
);

insert into sync_state (id, feed_n, feed_k, is_deck_stale, clock_offset) values (1, 0, 0, 1, 0);

-- `place` is the order of asking. `attempts` counts the tries that may have arrived: at zero a command is still ours
-- to delete. A done command stays until the feed has brought what it changed.
create table outbox (
    place integer not null,
    id blob not null,
    kind text not null,
    stream text not null,
    body blob not null,
    is_sealed integer not null default 0,
    depends_on blob,
    needs_media blob,
    created_at integer not null,
    not_before integer not null,
    state text not null default 'waiting',
    attempts integer not null default 0,
    code text,
    reason text,
    detail text,
    is_read integer not null default 0,
    constraint outbox_key primary key (place autoincrement),
    constraint outbox_id unique (id),
    constraint outbox_state check (state in ('waiting', 'sending', 'done', 'rejected'))
);

create index outbox_stream on outbox (stream, place);

create table pending_swipe (
    command blob not null,
    campaign blob not null,
    way text not null,
    payout_choice text,
    is_taken_back integer not null default 0,
    offer blob not null,
    constraint pending_swipe_key primary key (command),
    constraint pending_swipe_command foreign key (command) references outbox (id) on delete cascade,
    constraint pending_swipe_way check (way in ('yes', 'no'))
);

create index pending_swipe_campaign on pending_swipe (campaign);

create table pending_change (
    command blob not null,
    topic text not null,
    id blob not null,
    constraint pending_change_key primary key (command, topic, id),
    constraint pending_change_command foreign key (command) references outbox (id) on delete cascade
);

create index pending_change_thing on pending_change (topic, id);

create table media_upload (
    media blob not null,
    kind text not null,
    content_type text not null,
    bytes integer not null,
    sha256 text not null,
    state text not null default 'waiting',
    received_bytes integer not null default 0,
    part_bytes_max integer not null default 0,
    code text,
    is_paused integer not null default 0,
    constraint media_upload_key primary key (media),
    constraint media_upload_state check (state in ('waiting', 'receiving', 'checking', 'ready', 'refused'))
);

create view deck_shown as
select place, campaign, body from deck_offer
where campaign not in (select campaign from pending_swipe where way = 'yes' or is_taken_back = 0);

create view deal_asked as
select swipe.command as deal, swipe.offer, swipe.payout_choice, outbox.created_at, outbox.state, outbox.attempts
from pending_swipe as swipe join outbox on outbox.id = swipe.command
where swipe.way = 'yes' and swipe.is_taken_back = 0
    and not exists (select 1 from feed_item where topic = 'deal' and feed_item.id = swipe.command);

create view change_asked as
select change.topic, change.id, outbox.id as command, outbox.kind, outbox.body, outbox.created_at, outbox.state,
    outbox.attempts, outbox.place
from pending_change as change join outbox on outbox.id = change.command;

create view notice_shown as
select id, n, k, body,
    exists (select 1 from pending_change where topic = 'notice' and pending_change.id = feed_item.id) as is_read_here
from feed_item where topic = 'notice';

create view refusal_shown as
select place, id, kind, body, code, reason, detail, is_read from outbox
where state = 'rejected' and code <> 'depended_on_refused';
