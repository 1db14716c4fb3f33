//! The planner: from what is known to the next step, a pure function. Commands first and in the order of asking, then
//! the feed, then the deck, then one part of one upload, so that a long video never holds up a YES.

use std::collections::BTreeSet;

use crate::device::place::PROFILE_STREAM;
use crate::device::store::Waiting;
use crate::id::{CommandId, MediaId};
use crate::time::Timestamp;

const UPLOAD_ASK_MICROS: i64 = 2_000_000;

/// What the planner knows.
#[derive(Debug, Clone)]
pub(crate) struct Situation<'a> {
    pub is_online: bool,
    pub who: Who,
    /// The phone's clock.
    pub now: Timestamp,
    /// What waits, in the order of asking.
    pub waiting: &'a [Waiting],
    /// Streams that failed in this run; they rest until the next.
    pub resting: &'a BTreeSet<String>,
    /// Uploads that can go on in this run.
    pub uploads: &'a [MediaId],
    /// The server looks at an upload; ask again soon.
    pub is_upload_looked_at: bool,
    pub is_feed_fresh: bool,
    pub is_deck_fresh: bool,
}

/// For whom the phone speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Nobody, or somebody whose session is over; perhaps a phone number waits for its code.
    SignedOut { is_code_wanted: bool },
    /// Somebody.
    SignedIn,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Ask for the code of the phone number that was kept.
    AskForCode,
    /// Send this command.
    Send(CommandId),
    /// Ask for the next page.
    PullFeed,
    /// Ask for the deck.
    PullDeck,
    /// Take this upload one part further.
    Upload(MediaId),
    /// Nothing for now.
    Rest(Rest),
}

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// No network.
    Offline,
    /// Nobody is signed in, or the session is over: unsent commands wait for their person.
    SignedOut,
    /// All is said that can be said now.
    Done {
        /// There is more to do in so many microseconds: a take-back window closes, or an upload was looked at.
        wake_after_micros: Option<i64>,
    },
    /// A call failed; try again later.
    Failed,
    /// Somebody stopped it.
    Cancelled,
}

/// The next step.
pub(crate) fn next_step(situation: &Situation<'_>) -> Step {
    if !situation.is_online {
        return Step::Rest(Rest::Offline);
    }
    match situation.who {
        Who::SignedOut { is_code_wanted: true } => return Step::AskForCode,
        Who::SignedOut { is_code_wanted: false } => return Step::Rest(Rest::SignedOut),
        Who::SignedIn => {}
    }
    if let Some(command) = next_command(situation) {
        return Step::Send(command);
    }
    if !situation.is_feed_fresh {
        return Step::PullFeed;
    }
    if !situation.is_deck_fresh {
        return Step::PullDeck;
    }
    if let Some(media) = situation.uploads.first() {
        return Step::Upload(*media);
    }
    Step::Rest(Rest::Done { wake_after_micros: wake_after(situation) })
}

/// The first command that nothing holds back. One that is held back holds back its stream, and one about the person
/// holds back everything asked after it.
fn next_command(situation: &Situation<'_>) -> Option<CommandId> {
    let mut held: BTreeSet<&str> = situation.resting.iter().map(String::as_str).collect();
    for command in situation.waiting {
        let is_held = held.contains(PROFILE_STREAM) || held.contains(command.stream.as_str());
        if !is_held && is_due(command, situation.now) && !command.is_dependency_open && !command.is_media_open {
            return Some(command.id);
        }
        held.insert(&command.stream);
    }
    None
}

/// The window has passed, or the clock went back behind the asking and says nothing any more.
fn is_due(command: &Waiting, now: Timestamp) -> bool {
    now >= command.not_before || now < command.created_at
}

fn wake_after(situation: &Situation<'_>) -> Option<i64> {
    let later = situation.waiting.iter().filter(|command| !is_due(command, situation.now));
    let upload = situation.is_upload_looked_at.then_some(UPLOAD_ASK_MICROS);
    later.map(|command| command.not_before.micros_since(situation.now)).chain(upload).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use uuid::Uuid;

    const NOW: Timestamp = Timestamp::from_micros(1_000_000_000);

    fn command(number: u128, stream: &str) -> Waiting {
        Waiting {
            id: CommandId::from_uuid(Uuid::from_u128(number)),
            stream: stream.into(),
            created_at: NOW,
            not_before: NOW,
            is_dependency_open: false,
            is_media_open: false,
        }
    }

    fn plan<'a>(waiting: &'a [Waiting], change: impl FnOnce(&mut Situation<'a>)) -> Step {
        static NONE: BTreeSet<String> = BTreeSet::new();
        let mut situation = Situation {
            is_online: true,
            who: Who::SignedIn,
            now: NOW,
            waiting,
            resting: &NONE,
            uploads: &[],
            is_upload_looked_at: false,
            is_feed_fresh: true,
            is_deck_fresh: true,
        };
        change(&mut situation);
        next_step(&situation)
    }

    fn send(number: u128) -> Step {
        Step::Send(CommandId::from_uuid(Uuid::from_u128(number)))
    }

    const DONE: Step = Step::Rest(Rest::Done { wake_after_micros: None });

    #[test]
    fn the_order_of_steps() {
        let media = [MediaId::from_uuid(Uuid::from_u128(9))];
        let one = [command(1, "deal/a")];
        let wanted = Who::SignedOut { is_code_wanted: true };
        let unwanted = Who::SignedOut { is_code_wanted: false };
        let table: Vec<(&str, Step, Step)> = vec![
            ("offline", plan(&one, |now| now.is_online = false), Step::Rest(Rest::Offline)),
            ("a kept number", plan(&one, |now| now.who = wanted), Step::AskForCode),
            ("nobody", plan(&one, |now| now.who = unwanted), Step::Rest(Rest::SignedOut)),
            ("a command first", plan(&one, |now| (now.is_feed_fresh, now.is_deck_fresh) = (false, false)), send(1)),
            ("then the feed", plan(&[], |now| (now.is_feed_fresh, now.is_deck_fresh) = (false, false)), Step::PullFeed),
            ("then the deck", plan(&[], |now| (now.is_deck_fresh, now.uploads) = (false, &media)), Step::PullDeck),
            ("then an upload", plan(&[], |now| now.uploads = &media), Step::Upload(media[0])),
            ("then rest", plan(&[], |_| ()), DONE),
        ];
        for (name, planned, expected) in table {
            assert_eq!(planned, expected, "{name}");
        }
    }

    #[test]
    fn a_held_command_holds_its_stream_and_no_other() {
        let held = Waiting { is_media_open: true, ..command(1, "deal/a") };
        assert_eq!(plan(&[held.clone(), command(2, "deal/a")], |_| ()), DONE);
        assert_eq!(plan(&[held, command(2, "deal/a"), command(3, "deal/b")], |_| ()), send(3));
        let resting = BTreeSet::from(["deal/a".to_owned()]);
        let situation = [command(1, "deal/a"), command(2, "deal/b")];
        assert_eq!(
            next_step(&Situation {
                is_online: true,
                who: Who::SignedIn,
                now: NOW,
                waiting: &situation,
                resting: &resting,
                uploads: &[],
                is_upload_looked_at: false,
                is_feed_fresh: true,
                is_deck_fresh: true,
            }),
            send(2)
        );
    }

    #[test]
    fn what_is_asked_about_the_person_goes_before_a_later_yes() {
        let held = Waiting { not_before: NOW.plus_seconds(5), ..command(1, PROFILE_STREAM) };
        let wake = Step::Rest(Rest::Done { wake_after_micros: Some(5_000_000) });
        assert_eq!(plan(&[held, command(2, "deal/b")], |_| ()), wake);
    }

    #[test]
    fn a_swipe_waits_five_seconds_and_no_longer_if_the_clock_goes_back() {
        let swipe = [Waiting { not_before: NOW.plus_seconds(5), ..command(1, "deal/a") }];
        let wake = |micros| Step::Rest(Rest::Done { wake_after_micros: Some(micros) });
        assert_eq!(plan(&swipe, |_| ()), wake(5_000_000));
        assert_eq!(plan(&swipe, |now| now.now = NOW.plus_seconds(4)), wake(1_000_000));
        assert_eq!(plan(&swipe, |now| now.now = NOW.plus_seconds(5)), send(1));
        assert_eq!(plan(&swipe, |now| now.now = NOW.plus_days(-1)), send(1));
        assert_eq!(plan(&swipe, |now| now.now = NOW.plus_days(1)), send(1));
    }

    #[test]
    fn a_command_waits_for_the_answer_it_depends_on() {
        let draft = Waiting { is_dependency_open: true, ..command(1, "deal/a") };
        assert_eq!(plan(&[draft], |_| ()), DONE);
    }
}
