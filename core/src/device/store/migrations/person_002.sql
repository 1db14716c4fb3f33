-- Which terms this person has read in full, and until when a YES is only here and can be deleted.

create table seen_terms (
    terms text not null,
    constraint seen_terms_key primary key (terms)
);

drop view deal_asked;

create view deal_asked as
select swipe.command as deal, swipe.offer, swipe.payout_choice, outbox.created_at, outbox.not_before, outbox.state,
    outbox.attempts
from pending_swipe as swipe join outbox on outbox.id = swipe.command
where swipe.way = 'yes' and swipe.is_taken_back = 0
    and not exists (select 1 from feed_item where topic = 'deal' and feed_item.id = swipe.command);
