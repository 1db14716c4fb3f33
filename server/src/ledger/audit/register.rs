//! The register and the postings, the other half of invariant 10: for every agent, person, month and line, what the
//! register says is what was posted for the payout it came from; and what was posted without a payout went to the
//! state or was borne by the platform.

use gamma_core::id::BrandId;
use gamma_core::money::Money;
use gamma_core::tax::{Agent, LineCode};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::{Rows, broken_rows};
use crate::db::{DbError, Json, Row, Tx, Value, Word};

/// So many payouts are read at once.
const PAGE: i64 = 1_000;

/// Sums by payout, agent and line. Nothing is left out and nothing is there twice.
type Sums = BTreeMap<(Uuid, Agent, LineCode), Money>;

/// Every withheld line belongs to its payout, and is posted as it stands in the register.
pub async fn is_as_posted(tx: &mut Tx) -> Result<Rows, DbError> {
    let strays = "select w.payout_id, w.line, w.month from withheld w left join payout p on p.id = w.payout_id
        where p.id is null or p.agent <> w.agent or p.creator_id <> w.person_id or p.month <> w.month
            or p.profile <> w.profile";
    let mut rows = broken_rows(tx, "withheld line that is not its payout's", strays).await?;
    rows.extend(payouts(tx).await?);
    rows.extend(without_payout(tx).await?);
    Ok(rows)
}

async fn payouts(tx: &mut Tx) -> Result<Rows, DbError> {
    let page = "select id from (select id from payout where sent_at is not null and id > $1 order by id limit $2) page
        order by id desc limit 1";
    let posted = "select e.payout_id, a.owner, a.part, cast(-sum(p.amount_tiyn) as bigint) from entry e
        join posting p on p.entry_id = e.id join account a on a.id = p.account_id
        where e.payout_id > $1 and e.payout_id <= $2 and a.kind in ('tax_payable', 'tax_refund')
        group by e.payout_id, a.owner, a.part";
    let registered = "select payout_id, agent, line, cast(sum(amount_tiyn) as bigint) from withheld
        where payout_id > $1 and payout_id <= $2 group by payout_id, agent, line";
    let (mut rows, mut after) = (Rows::new(), Uuid::nil());
    loop {
        let Some(last) = tx.find(page, crate::args![after, PAGE]).await? else { return Ok(rows) };
        let last: Uuid = last.get(0)?;
        let posted = sums(&tx.list(posted, crate::args![after, last]).await?, agent_of_account)?;
        let registered = sums(&tx.list(registered, crate::args![after, last]).await?, agent_of_register)?;
        rows.extend(differences(&registered, &posted));
        after = last;
    }
}

fn sums(rows: &[Row], agent: impl Fn(&Row) -> Result<Agent, DbError>) -> Result<Sums, DbError> {
    let mut sums = Sums::new();
    for row in rows {
        let key = (row.get(0)?, agent(row)?, row.get::<Word<LineCode>>(2)?.0);
        *sums.entry(key).or_default() += row.get(3)?;
    }
    sums.retain(|_, amount| !amount.is_zero());
    Ok(sums)
}

fn agent_of_account(row: &Row) -> Result<Agent, DbError> {
    let owner: Option<BrandId> = row.get(1)?;
    Ok(owner.map_or(Agent::Platform, Agent::Brand))
}

fn agent_of_register(row: &Row) -> Result<Agent, DbError> {
    Ok(row.get::<Json<Agent>>(1)?.0)
}

fn differences(registered: &Sums, posted: &Sums) -> Rows {
    let keys = registered.keys().chain(posted.keys().filter(|key| !registered.contains_key(key)));
    let amount = |sums: &Sums, key| sums.get(key).copied().unwrap_or_default();
    keys.filter(|key| amount(registered, key) != amount(posted, key))
        .map(|key| {
            let (payout, agent, line) = key;
            let (said, did) = (amount(registered, key).to_decimal_text(), amount(posted, key).to_decimal_text());
            format!("payout {payout} of {agent:?}: {} registered {said}, posted {did}", line.code())
        })
        .collect()
}

/// What was posted without a payout: what the platform bore, less what went to the state.
async fn without_payout(tx: &mut Tx) -> Result<Rows, DbError> {
    let posted = "select a.id, a.owner, a.part, cast(-sum(p.amount_tiyn) as bigint) from account a
        join posting p on p.account_id = a.id join entry e on e.id = p.entry_id
        where a.kind in ('tax_payable', 'tax_refund') and e.payout_id is null group by a.id, a.owner, a.part";
    let nothing: &[Value] = &[];
    let mut by_line: BTreeMap<(Agent, LineCode), Money> = BTreeMap::new();
    for row in tx.list(posted, nothing).await? {
        *by_line.entry((agent_of_account(&row)?, row.get::<Word<LineCode>>(2)?.0)).or_default() += row.get(3)?;
    }
    let papers = "select 0, agent, line, cast(sum(amount_tiyn) as bigint) from
        (select agent, line, amount_tiyn from remittance
         union all select agent, line, -amount_tiyn from true_up) papers group by agent, line";
    for row in tx.list(papers, nothing).await? {
        *by_line.entry((agent_of_register(&row)?, row.get::<Word<LineCode>>(2)?.0)).or_default() += row.get(3)?;
    }
    let is_off = by_line.into_iter().filter(|(_, amount)| !amount.is_zero());
    Ok(is_off
        .map(|((agent, line), by)| format!("{agent:?} {}: postings and papers differ by {by}", line.code()))
        .collect())
}
