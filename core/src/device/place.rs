//! Where each command kind belongs: the stream it keeps its order in, the things it asks to change, and what it waits
//! for. A kind that is not listed here can't be asked for on this phone.

use uuid::Uuid;

use crate::id::{CommandId, DealId, Id, MediaId};
use crate::wire::Topic;
use crate::wire::commands::*;

/// The stream of everything about the person; what was asked later waits for it, because a YES may need it.
pub(crate) const PROFILE_STREAM: &str = "profile";

/// Where a command belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub stream: String,
    pub changes: Vec<(Topic, Uuid)>,
    pub depends_on: Option<CommandId>,
    pub needs_media: Option<MediaId>,
}

/// A command that knows its place.
trait Placed: Command {
    fn place(&self, id: CommandId) -> Place;
}

/// The place of a command from its kind and bytes; `None` if the bytes are not of the kind.
pub(crate) fn place_of(kind: &str, body: &[u8], id: CommandId) -> Option<Place> {
    macro_rules! by_kind {
        ($($name:ident),+ $(,)?) => {
            match kind {
                $($name::KIND => serde_json::from_slice::<$name>(body).ok().map(|command| command.place(id)),)+
                _ => None,
            }
        };
    }
    by_kind! {
        Swipe, WithdrawSwipe, CancelDeal, GiveConsent, SetProfile, SetHandle, ProveHandle,
        SetIdentity, AnswerTaxInterview, SetIban,
        ReadNotices, SetPayoutChoice, SubmitDraft, SubmitPost, RequestPayout, WithdrawPayout, TakeAdvance,
        ConfirmDelivery, RegisterBrand, InviteMember, CreateCampaign, SetCampaignState, ClearDraft,
        FixDraft, RefuseDraft, PassPost,
        ReturnPost, ShipProduct, SaveScript, ForgetScript,
    }
}

fn in_stream(stream: impl Into<String>, changes: Vec<(Topic, Uuid)>) -> Place {
    Place { stream: stream.into(), changes, depends_on: None, needs_media: None }
}

/// A deal's id is its swipe's command id, so a deal that is only asked for can be depended on.
fn of_deal(deal: DealId) -> Place {
    let depends_on = Some(CommandId::from_uuid(deal.uuid()));
    Place { depends_on, ..in_stream(format!("deal/{deal}"), vec![(Topic::Deal, deal.uuid())]) }
}

macro_rules! about_a_deal {
    ($($name:ident),+) => {$(
        impl Placed for $name { fn place(&self, _: CommandId) -> Place { of_deal(self.deal) } }
    )+};
}

macro_rules! about_the_person {
    ($($name:ident),+) => {$(
        impl Placed for $name {
            fn place(&self, _: CommandId) -> Place { in_stream(PROFILE_STREAM, vec![(Topic::Profile, Uuid::nil())]) }
        }
    )+};
}

about_a_deal!(
    CancelDeal,
    SetPayoutChoice,
    SubmitPost,
    ConfirmDelivery,
    ClearDraft,
    FixDraft,
    RefuseDraft,
    PassPost,
    ReturnPost,
    ShipProduct
);

about_the_person!(GiveConsent, SetProfile, SetHandle, ProveHandle, SetIdentity, AnswerTaxInterview, SetIban);

impl Placed for Swipe {
    fn place(&self, id: CommandId) -> Place {
        in_stream(format!("deal/{id}"), Vec::new())
    }
}

impl Placed for WithdrawSwipe {
    fn place(&self, _: CommandId) -> Place {
        of_deal(DealId::from_uuid(self.swipe.uuid()))
    }
}

impl Placed for SubmitDraft {
    fn place(&self, _: CommandId) -> Place {
        Place { needs_media: Some(self.media), ..of_deal(self.deal) }
    }
}

impl Placed for ReadNotices {
    fn place(&self, _: CommandId) -> Place {
        in_stream("notices", self.notices.iter().map(|notice| (Topic::Notice, notice.uuid())).collect())
    }
}

impl Placed for RequestPayout {
    fn place(&self, id: CommandId) -> Place {
        let earnings = self.earnings.iter().map(|earning| (Topic::Earning, earning.uuid()));
        in_stream("payouts", earnings.chain([(Topic::Payout, id.uuid())]).collect())
    }
}

impl Placed for WithdrawPayout {
    fn place(&self, _: CommandId) -> Place {
        in_stream("payouts", vec![(Topic::Payout, self.payout.uuid())])
    }
}

impl Placed for TakeAdvance {
    fn place(&self, _: CommandId) -> Place {
        in_stream("payouts", vec![(Topic::Earning, self.earning.uuid())])
    }
}

impl Placed for RegisterBrand {
    fn place(&self, id: CommandId) -> Place {
        in_stream("brands", vec![(Topic::Brand, id.uuid())])
    }
}

impl Placed for InviteMember {
    fn place(&self, _: CommandId) -> Place {
        in_stream(format!("brand/{}", self.brand), vec![(Topic::Brand, self.brand.uuid())])
    }
}

impl Placed for CreateCampaign {
    fn place(&self, id: CommandId) -> Place {
        let changes = vec![(Topic::Campaign, id.uuid())];
        Place { needs_media: self.picture, ..in_stream(format!("brand/{}", self.brand), changes) }
    }
}

impl Placed for SetCampaignState {
    fn place(&self, _: CommandId) -> Place {
        in_stream(format!("campaign/{}", self.campaign), vec![(Topic::Campaign, self.campaign.uuid())])
    }
}

impl Placed for SaveScript {
    fn place(&self, _: CommandId) -> Place {
        in_stream("scripts", vec![(Topic::Script, self.script.uuid())])
    }
}

impl Placed for ForgetScript {
    fn place(&self, _: CommandId) -> Place {
        in_stream("scripts", vec![(Topic::Script, self.script.uuid())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_waits_for_its_deal_and_its_video() {
        let (deal, media) = (DealId::from_uuid(Uuid::from_u128(1)), MediaId::from_uuid(Uuid::from_u128(2)));
        let body = serde_json::to_vec(&SubmitDraft { deal, media, note: String::new() }).expect("plain fields");
        let place = place_of("submit_draft", &body, CommandId::from_uuid(Uuid::from_u128(3))).expect("a place");
        assert_eq!(place.stream, format!("deal/{deal}"));
        assert_eq!(place.depends_on.map(Id::uuid), Some(deal.uuid()));
        assert_eq!(place.needs_media, Some(media));
    }

    #[test]
    fn every_kind_has_a_place_and_refuses_other_bytes() {
        for kind in KINDS {
            assert_eq!(place_of(kind, b"{\"other\":1}", CommandId::from_uuid(Uuid::nil())), None, "{kind}");
        }
    }
}
