//! What a creator sees of their taxes: this month against the limit, what was withheld, and when it goes to the state.

use gamma_core::id::PersonId;
use gamma_core::money::Money;
use gamma_core::tax::{LineCode, Table, meter};
use gamma_core::wire::{TaxMeterView, WithheldView};

use crate::app::App;
use crate::book::rows::Creator;
use crate::db::Word;
use crate::error::Error;

/// The person's month so far, with what deals already agreed on may still bring.
pub async fn month(app: &App, person: PersonId) -> Result<TaxMeterView, Error> {
    let day = app.clock.now().day();
    let month = day.month();
    let creator = app.db.record::<Creator>("where id = $1", crate::args![person]).await?;
    let profile = creator.ok_or_else(|| Error::not_found("creator"))?.profile_on(day);
    let used = "select cast(coalesce(sum(gross_tiyn), 0) as bigint) from payout where creator_id = $1 and month = $2
        and state in ('requested', 'sent', 'unknown', 'confirmed')";
    let used: Money = sum(app, used, crate::args![person, month]).await?;
    let waiting = "select cast(coalesce(sum(amount_tiyn), 0) as bigint) from earning
        where creator_id = $1 and state in ('waiting', 'available')";
    let agreed = "where creator_id = $1 and approved_at is null and ended_at is null
        and not exists (select 1 from earning where earning.deal_id = deal.id)";
    let deals: Vec<crate::book::rows::Deal> = app.db.records(agreed, crate::args![person]).await?;
    let fees: Money = deals.iter().map(|deal| deal.quote.0.gross).sum();
    let expected = sum(app, waiting, crate::args![person]).await? + fees;
    let sql = "select line, cast(sum(amount_tiyn) as bigint), min(due_on) from withheld
        where person_id = $1 and month = $2 group by line";
    let rows = app.db.list(sql, crate::args![person, month]).await?;
    let line = |row: &crate::db::Row| {
        let line = row.get::<Word<LineCode>>(0)?.0;
        Ok(WithheldView { line, amount: row.get(1)?, due_on: row.get(2)? })
    };
    let mut withheld = rows.iter().map(line).collect::<Result<Vec<_>, crate::db::DbError>>()?;
    withheld.sort_by_key(|view| view.line);
    let meter = profile.and_then(|profile| meter(Table::get(), profile, day, used, expected));
    Ok(TaxMeterView { month, profile, meter, withheld })
}

async fn sum(app: &App, sql: &str, args: &[crate::db::Value]) -> Result<Money, Error> {
    Ok(app.db.find(sql, args).await?.ok_or_else(|| Error::not_found("sum"))?.get(0)?)
}
