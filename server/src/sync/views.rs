//! The bodies of feed items: each topic's views are made set-wise by the feature that owns them, one call a topic.

use gamma_core::id::Id;
use gamma_core::wire::Topic;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
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
use crate::scripts::views as scripts;

/// Whose thing of which topic.
pub type Key = (Uuid, Topic, Uuid);

/// A body for each row that is not gone. A row whose thing no longer has a view gets none, which also says *gone*.
pub async fn bodies(app: &App, rows: &[Feed]) -> Result<BTreeMap<Key, Value>, Error> {
    // One call a topic and owner: a brand sees less of a deal than its creator does.
    let mut ids: BTreeMap<(Uuid, Topic), Vec<Uuid>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_gone) {
        ids.entry((row.owner, row.topic.0)).or_default().push(row.id);
    }
    let mut bodies = BTreeMap::new();
    for ((owner, topic), ids) in ids {
        let views = of_topic(app, topic, owner, &ids).await?;
        bodies.extend(views.into_iter().map(|(id, body)| ((owner, topic, id), body)));
    }
    Ok(bodies)
}

async fn of_topic(app: &App, topic: Topic, owner: Uuid, ids: &[Uuid]) -> Result<Vec<(Uuid, Value)>, Error> {
    match topic {
        Topic::Profile => as_bodies(identity::profiles(app, &typed(ids)).await?, |view| view.person.uuid()),
        Topic::Deal => as_bodies(deals::deals_for_owner(app, owner, &typed(ids)).await?, |view| view.deal.uuid()),
        Topic::Payout => as_bodies(payouts::payouts(app, &typed(ids)).await?, |view| view.payout.uuid()),
        Topic::Earning => as_bodies(payouts::earnings(app, &typed(ids)).await?, |view| view.earning.uuid()),
        Topic::Notice => as_bodies(notices::views(app, &typed(ids)).await?, |view| view.notice.uuid()),
        Topic::Campaign => as_bodies(campaigns::campaigns(app, &typed(ids)).await?, |view| view.campaign.uuid()),
        Topic::Invoice => as_bodies(invoices::invoices(app, &typed(ids)).await?, |view| view.invoice.uuid()),
        Topic::Brand => as_bodies(identity::brands(app, &typed(ids)).await?, |view| view.brand.uuid()),
        Topic::Script => as_bodies(scripts::scripts(app, &typed(ids)).await?, |view| view.script.uuid()),
    }
}

fn typed<T: Id>(ids: &[Uuid]) -> Vec<T> {
    ids.iter().copied().map(T::from_uuid).collect()
}

fn as_bodies<V: Serialize>(views: Vec<V>, id: impl Fn(&V) -> Uuid) -> Result<Vec<(Uuid, Value)>, Error> {
    let body = |view: &V| serde_json::to_value(view).map(|body| (id(view), body));
    views.iter().map(body).collect::<Result<_, _>>().map_err(|problem| Error::Ours(problem.to_string()))
}
