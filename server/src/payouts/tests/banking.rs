//! Bank files: sealed once, exported byte for byte, answers read as often as one likes.

use gamma_core::id::{BatchId, Id};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::wire::views::{EarningState, PayoutState};

use super::world::{AT_ONCE, Agreed, IBAN, IIN, World};
use crate::book::rows::Attempt;
use crate::error::Error;
use crate::payouts::bank_files::answers::import;
use crate::payouts::bank_files::profiles::Profile;
use crate::payouts::bank_files::xml::Element;
use crate::payouts::bank_files::{export, seal};
use crate::testing::on_each_engine;

pub const BY_BANK: Agreed = Agreed { rail: "bank_file", ..AT_ONCE };

async fn sealed(world: &World) -> BatchId {
    seal(&world.app, "dana", Profile::standard()).await.expect("seals").expect("a batch")
}

async fn attempt(world: &World) -> Attempt {
    world.app.db.records("order by id", &[]).await.expect("reads").pop().expect("an attempt")
}

async fn state(world: &World) -> PayoutState {
    world.payouts().await.last().expect("a payout").state.0
}

pub fn status_report(attempt: &Attempt, status: &str) -> Vec<u8> {
    let id = attempt.id.uuid().simple().to_string();
    let transaction = Element::new("TxInfAndSts")
        .with(Element::with_text("OrgnlEndToEndId", &id))
        .with(Element::with_text("TxSts", status))
        .with(Element::nested(&["StsRsnInf", "Rsn", "Cd"], "AC04"));
    let report = Element::new("CstmrPmtStsRpt").with(Element::new("OrgnlPmtInfAndSts").with(transaction));
    Element::new("Document").with(report).to_document()
}

pub fn statement(attempt: &Attempt, direction: &str, amount: &str) -> Vec<u8> {
    let id = attempt.id.uuid().simple().to_string();
    let detail = |id: &str| {
        Element::new("NtryDtls").with(Element::new("TxDtls").with(Element::nested(&["Refs", "EndToEndId"], id)))
    };
    let entry = |id: &str| {
        Element::new("Ntry")
            .with(Element::with_text("Amt", amount).attribute("Ccy", "KZT"))
            .with(Element::with_text("CdtDbtInd", direction))
            .with(Element::nested(&["Sts", "Cd"], "BOOK"))
            .with(Element::nested(&["BookgDt", "Dt"], "2026-06-16"))
            .with(Element::with_text("AcctSvcrRef", &format!("REF{direction}")))
            .with(detail(id))
    };
    let statement = Element::new("Stmt").with(entry(&id)).with(entry("RENT JUNE"));
    Element::new("Document").with(Element::new("BkToCstmrStmt").with(statement)).to_document()
}

#[test]
fn a_batch_is_sealed_once_and_exported_byte_for_byte() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.earn(BY_BANK).await;
        world.run_jobs().await;
        assert_eq!(state(&world).await, PayoutState::Requested, "it waits for a person");
        let batch = sealed(&world).await;
        assert_eq!(state(&world).await, PayoutState::Sent);
        assert_eq!(seal(&world.app, "dana", Profile::standard()).await.expect("seals"), None);
        let first = export(&world.app, batch).await.expect("exports");
        world.app.clock.advance_seconds(86_400);
        world.change_creator(|creator| creator.name_sealed = None).await;
        let second = export(&world.app, batch).await.expect("exports");
        assert_eq!((&*first.pain001, &*first.list_1c), (&*second.pain001, &*second.list_1c));
        let document = Element::read(&first.pain001).expect("reads");
        let header = document.find(&["CstmrCdtTrfInitn", "GrpHdr"]).expect("a header");
        assert_eq!(header.text_at(&["MsgId"]), Some(batch.uuid().simple().to_string().as_str()));
        assert_eq!((header.text_at(&["CtrlSum"]), header.text_at(&["NbOfTxs"])), (Some("9300.00"), Some("1")));
        assert_eq!(header.text_at(&["CreDtTm"]), Some("2026-06-15T12:00:00"));
        let payment = document.find(&["CstmrCdtTrfInitn", "PmtInf", "CdtTrfTxInf"]).expect("a payment");
        let id = attempt(&world).await.id.uuid().simple().to_string();
        assert_eq!(payment.text_at(&["PmtId", "EndToEndId"]), Some(id.as_str()));
        assert_eq!(payment.text_at(&["CdtrAcct", "Id", "IBAN"]), Some(IBAN));
        assert_eq!(payment.text_at(&["Cdtr", "Id", "PrvtId", "Othr", "Id"]), Some(IIN));
        assert_eq!(payment.text_at(&["CdtrAgt", "FinInstnId", "BICFI"]), Some("CASPKZKA"));
        let (list, ..) = encoding_rs::WINDOWS_1251.decode(&first.list_1c);
        assert!(list.starts_with("1CClientBankExchange\r\n") && list.ends_with("КонецФайла\r\n"));
        assert!(list.contains("Сумма=9300.00\r\n") && list.contains(&format!("ПолучательИИК={IBAN}\r\n")));
    });
}

#[test]
fn a_statement_confirms_once_and_a_later_credit_returns() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        let earning = world.earn(BY_BANK).await;
        sealed(&world).await;
        let attempt = attempt(&world).await;
        let accepted = import(&world.app, &status_report(&attempt, "ACSP")).await.expect("reads");
        assert_eq!((accepted.told, accepted.news), (1, 0));
        for news in [1, 0] {
            let imported = import(&world.app, &statement(&attempt, "DBIT", "9300.00")).await.expect("reads");
            assert_eq!((imported.news, imported.others, imported.compared.matched), (news, 1, 1));
        }
        assert_eq!(state(&world).await, PayoutState::Confirmed);
        let cash = AccountKey::platform(AccountKind::Cash).with_part("bank_file");
        assert_eq!(world.balance(&cash).await, Money::from_tenge(-9_300));
        import(&world.app, &statement(&attempt, "CRDT", "9300.00")).await.expect("reads");
        assert_eq!(state(&world).await, PayoutState::Returned);
        assert_eq!(world.balance(&cash).await, Money::ZERO);
        assert_eq!(world.creator_balance(AccountKind::Payable).await, Money::from_tenge(-9_700));
        assert_eq!(world.earning(earning).await.state.0, EarningState::Available);
    });
}

#[test]
fn a_refused_payment_fails_and_a_wrong_sum_goes_to_suspense() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        world.earn(BY_BANK).await;
        sealed(&world).await;
        let first = attempt(&world).await;
        import(&world.app, &status_report(&first, "RJCT")).await.expect("reads");
        let payout = world.payouts().await.pop().expect("a payout");
        assert_eq!((payout.state.0, payout.failure.as_deref()), (PayoutState::Failed, Some("AC04")));
        for _ in 0..2 {
            let imported = import(&world.app, &statement(&first, "DBIT", "50.00")).await.expect("reads");
            assert_eq!((imported.news, imported.compared.unexplained), (0, 1));
        }
        let suspense = AccountKey::platform(AccountKind::Suspense).with_part("bank_file");
        assert_eq!(world.balance(&suspense).await, Money::from_tenge(50), "booked once");
    });
}

#[test]
fn a_hostile_or_foreign_file_is_refused_with_a_reason() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        for text in ["<!DOCTYPE x><Document/>", "<Document></Document>", "no xml", "<Document><BkToCstmrStmt>"] {
            let refused = import(&world.app, text.as_bytes()).await;
            assert!(matches!(refused, Err(Error::Asked { .. })), "{text}");
        }
    });
}
