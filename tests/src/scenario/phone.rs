//! What people do on phones. Nothing here waits for an answer but *sync*: the rest can be done offline.

use super::format::Act;
use super::stage::Stage;
use crate::creator::Creator;
use crate::world::World;

type Told = Result<(), String>;

impl Stage {
    pub(super) async fn act_on_phone(&mut self, who: &str, act: &Act) -> Told {
        match act {
            Act::SignIn { on_phone_of } => self.sign_in(who, on_phone_of.as_deref()).await,
            Act::SignOut {} => {
                let signed_out = self.phone(who)?.device.account().sign_out().await;
                self.at.remove(who);
                told(signed_out)
            }
            Act::Introduce {} => self.introduce(who).await,
            Act::Sync {} => {
                self.sync(self.phone(who)?).await;
                Ok(())
            }
            Act::SwipeYes { offer, payout } => {
                let campaign = self.campaign(offer)?;
                let deal = told_of(self.phone(who)?.device.deck().swipe_yes(campaign, *payout))?;
                self.deals.insert((who.to_owned(), offer.clone()), deal);
                Ok(())
            }
            Act::SendDraft { deal } => {
                let deal = self.deal(who, deal)?;
                self.takes = self.takes.saturating_add(1);
                self.phone(who)?.send_draft(deal, self.takes, "Міне, бейне").await;
                Ok(())
            }
            _ => self.say_on_phone(who, act),
        }
    }

    /// What is said and done at once.
    fn say_on_phone(&self, who: &str, act: &Act) -> Told {
        let phone = self.phone(who)?;
        let (deals, deck, payouts) = (phone.device.deals(), phone.device.deck(), phone.device.payouts());
        match act {
            Act::GoOffline {} => {
                phone.set_online(false);
                Ok(())
            }
            Act::GoOnline {} => {
                phone.set_online(true);
                Ok(())
            }
            Act::SwipeNo { offer, reason } => told(deck.swipe_no(self.campaign(offer)?, *reason)),
            Act::TakeBack { deal } => told(deck.take_back(self.deal(who, deal)?)),
            Act::CancelDeal { deal } => told(deals.cancel(self.deal(who, deal)?)),
            Act::ChangePayout { deal, payout } => told(deals.set_payout_choice(self.deal(who, deal)?, *payout)),
            Act::SendPost { deal } => {
                let deal = self.deal(who, deal)?;
                let view = phone.deal(deal).ok_or("there is no deal to post for")?;
                phone.send_post(deal, &view.sheet, self.takes);
                Ok(())
            }
            Act::RequestPayout {} => told(payouts.request(Vec::new())),
            Act::TakeAdvance { deal } => {
                let deal = self.deal(who, deal)?;
                let shown = told_of(payouts.show())?;
                let earning = shown.earnings.into_iter().find(|earning| earning.deal == deal);
                let earning = earning.ok_or("nothing was earned")?;
                let price = earning.advance_bp.ok_or("no advance can be had")?;
                told(payouts.take_advance(earning.earning, price))
            }
            _ => Err("nobody does that on a phone".to_owned()),
        }
    }

    /// The phone and the server talk until nothing is unanswered; what fell due happens; the phone hears of it.
    pub(super) async fn sync(&self, phone: &Creator) {
        self.world.follow().await;
        phone.ports.clock.set(self.world.clock.now());
        phone.sync_until_answered().await;
        self.world.settle().await;
        self.world.follow().await;
        phone.sync().await;
    }

    async fn sign_in(&mut self, who: &str, on_phone_of: Option<&str>) -> Told {
        let owner = on_phone_of.unwrap_or(who).to_owned();
        if let Some(somebody) = self.at.iter().find(|(_, at)| **at == owner).map(|(name, _)| name.clone()) {
            return Err(format!("{somebody} is signed in there"));
        }
        let person = self.people.get(who).ok_or_else(|| format!("no {who}"))?.clone();
        let phone = self.phones.get_mut(&owner).ok_or_else(|| format!("{owner} has no phone"))?;
        phone.person = person;
        // Codes are sent again only after a while.
        self.world.clock.advance_seconds(120);
        phone.ports.clock.set(self.world.clock.now());
        phone.sign_in(&self.world.codes).await;
        self.at.insert(who.to_owned(), owner);
        Ok(())
    }

    async fn introduce(&self, who: &str) -> Told {
        let phone = self.phone(who)?;
        phone.introduce("almaty", &["beauty"]);
        self.sync(phone).await;
        self.world.confirm_self_employed(World::id_of(phone)).await;
        self.sync(phone).await;
        Ok(())
    }
}

fn told<T, E: std::fmt::Debug>(result: Result<T, E>) -> Told {
    told_of(result).map(drop)
}

fn told_of<T, E: std::fmt::Debug>(result: Result<T, E>) -> Result<T, String> {
    result.map_err(|problem| format!("the phone says {problem:?}"))
}
