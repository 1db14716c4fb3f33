//! Declarations: prepared from the registers, filed by a person, answered by the cabinet.

use gamma_core::money::Money;
use gamma_core::tax::{Declaration, Quarter};
use gamma_core::wire::Code;

use super::months::{paid, to_july};
use crate::error::Error;
use crate::payouts::tests::world::World;
use crate::tax::declare::{self, Verdict};
use crate::tax::rows::DeclarationRow;
use crate::tax::sign::FromFile;
use crate::testing::on_each_engine;

fn quarter() -> Quarter {
    "2026-Q2".parse().expect("a quarter")
}

async fn prepared(world: &World) -> DeclarationRow {
    let rows = declare::prepare(&world.app, quarter()).await.expect("prepared");
    assert_eq!(rows.len(), 1, "one agent withheld");
    rows.into_iter().next().expect("a declaration")
}

async fn filed(world: &World, row: &DeclarationRow, receipt: &str) -> Result<DeclarationRow, Error> {
    declare::file(&world.app, row.id, receipt, &FromFile(None), "dana").await
}

fn code(result: Result<DeclarationRow, Error>) -> Option<Code> {
    result.err().map(|error| error.detail().code)
}

#[test]
fn a_declaration_is_what_the_registers_say_and_is_filed_once() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        paid(&world, 100_000).await;
        let early = prepared(&world).await;
        paid(&world, 50_000).await;
        to_july(&world);
        let row = prepared(&world).await;
        assert_eq!(row.id, early.id, "what was only prepared is made anew");
        let declared: Declaration = serde_json::from_str(&row.body).expect("canonical JSON");
        let totals: Vec<i64> = declared.fields.iter().map(|field| field.total.tiyn()).collect();
        let tenge = Money::from_tenge(1_500).tiyn();
        assert_eq!((totals, declared.people), (vec![0, tenge, tenge, tenge, tenge], 1));
        assert_eq!(prepared(&world).await.body, row.body, "the same register is the same bytes");
        assert_eq!(code(declare::answer(&world.app, row.id, Verdict::Accepted).await), Some(Code::MovedOn));
        assert_eq!(code(filed(&world, &row, " ").await), Some(Code::MovedOn), "there is no filing without a receipt");
        filed(&world, &row, "R-1").await.expect("filed");
        filed(&world, &row, "R-1").await.expect("said twice");
        assert_eq!(code(filed(&world, &row, "R-2").await), Some(Code::MovedOn));
        let accepted = declare::answer(&world.app, row.id, Verdict::Accepted).await.expect("answered");
        assert_eq!(accepted.state, declare::ACCEPTED);
        assert_eq!(code(declare::answer(&world.app, row.id, Verdict::Returned).await), Some(Code::MovedOn));
        assert_eq!(prepared(&world).await.id, row.id, "nothing changed, so nothing is left to declare");
    });
}

#[test]
fn a_returned_declaration_stays_and_the_next_one_is_its_own() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        paid(&world, 100_000).await;
        to_july(&world);
        let folder = tempfile::tempdir().expect("a folder");
        let (row, signed) = (prepared(&world).await, folder.path().join("signed.xml"));
        std::fs::write(&signed, row.body.as_bytes()).expect("written");
        let unsigned = declare::file(&world.app, row.id, "R-1", &FromFile(Some(signed.clone())), "dana").await;
        assert!(unsigned.is_err(), "the document itself is no signature");
        std::fs::write(&signed, b"<signed/>").expect("written");
        let filed = declare::file(&world.app, row.id, "R-1", &FromFile(Some(signed)), "dana").await.expect("filed");
        assert_eq!(filed.signed.as_deref(), Some(b"<signed/>".as_slice()));
        declare::answer(&world.app, row.id, Verdict::Returned).await.expect("answered");
        let next = prepared(&world).await;
        assert_ne!(next.id, row.id);
        assert_eq!((next.state.as_str(), next.body), (declare::PREPARED, row.body));
        assert_eq!(declare::list(&world.app, None).await.expect("reads").len(), 2);
    });
}
