//! Remittance: prepared from the register, sealed once, confirmed once; overdue ones are known.

use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::tax::{Agent, LineCode, Profile};
use gamma_core::wire::{Answer, Code};

use super::months::{confirmed, june, month, paid, to_july};
use crate::db::Word;
use crate::error::Error;
use crate::payouts::bank_files::xml::Element;
use crate::payouts::tests::world::{IIN, World};
use crate::tax::acts::BatchConfirmed;
use crate::tax::refunds::Refunded;
use crate::tax::rows::TaxBatch;
use crate::tax::{files, refunds, remit};
use crate::testing::on_each_engine;

async fn prepared(world: &World) -> Vec<TaxBatch> {
    remit::prepare(&world.app, month(june())).await.expect("prepared")
}

async fn batch_of(world: &World, line: LineCode) -> TaxBatch {
    prepared(world).await.into_iter().rfind(|batch| batch.line.0 == line).expect("the line's batch")
}

fn booked(batch: &TaxBatch) -> BatchConfirmed {
    BatchConfirmed { batch: batch.id, rail: "bank_file".to_owned(), reference: "REF-1".to_owned() }
}

async fn payable(world: &World, line: LineCode) -> Money {
    -world.balance(&AccountKey::platform(AccountKind::TaxPayable).with_part(line.code())).await
}

fn code<T>(result: Result<T, Error>) -> Option<Code> {
    result.err().map(|error| error.detail().code)
}

#[test]
fn a_batch_a_line_is_prepared_sealed_and_confirmed_once() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let payout = paid(&world, 100_000).await;
        confirmed(&world, payout).await;
        let early = batch_of(&world, LineCode::Opv).await;
        assert_eq!(code(remit::seal(&world.app, early.id, "dana").await), Some(Code::Precondition), "June goes on");
        to_july(&world);
        let batches = prepared(&world).await;
        let lines: Vec<_> = batches.iter().map(|batch| (batch.line.0, batch.amount_tiyn, batch.people)).collect();
        let thousand = Money::from_tenge(1_000);
        let expected = [LineCode::Opv, LineCode::Opvr, LineCode::So, LineCode::Vosms].map(|line| (line, thousand, 1));
        assert_eq!(lines, expected, "a line of nothing needs no transfer");
        let batch = batch_of(&world, LineCode::Opv).await;
        assert_eq!((batch.id, batch.due_on.to_string().as_str()), (early.id, "2026-07-27"));
        assert!(matches!(world.act(booked(&batch)).await.answer, Answer::Rejected { .. }), "it is not sealed");
        remit::seal(&world.app, batch.id, "dana").await.expect("sealed");
        assert!(matches!(world.act(booked(&batch)).await.answer, Answer::Done { .. }));
        assert!(matches!(world.act(booked(&batch)).await.answer, Answer::Rejected { .. }), "once");
        assert_eq!(
            (payable(&world, LineCode::Opv).await, payable(&world, LineCode::So).await),
            (Money::ZERO, thousand)
        );
        assert_eq!(prepared(&world).await.len(), 4, "nothing more is due of the line");
    });
}

#[test]
fn the_files_name_the_sum_the_codes_and_everybody_and_stay_as_they_are() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        paid(&world, 100_000).await;
        to_july(&world);
        let batch = batch_of(&world, LineCode::So).await;
        remit::seal(&world.app, batch.id, "dana").await.expect("sealed");
        let first = files::export(&world.app, batch.id).await.expect("files");
        world.change_creator(|creator| creator.name_sealed = None).await;
        world.app.clock.advance_seconds(86_400);
        remit::seal(&world.app, batch.id, "other").await.expect("sealed before");
        let second = files::export(&world.app, batch.id).await.expect("files");
        assert_eq!((&*first.order, &*first.list), (&*second.order, &*second.list));
        let document = Element::read(&first.order).expect("reads");
        let payment = document.find(&["CstmrCdtTrfInitn", "PmtInf", "CdtTrfTxInf"]).expect("a payment");
        assert_eq!(payment.text_at(&["Amt", "InstdAmt"]), Some("1000.00"));
        assert_eq!(payment.text_at(&["Purp", "Prtry"]), Some("012"));
        assert_eq!(payment.text_at(&["CdtrAcct", "Id", "IBAN"]), Some("KZ67009SS00368609110"));
        assert!(payment.text_at(&["RmtInf", "Ustrd"]).is_some_and(|text| text.contains("/PRD/062026")));
        let list = std::str::from_utf8(&first.list).expect("text");
        assert_eq!(list, format!("1;{IIN};Айгерім Тестова;;062026;1000.00;012\r\n"));
    });
}

#[test]
fn a_brand_is_named_as_the_agent_of_a_civil_contract_and_income_tax_goes_to_the_treasury() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.change_creator(|creator| creator.tax_profile = Some(Word(Profile::CivilContract))).await;
        paid(&world, 100_000).await;
        to_july(&world);
        let batch = batch_of(&world, LineCode::Iit).await;
        assert_eq!(batch.agent.0, Agent::Brand(world.brand));
        remit::seal(&world.app, batch.id, "dana").await.expect("sealed");
        let files = files::export(&world.app, batch.id).await.expect("files");
        let document = Element::read(&files.order).expect("reads");
        let payment = document.find(&["CstmrCdtTrfInitn", "PmtInf", "CdtTrfTxInf"]).expect("a payment");
        assert_eq!(payment.text_at(&["UltmtDbtr", "Nm"]), Some("Sample"));
        assert!(payment.text_at(&["RmtInf", "Ustrd"]).is_some_and(|text| text.starts_with("/KBK/101201")));
    });
}

#[test]
fn what_changes_after_the_seal_is_a_batch_of_its_own_or_asked_back() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let first = paid(&world, 100_000).await;
        let second = paid(&world, 50_000).await;
        confirmed(&world, second).await;
        to_july(&world);
        let stale = batch_of(&world, LineCode::Opv).await;
        let sql = "update tax_batch set amount_tiyn = amount_tiyn + 1 where id = $1";
        let mut tx = world.app.db.begin().await.expect("begins");
        tx.run(sql, crate::args![stale.id]).await.expect("changed");
        tx.commit().await.expect("commits");
        assert_eq!(code(remit::seal(&world.app, stale.id, "dana").await), Some(Code::MovedOn));
        let batch = batch_of(&world, LineCode::Opv).await;
        remit::seal(&world.app, batch.id, "dana").await.expect("sealed");
        assert!(matches!(world.act(booked(&batch)).await.answer, Answer::Done { .. }));
        super::months::failed(&world, first).await;
        let again: Vec<TaxBatch> =
            prepared(&world).await.into_iter().filter(|batch| batch.line.0 == LineCode::Opv).collect();
        assert_eq!(again.len(), 1, "nothing more is due: only the confirmed one is there");
        let back = refunds::list(&world.app).await.expect("reads");
        let opv = back.iter().find(|refund| refund.line == LineCode::Opv).expect("a refund case");
        assert_eq!((opv.person, opv.month, opv.amount), (world.creator, month(june()), Money::from_tenge(1_000)));
        assert_eq!(back.len(), 1, "the other lines were not remitted");
        world.run_jobs().await;
        let refund_account = AccountKey::platform(AccountKind::TaxRefund).with_part("OPV");
        let books = async || (payable(&world, LineCode::Opv).await, world.balance(&refund_account).await);
        assert_eq!(books().await, (Money::ZERO, Money::from_tenge(1_000)), "the state owes it back");
        let refund = opv.clone();
        world.done(Refunded { refund, rail: "bank_file".to_owned(), reference: "REF-2".to_owned() }).await;
        assert_eq!(books().await, (Money::ZERO, Money::ZERO));
        assert_eq!(refunds::list(&world.app).await.expect("reads"), []);
    });
}

#[test]
fn a_batch_past_its_day_is_overdue_until_it_is_confirmed() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        paid(&world, 100_000).await;
        to_july(&world);
        world.run_jobs().await;
        assert_eq!(remit::overdue(&world.app).await.expect("reads"), [], "prepared by the calendar, due on the 27th");
        assert_eq!(remit::waiting(&world.app, None).await.expect("reads").len(), 4);
        world.app.clock.advance_seconds(27 * 86_400);
        assert_eq!(remit::overdue(&world.app).await.expect("reads").len(), 4);
        let batch = batch_of(&world, LineCode::Opv).await;
        remit::seal(&world.app, batch.id, "dana").await.expect("sealed");
        assert_eq!(remit::overdue(&world.app).await.expect("reads").len(), 4, "a sealed file is no payment");
        world.done(booked(&batch)).await;
        assert_eq!(remit::overdue(&world.app).await.expect("reads").len(), 3);
    });
}
