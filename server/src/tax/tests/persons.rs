//! How a person is treated: an operator's word with its document and its end; and what the person sees of the month.

use gamma_core::id::Id;
use gamma_core::money::Money;
use gamma_core::tax::{Level, LineCode, Profile};
use gamma_core::wire::{Answer, Code};

use super::months::{june, month, paid};
use crate::book::Outcome;
use crate::db::Word;
use crate::identity::acts::tax::Confirming;
use crate::payouts::tests::world::{AT_ONCE, Agreed, World};
use crate::tax::evidence::{Imported, import};
use crate::tax::rows::TaxEvidence;
use crate::tax::views;
use crate::testing::on_each_engine;

fn confirming(world: &World, until: Option<&str>) -> Confirming {
    Confirming {
        person: world.creator,
        profile: Profile::SelfEmployedPlatform,
        operator: "dana".to_owned(),
        document: "certificate 17 of 01.06.2026".to_owned(),
        until: until.map(|day| day.parse().expect("a day")),
    }
}

fn code(outcome: Outcome) -> Option<Code> {
    match outcome.answer {
        Answer::Done { .. } => None,
        Answer::Rejected { code, .. } => Some(code),
    }
}

#[test]
fn a_confirmation_holds_until_its_last_day_and_then_the_civil_contract_does() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.change_creator(|creator| creator.tax_profile = Some(Word(Profile::CivilContract))).await;
        assert_eq!(
            code(world.act(confirming(&world, Some("2026-06-14"))).await),
            Some(Code::InvalidField),
            "it is over"
        );
        world.done(confirming(&world, Some("2026-06-16"))).await;
        let profile_of = async |payout| world.payout(payout).await.profile.0;
        assert_eq!(profile_of(paid(&world, 10_000).await).await, Profile::SelfEmployedPlatform);
        world.app.clock.advance_seconds(2 * 86_400);
        assert_eq!(profile_of(paid(&world, 10_000).await).await, Profile::CivilContract, "the 17th of June");
        world.done(confirming(&world, None)).await;
        assert_eq!(profile_of(paid(&world, 10_000).await).await, Profile::SelfEmployedPlatform);
        let seen: Vec<TaxEvidence> = world.app.db.records("order by seen_at, id", &[]).await.expect("reads");
        let seen: Vec<_> = seen.into_iter().map(|row| (row.seen_by, row.until_day.is_some())).collect();
        assert_eq!(seen, [("dana".to_owned(), true), ("dana".to_owned(), false)], "who, and until when");
    });
}

#[test]
fn a_file_of_evidence_is_taken_line_by_line_and_once() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let nobody = gamma_core::id::PersonId::from_uuid(uuid::Uuid::nil());
        let file = format!(
            "person,profile,document,until\n{0},kz.se.platform,certificate 17,2026-12-31\n\
             {0},kz.alien,x,\n{1},kz.gph,y,\n",
            world.creator, nobody
        );
        for _ in 0..2 {
            let (imported, said) = import(&world.app, file.as_bytes(), "dana").await.expect("read");
            assert_eq!(imported, Imported { done: 1, refused: 2 });
            assert_eq!(said, ["line 3: another shape", "line 4: not_found"]);
        }
        let seen: Vec<TaxEvidence> = world.app.db.records("", &[]).await.expect("reads");
        assert_eq!(seen.len(), 1, "the same line twice is recorded once");
    });
}

#[test]
fn the_month_shows_what_was_withheld_and_how_far_the_limit_is() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let view = async || views::month(&world.app, world.creator).await.expect("a month");
        assert_eq!((view().await.month, view().await.withheld.len()), (month(june()), 0));
        paid(&world, 1_000_000).await;
        world.agree(Agreed { fee_tenge: 38_000, ..AT_ONCE }).await;
        let shown = view().await;
        let meter = shown.meter.expect("the self-employed have a limit");
        assert_eq!((meter.used, meter.expected), (Money::from_tenge(1_000_000), Money::from_tenge(38_000)));
        assert_eq!((meter.level, meter.limit), (Level::Near, Money::from_tenge(1_297_500)));
        let so = shown.withheld.iter().find(|line| line.line == LineCode::So).expect("the line");
        assert_eq!((so.amount, so.due_on.to_string().as_str()), (Money::from_tenge(5_950), "2026-07-27"));
        world.change_creator(|creator| creator.tax_profile = Some(Word(Profile::CivilContract))).await;
        assert_eq!(view().await.meter, None);
    });
}
