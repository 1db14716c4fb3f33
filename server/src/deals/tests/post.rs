//! Posts: the link and label, the machine's look, the brand's tap, and the approval that earns the fee.

use gamma_core::id::DealId;
use gamma_core::money::Money;
use gamma_core::terms::TermSheet;
use gamma_core::wire::Code;
use gamma_core::wire::commands::{PassPost, PayoutChoice, PostProblem, ReturnPost, SetPayoutChoice, SubmitPost};
use gamma_core::wire::views::DealState;

use super::world::{Market, START, World, creator_caller, id, member, sheet, submit_post};
use crate::book::rows::{Creator, Post};
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::deals::PostLook;
use crate::testing::on_each_engine;

/// The brand's payment for a deal, as the ledger tells it.
struct PayFor(DealId);

impl Act for PayFor {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(id(super::world::BRAND));
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        crate::deals::trust::on_paid(book, call, id(super::world::BRAND), self.0);
        Ok(serde_json::Value::Null)
    }
}

#[test]
fn a_post_that_a_machine_passes_earns_the_fee_at_once() {
    on_each_engine(|db| async move {
        let world = World::new(db).await.finding(PostLook::Passed);
        let deal = world.agreed().await;
        let post = world.posted(deal).await;
        world.run_jobs().await;
        let row = world.deal(deal).await;
        assert_eq!((row.state.0, row.approved_at), (DealState::Approved, Some(START)));
        assert_eq!(row.bonus_until, Some(START.plus_days(30)));
        let hold = world.hold(deal).await;
        assert_eq!((hold.posted_tiyn, hold.closed_at), (Money::from_tenge(11_740), None));
        let post: Post = world.row(post).await;
        assert!(post.is_passed);
        assert_eq!(post.url, "https://www.tiktok.com/@aigul.kz/video/7300000000000000001");
        let creator: Creator = world.row(id::<gamma_core::id::PersonId>(1)).await;
        assert_eq!(creator.deals_done, 1);
        assert_eq!(world.count("select count(*) from earning").await, 1);
        let late = SetPayoutChoice { deal, payout_choice: PayoutChoice::Wait };
        assert_eq!(world.refused(&creator_caller(1), &late).await, Code::DealState);
    });
}

#[test]
fn without_a_bonus_the_approval_closes_the_hold() {
    on_each_engine(|db| async move {
        let market = Market::new(TermSheet { bonus: None, ..sheet() });
        let world = World::with(db, market).await.finding(PostLook::Passed);
        let deal = world.agreed().await;
        world.posted(deal).await;
        world.run_jobs().await;
        let hold = world.hold(deal).await;
        assert_eq!((hold.amount_tiyn, hold.posted_tiyn), (Money::from_tenge(11_740), Money::from_tenge(11_740)));
        assert!(hold.closed_at.is_some());
    });
}

#[test]
fn a_post_that_is_not_as_agreed_goes_back_with_its_problem() {
    on_each_engine(|db| async move {
        let world = World::new(db).await.finding(PostLook::Wrong(PostProblem::LabelMissing));
        let deal = world.agreed().await;
        let post = world.posted(deal).await;
        world.run_jobs().await;
        assert_eq!(world.state(deal).await, DealState::Cleared);
        let row: Post = world.row(post).await;
        assert_eq!(row.problem.map(|problem| problem.0), Some(PostProblem::LabelMissing));
        assert!(world.notices(1).await.contains(&"post_returned".to_owned()));
        world.app.clock.advance_seconds(60);
        let again = world.post_sent(deal).await;
        assert_ne!(again, post);
        assert_eq!(world.refused(&member(), &PassPost { deal, post }).await, Code::MovedOn);
    });
}

#[test]
fn where_no_machine_can_tell_the_brand_taps() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        let post = world.posted(deal).await;
        world.run_jobs().await;
        assert!(world.notices(super::world::BRAND).await.contains(&"post_arrived".to_owned()));
        let problem = PostProblem::OtherVideo;
        world.done(&member(), &ReturnPost { deal, post, problem, note: "Басқа бейне".to_owned() }).await;
        world.app.clock.advance_seconds(60);
        let post = world.post_sent(deal).await;
        world.done(&member(), &PassPost { deal, post }).await;
        assert_eq!(world.state(deal).await, DealState::Approved);
        assert_eq!(world.refused(&member(), &PassPost { deal, post }).await, Code::MovedOn);
        assert_eq!(world.count("select count(*) from earning").await, 1);
    });
}

#[test]
fn a_silent_brand_passes_within_its_trust_limit_and_a_deal_counts_once() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        world.draft_sent(deal).await;
        world.after_hours(48).await;
        world.post_sent(deal).await;
        world.run_jobs().await;
        world.after_hours(24).await;
        assert_eq!(world.state(deal).await, DealState::Approved);
        assert_eq!(world.brand().await.trust_used_tiyn, Money::from_tenge(10_000));
        let paid = PayFor(deal);
        world.act(paid).await;
        world.run_jobs().await;
        assert_eq!(world.brand().await.trust_used_tiyn, Money::ZERO, "what is paid needs no trust");
    });
}

#[test]
fn beyond_its_trust_limit_a_silent_brand_passes_nothing() {
    on_each_engine(|db| async move {
        let mut market = Market::new(sheet());
        market.brand.trust_limit_tiyn = Money::from_tenge(9_999);
        let world = World::with(db, market).await;
        let deal = world.agreed().await;
        let post = world.posted(deal).await;
        world.after_hours(24).await;
        let row = world.deal(deal).await;
        assert_eq!((row.state.0, row.due_at), (DealState::Posted, None));
        world.done(&member(), &PassPost { deal, post }).await;
        assert_eq!(world.state(deal).await, DealState::Approved);
    });
}

#[test]
fn a_brand_that_says_yes_after_all_has_its_trust_back() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        world.draft_sent(deal).await;
        world.after_hours(48).await;
        let post = world.post_sent(deal).await;
        world.done(&member(), &PassPost { deal, post }).await;
        assert_eq!(world.brand().await.trust_used_tiyn, Money::ZERO);
    });
}

#[test]
fn a_missing_post_ends_the_deal_after_its_grace() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        world.cleared(deal).await;
        world.after_hours(48 + 47).await;
        assert_eq!(world.state(deal).await, DealState::Cleared);
        world.after_hours(1).await;
        assert_eq!(world.state(deal).await, DealState::Expired);
        let campaign = world.campaign().await;
        assert_eq!((campaign.slots_taken, campaign.held_tiyn), (0, Money::ZERO));
    });
}

#[test]
fn links_handles_labels_and_used_posts_are_looked_at_first() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let deal = world.agreed().await;
        world.cleared(deal).await;
        let right = submit_post(deal);
        #[rustfmt::skip]
        let rows = [
            (SubmitPost { url: "https://example.com/1".to_owned(), ..right.clone() }, Code::PostLinkInvalid),
            (SubmitPost { handle: "other".to_owned(), ..right.clone() },              Code::PostLinkInvalid),
            (SubmitPost { ad_label: "Қараңыз".to_owned(), ..right.clone() },          Code::AdLabelMissing),
            (SubmitPost { sponsor: "Нан".to_owned(), ..right.clone() },               Code::AdLabelMissing),
        ];
        for (body, code) in rows {
            assert_eq!(world.refused(&creator_caller(1), &body).await, code);
        }
        world.done(&creator_caller(1), &right).await;
        let second = world.agreed_with(2).await;
        let media = world.video(2).await;
        let draft = gamma_core::wire::commands::SubmitDraft { deal: second, media, note: String::new() };
        let data = world.done(&creator_caller(2), &draft).await;
        let draft = serde_json::from_value(data["draft"].clone()).expect("a draft");
        world.done(&member(), &gamma_core::wire::commands::ClearDraft { deal: second, draft }).await;
        let same = SubmitPost { deal: second, ..right };
        assert_eq!(world.refused(&creator_caller(2), &same).await, Code::PostLinkInvalid, "a post is paid once");
    });
}
