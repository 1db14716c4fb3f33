//! One creator's day, played through a real phone's engine against the real server, and told so that a newcomer
//! understands it. Nothing in it is made up on the way: each sum that is told was read from the phone or the rail.

mod bank_file;
pub mod stage;
mod words;

use gamma_core::device::Stage;
use gamma_core::id::DealId;
use gamma_core::money::Money;
use gamma_core::wire::commands::{NoReason, PayoutChoice};
use gamma_core::wire::views::{DealState, DealView, OfferView, PayoutState, PayoutView};

use crate::brand::Brand;
use crate::creator::Creator;
pub use bank_file::by_bank_file;
use stage::Scene;
use words::{ledger, net_of, say, tell};

/// Plays the day; the problem, if something did not happen as it should.
pub async fn play(scene: &Scene, creator: &mut Creator) -> Result<(), String> {
    morning(scene, creator).await?;
    let (deal, offer) = swipes(creator).await?;
    let brand = scene.desk_of(&offer.brand_name).await?;
    let view = work(scene, creator, &brand, deal).await?;
    let payout = money(scene, creator, deal).await?;
    compare(scene, creator, &view, &payout)
}

async fn morning(scene: &Scene, creator: &mut Creator) -> Result<(), String> {
    say("1 · Morning. A phone meets the market");
    let person = creator.person.clone();
    let id = creator.sign_in(&scene.codes).await;
    tell(&format!("{} signs in with a phone number and a code. Nobody was asked for anything else yet.", person.name));
    creator.introduce("almaty", &["beauty"]);
    scene.answered(creator).await?;
    tell("Two consents, a handle, a city, an identity number and four cards about tax: said once, kept sealed.");
    scene.confirm_self_employed(id).await?;
    tell("Note: the operator who confirmed the self-employed status is invented, like everybody here.");
    scene.fresh_deck(creator).await?;
    let deck = creator.device.deck().show().map_err(|error| error.to_string())?;
    tell(&format!("The deck is here: {} offers (ұсыныс), best first. The phone keeps them.", deck.offers.len()));
    Ok(())
}

async fn swipes(creator: &Creator) -> Result<(DealId, OfferView), String> {
    say("2 · On the bus. No network");
    creator.set_online(false);
    let deck = creator.device.deck();
    let offers: Vec<_> = deck.show().map_err(|error| error.to_string())?.offers;
    let mut plain = offers.into_iter().filter(|offer| offer.sheet.product.is_none() && offer.is_at_once_possible);
    let mut next = || plain.next().ok_or_else(|| "the deck is too short".to_owned());
    let (wanted, unwanted, regretted) = (next()?, next()?, next()?);
    let yes = |offer: &OfferView| deck.swipe_yes(offer.campaign, PayoutChoice::AtOnce).map_err(|e| e.to_string());
    let deal = yes(&wanted)?;
    tell(&format!(
        "YES (Келісемін) to «{}» of {}: {} for one video of {} seconds. Қолыңа тиеді {}, {}.",
        wanted.title,
        wanted.brand_name,
        wanted.sheet.fixed_fee,
        wanted.sheet.deliverable.seconds,
        wanted.quote_at_once.net,
        net_of(&wanted.quote_at_once)
    ));
    deck.swipe_no(unwanted.campaign, Some(NoReason::NotMyTopic)).map_err(|error| error.to_string())?;
    tell(&format!("NO (Жоқ) to «{}». It teaches the order of the next cards.", unwanted.title));
    let second = yes(&regretted)?;
    deck.take_back(second).map_err(|error| error.to_string())?;
    tell(&format!("YES to «{}», and taken back at once: it never left the phone.", regretted.title));
    let asked = creator.device.count_unanswered().map_err(|error| error.to_string())?;
    tell(&format!("Интернет жоқ. Жауабың сақталды: {asked} answers wait in the outbox."));
    Ok((deal, wanted))
}

async fn work(scene: &Scene, creator: &Creator, brand: &Brand, deal: DealId) -> Result<DealView, String> {
    say("3 · The network is back. The work");
    creator.set_online(true);
    scene.answered(creator).await?;
    let agreed = state_of(creator, deal)?;
    tell(&format!("The server made the deal (келісім): a slot, the brand's money held. State: {:?}.", agreed.state));
    creator.send_draft(deal, scene.take(), "Міне, бейне").await;
    scene.answered(creator).await?;
    tell("The draft (нобай видео) went up in parts.");
    brand.ask_fix(deal, "Өнім анық көрінбейді").await.map_err(|refused| format!("no fix: {refused:?}"))?;
    scene.wait_for(creator, |creator| state_of(creator, deal).is_ok_and(|v| v.state == DealState::FixAsked)).await?;
    tell("The brand asks for a fix (түзету): «Өнім анық көрінбейді», at second 3.");
    creator.send_draft(deal, scene.take(), "Түзеттім").await;
    scene.answered(creator).await?;
    brand.clear(deal).await.map_err(|refused| format!("not cleared: {refused:?}"))?;
    scene.wait_for(creator, |creator| state_of(creator, deal).is_ok_and(|v| v.state == DealState::Cleared)).await?;
    tell("A second draft, and the brand clears it (рұқсат).");
    creator.send_post(deal, &agreed.sheet, scene.take() % 1_000_000);
    scene.answered(creator).await?;
    tell("The video is published (пост) with «Жарнама» first and the sponsor's name beside it; the link is sent.");
    scene.brand_passes(brand, deal).await?;
    tell("The brand's one tap: approved (мақұлдау). The fee is earned.");
    Ok(agreed)
}

async fn money(scene: &Scene, creator: &Creator, deal: DealId) -> Result<PayoutView, String> {
    say("4 · Minutes later. The money");
    let earning = || creator.deal(deal).and_then(|view| view.earning);
    let payout_of_deal = |creator: &Creator| {
        let earning = earning()?;
        creator.payouts().into_iter().find(|payout| payout.earnings.contains(&earning))
    };
    let is_over =
        |creator: &Creator| payout_of_deal(creator).is_some_and(|payout| payout.state == PayoutState::Confirmed);
    scene.wait_for(creator, is_over).await?;
    let payout = payout_of_deal(creator).ok_or("no payout")?;
    tell(&format!("The platform bought the claim on the brand, and the rail confirmed {}.", payout.quote.net));
    tell("Шотыңа түсті. The ledger's own lines behind it, debit positive:");
    ledger(&payout.ledger);
    Ok(payout)
}

fn compare(scene: &Scene, creator: &Creator, agreed: &DealView, payout: &PayoutView) -> Result<(), String> {
    say("5 · The sums, side by side");
    let at_rail = scene.rail.paid(&creator.person.iban);
    tell(&format!("quoted at YES    {}", agreed.quote.net));
    tell(&format!("paid out         {}", payout.quote.net));
    tell(&format!("at the rail      {at_rail}   (its own books, account …{})", payout.iban_last4));
    let withheld: Money = payout.quote.lines.iter().map(|line| line.amount).sum();
    tell(&format!(
        "{} earned − {} for being paid now − {withheld} contributions = {}",
        payout.quote.gross, payout.quote.advance_fee, payout.quote.net
    ));
    if agreed.quote.net == payout.quote.net && payout.quote.net == at_rail {
        tell("Басында қанша десек, тиынына дейін сонша түсті.");
        return Ok(());
    }
    Err("the sums differ".to_owned())
}

fn state_of(creator: &Creator, deal: DealId) -> Result<DealView, String> {
    let shown = creator.device.deals().get(deal).map_err(|error| format!("the deal is not here: {error}"))?;
    match shown.stage {
        Stage::Agreed(view) => Ok(*view),
        Stage::Asked(_) => {
            let refused = creator.device.inbox().show().map(|inbox| inbox.refused).unwrap_or_default();
            Err(format!("the server has not agreed: {refused:?}"))
        }
    }
}
