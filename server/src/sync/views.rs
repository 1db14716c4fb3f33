//! The bodies of feed items: each topic's views are made set-wise by the feature that owns them, one call a topic.

use gamma_core::id::{Id, PersonId};
use gamma_core::wire::Topic;
use gamma_core::wire::views::ProfileView;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

use super::notices;
use crate::app::App;
use crate::book::rows::Feed;
use crate::campaigns::views as campaigns;
use crate::deals::views as deals;
use crate::error::Error;
use crate::identity::views as identity;
use crate::invoices::views as invoices;
use crate::payouts::views as payouts;

/// Whose thing of which topic.
pub type Key = (Uuid, Topic, Uuid);

/// A body for each row that is not gone. A row whose thing no longer has a view gets none, which also says *gone*.
pub async fn bodies(app: &App, reader: PersonId, rows: &[Feed]) -> Result<BTreeMap<Key, Value>, Error> {
    // One call a topic and side: a brand sees less of a deal than its creator does.
    let mut rows_of: BTreeMap<(Topic, Side), Vec<&Feed>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_gone) {
        let side = if row.owner == reader.uuid() { Side::Person } else { Side::Brand };
        rows_of.entry((row.topic.0, side)).or_default().push(row);
    }
    let mut bodies = BTreeMap::new();
    for ((topic, side), rows) in rows_of {
        let ids: BTreeSet<Uuid> = rows.iter().map(|row| row.id).collect();
        let views = of_topic(app, topic, side, &ids.into_iter().collect::<Vec<_>>()).await?;
        let of_row = |row: &&Feed| Some(((row.owner, topic, row.id), views.get(&row.id)?.clone()));
        bodies.extend(rows.iter().filter_map(of_row));
    }
    Ok(bodies)
}

/// As whom a row is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Person,
    Brand,
}

async fn of_topic(app: &App, topic: Topic, side: Side, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Value>, Error> {
    match topic {
        Topic::Profile => as_bodies(profiles(app, &typed(ids)).await?, |view: &ProfileView| view.person.uuid()),
        Topic::Deal => {
            let views = match side {
                Side::Person => deals::deals(app, &typed(ids)).await?,
                Side::Brand => deals::deals_for_brand(app, &typed(ids)).await?,
            };
            as_bodies(views, |view| view.deal.uuid())
        }
        Topic::Payout => as_bodies(payouts::payouts(app, &typed(ids)).await?, |view| view.payout.uuid()),
        Topic::Earning => as_bodies(payouts::earnings(app, &typed(ids)).await?, |view| view.earning.uuid()),
        Topic::Notice => as_bodies(notices::views(app, &typed(ids)).await?, |view| view.notice.uuid()),
        Topic::Campaign => as_bodies(campaigns::campaigns(app, &typed(ids)).await?, |view| view.campaign.uuid()),
        Topic::Invoice => as_bodies(invoices::invoices(app, &typed(ids)).await?, |view| view.invoice.uuid()),
        Topic::Brand => as_bodies(identity::brands(app, &typed(ids)).await?, |view| view.brand.uuid()),
    }
}

fn typed<T: Id>(ids: &[Uuid]) -> Vec<T> {
    ids.iter().copied().map(T::from_uuid).collect()
}

fn as_bodies<V: Serialize>(views: Vec<V>, id: impl Fn(&V) -> Uuid) -> Result<BTreeMap<Uuid, Value>, Error> {
    let body = |view: &V| serde_json::to_value(view).map(|body| (id(view), body));
    views.iter().map(body).collect::<Result<_, _>>().map_err(|problem| Error::Ours(problem.to_string()))
}

async fn profiles(app: &App, people: &[PersonId]) -> Result<Vec<ProfileView>, Error> {
    // A feed has one profile, its owner's.
    let mut views = Vec::with_capacity(people.len());
    for person in people {
        views.push(identity::profile(app, *person).await?);
    }
    Ok(views)
}
