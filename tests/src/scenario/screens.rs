//! What screens show, as plain figures by name: what a phone has in its own store, what a desk reads from the server,
//! what the rail has in its books.

use std::collections::BTreeMap;

use gamma_core::device::Stage as DealStage;
use gamma_core::money::Money;
use gamma_core::wire::Topic;
use gamma_core::wire::views::{BrandView, CampaignView, DealView, NoticeView};
use serde_json::{Value, json};

use super::format::Look;
use super::stage::Stage;

/// A screen's figures.
type Screen = BTreeMap<String, Value>;

impl Look {
    /// Whether the screen shows what is expected; the problem names the first figure that differs.
    pub(super) fn check(&self, screen: &Screen) -> Result<(), String> {
        for (name, expected) in &self.shows {
            match screen.get(name) {
                None => return Err(format!("this screen has no {name}")),
                Some(shown) if shown == expected => {}
                Some(shown) => return Err(format!("{name} is {shown}")),
            }
        }
        Ok(())
    }

    fn of(&self) -> Result<&str, String> {
        self.of.as_deref().ok_or_else(|| "of what?".to_owned())
    }
}

impl Stage {
    pub(super) async fn screen(&self, who: &str, look: &Look) -> Result<Screen, String> {
        if self.brands.contains_key(who) {
            return self.desk(who, look).await;
        }
        if who == "rail" {
            return Ok(screen(json!({ "paid": self.paid_to(look.of()?)? })));
        }
        match look.sees.as_str() {
            "deal" => self.deal_on_phone(who, look.of()?),
            "earning" => self.earning(who, look.of()?),
            "payout" => self.payout(who, look.of()?),
            _ => self.of_phone(who, look),
        }
    }

    /// Screens that are not of one deal.
    fn of_phone(&self, who: &str, look: &Look) -> Result<Screen, String> {
        let device = &self.phone(who)?.device;
        let problem = |error: gamma_core::device::DeviceError| format!("{error:?}");
        match look.sees.as_str() {
            "deck" => {
                let offers = device.deck().show().map_err(problem)?.offers;
                let is_there = |id| offers.iter().any(|offer| offer.campaign == id);
                let named = self.campaigns.iter().filter(|(_, id)| is_there(**id)).map(|(name, _)| name);
                Ok(screen(json!({ "offers": named.collect::<Vec<_>>() })))
            }
            "deals" => {
                let deals = device.deals().list().map_err(problem)?;
                let agreed = deals.iter().filter(|deal| matches!(deal.stage, DealStage::Agreed(_))).count();
                Ok(screen(json!({ "agreed": agreed, "asked": deals.len() - agreed })))
            }
            "outbox" => Ok(screen(json!({ "unanswered": device.count_unanswered().map_err(problem)? }))),
            "profile" => Ok(screen(json!({ "missing": device.profile().show().map_err(problem)?.missing }))),
            "notice" => Ok(notices(&device.inbox().show().map_err(problem)?.notices, look.of()?)),
            "refusal" => {
                let refused = device.inbox().show().map_err(problem)?.refused;
                let of_kind: Vec<_> =
                    refused.iter().filter(|refused| look.of.as_ref() == Some(&refused.kind)).collect();
                let newest = of_kind.first();
                Ok(screen(json!({ "times": of_kind.len(), "code": newest.map(|refused| refused.code),
                                  "dependents": newest.map(|refused| refused.dependents) })))
            }
            other => Err(format!("a phone has no screen {other}")),
        }
    }

    fn deal_on_phone(&self, who: &str, campaign: &str) -> Result<Screen, String> {
        let deal = self.deal(who, campaign)?;
        let shown = self.phone(who)?.device.deals().list().map_err(|error| format!("{error:?}"))?;
        let Some(found) = shown.into_iter().find(|shown| shown.deal == deal) else {
            return Ok(screen(json!({ "stage": "none" })));
        };
        let asked: Vec<_> = found.asked.iter().map(|change| change.kind.clone()).collect();
        let mut figures = match found.stage {
            DealStage::Asked(_) => screen(json!({ "stage": "asked" })),
            DealStage::Agreed(view) => deal_figures(&view),
        };
        figures.insert("asked".to_owned(), json!(asked));
        Ok(figures)
    }

    fn earning(&self, who: &str, campaign: &str) -> Result<Screen, String> {
        let deal = self.deal(who, campaign)?;
        let shown = self.phone(who)?.device.payouts().show().map_err(|error| format!("{error:?}"))?;
        let found = shown.earnings.iter().find(|earning| earning.deal == deal);
        Ok(screen(found.map_or_else(
            || json!({ "state": "none" }),
            |earning| {
                json!({ "state": earning.state, "amount": earning.amount, "advance_fee": earning.advance_fee,
                        "can_be_advanced": earning.advance_bp.is_some() })
            },
        )))
    }

    /// The newest payout that pays the deal.
    fn payout(&self, who: &str, campaign: &str) -> Result<Screen, String> {
        let deal = self.deal(who, campaign)?;
        let shown = self.phone(who)?.device.payouts().show().map_err(|error| format!("{error:?}"))?;
        let earning = shown.earnings.iter().find(|earning| earning.deal == deal).map(|earning| earning.earning);
        let pays = |earnings: &[_]| earning.is_some_and(|earning| earnings.contains(&earning));
        let Some(payout) = shown.payouts.iter().find(|payout| pays(&payout.earnings)) else {
            return Ok(screen(json!({ "state": "none" })));
        };
        let quote = &payout.quote;
        let withheld: Money = quote.lines.iter().map(|line| line.amount).sum();
        Ok(screen(json!({ "state": payout.state, "gross": quote.gross, "advance_fee": quote.advance_fee,
                          "withheld": withheld, "net": quote.net, "failure": payout.failure })))
    }

    async fn desk(&self, who: &str, look: &Look) -> Result<Screen, String> {
        let brand = self.brand(who)?;
        match look.sees.as_str() {
            "money" => {
                let views = brand.desk.list::<BrandView>(Topic::Brand).await;
                let view = views.into_iter().find(|view| view.brand == brand.id).ok_or("the brand is not there")?;
                Ok(screen(json!({ "receivable": view.receivable, "held": view.held, "prepaid": view.prepaid,
                                  "light": view.light })))
            }
            "campaign" => {
                let id = self.campaign(look.of()?)?;
                let views = brand.desk.list::<CampaignView>(Topic::Campaign).await;
                let view = views.into_iter().find(|view| view.campaign == id).ok_or("the campaign is not there")?;
                Ok(screen(json!({ "state": view.state, "next": view.next, "slots_taken": view.slots_taken,
                                  "held": view.held, "spent": view.spent, "to_review": view.deals.to_review })))
            }
            "deal" => {
                let with = look.with.as_deref().ok_or("with whom?")?;
                let view = brand.deal(self.deal(with, look.of()?)?).await;
                Ok(view.map_or_else(|| screen(json!({ "stage": "none" })), |view| deal_figures(&view)))
            }
            "notice" => Ok(notices(&brand.desk.list::<NoticeView>(Topic::Notice).await, look.of()?)),
            other => Err(format!("a desk has no screen {other}")),
        }
    }
}

fn deal_figures(view: &DealView) -> Screen {
    let draft = view.draft.as_ref();
    let newest_fix = draft.and_then(|draft| draft.fixes.first()).map(|fix| fix.note.clone());
    screen(json!({
        "stage": "agreed", "state": view.state, "payout": view.payout_choice, "gross": view.quote.gross,
        "net": view.quote.net, "fix_rounds_used": view.fix_rounds_used, "fix": newest_fix,
        "cleared": draft.and_then(|draft| draft.cleared), "ended": view.ended,
        "post_problem": view.post.as_ref().and_then(|post| post.problem),
    }))
}

/// How many notices of a kind there are, and what the newest says.
fn notices(notices: &[NoticeView], kind: &str) -> Screen {
    let of_kind: Vec<_> = notices.iter().filter(|notice| json!(notice.kind) == json!(kind)).collect();
    let newest = of_kind.iter().max_by_key(|notice| notice.at);
    screen(json!({ "times": of_kind.len(), "code": newest.and_then(|notice| notice.code),
                   "amount": newest.and_then(|notice| notice.amount) }))
}

fn screen(figures: Value) -> Screen {
    match figures {
        Value::Object(fields) => fields.into_iter().collect(),
        _ => Screen::new(),
    }
}
