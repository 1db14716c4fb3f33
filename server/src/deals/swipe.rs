//! The swipe. YES takes everything it needs in one transaction or is refused with the honest reason; NO is remembered.

use gamma_core::deal;
use gamma_core::id::{BrandId, CampaignId, DealId, Id, PersonId};
use gamma_core::money::Money;
use gamma_core::quote::Quote;
use gamma_core::terms::{TermSheet, TermsHash};
use gamma_core::wire::commands::{NoReason, PayoutChoice};
use gamma_core::wire::views::{CampaignState, Ended, NoticeKind};
use gamma_core::wire::{Code, Topic};

use super::approval::Rules;
use super::{funding, precondition, step};
use crate::book::rows::{Campaign, Deal, SwipeRow};
use crate::book::{Act, Book, Call, DealLink, Needs, NoticeText, Refusal};
use crate::campaigns;
use crate::db::{Json, Word};
use crate::payouts::offering::{OfferWay, Offered, offered};

/// A binding application on the standard terms.
pub(super) struct Yes {
    pub creator: PersonId,
    pub campaign: CampaignId,
    pub brand: BrandId,
    pub terms: TermsHash,
    pub payout_choice: PayoutChoice,
    /// The price of the advance that the card showed.
    pub shown_bp: i64,
    pub vat_bp: i64,
    pub rail: String,
    pub rules: Rules,
}

/// Not this one.
pub(super) struct No {
    pub creator: PersonId,
    pub campaign: CampaignId,
    pub reason: Option<NoReason>,
}

/// What YES freezes.
struct Frozen {
    advance_bp: i64,
    is_prepaid: bool,
    quote: Quote,
}

impl Act for Yes {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.creator);
        needs.brand(self.brand);
        needs.campaign(self.campaign);
        needs.swipe(self.creator, self.campaign);
        needs.deal_of_command();
        needs.open_deals(self.creator);
        needs.tax_year(self.creator, self.rules.day.month().year());
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let link = DealLink {
            deal: DealId::from_uuid(call.id.uuid()),
            campaign: self.campaign,
            brand: self.brand,
            creator: self.creator,
        };
        if book.deals.find(&link.deal).is_some() {
            return Err(Refusal::new(Code::CommandReused, "another deal has this id"));
        }
        check_not_agreed(book, self.creator, self.campaign)?;
        let campaign = book.campaigns.get(&self.campaign)?;
        self.check_offer(campaign, call)?;
        let sheet = book.sheets.get(&self.terms)?.sheet.0.clone();
        let creator = book.creators.get(&self.creator)?;
        precondition::check_creator(creator, call.now.day())?;
        precondition::check_match(creator, campaign, sheet.deliverable.platform)?;
        let cost = funding::hold_amount(campaign, &sheet, self.vat_bp);
        campaigns::take_slot(book, self.campaign)?;
        let frozen = self.take_money(book, call, link, &sheet, cost)?;
        self.agree(book, call, link, &sheet, frozen)
    }
}

impl Yes {
    fn check_offer(&self, campaign: &Campaign, call: &Call) -> Result<(), Refusal> {
        if campaign.open_until <= call.now {
            return Err(Code::OfferExpired.into());
        }
        match campaign.state.0 {
            CampaignState::Live => {}
            CampaignState::Full => return Err(Code::SlotsGone.into()),
            CampaignState::Draft | CampaignState::WaitingForMoney | CampaignState::Paused | CampaignState::Closed => {
                return Err(Code::CampaignNotLive.into());
            }
        }
        if campaign.terms_hash != self.terms {
            return Err(Refusal::from(Code::TermsChanged).with(serde_json::json!({ "terms": campaign.terms_hash })));
        }
        Ok(())
    }

    fn take_money(
        &self,
        book: &mut Book,
        call: &Call,
        link: DealLink,
        sheet: &TermSheet,
        cost: Money,
    ) -> Result<Frozen, Refusal> {
        let (brand, creator) = (book.brands.get(&self.brand)?, book.creators.get(&self.creator)?);
        let is_prepaid = campaigns::funds::is_prepaid(brand);
        let advance_bp = funding::advance_bp(brand, creator, call.now);
        let is_red = brand.light.0 == gamma_core::wire::views::Light::Red;
        let is_at_once = self.payout_choice == PayoutChoice::AtOnce;
        funding::hold(book, call, link, cost).map_err(|refusal| match refusal.code {
            // Under a red light only what was paid ahead is advanced, and there is not enough of it.
            Code::BrandLimit if is_red && is_at_once => Code::AdvanceLightRed.into(),
            _ => refusal,
        })?;
        if is_at_once && !is_prepaid {
            gamma_core::advance::check_price(self.shown_bp, advance_bp)
                .map_err(|code| Refusal::from(code).with(serde_json::json!({ "advance_bp": advance_bp })))?;
            funding::check_advance(book, link, sheet.fixed_fee)?;
        }
        let asked = Offered {
            creator: Some(book.creators.get(&self.creator)?),
            brand: book.brands.get(&self.brand)?,
            gross: sheet.fixed_fee,
            way: OfferWay::of(self.payout_choice, is_prepaid, advance_bp),
            rail: &self.rail,
            day: call.now.day(),
        };
        Ok(Frozen { advance_bp, is_prepaid, quote: offered(book, &self.rules.earn, &asked)? })
    }

    fn agree(
        &self,
        book: &mut Book,
        call: &Call,
        link: DealLink,
        sheet: &TermSheet,
        frozen: Frozen,
    ) -> Result<serde_json::Value, Refusal> {
        let agreed = deal::Deal::agreed(sheet, call.now);
        let commission_bp = book.campaigns.get(&self.campaign)?.commission_bp;
        let mut row = self.row(call, link, &agreed, frozen);
        row.commission_bp = commission_bp;
        step::write(&mut row, &agreed);
        let answer = serde_json::json!({ "deal": link.deal, "undo_until": row.undo_until });
        book.deals.put(row);
        book.swipes.put(SwipeRow {
            creator_id: self.creator,
            campaign_id: self.campaign,
            command_id: call.id,
            is_yes: true,
            reason: None,
            at: call.now,
            withdrawn_at: None,
        });
        step::watch(book, call, link, agreed.clock);
        book.touch_deal(link);
        book.touch(self.brand, Topic::Brand, self.brand);
        let text = NoticeText { deal: Some(link.deal), amount: Some(sheet.fixed_fee), ..NoticeText::default() };
        book.notify(call, self.brand, NoticeKind::DealAgreed, text);
        Ok(answer)
    }

    fn row(&self, call: &Call, link: DealLink, agreed: &deal::Deal, frozen: Frozen) -> Deal {
        Deal {
            id: link.deal,
            campaign_id: link.campaign,
            brand_id: link.brand,
            creator_id: link.creator,
            terms_hash: self.terms,
            state: Word(agreed.state),
            payout_choice: Word(self.payout_choice),
            commission_bp: 0,
            vat_bp: self.vat_bp,
            advance_bp: frozen.advance_bp,
            rail: self.rail.clone(),
            quote: Json(frozen.quote),
            is_prepaid: frozen.is_prepaid,
            agreed_at: call.now,
            due_at: None,
            undo_until: None,
            fix_rounds_used: 0,
            approved_at: None,
            bonus_until: None,
            bonus_tiyn: Money::ZERO,
            ended: None,
            ended_at: None,
            shipped_at: None,
            tracking: None,
            expected_on: None,
            trusted_tiyn: Money::ZERO,
            n: 0,
        }
    }
}

impl Act for No {
    fn needs(&self, needs: &mut Needs) {
        needs.creator(self.creator);
        needs.campaign(self.campaign);
        needs.swipe(self.creator, self.campaign);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        check_not_agreed(book, self.creator, self.campaign)?;
        book.campaigns.get(&self.campaign)?;
        book.swipes.put(SwipeRow {
            creator_id: self.creator,
            campaign_id: self.campaign,
            command_id: call.id,
            is_yes: false,
            reason: self.reason.map(Word),
            at: call.now,
            withdrawn_at: None,
        });
        Ok(serde_json::Value::Null)
    }
}

/// One deal for a creator and a campaign; one that was taken back in time does not count.
fn check_not_agreed(book: &Book, creator: PersonId, campaign: CampaignId) -> Result<(), Refusal> {
    let is_taken_back = |deal: &Deal| deal.ended.is_some_and(|ended| ended.0 == Ended::TakenBack);
    let is_agreed = |deal: &Deal| deal.creator_id == creator && deal.campaign_id == campaign && !is_taken_back(deal);
    match book.deals.iter().find(|deal| is_agreed(deal)) {
        Some(deal) => Err(Refusal::from(Code::AlreadyAgreed).with(serde_json::json!({ "deal": deal.id }))),
        None => Ok(()),
    }
}
