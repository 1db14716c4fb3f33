//! Commands of payouts: a body becomes an act, ready for the gate.

use gamma_core::id::{BrandId, EarningId, PayoutId, PersonId};
use gamma_core::wire::commands::{Command, RequestPayout, TakeAdvance, WithdrawPayout};

use super::earn::EarnRules;
use super::requests::{Request, SellClaim, Withdraw};
use crate::app::App;
use crate::book::Act;
use crate::error::Error;
use crate::http::auth::Caller;
use crate::http::commands::read;

/// More earnings than anybody has open; a longer list is a mistake.
const EARNINGS_MAX: usize = 500;

/// The act of a command kind of this feature; none for other kinds.
pub async fn prepare(app: &App, caller: &Caller, kind: &str, body: &[u8]) -> Result<Option<Box<dyn Act>>, Error> {
    let act: Box<dyn Act> = match kind {
        RequestPayout::KIND => Box::new(request(app, caller, read(body)?)?),
        WithdrawPayout::KIND => Box::new(withdraw(app, caller, read(body)?).await?),
        TakeAdvance::KIND => Box::new(sell_claim(app, caller, &read(body)?).await?),
        _ => return Ok(None),
    };
    Ok(Some(act))
}

fn request(app: &App, caller: &Caller, body: RequestPayout) -> Result<Request, Error> {
    if body.earnings.len() > EARNINGS_MAX {
        return Err(Error::field(gamma_core::wire::Code::InvalidField, "earnings", "too many earnings"));
    }
    let year = app.clock.now().day().month().year();
    Ok(Request { creator: caller.person, earnings: body.earnings, rules: EarnRules::from(app), year })
}

async fn withdraw(app: &App, caller: &Caller, body: WithdrawPayout) -> Result<Withdraw, Error> {
    let owner = owner_of_payout(app, body.payout).await?;
    if owner != Some(caller.person) {
        return Err(Error::not_found("payout"));
    }
    Ok(Withdraw { payout: body.payout, creator: caller.person })
}

async fn sell_claim(app: &App, caller: &Caller, body: &TakeAdvance) -> Result<SellClaim, Error> {
    let sides = sides_of_earning(app, body.earning).await?;
    let (_, brand) = sides.filter(|(owner, _)| *owner == caller.person).ok_or_else(|| Error::not_found("earning"))?;
    let year = app.clock.now().day().month().year();
    let (creator, earning) = (caller.person, body.earning);
    Ok(SellClaim { creator, brand, earning, shown_bp: body.advance_bp, rules: EarnRules::from(app), year })
}

async fn owner_of_payout(app: &App, payout: PayoutId) -> Result<Option<PersonId>, Error> {
    let row = app.db.find("select creator_id from payout where id = $1", crate::args![payout]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

async fn sides_of_earning(app: &App, earning: EarningId) -> Result<Option<(PersonId, BrandId)>, Error> {
    let row = app.db.find("select creator_id, brand_id from earning where id = $1", crate::args![earning]).await?;
    Ok(row.map(|row| Ok::<_, crate::db::DbError>((row.get(0)?, row.get(1)?))).transpose()?)
}
