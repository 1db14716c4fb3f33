//! The files of a remittance: a payment order as pain.001 with the line's payment codes, and the list of people. Made
//! once, when a batch is sealed, and kept sealed, byte for byte, for ever.

use gamma_core::id::{Id, TaxBatchId};
use gamma_core::tax::{Agent, Payee, Table};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::lists::{ListProfile, Listed};
use super::rows::{TaxBatch, TaxBatchFile, TaxBatchPerson};
use crate::app::App;
use crate::book::rows::{Brand, Creator};
use crate::error::Error;
use crate::keys::Purpose;
use crate::payouts::bank_files::xml::Element;
use crate::payouts::bank_files::{pain001, payer};

/// A sealed batch's files, opened.
pub struct Files {
    pub order: Zeroizing<Vec<u8>>,
    pub list: Zeroizing<Vec<u8>>,
}

/// Makes the files of a batch that is being sealed.
pub async fn of(app: &App, batch: &TaxBatch) -> Result<TaxBatchFile, Error> {
    let line = batch.line.0;
    let payee = Table::get().payee(line).ok_or_else(|| Error::Ours(format!("{} has no payee", line.code())))?;
    let order = Zeroizing::new(order(app, batch, payee).await?);
    let list = ListProfile::standard().file(batch.month, &payee.knp, &mut people(app, batch.id).await?);
    Ok(TaxBatchFile {
        batch_id: batch.id,
        order_sha256: Sha256::digest(order.as_slice()).to_vec(),
        list_sha256: Sha256::digest(list.as_slice()).to_vec(),
        order_sealed: app.keys.seal(Purpose::BankFile, &order),
        list_sealed: app.keys.seal(Purpose::BankFile, &list),
    })
}

/// The files of a sealed batch: the same bytes whenever they are asked for.
pub async fn export(app: &App, batch: TaxBatchId) -> Result<Files, Error> {
    let row = app.db.record::<TaxBatchFile>("where batch_id = $1", crate::args![batch]).await?;
    let row = row.ok_or_else(|| Error::not_found("sealed tax batch"))?;
    let open = |sealed: &[u8], sha256: &[u8]| {
        let opened = app.keys.open(Purpose::BankFile, sealed).ok();
        let whole = opened.filter(|bytes| Sha256::digest(bytes.as_slice()).as_slice() == sha256);
        whole.ok_or_else(|| Error::Ours("a tax file is not the one that was sealed".to_owned()))
    };
    Ok(Files { order: open(&row.order_sealed, &row.order_sha256)?, list: open(&row.list_sealed, &row.list_sha256)? })
}

async fn order(app: &App, batch: &TaxBatch, payee: &Payee) -> Result<Vec<u8>, Error> {
    let id = batch.id.uuid().simple().to_string();
    let amount = Element::with_text("InstdAmt", &batch.amount_tiyn.to_decimal_text()).attribute("Ccy", "KZT");
    let mut transfer = Element::new("CdtTrfTxInf")
        .with(Element::nested(&["PmtId", "EndToEndId"], &id))
        .with(Element::new("Amt").with(amount));
    if let Agent::Brand(brand) = batch.agent.0 {
        let brand = app.db.record::<Brand>("where id = $1", crate::args![brand]).await?;
        let brand = brand.ok_or_else(|| Error::not_found("brand"))?;
        let debtor = Element::new("UltmtDbtr")
            .with(Element::with_text("Nm", &brand.name))
            .with(Element::nested(&["Id", "OrgId", "Othr", "Id"], &brand.bin));
        transfer = transfer.with(debtor);
    }
    let mut creditor = Element::new("Cdtr").with(Element::with_text("Nm", &payee.name));
    if let Some(bin) = &payee.bin {
        creditor = creditor.with(Element::nested(&["Id", "OrgId", "Othr", "Id"], bin));
    }
    let kbk = payee.kbk.as_ref().map_or_else(String::new, |kbk| format!("/KBK/{kbk} "));
    let month = format!("{:02}{:04}", batch.month.number(), batch.month.year());
    let text = format!("{kbk}/PRD/{month} {}, {} чел.", payee.purpose, batch.people);
    let transfer = transfer
        .with(Element::nested(&["CdtrAgt", "FinInstnId", "BICFI"], &payee.bic))
        .with(creditor)
        .with(Element::nested(&["CdtrAcct", "Id", "IBAN"], &payee.iban))
        .with(Element::nested(&["Purp", "Prtry"], &payee.knp))
        .with(Element::nested(&["RgltryRptg", "Dtls", "Inf"], &format!("KOD17KBE{}", payee.kbe)))
        .with(Element::nested(&["RmtInf", "Ustrd"], &text));
    let sealed_at = batch.sealed_at.unwrap_or(batch.prepared_at);
    Ok(pain001::document(&payer(app), &id, sealed_at, batch.amount_tiyn, vec![transfer]))
}

async fn people(app: &App, batch: TaxBatchId) -> Result<Vec<Listed>, Error> {
    let rows: Vec<TaxBatchPerson> =
        app.db.records("where batch_id = $1 order by person_id", crate::args![batch]).await?;
    let mut listed = Vec::with_capacity(rows.len());
    for page in rows.chunks(2_000) {
        let ids: Vec<Uuid> = page.iter().map(|row| row.person_id.uuid()).collect();
        let creators: Vec<Creator> = app.db.records_in("id", &ids, "order by id").await?;
        for row in page {
            let gone = || Error::Ours(format!("person {} of a tax batch has no name or number", row.person_id));
            let place = creators.binary_search_by_key(&row.person_id, |creator| creator.id).map_err(|_| gone())?;
            let creator = creators.get(place).ok_or_else(gone)?;
            let open = |purpose, sealed: &Option<Vec<u8>>| {
                let sealed = sealed.as_ref().ok_or_else(gone)?;
                app.keys.open_text(purpose, sealed).map_err(|_| gone())
            };
            listed.push(Listed {
                iin: open(Purpose::Iin, &creator.iin_sealed)?,
                name: open(Purpose::Name, &creator.name_sealed)?,
                born_on: creator.born_on,
                amount: row.amount_tiyn,
            });
        }
    }
    Ok(listed)
}
