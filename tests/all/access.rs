//! The access sweep: every route of the server, asked as nobody and as the wrong person.

use gamma_core::id::Id;
use gamma_core::money::Money;
use gamma_core::wire::Code;
use gamma_server::http::{Access, ROUTES};
use gamma_tests::client::Client;
use gamma_tests::world::{World, in_each_world};
use uuid::Uuid;

/// Whose things a stranger tries to touch.
struct Victim {
    deal: Uuid,
    brand: Uuid,
    campaign: Uuid,
    media: Uuid,
    payout: Uuid,
}

impl Victim {
    /// The route with the victim's ids in it.
    fn fill(&self, path: &str) -> String {
        let of_deal = path.replace("/deals/{id}", &format!("/deals/{}", self.deal));
        let of_brand = of_deal.replace("/brands/{id}", &format!("/brands/{}", self.brand));
        let of_brand = of_brand.replace("{brand}", &self.brand.to_string());
        let of_campaign = of_brand.replace("/campaigns/{id}", &format!("/campaigns/{}", self.campaign));
        let of_media = of_campaign.replace("/media/{id}", &format!("/media/{}", self.media));
        let of_payout = of_media.replace("/payouts/{id}", &format!("/payouts/{}", self.payout));
        let rest = of_payout.replace("{kind}", "cancel_deal").replace("{rail}", "http_rail").replace("{offset}", "0");
        let nobody = Uuid::from_u128(7).to_string();
        ["{id}", "{session}", "{media}", "{expires}", "{mac}"]
            .iter()
            .fold(rest, |path, hole| path.replace(hole, &nobody))
    }
}

async fn victim(world: &mut World) -> Victim {
    let brand = world.brand(2_000_000).await;
    let creator = world.creator().await;
    let deal = world.approved_deal(&brand, &creator, Money::from_tenge(8_000)).await;
    world.settle().await;
    creator.sync().await;
    let view = creator.deal(deal).expect("the deal is on the phone");
    Victim {
        deal: deal.uuid(),
        brand: brand.id.uuid(),
        campaign: view.campaign.uuid(),
        media: view.draft.expect("a draft").media.uuid(),
        payout: creator.payouts().first().expect("a payout").payout.uuid(),
    }
}

#[test]
fn nobody_gets_nothing_but_the_way_in() {
    in_each_world(11, |mut world| async move {
        let victim = victim(&mut world).await;
        let nobody = Client::nobody(&world.base);
        for (method, path, access) in ROUTES {
            if *access == Access::Public {
                continue;
            }
            let body = (*method != "GET").then(|| b"{}".to_vec());
            let reply = nobody.ask(method, &victim.fill(path), body).await.expect("an answer");
            assert!(matches!(reply.status, 401 | 403 | 404), "{method} {path}: {} {}", reply.status, reply.text);
            if *access != Access::Provider {
                assert_eq!((reply.status, reply.code()), (401, Some(Code::SignInNeeded)), "{method} {path}");
            }
        }
        world
    });
}

#[test]
fn a_stranger_sees_and_touches_nothing_of_somebody_else() {
    in_each_world(12, |mut world| async move {
        let victim = victim(&mut world).await;
        let phone = world.invent().phone;
        let stranger = Client::sign_in(&world.base, &phone, &world.codes).await.expect("signs in");
        for (method, path, access) in ROUTES {
            let is_of_somebody = path.contains('{') && !path.contains("{kind}");
            if !is_of_somebody || matches!(access, Access::Public | Access::Provider) {
                continue;
            }
            let body = (*method != "GET").then(|| b"{}".to_vec());
            let reply = stranger.ask(method, &victim.fill(path), body).await.expect("an answer");
            assert!(matches!(reply.status, 403 | 404), "{method} {path}: {} {}", reply.status, reply.text);
        }
        for kind in ["cancel_deal", "confirm_delivery"] {
            let body = serde_json::json!({ "deal": victim.deal }).to_string().into_bytes();
            let path = format!("/v1/commands/{kind}/{}", Uuid::now_v7());
            let reply = stranger.ask("POST", &path, Some(body)).await.expect("an answer");
            assert!(matches!(reply.status, 403 | 404 | 422), "{kind}: {} {}", reply.status, reply.text);
            assert!(reply.text.contains("not_found") || reply.text.contains("not_allowed"), "{kind}: {}", reply.text);
        }
        world
    });
}
