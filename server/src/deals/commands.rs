//! Commands of deals: a body becomes an act, ready for the gate. Here it is checked who asks: the creator does the
//! creator's part, a member of the brand the brand's; the other side sees but may not, and anybody else finds nothing.

use gamma_core::deal::post_link;
use gamma_core::id::DealId;
use gamma_core::wire::Code;
use gamma_core::wire::commands::{
    CancelDeal, ClearDraft, Command, ConfirmDelivery, Fix, FixDraft, PassPost, RefuseDraft, ReturnPost,
    SetPayoutChoice, ShipProduct, SubmitDraft, SubmitPost, Swipe, Way, WithdrawSwipe,
};
use gamma_core::wire::views::Cleared;

use super::approval::Rules;
use super::{choice, draft, endings, post, product, store, swipe, withdraw};
use crate::app::App;
use crate::book::{Act, DealLink};
use crate::error::Error;
use crate::http::auth::Caller;
use crate::http::commands::read;

type Prepared = Result<Box<dyn Act>, Error>;

/// Whose part of a deal a command is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Creators,
    Brands,
}

/// The act of a command kind of this feature; none for other kinds.
pub async fn prepare(app: &App, caller: &Caller, kind: &str, body: &[u8]) -> Result<Option<Box<dyn Act>>, Error> {
    let act = match kind {
        Swipe::KIND => swiped(app, caller, read(body)?).await,
        WithdrawSwipe::KIND => withdrawn(app, caller, &read(body)?).await,
        CancelDeal::KIND => cancelled(app, caller, &read(body)?).await,
        SetPayoutChoice::KIND => chosen(app, caller, &read(body)?).await,
        ConfirmDelivery::KIND => delivered(app, caller, &read(body)?).await,
        ShipProduct::KIND => shipped(app, caller, read(body)?).await,
        SubmitDraft::KIND => draft_sent(app, caller, read(body)?).await,
        ClearDraft::KIND => draft_cleared(app, caller, &read(body)?).await,
        FixDraft::KIND => fix_asked(app, caller, read(body)?).await,
        RefuseDraft::KIND => draft_refused(app, caller, read(body)?).await,
        SubmitPost::KIND => posted(app, caller, read(body)?).await,
        PassPost::KIND => post_passed(app, caller, &read(body)?).await,
        ReturnPost::KIND => post_returned(app, caller, read(body)?).await,
        _ => return Ok(None),
    };
    act.map(Some)
}

async fn swiped(app: &App, caller: &Caller, body: Swipe) -> Prepared {
    let creator = caller.person;
    let brand = store::find_brand(&app.db, body.campaign).await?.ok_or_else(|| Error::not_found("campaign"))?;
    Ok(match body.way {
        Way::Yes { payout_choice, advance_bp } => Box::new(swipe::Yes {
            creator,
            campaign: body.campaign,
            brand,
            terms: body.terms,
            payout_choice,
            shown_bp: advance_bp,
            vat_bp: app.config.vat_bp,
            rail: app.config.default_rail.clone(),
            rules: Rules::of(app),
        }),
        Way::No { reason } => Box::new(swipe::No { creator, campaign: body.campaign, reason }),
    })
}

async fn withdrawn(app: &App, caller: &Caller, body: &WithdrawSwipe) -> Prepared {
    let found = store::find_swipe(&app.db, caller.person, body.swipe).await?;
    Ok(Box::new(withdraw::Withdraw { swipe: body.swipe, found }))
}

async fn cancelled(app: &App, caller: &Caller, body: &CancelDeal) -> Prepared {
    let link = link(app, caller, body.deal, Part::Creators).await?;
    Ok(Box::new(endings::Cancel { link }))
}

async fn chosen(app: &App, caller: &Caller, body: &SetPayoutChoice) -> Prepared {
    let link = link(app, caller, body.deal, Part::Creators).await?;
    Ok(Box::new(choice::SetChoice { link, payout_choice: body.payout_choice, rules: Rules::of(app) }))
}

async fn delivered(app: &App, caller: &Caller, body: &ConfirmDelivery) -> Prepared {
    let link = link(app, caller, body.deal, Part::Creators).await?;
    Ok(Box::new(product::Confirm { link }))
}

async fn shipped(app: &App, caller: &Caller, body: ShipProduct) -> Prepared {
    let link = link(app, caller, body.deal, Part::Brands).await?;
    if let Some(tracking) = &body.tracking {
        check_text("tracking", tracking, 1, 60)?;
    }
    Ok(Box::new(product::Ship { link, tracking: body.tracking, expected_on: body.expected_on }))
}

async fn draft_sent(app: &App, caller: &Caller, body: SubmitDraft) -> Prepared {
    let link = link(app, caller, body.deal, Part::Creators).await?;
    check_text("note", &body.note, 0, 500)?;
    let is_ready = store::is_ready_video(&app.db, body.media, caller.person).await?;
    Ok(Box::new(draft::Submit { link, media: body.media, is_ready, note: body.note }))
}

async fn draft_cleared(app: &App, caller: &Caller, body: &ClearDraft) -> Prepared {
    let link = link(app, caller, body.deal, Part::Brands).await?;
    Ok(Box::new(draft::Clear { link, draft: Some(body.draft), by: Cleared::ByBrand }))
}

async fn fix_asked(app: &App, caller: &Caller, body: FixDraft) -> Prepared {
    let link = link(app, caller, body.deal, Part::Brands).await?;
    check_fixes(&body.fixes)?;
    Ok(Box::new(draft::AskFix { link, draft: body.draft, fixes: body.fixes }))
}

async fn draft_refused(app: &App, caller: &Caller, body: RefuseDraft) -> Prepared {
    let link = link(app, caller, body.deal, Part::Brands).await?;
    check_text("reason", &body.reason, 1, 500)?;
    Ok(Box::new(draft::Refuse { link, draft: body.draft, reason: body.reason }))
}

async fn posted(app: &App, caller: &Caller, body: SubmitPost) -> Prepared {
    let link = link(app, caller, body.deal, Part::Creators).await?;
    for (name, text) in [("handle", &body.handle), ("ad_label", &body.ad_label), ("sponsor", &body.sponsor)] {
        check_text(name, text, 1, 200)?;
    }
    let platform = store::find_platform(&app.db, body.deal).await?.ok_or_else(|| Error::not_found("deal"))?;
    let is_used_elsewhere = match post_link(platform, &body.url, &body.handle) {
        Ok(found) => store::is_post_used(&app.db, &found.url, body.deal).await?,
        Err(_) => false,
    };
    let SubmitPost { url, handle, ad_label, sponsor, .. } = body;
    Ok(Box::new(post::Submit { link, url, handle, ad_label, sponsor, is_used_elsewhere }))
}

async fn post_passed(app: &App, caller: &Caller, body: &PassPost) -> Prepared {
    let link = link(app, caller, body.deal, Part::Brands).await?;
    Ok(Box::new(post::Pass { link, post: Some(body.post), is_by_brand: true, rules: Rules::of(app) }))
}

async fn post_returned(app: &App, caller: &Caller, body: ReturnPost) -> Prepared {
    let link = link(app, caller, body.deal, Part::Brands).await?;
    check_text("note", &body.note, 0, 300)?;
    Ok(Box::new(post::Return { link, post: body.post, problem: body.problem, note: body.note }))
}

/// The deal, if this part of it is the caller's.
async fn link(app: &App, caller: &Caller, deal: DealId, part: Part) -> Result<DealLink, Error> {
    let link = store::find_link(&app.db, deal).await?.ok_or_else(|| Error::not_found("deal"))?;
    let (is_creator, is_member) = (caller.person == link.creator, caller.is_member(link.brand));
    match part {
        Part::Creators if is_creator => Ok(link),
        Part::Brands if is_member => Ok(link),
        _ if is_creator || is_member => Err(Error::new(Code::NotAllowed, "this is the other side's part of the deal")),
        _ => Err(Error::not_found("deal")),
    }
}

fn check_fixes(fixes: &[Fix]) -> Result<(), Error> {
    if !(1..=5).contains(&fixes.len()) {
        return Err(Error::field(Code::InvalidField, "fixes", "one to five things to change"));
    }
    for (place, fix) in fixes.iter().enumerate() {
        check_text(&format!("fixes[{place}].note"), &fix.note, 0, 300)?;
    }
    Ok(())
}

/// A text for people: so many characters, and none that only machines see.
fn check_text(field: &str, text: &str, shortest: usize, longest: usize) -> Result<(), Error> {
    let is_hidden = |character: char| character.is_control() && !matches!(character, '\n' | '\t');
    if text.chars().any(is_hidden) {
        return Err(Error::field(Code::InvalidField, field, "control characters are not text"));
    }
    let is_short = text.trim().chars().count() < shortest;
    if is_short || text.chars().count() > longest {
        return Err(Error::field(Code::InvalidField, field, format!("{shortest} to {longest} characters")));
    }
    Ok(())
}
