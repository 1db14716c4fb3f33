//! Brands: a person registers one and becomes its owner; limits and light are an operator's.

use gamma_core::id::{BrandId, PersonId};
use gamma_core::ledger::{AccountKey, AccountKind};
use gamma_core::money::Money;
use gamma_core::person::Bin;
use gamma_core::wire::commands::RegisterBrand;
use gamma_core::wire::views::Light;
use gamma_core::wire::{Code, Topic};

use crate::book::rows::{Brand, BrandMember};
use crate::book::{Act, Book, Call, Needs, Refusal};
use crate::db::Word;

/// A brand begins, with nothing granted.
pub struct Registering {
    /// Who owns it; none when an operator adds it and names members later.
    pub owner: Option<PersonId>,
    pub brand: RegisterBrand,
    pub commission_bp: i64,
}

impl Act for Registering {
    fn needs(&self, needs: &mut Needs) {
        needs.brand_of_bin(self.brand.bin.trim());
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let bin = Bin::parse(&self.brand.bin).map_err(|bad| Refusal::new(bad.code(), bad.to_string()))?;
        if book.brands.iter().any(|other| other.bin == bin.as_str()) {
            return Err(Code::BinTaken.into());
        }
        let id: BrandId = call.derive("brand");
        book.brands.put(Brand {
            id,
            name: self.brand.name.trim().to_owned(),
            bin: bin.as_str().to_owned(),
            commission_bp: self.commission_bp,
            credit_limit_tiyn: Money::ZERO,
            trust_limit_tiyn: Money::ZERO,
            trust_used_tiyn: Money::ZERO,
            advance_limit_tiyn: Money::ZERO,
            is_prepaid_only: false,
            tax_authority_at: self.brand.may_sign.then_some(call.now),
            light: Word(Light::Green),
            created_at: call.now,
            n: 0,
        });
        if let Some(person_id) = self.owner {
            let (role, may_sign) = ("owner".to_owned(), self.brand.may_sign);
            book.members.put(BrandMember { brand_id: id, person_id, role, may_sign, since: call.now });
        }
        book.touch(id, Topic::Brand, id);
        Ok(serde_json::json!({ "brand": id }))
    }
}

/// Somebody may act for a brand from now on.
pub struct Joining {
    pub brand: BrandId,
    pub person: PersonId,
    pub role: String,
    pub may_sign: bool,
}

impl Act for Joining {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.brand);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        book.brands.get(&self.brand)?;
        book.members.put(BrandMember {
            brand_id: self.brand,
            person_id: self.person,
            role: self.role.clone(),
            may_sign: self.may_sign,
            since: call.now,
        });
        // The brand's older things lie behind the new member's place in the feed.
        crate::sync::resend(book, self.brand);
        book.touch(self.brand, Topic::Brand, self.brand);
        Ok(serde_json::Value::Null)
    }
}

/// A member lets somebody else act for a brand, or lets a member sign too. It takes nothing from anybody.
pub struct Inviting {
    pub brand: BrandId,
    pub person: PersonId,
    pub may_sign: bool,
}

impl Act for Inviting {
    fn needs(&self, needs: &mut Needs) {
        needs.members_of(self.brand);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        book.brands.get(&self.brand)?;
        let key = (self.brand, self.person);
        if book.members.find(&key).is_some() {
            book.members.edit(&key)?.may_sign |= self.may_sign;
        } else {
            let (brand_id, person_id, role) = (self.brand, self.person, "member".to_owned());
            book.members.put(BrandMember { brand_id, person_id, role, may_sign: self.may_sign, since: call.now });
            // The brand's older things lie behind the new member's place in the feed.
            crate::sync::resend(book, self.brand);
        }
        book.touch(self.brand, Topic::Brand, self.brand);
        Ok(serde_json::Value::Null)
    }
}

/// An operator grants limits; what is not named stays.
#[derive(Default)]
pub struct Granting {
    pub credit_limit: Option<Money>,
    pub trust_limit: Option<Money>,
    pub advance_limit: Option<Money>,
    pub commission_bp: Option<i64>,
    pub is_prepaid_only: Option<bool>,
    /// The brand authorised the platform to withhold and pay taxes in its name, or took that back.
    pub has_tax_authority: Option<bool>,
    pub light: Option<Light>,
}

/// [`Granting`] to a brand.
pub struct GrantingTo(pub BrandId, pub Granting);

impl Act for GrantingTo {
    fn needs(&self, needs: &mut Needs) {
        needs.brand(self.0);
    }

    fn decide(&self, book: &mut Book, call: &Call) -> Result<serde_json::Value, Refusal> {
        let Self(id, grant) = self;
        let brand = book.brands.edit(id)?;
        brand.credit_limit_tiyn = grant.credit_limit.unwrap_or(brand.credit_limit_tiyn);
        brand.trust_limit_tiyn = grant.trust_limit.unwrap_or(brand.trust_limit_tiyn);
        brand.advance_limit_tiyn = grant.advance_limit.unwrap_or(brand.advance_limit_tiyn);
        brand.commission_bp = grant.commission_bp.unwrap_or(brand.commission_bp);
        brand.is_prepaid_only = grant.is_prepaid_only.unwrap_or(brand.is_prepaid_only);
        brand.tax_authority_at = match grant.has_tax_authority {
            Some(true) => brand.tax_authority_at.or(Some(call.now)),
            Some(false) => None,
            None => brand.tax_authority_at,
        };
        brand.light = grant.light.map_or(brand.light, Word);
        let credit_limit = brand.credit_limit_tiyn;
        book.set_ceiling(&AccountKey::of(AccountKind::Receivable, *id), credit_limit)?;
        book.touch(*id, Topic::Brand, *id);
        crate::campaigns::on_money(book, call, *id);
        Ok(serde_json::json!({ "credit_limit": credit_limit }))
    }
}
