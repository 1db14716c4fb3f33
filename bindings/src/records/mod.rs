//! What crosses: views out, requests in. Whole numbers are 32 bits and signed, so that Kotlin and Swift read them
//! plainly; what does not fit was out of its range anyway.

mod brand;
mod deal;
mod deck;
mod money;
mod outbox;
mod payout;
mod person;
mod request;
mod script;
mod session;
mod terms;
mod words;

pub use brand::{
    BrandView, CampaignRequest, CampaignView, DeskView, InvoiceView, PlanCostView, ReviewView, TargetsView,
    TemplateView,
};
pub use deal::{DealStage, DealView, DraftView, FixView, PostView, StepView, UploadView};
pub use deck::{DeckView, HidesMostView, OfferView, Reason, TakeBackView};
pub use money::{Lands, Money, QuoteLineView, QuoteView};
pub use outbox::{AskedView, CommandKind, EditedRequest, InboxView, NoteView, NoticeView, RefusedView};
pub use payout::{EarningView, LedgerLineView, PayoutView, PayoutsView};
pub use person::{
    BrandRequest, Choice, ChoicesView, ConsentRequest, HandleRequest, HandleView, IbanRequest, IdentityRequest,
    InviteRequest, MissingThing, ProfileRequest, ProfileView, TaxInterviewRequest, TaxProfile,
};
pub use request::{DraftRequest, FixRequest, PostRequest, ReturnPostRequest, ShipRequest, SwipeRequest, VideoRequest};
pub(crate) use script::count;
pub use script::{
    KeepScriptRequest, KeptBeatView, KeptScriptView, ScriptBeatView, ScriptCheckRequest, ScriptCheckView,
    ScriptDraftView, ScriptFindingView, ScriptRefusedView, ScriptsRequest, ScriptsView,
};
pub use session::{
    ChallengeView, DeviceView, FirstSessionView, RecoveryView, SessionView, StatusView, SyncEnd, SyncView, Theme,
};
pub use terms::{BonusView, ProductView, TermsView};

/// A count or size, clipped to what a shell reads.
pub(crate) fn whole(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}

/// Many things of one kind.
pub(crate) fn all<T, V: From<T>>(things: impl IntoIterator<Item = T>) -> Vec<V> {
    things.into_iter().map(V::from).collect()
}
