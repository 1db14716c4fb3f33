//! The routes of campaigns and sync from outside: nobody, the wrong person, a brand's pages.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{Request, StatusCode};
use gamma_core::wire::Code;
use gamma_core::wire::views::CampaignNext;
use tower::ServiceExt as _;

use super::world::{World, caller, person};
use crate::campaigns::routes::{ListQuery, get_campaign, list_campaigns};
use crate::testing::on_each_engine;

#[test]
fn without_a_token_nothing_is_shown() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        for path in ["/v1/deck", "/v1/feed", "/v1/events", "/v1/campaigns"] {
            let request = Request::get(path).body(Body::empty()).expect("a request");
            let response = crate::http::router(world.app.clone()).oneshot(request).await.expect("an answer");
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{path}");
        }
    });
}

#[test]
fn a_brands_campaigns_come_in_pages_each_once_and_to_members_only() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let (mine, other) = (world.brand(1, 1_000_000).await, world.brand(2, 1_000_000).await);
        let mut made = Vec::new();
        for _ in 0..101 {
            made.push(world.draft(mine, |_| {}).await);
        }
        let foreign = world.draft(other, |_| {}).await;
        let list = |before: Option<String>, brand: Option<String>| {
            let query = Query(ListQuery { brand, before });
            list_campaigns(State(world.app.clone()), caller(person(1), &[mine]), query)
        };
        let Json(first) = list(None, None).await.expect("a page");
        assert_eq!(first.campaigns.len(), 100);
        assert!(first.campaigns.iter().all(|view| view.next == CampaignNext::Open));
        let Json(second) = list(first.next.map(|id| id.to_string()), Some(mine.to_string())).await.expect("a page");
        assert_eq!((second.campaigns.len(), second.next), (1, None));
        let mut seen: Vec<_> = first.campaigns.iter().chain(&second.campaigns).map(|view| view.campaign).collect();
        seen.sort_unstable();
        made.sort_unstable();
        assert_eq!(seen, made);
        let refused = list(None, Some(other.to_string())).await.expect_err("not a member");
        assert_eq!(refused.detail().code, Code::NotFound);
        let one = |id: String| get_campaign(State(world.app.clone()), caller(person(1), &[mine]), Path(id));
        assert_eq!(one(made[0].to_string()).await.expect("mine").0.campaign, made[0]);
        for id in [foreign.to_string(), "x".to_owned()] {
            assert_eq!(one(id).await.expect_err("not mine").detail().code, Code::NotFound);
        }
    });
}
