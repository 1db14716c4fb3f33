//! The person: profile, what is missing, and the requests of the first session and the tax interview.

use gamma_core::id::{BrandId, ChallengeId};
use gamma_core::matching::Named;
use gamma_core::person::{Bin, Iban, Iin, Phone};
use gamma_core::tax;
use gamma_core::terms::Platform;
use gamma_core::time::Timestamp;
use gamma_core::wire::commands::{self, ConsentKind};
use gamma_core::wire::views;

use super::{AskedView, all, whole};
use crate::error::AppError;

/// Something that stands before a YES, or before a payout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum MissingThing {
    /// The public contract was not agreed to.
    Contract,
    /// Nor the text on personal data.
    PersonalData,
    /// Name, city and tags.
    Profile,
    /// A handle on a platform.
    Handle,
    /// Name and identity number; proves the age too.
    Identity,
    /// The four cards.
    TaxInterview,
    /// The bank account; stands before a payout only.
    Iban,
}

/// How a creator is treated for tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum TaxProfile {
    /// Self-employed through a platform, confirmed by an operator.
    SelfEmployed,
    /// A civil-law contract: the default.
    CivilContract,
    /// A sole proprietor: paid gross.
    SoleProprietor,
    /// A company: paid gross.
    LegalEntity,
}

/// The profile as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProfileView {
    /// The first sync has brought it; before, everything is empty.
    pub is_synced: bool,
    /// As brands see it.
    pub display_name: Option<String>,
    /// Its key.
    pub city: Option<String>,
    /// Niches, by key.
    pub tags: Vec<String>,
    /// What the videos are in.
    pub languages: Vec<String>,
    /// Where the creator publishes.
    pub handles: Vec<HandleView>,
    /// Once known.
    pub tax_profile: Option<TaxProfile>,
    /// The account's last four characters.
    pub iban_last4: Option<String>,
    /// Payouts wait until then, after a change of the account.
    pub payouts_held_until: Option<Timestamp>,
    /// What is missing and was not even asked for.
    pub missing: Vec<MissingThing>,
    /// Consents in force.
    pub consents: Vec<ConsentKind>,
    /// What was asked and has no answer.
    pub asked: Vec<AskedView>,
}

/// A place where the creator publishes.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HandleView {
    /// Where.
    pub platform: Platform,
    /// Without `@`.
    pub handle: String,
    /// As stated.
    pub followers: i32,
    /// Proved by a code in the bio; else self-declared.
    pub is_proved: bool,
}

/// The closed lists, in one language.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChoicesView {
    /// Cities, the largest first.
    pub cities: Vec<Choice>,
    /// Niches.
    pub tags: Vec<Choice>,
    /// Languages of videos: `kk`, `ru`, `en`.
    pub languages: Vec<String>,
}

/// One entry of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Choice {
    /// For requests.
    pub key: String,
    /// For people.
    pub name: String,
}

/// Agrees to a text, or takes that back. The text is hashed, so that what was shown can be proved.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ConsentRequest {
    /// Which text.
    pub kind: ConsentKind,
    /// Its version, such as `2026-06`.
    pub version: String,
    /// The whole text as it was shown.
    pub text: String,
    /// Agreed, or taken back.
    pub is_given: bool,
}

/// What matching needs to know.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProfileRequest {
    /// As brands see it: 1..=60 characters.
    pub display_name: String,
    /// A city's key.
    pub city: String,
    /// One to five niches, by key.
    pub tags: Vec<String>,
    /// What the videos are in: `kk`, `ru`, `en`.
    pub languages: Vec<String>,
    /// The app's language.
    pub app_language: String,
}

/// Where the creator publishes.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HandleRequest {
    /// Where.
    pub platform: Platform,
    /// Without `@`: 1..=40 of letters, digits, `.` and `_`.
    pub handle: String,
    /// As stated.
    pub followers: i32,
}

/// Who the creator is.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct IdentityRequest {
    /// As in the identity card: 1..=120 characters.
    pub full_name: String,
    /// Twelve digits.
    pub iin: String,
}

/// The tax interview's cards.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TaxInterviewRequest {
    /// Registered as a sole proprietor.
    pub is_sole_proprietor: bool,
    /// Receives a pension by age.
    pub is_pension_age: bool,
    /// Disability of group I or II, indefinite.
    pub has_disability: bool,
    /// A full-time student.
    pub is_student: bool,
    /// Asks for the base deduction here and nowhere else.
    pub wants_base_deduction: bool,
}

/// Where the money goes.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct IbanRequest {
    /// Twenty characters, `KZ…`; spaces are fine.
    pub iban: String,
    /// The account's owner; must match the identity.
    pub holder_name: String,
    /// For a change: the challenge that was answered less than ten minutes ago.
    pub challenge: Option<ChallengeId>,
}

/// A brand to be registered.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct BrandRequest {
    /// 1..=120 characters.
    pub name: String,
    /// The company's number: twelve digits.
    pub bin: String,
    /// The person may sign for it.
    pub may_sign: bool,
}

/// Somebody who may act for a brand from now on.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct InviteRequest {
    /// Which brand of the person's.
    pub brand: BrandId,
    /// A Kazakh mobile number.
    pub phone: String,
    /// That person may sign for it.
    pub may_sign: bool,
}

impl MissingThing {
    /// Words that this build does not know are a newer server's, and are left out.
    pub(crate) fn all(words: &[String]) -> Vec<Self> {
        words.iter().filter_map(|word| Self::from_word(word)).collect()
    }

    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "contract" => Self::Contract,
            "personal_data" => Self::PersonalData,
            "profile" => Self::Profile,
            "handle" => Self::Handle,
            "identity" => Self::Identity,
            "tax_interview" => Self::TaxInterview,
            "iban" => Self::Iban,
            _ => return None,
        })
    }
}

impl From<gamma_core::device::ProfileShown> for ProfileView {
    fn from(shown: gamma_core::device::ProfileShown) -> Self {
        let is_synced = shown.view.is_some();
        let view = shown.view;
        let consents = view.as_ref().map(|view| view.consents.clone()).unwrap_or_default();
        let handles = view.as_ref().map(|view| view.handles.clone()).unwrap_or_default();
        let (tags, languages) =
            view.as_ref().map(|view| (view.tags.clone(), view.languages.clone())).unwrap_or_default();
        Self {
            is_synced,
            display_name: view.as_ref().and_then(|view| view.display_name.clone()),
            city: view.as_ref().and_then(|view| view.city.clone()),
            tags,
            languages,
            handles: all(handles),
            tax_profile: view.as_ref().and_then(|view| view.tax_profile).map(Into::into),
            iban_last4: view.as_ref().and_then(|view| view.iban_last4.clone()),
            payouts_held_until: view.as_ref().and_then(|view| view.payouts_held_until),
            missing: MissingThing::all(&shown.missing),
            consents,
            asked: all(shown.asked),
        }
    }
}

impl From<views::HandleView> for HandleView {
    fn from(view: views::HandleView) -> Self {
        let followers = whole(view.followers);
        Self { platform: view.platform, handle: view.handle, followers, is_proved: view.is_proved }
    }
}

impl From<tax::Profile> for TaxProfile {
    fn from(profile: tax::Profile) -> Self {
        match profile {
            tax::Profile::SelfEmployedPlatform => Self::SelfEmployed,
            tax::Profile::CivilContract => Self::CivilContract,
            tax::Profile::SoleProprietor => Self::SoleProprietor,
            tax::Profile::LegalEntity => Self::LegalEntity,
        }
    }
}

impl Choice {
    /// An entry in a language.
    pub(crate) fn of(named: &Named, language: &str) -> Self {
        let name = match language {
            "ru" => &named.ru,
            "en" => &named.en,
            _ => &named.kk,
        };
        Self { key: named.key.clone(), name: name.clone() }
    }
}

impl From<commands::SetProfile> for ProfileRequest {
    fn from(it: commands::SetProfile) -> Self {
        let commands::SetProfile { display_name, city, tags, languages, app_language } = it;
        Self { display_name, city, tags, languages, app_language }
    }
}

impl From<ProfileRequest> for commands::SetProfile {
    fn from(it: ProfileRequest) -> Self {
        let ProfileRequest { display_name, city, tags, languages, app_language } = it;
        Self { display_name, city, tags, languages, app_language }
    }
}

impl From<commands::SetHandle> for HandleRequest {
    fn from(it: commands::SetHandle) -> Self {
        Self { platform: it.platform, handle: it.handle, followers: whole(it.followers) }
    }
}

impl From<HandleRequest> for commands::SetHandle {
    fn from(it: HandleRequest) -> Self {
        let handle = it.handle.trim().trim_start_matches('@').to_owned();
        Self { platform: it.platform, handle, followers: u32::try_from(it.followers).unwrap_or(0) }
    }
}

impl From<commands::AnswerTaxInterview> for TaxInterviewRequest {
    fn from(it: commands::AnswerTaxInterview) -> Self {
        let commands::AnswerTaxInterview {
            is_sole_proprietor,
            is_pension_age,
            has_disability,
            is_student,
            wants_base_deduction,
        } = it;
        Self { is_sole_proprietor, is_pension_age, has_disability, is_student, wants_base_deduction }
    }
}

impl From<TaxInterviewRequest> for commands::AnswerTaxInterview {
    fn from(it: TaxInterviewRequest) -> Self {
        let TaxInterviewRequest {
            is_sole_proprietor,
            is_pension_age,
            has_disability,
            is_student,
            wants_base_deduction,
        } = it;
        Self { is_sole_proprietor, is_pension_age, has_disability, is_student, wants_base_deduction }
    }
}

// What identifies a person is never printed.
impl std::fmt::Debug for IdentityRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdentityRequest(…)")
    }
}

impl std::fmt::Debug for IbanRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IbanRequest(…)")
    }
}

impl From<commands::SetIdentity> for IdentityRequest {
    fn from(it: commands::SetIdentity) -> Self {
        Self { full_name: it.full_name, iin: it.iin }
    }
}

impl TryFrom<IdentityRequest> for commands::SetIdentity {
    type Error = AppError;

    fn try_from(it: IdentityRequest) -> Result<Self, AppError> {
        let iin = Iin::parse(&it.iin)?;
        Ok(Self { full_name: it.full_name.trim().to_owned(), iin: iin.as_str().to_owned() })
    }
}

impl From<commands::SetIban> for IbanRequest {
    fn from(it: commands::SetIban) -> Self {
        Self { iban: it.iban, holder_name: it.holder_name, challenge: it.challenge }
    }
}

impl TryFrom<IbanRequest> for commands::SetIban {
    type Error = AppError;

    fn try_from(it: IbanRequest) -> Result<Self, AppError> {
        let iban = Iban::parse(&it.iban)?;
        let holder_name = it.holder_name.trim().to_owned();
        Ok(Self { iban: iban.as_str().to_owned(), holder_name, challenge: it.challenge })
    }
}

impl From<commands::RegisterBrand> for BrandRequest {
    fn from(it: commands::RegisterBrand) -> Self {
        Self { name: it.name, bin: it.bin, may_sign: it.may_sign }
    }
}

impl TryFrom<BrandRequest> for commands::RegisterBrand {
    type Error = AppError;

    fn try_from(it: BrandRequest) -> Result<Self, AppError> {
        let bin = Bin::parse(&it.bin)?;
        Ok(Self { name: it.name.trim().to_owned(), bin: bin.as_str().to_owned(), may_sign: it.may_sign })
    }
}

impl std::fmt::Debug for InviteRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InviteRequest(…)")
    }
}

impl TryFrom<InviteRequest> for commands::InviteMember {
    type Error = AppError;

    fn try_from(it: InviteRequest) -> Result<Self, AppError> {
        let phone = Phone::parse(&it.phone)?;
        Ok(Self { brand: it.brand, phone: phone.as_str().to_owned(), may_sign: it.may_sign })
    }
}
