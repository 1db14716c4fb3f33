//! The tax table on the phone: what an operator added to the table of the build comes with the sync, is kept, and is in
//! force from the next start on without a network. Additions that this build cannot take leave its own table in force.

use crate::device::engine::{Engine, Opened};
use crate::device::error::DeviceError;
use crate::device::http::Request;
use crate::tax::{Addition, BadTable, Table, install};
use crate::wire::TaxTableView;

/// Where it is kept among the app's own choices.
const KEPT: &str = "tax_table";

impl Engine {
    /// Puts in force what was kept.
    pub(crate) fn recall_tax_table(&self) -> Result<(), DeviceError> {
        if let Some(view) = self.kept_tax_table()? {
            take(&view);
        }
        Ok(())
    }

    /// Asks for the table if the server has another one than the phone.
    pub(crate) async fn pull_tax_table(&self, opened: &Opened, version: Option<&str>) -> Result<(), DeviceError> {
        let kept = self.kept_tax_table()?.and_then(|view| view.version);
        if version.is_none() || kept.as_deref() == version {
            return Ok(());
        }
        let view: TaxTableView = self.session.send(opened.person, &Request::get("/v1/tax/table")).await?.json()?;
        take(&view);
        let text = serde_json::to_string(&view).unwrap_or_default();
        Ok(self.device.set_choice(KEPT, &text)?)
    }

    fn kept_tax_table(&self) -> Result<Option<TaxTableView>, DeviceError> {
        let text = self.device.choice(KEPT)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }
}

fn take(view: &TaxTableView) {
    match table_of(view) {
        Ok(table) => install(table),
        Err(_) => tracing::warn!(code = "tax_table_refused", "the build's own tax table stays in force"),
    }
}

fn table_of(view: &TaxTableView) -> Result<Table, BadTable> {
    let additions: Result<Vec<Addition>, BadTable> =
        view.additions.iter().map(|text| Addition::from_json(text)).collect();
    Table::built_in().with(&additions?)
}
