//! The post: the creator sends the link; a machine looks where it can, else the brand taps. Passing is the approval.

use gamma_core::deal::{self, Event};
use gamma_core::id::{Id, PostId};
use gamma_core::wire::Code;
use gamma_core::wire::commands::PostProblem;
use gamma_core::wire::views::NoticeKind;

use super::approval::Rules;
use super::{PostLook, approval, step, trust};
use crate::book::rows::Post;
use crate::book::{Act, Book, Call, DealLink, Needs, NoticeText, Refusal};
use crate::db::Word;

/// The job that looks at a post.
pub(super) const LOOK_JOB: &str = "deal.look";

/// A link, sent for the post check.
pub(super) struct Submit {
    pub link: DealLink,
    pub url: String,
    pub handle: String,
    pub ad_label: String,
    pub sponsor: String,
    /// Which other deals had this post before it was asked: the same post is paid once.
    pub is_used_elsewhere: bool,
}

/// What a machine found.
pub(super) struct Judge {
    pub link: DealLink,
    pub post: PostId,
    pub look: PostLook,
    pub rules: Rules,
}

/// The tap that the post is as agreed.
pub(super) struct Pass {
    pub link: DealLink,
    /// Which one the asker has seen; none for an operator, who means the newest.
    pub post: Option<PostId>,
    /// The brand itself says so, and so no longer by its silence.
    pub is_by_brand: bool,
    pub rules: Rules,
}

/// The tap that it isn't.
pub(super) struct Return {
    pub link: DealLink,
    pub post: PostId,
    pub problem: PostProblem,
    pub note: String,
}

impl Act for Submit {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        step::take(book, call, self.link, Event::Posted)?;
        let sheet = step::sheet(book, self.link)?;
        let platform = sheet.deliverable.platform;
        let handle = self.handle.trim_start_matches('@');
        let creator = book.creators.get(&self.link.creator)?;
        let is_own =
            creator.handles.0.iter().any(|own| own.platform == platform && own.handle.eq_ignore_ascii_case(handle));
        if !is_own {
            return Err(Refusal::new(Code::PostLinkInvalid, "the handle is not the creator's own"));
        }
        if self.is_used_elsewhere {
            return Err(Refusal::new(Code::PostLinkInvalid, "the post was sent for another deal"));
        }
        let post_link = deal::post_link(platform, &self.url, handle)?;
        deal::check_ad_label(&self.ad_label, &self.sponsor, &sheet.sponsor)?;
        let id = PostId::derived(self.link.deal.uuid(), &format!("post/{}", call.id));
        book.posts.put(Post {
            id,
            deal_id: self.link.deal,
            url: post_link.url,
            handle: handle.to_owned(),
            ad_label: self.ad_label.clone(),
            sponsor: self.sponsor.clone(),
            sent_at: call.now,
            is_passed: false,
            problem: None,
            note: None,
            checked_at: None,
        });
        let body = serde_json::json!({ "deal": self.link.deal, "post": id });
        book.enqueue(call, LOOK_JOB, &id.to_string(), &body, call.now);
        Ok(serde_json::json!({ "post": id }))
    }
}

impl Act for Judge {
    fn needs(&self, needs: &mut Needs) {
        approval::needs(needs, self.link, &self.rules);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        check_newest(book, self.link, Some(self.post))?;
        match self.look {
            PostLook::Passed => {
                approval::approve(book, call, &self.rules, self.link)?;
            }
            PostLook::Wrong(problem) => send_back(book, call, self.link, problem, None)?,
            PostLook::CannotTell => notify(book, call, self.link.brand, NoticeKind::PostArrived, self.link),
        }
        Ok(serde_json::Value::Null)
    }
}

impl Act for Pass {
    fn needs(&self, needs: &mut Needs) {
        approval::needs(needs, self.link, &self.rules);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        check_newest(book, self.link, self.post)?;
        let earning = approval::approve(book, call, &self.rules, self.link)?;
        if self.is_by_brand {
            trust::release(book, self.link)?;
        }
        Ok(serde_json::json!({ "earning": earning }))
    }
}

impl Act for Return {
    fn needs(&self, needs: &mut Needs) {
        needs.deal(self.link);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        check_newest(book, self.link, Some(self.post))?;
        send_back(book, call, self.link, self.problem, Some(self.note.clone()))?;
        Ok(serde_json::Value::Null)
    }
}

/// The newest post of a deal.
pub(super) fn newest(book: &Book, link: DealLink) -> Option<&Post> {
    book.posts.iter().filter(|post| post.deal_id == link.deal).max_by_key(|post| (post.sent_at, post.id))
}

/// Writes into the newest post that it passed.
pub(super) fn mark_passed(book: &mut Book, call: &Call, link: DealLink) -> Result<(), Refusal> {
    let id = newest(book, link).map(|post| post.id).ok_or_else(|| Refusal::not_found("post"))?;
    let post = book.posts.edit(&id)?;
    post.is_passed = true;
    post.checked_at = Some(call.now);
    Ok(())
}

fn send_back(
    book: &mut Book,
    call: &Call,
    link: DealLink,
    problem: PostProblem,
    note: Option<String>,
) -> Result<(), Refusal> {
    step::take(book, call, link, Event::PostReturned)?;
    let id = newest(book, link).map(|post| post.id).ok_or_else(|| Refusal::not_found("post"))?;
    let post = book.posts.edit(&id)?;
    post.problem = Some(Word(problem));
    post.note = note;
    post.checked_at = Some(call.now);
    notify(book, call, link.creator, NoticeKind::PostReturned, link);
    Ok(())
}

/// What was looked at must be the newest and still undecided.
fn check_newest(book: &Book, link: DealLink, seen: Option<PostId>) -> Result<(), Refusal> {
    let newest = newest(book, link).ok_or_else(|| Refusal::not_found("post"))?;
    let is_seen = seen.is_none_or(|seen| seen == newest.id);
    if is_seen && newest.checked_at.is_none() {
        return Ok(());
    }
    Err(Refusal::new(Code::MovedOn, "the post was decided before, or a newer one is there"))
}

fn notify(book: &mut Book, call: &Call, owner: impl Id, kind: NoticeKind, link: DealLink) {
    book.notify(call, owner, kind, NoticeText { deal: Some(link.deal), ..NoticeText::default() });
}
