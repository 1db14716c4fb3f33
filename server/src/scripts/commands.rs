//! Commands of scripts: a body becomes an act, ready for the gate. The words are the creator's own, so only their
//! measure is checked here; what the guard thinks of them is shown while they are written.

use gamma_core::wire::Code;
use gamma_core::wire::commands::{Command as _, ForgetScript, SaveScript};
use gamma_core::wire::scripts::KeptBeat;

use super::acts::{Forgetting, Saving};
use super::store;
use crate::app::App;
use crate::book::Act;
use crate::deals;
use crate::error::Error;
use crate::http::auth::Caller;
use crate::http::commands::read;

/// More scripts than anybody keeps.
const KEPT_MAX: i64 = 500;
const BEATS_MAX: usize = 12;

/// The act of a command kind of this feature; none for other kinds.
pub async fn prepare(app: &App, caller: &Caller, kind: &str, body: &[u8]) -> Result<Option<Box<dyn Act>>, Error> {
    match kind {
        SaveScript::KIND => saving(app, caller, read(body)?).await.map(Some),
        ForgetScript::KIND => {
            let command: ForgetScript = read(body)?;
            Ok(Some(Box::new(Forgetting { creator: caller.person, script: command.script })))
        }
        _ => Ok(None),
    }
}

async fn saving(app: &App, caller: &Caller, script: SaveScript) -> Result<Box<dyn Act>, Error> {
    measured("brief", &script.brief, 0, 2_000)?;
    measured("caption", &script.caption, 0, 600)?;
    if script.beats.is_empty() || script.beats.len() > BEATS_MAX {
        return Err(Error::field(Code::InvalidField, "beats", "one to twelve"));
    }
    script.beats.iter().enumerate().try_for_each(|(place, beat)| whole(place, beat))?;
    if store::count_others(&app.db, caller.person, script.script).await? >= KEPT_MAX {
        return Err(Error::field(Code::InvalidField, "script", "five hundred are kept at most"));
    }
    if let Some(deal) = script.deal {
        let link = deals::store::find_link(&app.db, deal).await?;
        link.filter(|link| link.creator == caller.person).ok_or_else(|| Error::not_found("deal"))?;
    }
    Ok(Box::new(Saving { creator: caller.person, script }))
}

fn whole(place: usize, beat: &KeptBeat) -> Result<(), Error> {
    measured(&format!("beats.{place}.say"), &beat.say, 1, 400)?;
    measured(&format!("beats.{place}.show"), &beat.show, 0, 200)?;
    measured(&format!("beats.{place}.screen"), &beat.screen, 0, 80)
}

fn measured(field: &str, text: &str, min: usize, max: usize) -> Result<(), Error> {
    let is_measured = (min..=max).contains(&text.chars().count());
    if is_measured {
        Ok(())
    } else {
        Err(Error::field(Code::InvalidField, field, format!("{min} to {max} characters")))
    }
}
