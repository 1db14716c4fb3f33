//! Offline first: what was said without a network goes up exactly once, in order, through a network that loses requests
//! and answers; what is taken back in time was never asked.

use gamma_core::id::Id;
use gamma_core::money::Money;
use gamma_core::wire::commands::PayoutChoice;
use gamma_tests::world::in_each_world;

#[test]
fn what_was_said_offline_goes_up_exactly_once_through_a_bad_network() {
    in_each_world(21, |mut world| async move {
        let brand = world.brand(2_000_000).await;
        let until = world.clock.now().plus_days(20);
        let mut campaigns = Vec::new();
        for _ in 0..4 {
            campaigns.push(brand.open_campaign(Money::from_tenge(6_000), 3, until).await);
        }
        world.follow().await;
        let creator = world.creator().await;
        creator.set_online(false);
        let deck = creator.device.deck();
        let yes: Vec<_> = campaigns[..3]
            .iter()
            .map(|campaign| deck.swipe_yes(*campaign, PayoutChoice::AtOnce).expect("the offer is on the phone"))
            .collect();
        deck.take_back(yes[1]).expect("it is still here");
        deck.swipe_no(campaigns[3], None).expect("the offer is on the phone");
        assert_eq!(creator.device.count_unanswered().expect("reads"), 3);
        world.network.lose(30, 30);
        creator.set_online(true);
        creator.sync_until_answered().await;
        world.network.lose(0, 0);
        creator.sync().await;
        assert!(creator.deal(yes[0]).is_some() && creator.deal(yes[2]).is_some());
        assert!(creator.deal(yes[1]).is_none(), "what was taken back was never asked");
        for (deal, times) in [(yes[0], 1_i64), (yes[1], 0), (yes[2], 1)] {
            let sql = "select count(*) from command where id = $1";
            let row = world.app.db.find(sql, gamma_server::args![deal.uuid()]).await.expect("reads").expect("a row");
            assert_eq!(row.get::<i64>(0).expect("a count"), times);
        }
        world
    });
}
