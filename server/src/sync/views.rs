//! The bodies of feed items: each topic's views are made set-wise by the feature that owns them, one call a topic.

use gamma_core::id::{BrandId, CampaignId, DealId, EarningId, Id, InvoiceId, NoticeId, PayoutId, PersonId};
use gamma_core::wire::Topic;
use gamma_core::wire::views::{BrandView, DealView, EarningView, InvoiceView, PayoutView, ProfileView};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::app::App;
use crate::book::rows::Feed;
use crate::error::Error;

/// A body for each row that is not gone. A row whose thing no longer has a view gets none, which also says *gone*.
pub async fn bodies(app: &App, rows: &[Feed]) -> Result<BTreeMap<(Topic, Uuid), Value>, Error> {
    let mut ids: BTreeMap<Topic, Vec<Uuid>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_gone) {
        ids.entry(row.topic.0).or_default().push(row.id);
    }
    let mut bodies = BTreeMap::new();
    for (topic, ids) in ids {
        for (id, body) in of_topic(app, topic, &ids).await? {
            bodies.insert((topic, id), body);
        }
    }
    Ok(bodies)
}

async fn of_topic(app: &App, topic: Topic, ids: &[Uuid]) -> Result<Vec<(Uuid, Value)>, Error> {
    match topic {
        Topic::Profile => as_bodies(profiles(app, &typed(ids)).await?, |view: &ProfileView| view.person.uuid()),
        Topic::Deal => as_bodies(deals(app, &typed(ids)).await?, |view| view.deal.uuid()),
        Topic::Payout => as_bodies(payouts(app, &typed(ids)).await?, |view| view.payout.uuid()),
        Topic::Earning => as_bodies(earnings(app, &typed(ids)).await?, |view| view.earning.uuid()),
        Topic::Notice => {
            as_bodies(super::notices::views(app, &typed::<NoticeId>(ids)).await?, |view| view.notice.uuid())
        }
        Topic::Campaign => {
            let views = crate::campaigns::views::campaigns(app, &typed::<CampaignId>(ids)).await?;
            as_bodies(views, |view| view.campaign.uuid())
        }
        Topic::Invoice => as_bodies(invoices(app, &typed(ids)).await?, |view| view.invoice.uuid()),
        Topic::Brand => as_bodies(brands(app, &typed(ids)).await?, |view| view.brand.uuid()),
    }
}

fn typed<T: Id>(ids: &[Uuid]) -> Vec<T> {
    ids.iter().copied().map(T::from_uuid).collect()
}

fn as_bodies<V: Serialize>(views: Vec<V>, id: impl Fn(&V) -> Uuid) -> Result<Vec<(Uuid, Value)>, Error> {
    let body = |view: &V| serde_json::to_value(view).map(|body| (id(view), body));
    views.iter().map(body).collect::<Result<_, _>>().map_err(|problem| Error::Ours(problem.to_string()))
}

// The views of features that are built beside this one.

async fn profiles(_app: &App, _people: &[PersonId]) -> Result<Vec<ProfileView>, Error> {
    Ok(Vec::new())
}

async fn brands(_app: &App, _brands: &[BrandId]) -> Result<Vec<BrandView>, Error> {
    Ok(Vec::new())
}

async fn deals(_app: &App, _deals: &[DealId]) -> Result<Vec<DealView>, Error> {
    Ok(Vec::new())
}

async fn earnings(_app: &App, _earnings: &[EarningId]) -> Result<Vec<EarningView>, Error> {
    Ok(Vec::new())
}

async fn payouts(_app: &App, _payouts: &[PayoutId]) -> Result<Vec<PayoutView>, Error> {
    Ok(Vec::new())
}

async fn invoices(_app: &App, _invoices: &[InvoiceId]) -> Result<Vec<InvoiceView>, Error> {
    Ok(Vec::new())
}
