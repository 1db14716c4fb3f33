//! Commands of sync: a body becomes an act, ready for the gate.

use gamma_core::wire::commands::{Command as _, ReadNotices};

use super::notices::Read;
use crate::app::App;
use crate::book::Act;
use crate::error::Error;
use crate::http::auth::Caller;
use crate::http::commands::read;

/// The act of a command kind of this feature; none for other kinds.
pub async fn prepare(_app: &App, caller: &Caller, kind: &str, body: &[u8]) -> Result<Option<Box<dyn Act>>, Error> {
    if kind != ReadNotices::KIND {
        return Ok(None);
    }
    Ok(Some(Box::new(Read::new(caller, read(body)?)?)))
}
