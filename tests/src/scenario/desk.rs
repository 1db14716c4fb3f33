//! What is done away from phones: brands at their desks, an operator, the bank, and the rail.

use std::sync::PoisonError;

use gamma_core::money::Money;
use gamma_server::error::Error;
use serde_json::json;

use super::format::{Act, RailManner};
use super::stage::{Done, Stage, answered, grant};
use crate::line;
use crate::rail::Manner;
use crate::world::OPERATOR;

impl Stage {
    pub(super) async fn act_at_desk(&mut self, who: &str, act: &Act) -> Done {
        let brand = self.brand(who)?.clone();
        match act {
            Act::OpenCampaign { named, fee, slots } => {
                let until = self.world.clock.now().plus_days(20);
                let campaign = brand.open_campaign(*fee, *slots, until).await;
                self.campaigns.insert(named.clone(), campaign);
                self.world.follow().await;
                Ok(Ok(()))
            }
            Act::AskFix { deal, with, note } => answered(brand.ask_fix(self.deal(with, deal)?, note).await),
            Act::ClearDraft { deal, with } => answered(brand.clear(self.deal(with, deal)?).await),
            Act::RefuseDraft { deal, with, reason } => answered(brand.refuse(self.deal(with, deal)?, reason).await),
            Act::PassPost { deal, with } => answered(brand.pass(self.deal(with, deal)?).await),
            Act::ReturnPost { deal, with, problem } => {
                answered(brand.return_post(self.deal(with, deal)?, *problem).await)
            }
            _ => Err("no brand does that".to_owned()),
        }
    }

    pub(super) async fn act_as_operator(&mut self, act: &Act) -> Done {
        let by = ["--operator", OPERATOR];
        match act {
            Act::Grant { brand, credit, trust, advance } => {
                let sums = [("--credit", *credit), ("--trust", *trust), ("--advance", *advance)];
                ended(grant(&self.world, self.brand(brand)?, sums).await)
            }
            Act::TurnLight { brand, light } => {
                let (id, light) = (self.brand(brand)?.id.to_string(), json!(light));
                let words = ["brand", "light", &id, light.as_str().unwrap_or("")];
                ended(line::ask(&self.world.app, &[&words[..], &by].concat()).await)
            }
            Act::DecideDeal { deal, with, pays } => {
                let (id, amount) = (self.deal(with, deal)?.to_string(), pays.to_decimal_text());
                let verdict: &[&str] = if pays.is_zero() { &["none"] } else { &["part", &amount] };
                let words = [&["deal", "decide", id.as_str()][..], verdict, &["--note", "heard both"], &by].concat();
                ended(line::ask(&self.world.app, &words).await)
            }
            _ => Err("no operator does that".to_owned()),
        }
    }

    pub(super) async fn act_as_bank(&mut self, act: &Act) -> Done {
        let Act::BookPayment { brand, amount, reference } = act else {
            return Err("the bank only books payments".to_owned());
        };
        let (bin, amount) = (&self.brand(brand)?.bin, amount.to_decimal_text());
        let day = self.world.clock.now().day().to_string();
        let words = ["ledger", "paid", "--bin", bin, "--reference", reference, "--amount", &amount, "--day", &day];
        let ended = ended(line::ask(&self.world.app, &words).await);
        self.world.settle().await;
        ended
    }

    pub(super) async fn act_as_rail(&mut self, act: &Act) -> Done {
        let today = self.world.clock.now().day();
        match act {
            Act::TreatPayments { manner } => {
                *self.manner.lock().unwrap_or_else(PoisonError::into_inner) = manner_of(*manner);
            }
            Act::PayLate {} => self.world.rail.books().hurry(today),
            Act::SendBack {} => self.world.rail.books().send_back(),
            _ => return Err("no rail does that".to_owned()),
        }
        self.world.settle().await;
        Ok(Ok(()))
    }

    /// What reached somebody's account, by the rail's own books.
    pub(super) fn paid_to(&self, who: &str) -> Result<Money, String> {
        let person = self.people.get(who).ok_or_else(|| format!("no {who}"))?;
        Ok(self.world.rail.paid(&person.iban))
    }
}

const fn manner_of(manner: RailManner) -> Manner {
    match manner {
        RailManner::Confirms => Manner::Sent,
        RailManner::Refuses => Manner::Failed,
        RailManner::SaysNothing => Manner::Nothing,
        RailManner::IsLate => Manner::Late,
        RailManner::SaysItTwice => Manner::Twice,
        RailManner::ConfirmsAndSendsBack => Manner::ReturnedLater,
    }
}

fn ended(result: Result<(), Error>) -> Done {
    Ok(result.map_err(|error| error.detail().code))
}
