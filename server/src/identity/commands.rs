//! Commands of identity: a body becomes an act, ready for the gate.

use crate::app::App;
use crate::book::Act;
use crate::error::Error;
use crate::http::auth::Caller;

/// The act of a command kind of this feature; none for other kinds.
pub async fn prepare(_app: &App, _caller: &Caller, _kind: &str, _body: &[u8]) -> Result<Option<Box<dyn Act>>, Error> {
    Ok(None)
}
