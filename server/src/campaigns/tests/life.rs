//! A campaign's life: the plan, the states, the money it waits for, the last slot.

use gamma_core::id::BrandId;
use gamma_core::matching::Targets;
use gamma_core::money::Money;
use gamma_core::wire::commands::{CampaignStep, CreateCampaign};
use gamma_core::wire::views::{CampaignNext, CampaignState};
use gamma_core::wire::{Answer, Code};

use super::world::{World, caller, person, plan};
use crate::campaigns::{on_slot_freed, take_slot};
use crate::testing::on_each_engine;

fn code(answer: &Answer) -> Option<Code> {
    if let Answer::Rejected { code, .. } = answer { Some(*code) } else { None }
}

#[test]
fn a_plan_that_breaks_a_rule_is_refused_with_the_field_named() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let now = world.now();
        type Change = fn(&mut CreateCampaign);
        #[rustfmt::skip]
        let rows: [(&str, Change); 9] = [
            ("title",                 |plan| plan.title = " ".to_owned()),
            ("title",                 |plan| plan.title = "а".repeat(1_000_000)),
            ("terms.fixed_fee",       |plan| plan.terms.fixed_fee = Money::from_tenge(999)),
            ("targets.tags[0]",       |plan| plan.targets.tags = vec!["politics".to_owned()]),
            ("targets.cities[1]",     |plan| plan.targets.cities = vec!["almaty".to_owned(), "almaty".to_owned()]),
            ("slots",                 |plan| plan.slots = 0),
            ("slots",                 |plan| plan.slots = 10_001),
            ("budget",                |plan| plan.budget = Money::from_tenge(11_739)),
            ("targets.followers_max", |plan| {
                plan.targets = Targets { followers_min: Some(2), followers_max: Some(1), ..Targets::default() };
            }),
        ];
        for (field, change) in rows {
            let mut plan = plan(brand, now);
            change(&mut plan);
            let answer = world.ask(&caller(person(1), &[brand]), &plan).await;
            let Answer::Rejected { code: Code::PlanInvalid, data, .. } = answer else { panic!("{field}: {answer:?}") };
            assert_eq!(data["field"], field);
        }
        let late = CreateCampaign { open_until: now, ..plan(brand, now) };
        assert_eq!(code(&world.ask(&caller(person(1), &[brand]), &late).await), Some(Code::PlanInvalid));
        let exact = CreateCampaign { budget: Money::from_tenge(11_740), ..plan(brand, now) };
        assert_eq!(code(&world.ask(&caller(person(1), &[brand]), &exact).await), None);
    });
}

#[test]
fn only_a_member_of_the_brand_sees_or_changes_its_campaigns() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let (mine, other) = (world.brand(1, 1_000_000).await, world.brand(2, 1_000_000).await);
        let campaign = world.draft(mine, |_| {}).await;
        let stranger = caller(person(2), &[other]);
        let body = serde_json::json!({ "campaign": campaign, "step": "open" }).to_string();
        let refused =
            crate::campaigns::commands::prepare(&world.app, &stranger, "set_campaign_state", body.as_bytes()).await;
        assert_eq!(refused.err().map(|error| error.detail().code), Some(Code::NotFound));
        let body = serde_json::to_vec(&plan(mine, world.now())).expect("a body");
        let refused = crate::campaigns::commands::prepare(&world.app, &stranger, "create_campaign", &body).await;
        assert_eq!(refused.err().map(|error| error.detail().code), Some(Code::NotFound));
    });
}

#[test]
fn a_campaign_waits_for_money_and_runs_by_itself_when_it_comes() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 0).await;
        let campaign = world.live(brand, |_| {}).await;
        let view = world.view(campaign).await;
        assert_eq!((view.state, view.next), (CampaignState::WaitingForMoney, CampaignNext::Pay));
        assert_eq!(view.deal_cost, Money::from_tenge(11_740));
        world.prepay(brand, 11_739).await;
        world.run_jobs().await;
        assert_eq!(world.view(campaign).await.state, CampaignState::WaitingForMoney, "one tenge is missing");
        world.prepay(brand, 1).await;
        world.run_jobs().await;
        let view = world.view(campaign).await;
        assert_eq!((view.state, view.next), (CampaignState::Live, CampaignNext::Wait));
    });
}

#[test]
fn a_paused_campaign_does_not_start_when_money_comes() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 0).await;
        let campaign = world.live(brand, |_| {}).await;
        world.step(brand, campaign, CampaignStep::Pause).await;
        world.prepay(brand, 100_000).await;
        world.run_jobs().await;
        assert_eq!(world.view(campaign).await.state, CampaignState::Paused);
        world.step(brand, campaign, CampaignStep::Resume).await;
        assert_eq!(world.view(campaign).await.state, CampaignState::Live);
    });
}

#[test]
fn the_last_slot_fills_a_campaign_and_a_freed_one_opens_it() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let campaign = world.live(brand, |plan| plan.slots = 2).await;
        let take = || world.make(move |needs| needs.campaign(campaign), move |book, _| take_slot(book, campaign));
        assert_eq!(code(&take().await), None);
        assert_eq!(world.view(campaign).await.state, CampaignState::Live);
        assert_eq!(code(&take().await), None);
        assert_eq!(world.view(campaign).await.state, CampaignState::Full);
        assert_eq!(code(&take().await), Some(Code::SlotsGone));
        let free =
            world.make(move |needs| needs.campaign(campaign), move |book, call| on_slot_freed(book, call, campaign));
        assert_eq!(code(&free.await), None);
        let view = world.view(campaign).await;
        assert_eq!((view.state, view.slots_taken), (CampaignState::Live, 1));
    });
}

#[test]
fn a_race_for_the_last_slot_has_one_winner() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let campaign = world.live(brand, |plan| plan.slots = 1).await;
        let processes = [world.clone(), world.second_process()];
        let racers = (0..20_usize).map(|number| {
            let world = processes[number % 2].clone();
            tokio::spawn(async move {
                world.make(move |needs| needs.campaign(campaign), move |book, _| take_slot(book, campaign)).await
            })
        });
        let mut winners = 0;
        for racer in racers.collect::<Vec<_>>() {
            winners += i32::from(matches!(racer.await.expect("a task"), Answer::Done { .. }));
        }
        assert_eq!(winners, 1);
    });
}

#[test]
fn a_campaign_closes_when_its_time_is_over() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand = world.brand(1, 1_000_000).await;
        let campaign = world.live(brand, |_| {}).await;
        world.run_jobs().await;
        assert_eq!(world.view(campaign).await.state, CampaignState::Live);
        world.app.clock.advance_seconds(20 * 24 * 3_600);
        world.run_jobs().await;
        let view = world.view(campaign).await;
        assert_eq!((view.state, view.next), (CampaignState::Closed, CampaignNext::Nothing));
        let reopened = world.step(brand, campaign, CampaignStep::Open).await;
        assert_eq!(code(&reopened), Some(Code::MovedOn));
    });
}

#[test]
fn commission_is_frozen_when_the_campaign_is_made() {
    on_each_engine(|db| async move {
        let world = World::new(db);
        let brand: BrandId = world.brand(1, 1_000_000).await;
        let campaign = world.draft(brand, |_| {}).await;
        let dearer = world.make(
            move |needs| needs.brand(brand),
            move |book, _| {
                book.brands.edit(&brand)?.commission_bp = 9_000;
                Ok(())
            },
        );
        assert_eq!(code(&dearer.await), None);
        assert_eq!(world.view(campaign).await.deal_cost, Money::from_tenge(11_740));
    });
}
