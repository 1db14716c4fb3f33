//! The whole loop: an offer on a phone becomes money on an account, exactly as quoted, on both engines.

use gamma_core::money::Money;
use gamma_core::wire::views::PayoutState;
use gamma_tests::world::in_each_world;

#[test]
fn one_swipe_becomes_money_on_the_account_as_quoted() {
    in_each_world(1, |mut world| async move {
        let brand = world.brand(2_000_000).await;
        let creator = world.creator().await;
        let deal = world.approved_deal(&brand, &creator, Money::from_tenge(10_000)).await;
        world.settle().await;
        creator.sync().await;
        let view = creator.deal(deal).expect("the deal is on the phone");
        let payouts = creator.payouts();
        let payout = payouts.first().expect("a payout");
        assert_eq!(payout.state, PayoutState::Confirmed);
        assert_eq!(payout.quote.net, view.quote.net, "as quoted, to the tiyn");
        assert_eq!(payout.quote.net, Money::from_tenge(9_300), "10 000 less 300 less four times 100");
        assert_eq!(world.rail.paid(&creator.person.iban), Money::from_tenge(9_300));
        world
    });
}
