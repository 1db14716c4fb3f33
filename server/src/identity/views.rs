//! Views of identity: a creator's own profile, a brand for its members; many at once for the feed, one statement each.

use gamma_core::id::{BrandId, Id, PersonId};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::wire::views::{BrandView, ProfileView};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::missing;
use crate::app::App;
use crate::book::rows::{Account, Brand, Creator};
use crate::db::Db;
use crate::error::Error;

/// The person's own profile.
pub async fn profile(app: &App, person: PersonId) -> Result<ProfileView, Error> {
    let creator = app.db.record::<Creator>("where id = $1", crate::args![person]).await?;
    creator.map(|creator| profile_view(&creator)).ok_or_else(|| Error::not_found("creator"))
}

/// The profiles of people who began to be creators.
pub async fn profiles(app: &App, people: &[PersonId]) -> Result<Vec<ProfileView>, Error> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.uuid()).collect();
    let creators: Vec<Creator> = app.db.records_in("id", &ids, "").await?;
    Ok(creators.iter().map(profile_view).collect())
}

/// One brand.
pub async fn brand(app: &App, brand: BrandId) -> Result<BrandView, Error> {
    brands(app, &[brand]).await?.pop().ok_or_else(|| Error::not_found("brand"))
}

/// Brands with what they owe, hold and have paid ahead.
pub async fn brands(app: &App, ids: &[BrandId]) -> Result<Vec<BrandView>, Error> {
    let brands: Vec<Brand> = fetch(&app.db, &ids.iter().map(|id| id.uuid()).collect::<Vec<_>>()).await?;
    let kinds = [AccountKind::Receivable, AccountKind::Prepaid];
    let keys = ids.iter().flat_map(|id| kinds.map(|kind| AccountKey::of(kind, *id).id().uuid()));
    let accounts: Vec<Account> = fetch(&app.db, &keys.collect::<Vec<_>>()).await?;
    let accounts: BTreeMap<_, _> = accounts.into_iter().map(|account| (account.id, account)).collect();
    let sums = |kind, brand: &Brand| {
        let account = accounts.get(&AccountKey::of(kind, brand.id).id());
        account.map_or((Money::ZERO, Money::ZERO), |account| (account.balance_tiyn, account.held_tiyn))
    };
    let view = |brand: Brand| {
        let (receivable, held_credit) = sums(AccountKind::Receivable, &brand);
        let (prepaid, held_prepaid) = sums(AccountKind::Prepaid, &brand);
        BrandView {
            brand: brand.id,
            name: brand.name,
            light: brand.light.0,
            credit_limit: brand.credit_limit_tiyn,
            receivable,
            held: held_credit + held_prepaid,
            prepaid: -prepaid - held_prepaid,
            commission_bp: brand.commission_bp,
            vat_bp: app.config.vat_bp,
        }
    };
    Ok(brands.into_iter().map(view).collect())
}

/// A creator's row as its owner sees it.
pub fn profile_view(creator: &Creator) -> ProfileView {
    ProfileView {
        person: creator.id,
        display_name: creator.display_name.clone(),
        city: creator.city.clone(),
        tags: creator.tags.0.clone(),
        languages: creator.languages.0.clone(),
        handles: creator.handles.0.clone(),
        tax_profile: creator.tax_profile.map(|profile| profile.0),
        iban_last4: creator.iban_last4.clone(),
        payouts_held_until: creator.payouts_held_until,
        missing: missing(creator).into_iter().map(ToOwned::to_owned).collect(),
        consents: creator.consents.0.clone(),
    }
}

async fn fetch<R: crate::db::Record>(db: &Db, ids: &[Uuid]) -> Result<Vec<R>, Error> {
    let places: Vec<_> = (1..=ids.len()).map(|place| format!("${place}")).collect();
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let args: Vec<_> = ids.iter().map(crate::db::Field::to_value).collect();
    Ok(db.records(&format!("where id in ({})", places.join(", ")), &args).await?)
}
