//! The pictures of cards, by expiring addresses that `media` makes.

use gamma_core::id::MediaId;
use std::collections::BTreeMap;

use crate::app::App;
use crate::error::Error;

/// An address for each picture that can be shown.
pub async fn links(_app: &App, _pictures: &[MediaId]) -> Result<BTreeMap<MediaId, String>, Error> {
    Ok(BTreeMap::new())
}
