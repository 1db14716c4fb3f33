//! A batch as pain.001.001.09. `MsgId` is the batch and `EndToEndId` the attempt, both without dashes to keep under 35
//! characters, so that the bank refuses a file sent twice and its answers find their attempts.

use gamma_core::money::Money;
use gamma_core::time::Timestamp;

use super::profiles::{IinPlace, KbePlace, KnpPlace, Profile};
use super::xml::Element;
use super::{Payer, Sealed, SealedPayment};

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
const NAME_CHARS_MAX: usize = 140;

/// The file's bytes.
pub fn file(profile: &Profile, payer: &Payer, batch: &Sealed) -> Vec<u8> {
    let transfers = batch.payments.iter().map(|payment| transfer(profile, payment)).collect();
    document(payer, &batch.id, batch.sealed_at, batch.total(), transfers)
}

/// A document around transfers of the platform's: `id` names it at the bank, `total` is what they move.
pub fn document(payer: &Payer, id: &str, sealed_at: Timestamp, total: Money, transfers: Vec<Element>) -> Vec<u8> {
    let count = transfers.len().to_string();
    let header = Element::new("GrpHdr")
        .with(Element::with_text("MsgId", id))
        .with(Element::with_text("CreDtTm", &almaty_time(sealed_at)))
        .with(Element::with_text("NbOfTxs", &count))
        .with(Element::with_text("CtrlSum", &total.to_decimal_text()))
        .with(Element::nested(&["InitgPty", "Nm"], &cut(&payer.name)));
    let information = Element::new("PmtInf")
        .with(Element::with_text("PmtInfId", id))
        .with(Element::with_text("PmtMtd", "TRF"))
        .with(Element::with_text("NbOfTxs", &count))
        .with(Element::with_text("CtrlSum", &total.to_decimal_text()))
        .with(Element::nested(&["ReqdExctnDt", "Dt"], &sealed_at.day().to_string()))
        .with(debtor(payer))
        .with(Element::nested(&["DbtrAcct", "Id", "IBAN"], &payer.iban))
        .with(Element::nested(&["DbtrAgt", "FinInstnId", "BICFI"], &payer.bic))
        .with_all(transfers);
    let initiation = Element::new("CstmrCdtTrfInitn").with(header).with(information);
    Element::new("Document").attribute("xmlns", NAMESPACE).with(initiation).to_document()
}

fn debtor(payer: &Payer) -> Element {
    Element::new("Dbtr")
        .with(Element::with_text("Nm", &cut(&payer.name)))
        .with(Element::nested(&["Id", "OrgId", "Othr", "Id"], &payer.bin))
}

fn transfer(profile: &Profile, payment: &SealedPayment) -> Element {
    let amount = Element::with_text("InstdAmt", &payment.amount.to_decimal_text()).attribute("Ccy", "KZT");
    let bank = match profile.bic(&payment.iban) {
        Some(bic) => Element::nested(&["CdtrAgt", "FinInstnId", "BICFI"], bic),
        None => Element::nested(&["CdtrAgt", "FinInstnId", "Othr", "Id"], "NOTPROVIDED"),
    };
    let mut creditor = Element::new("Cdtr").with(Element::with_text("Nm", &cut(&payment.name)));
    let mut heads = Vec::new();
    match profile.iin_place {
        IinPlace::PrivateId => {
            creditor = creditor.with(Element::nested(&["Id", "PrvtId", "Othr", "Id"], &payment.iin));
        }
        IinPlace::RemittanceText => heads.push(format!("/IIN/{}", payment.iin.as_str())),
    }
    let mut transfer = Element::new("CdtTrfTxInf")
        .with(Element::nested(&["PmtId", "EndToEndId"], &payment.id))
        .with(Element::new("Amt").with(amount))
        .with(bank)
        .with(creditor)
        .with(Element::nested(&["CdtrAcct", "Id", "IBAN"], &payment.iban));
    match profile.knp_place {
        KnpPlace::PurposeCode => transfer = transfer.with(Element::nested(&["Purp", "Prtry"], &profile.knp)),
        KnpPlace::RemittanceText => heads.push(format!("/KNP/{}", profile.knp)),
    }
    match profile.kbe_place {
        KbePlace::RegulatoryReporting => {
            let kbe = format!("KOD{}KBE{}", profile.payer_kbe, profile.payee_kbe);
            transfer = transfer.with(Element::nested(&["RgltryRptg", "Dtls", "Inf"], &kbe));
        }
        KbePlace::RemittanceText => heads.push(format!("/KBE/{}", profile.payee_kbe)),
    }
    heads.push(payment.purpose.clone());
    transfer.with(Element::nested(&["RmtInf", "Ustrd"], &cut(&heads.join(" "))))
}

fn cut(text: &str) -> String {
    text.chars().take(NAME_CHARS_MAX).collect()
}

/// `2026-06-15T12:00:00`, without an offset, as banks here write it.
fn almaty_time(at: Timestamp) -> String {
    at.plus_hours(5).to_string().chars().take(19).collect()
}

impl Sealed {
    /// What the file moves.
    pub fn total(&self) -> Money {
        self.payments.iter().map(|payment| payment.amount).sum()
    }
}
