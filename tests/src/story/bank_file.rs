//! The other way out: a second deal of the same day, paid by a bank file that a person carries to the bank.

use gamma_core::wire::commands::PayoutChoice;
use gamma_core::wire::views::{DealState, PayoutState};

use super::stage::Scene;
use super::state_of;
use super::words::{ledger, say, tell};
use crate::creator::Creator;

/// Plays a second deal, shorter told, up to the money from the bank.
pub async fn by_bank_file(scene: &Scene, creator: &Creator) -> Result<(), String> {
    say("6 · The same, by bank file: no contract with a payment service is needed");
    tell("The server stopped, finished what it had answered for, and started again with another rail.");
    scene.fresh_deck(creator).await?;
    let deck = creator.device.deck();
    let offers = deck.show().map_err(|error| error.to_string())?.offers;
    let mut plain = offers.into_iter().filter(|offer| offer.sheet.product.is_none() && offer.is_at_once_possible);
    let offer = plain.next().ok_or("the deck is empty")?;
    let deal = deck.swipe_yes(offer.campaign, PayoutChoice::AtOnce).map_err(|error| error.to_string())?;
    scene.answered(creator).await?;
    let agreed = state_of(creator, deal)?;
    tell(&format!(
        "YES to «{}». Қолыңа тиеді {}, {}.",
        offer.title,
        agreed.quote.net,
        super::words::net_of(&agreed.quote)
    ));
    let brand = scene.desk_of(&offer.brand_name).await?;
    creator.send_draft(deal, scene.take(), "Міне, бейне").await;
    scene.answered(creator).await?;
    brand.clear(deal).await.map_err(|refused| format!("not cleared: {refused:?}"))?;
    scene.wait_for(creator, |creator| state_of(creator, deal).is_ok_and(|v| v.state == DealState::Cleared)).await?;
    creator.send_post(deal, &agreed.sheet, scene.take() % 1_000_000);
    scene.answered(creator).await?;
    scene.brand_passes(&brand, deal).await?;
    tell("Draft, cleared, posted, approved. The payout waits for the day's file.");
    for said in scene.run_the_bank().await? {
        tell(&format!("payouts: {said}."));
    }
    let payout_of_deal = |creator: &Creator| {
        let earning = creator.deal(deal).and_then(|view| view.earning)?;
        creator.payouts().into_iter().find(|payout| payout.earnings.contains(&earning))
    };
    let is_over = |creator: &Creator| payout_of_deal(creator).is_some_and(|p| p.state == PayoutState::Confirmed);
    scene.wait_for(creator, is_over).await?;
    let payout = payout_of_deal(creator).ok_or("no payout")?;
    tell(&format!("The bank booked it: {} is on the account. The ledger's own lines:", payout.quote.net));
    ledger(&payout.ledger);
    if payout.quote.net == agreed.quote.net {
        return Ok(());
    }
    tell(&format!("Against the quote of {} only tax lines moved: {:?}.", agreed.quote.net, payout.differences));
    Ok(())
}
