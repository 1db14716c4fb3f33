//! The first session: one pure function from what is known to the next thing to ask, so that both shells walk the same
//! way, and a person who closed the app in the middle goes on where they were.

use crate::device::session::SessionState;
use crate::wire::identity::ChallengeReply;

/// As whom a person uses the app on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Swipes offers; usually on a phone.
    #[default]
    Creator,
    /// Opens campaigns; usually on a tablet.
    Brand,
}

/// What to ask next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstStep {
    /// The app's language.
    Language,
    /// The sample card, without account and network.
    SampleCard,
    /// A phone number.
    Phone,
    /// The code that was sent to it, or will be when the network is there.
    Code,
    /// Signed in; the first sync has not come through yet.
    FirstSync,
    /// A brand's number and name, and whether the person may sign.
    Company,
    /// The two texts to agree to.
    Consents,
    /// Where the creator publishes.
    Handle,
    /// City and tags.
    Profile,
    /// A brand's first campaign.
    Campaign,
    /// Nothing: the deck or the desk.
    Finished,
}

/// What is known on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstSession {
    /// As whom.
    pub role: Role,
    /// Once chosen.
    pub language: Option<String>,
    /// The sample card was swiped or passed by.
    pub is_sample_done: bool,
    /// Who is here.
    pub session: SessionState,
    /// The number that waits for its code.
    pub kept_phone: Option<String>,
    /// The challenge that waits for its answer.
    pub challenge: Option<ChallengeReply>,
    /// The first sync has brought the profile.
    pub is_synced: bool,
    /// What the profile lacks and nobody was asked for; the words of [`crate::wire::views::ProfileView::missing`].
    pub missing: Vec<String>,
    /// A brand is there or asked for.
    pub has_brand: bool,
    /// A campaign is there or asked for.
    pub has_campaign: bool,
}

impl FirstSession {
    /// The next step.
    pub fn next_step(&self) -> FirstStep {
        if self.language.is_none() {
            return FirstStep::Language;
        }
        if self.session == SessionState::Nobody {
            return self.signed_out_step();
        }
        if !self.is_synced {
            return FirstStep::FirstSync;
        }
        match self.role {
            Role::Creator => self.creator_step(),
            Role::Brand => self.brand_step(),
        }
    }

    fn signed_out_step(&self) -> FirstStep {
        if self.challenge.is_some() || self.kept_phone.is_some() {
            return FirstStep::Code;
        }
        if self.role == Role::Creator && !self.is_sample_done { FirstStep::SampleCard } else { FirstStep::Phone }
    }

    fn creator_step(&self) -> FirstStep {
        if self.lacks_consent() {
            FirstStep::Consents
        } else if self.lacks("handle") {
            FirstStep::Handle
        } else if self.lacks("profile") {
            FirstStep::Profile
        } else {
            FirstStep::Finished
        }
    }

    fn brand_step(&self) -> FirstStep {
        if !self.has_brand {
            FirstStep::Company
        } else if self.lacks_consent() {
            FirstStep::Consents
        } else if !self.has_campaign {
            FirstStep::Campaign
        } else {
            FirstStep::Finished
        }
    }

    fn lacks_consent(&self) -> bool {
        self.lacks("contract") || self.lacks("personal_data")
    }

    fn lacks(&self, word: &str) -> bool {
        self.missing.iter().any(|missing| missing == word)
    }
}

impl Role {
    /// As it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Creator => "creator",
            Self::Brand => "brand",
        }
    }

    /// A creator, unless it says brand.
    pub fn from_name(name: Option<&str>) -> Self {
        if name == Some("brand") { Self::Brand } else { Self::Creator }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{Id, PersonId};
    use uuid::Uuid;

    fn fresh(role: Role) -> FirstSession {
        FirstSession {
            role,
            language: None,
            is_sample_done: false,
            session: SessionState::Nobody,
            kept_phone: None,
            challenge: None,
            is_synced: false,
            missing: ["contract", "personal_data", "profile", "handle", "identity", "tax_interview", "iban"]
                .map(str::to_owned)
                .to_vec(),
            has_brand: false,
            has_campaign: false,
        }
    }

    fn supply(session: &mut FirstSession, words: &[&str]) {
        session.missing.retain(|missing| !words.contains(&missing.as_str()));
    }

    #[test]
    fn a_creator_walks_from_the_language_to_the_deck() {
        let mut session = fresh(Role::Creator);
        let mut steps = vec![session.next_step()];
        let answers: [fn(&mut FirstSession); 7] = [
            |it| it.language = Some("kk".into()),
            |it| it.is_sample_done = true,
            |it| it.kept_phone = Some("+77010000001".into()),
            |it| it.session = SessionState::SignedIn(PersonId::from_uuid(Uuid::from_u128(1))),
            |it| it.is_synced = true,
            |it| supply(it, &["contract", "personal_data"]),
            |it| supply(it, &["handle", "profile"]),
        ];
        for answer in answers {
            answer(&mut session);
            steps.push(session.next_step());
        }
        use FirstStep::*;
        assert_eq!(steps, [Language, SampleCard, Phone, Code, FirstSync, Consents, Handle, Finished]);
    }

    #[test]
    fn a_brand_sees_no_sample_and_ends_with_a_campaign() {
        let mut session = fresh(Role::Brand);
        session.language = Some("ru".into());
        assert_eq!(session.next_step(), FirstStep::Phone);
        session.session = SessionState::SignedIn(PersonId::from_uuid(Uuid::from_u128(1)));
        session.is_synced = true;
        assert_eq!(session.next_step(), FirstStep::Company);
        session.has_brand = true;
        assert_eq!(session.next_step(), FirstStep::Consents);
        supply(&mut session, &["contract", "personal_data"]);
        assert_eq!(session.next_step(), FirstStep::Campaign);
        session.has_campaign = true;
        assert_eq!(session.next_step(), FirstStep::Finished);
    }

    #[test]
    fn a_session_that_is_over_still_reads_as_the_person_it_was() {
        let mut session = fresh(Role::Creator);
        session.language = Some("kk".into());
        session.session = SessionState::Paused(PersonId::from_uuid(Uuid::from_u128(1)));
        session.is_synced = true;
        session.missing.clear();
        assert_eq!(session.next_step(), FirstStep::Finished);
    }
}
