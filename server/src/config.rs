//! Configuration: one struct from the environment, every field documented. Secrets never print.

mod key_file;

use gamma_core::money::Money;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

use crate::scripts::ModelConfig;

pub use key_file::{KeyProblem, load_keys};

/// How this server runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// `--dev`: codes go to the log and a key file is made beside the database. Never in production.
    pub is_dev: bool,
    /// Where the embedded database, media and bank files live.
    pub folder: PathBuf,
    /// `DATABASE_URL`: `postgres://…`; without it the embedded file in the folder.
    pub database_url: Option<Secret>,
    /// `http://host:port` as phones and tablets reach this server, for media links.
    pub public_url: String,
    /// How many proxies of ours stand in front and append to `x-forwarded-for`.
    pub proxies: usize,
    /// The oldest app that this server still speaks with, such as `1.4.0`.
    pub app_version_min: AppVersion,
    /// How much may be asked in how much time.
    pub limits: Limits,
    /// How one-time codes travel, outside `--dev`.
    pub sms: Option<SmsConfig>,
    /// The commission of a brand that registers itself, in basis points.
    pub commission_bp: i64,
    /// What the platform may pay out of its own money a day.
    pub day_cash_limit: Money,
    /// The platform's own BIN, name, IBAN and BIC, for bank files.
    pub platform_bin: String,
    pub platform_name: String,
    pub platform_iban: String,
    pub platform_bic: String,
    /// VAT on the commission in basis points (Tax Code art. 503(1): 16 % from 2026-01-01); 0 if not registered.
    pub vat_bp: i64,
    /// The rail new deals are quoted with: `bank_file` or `http_rail`.
    pub default_rail: String,
    /// The rail that is tried when the first one says plainly no; without one, the payout has failed.
    pub second_rail: Option<String>,
    /// A folder of tax tables beside the build's own, for years that the build does not know.
    pub tax_folder: Option<PathBuf>,
    /// The language model that writes scripts beside the engine, if there is one.
    pub model: Option<ModelConfig>,
}

/// Bounds that keep guessing and flooding out. Many people share one address at a mobile operator, so the address
/// bounds are wide and the phone's are narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Wrong codes a phone and day, over all its codes.
    pub wrong_codes_a_phone_and_day: i64,
    /// Codes sent to a phone a day.
    pub codes_a_phone_and_day: i64,
    /// Codes asked for from one address an hour.
    pub codes_an_address_and_hour: i64,
    /// Wrong codes from one address an hour.
    pub wrong_codes_an_address_and_hour: i64,
    /// Codes sent by the whole system an hour.
    pub codes_an_hour: i64,
    /// Wrong codes in the whole system an hour.
    pub wrong_codes_an_hour: i64,
    /// Requests of one caller a second, and at once.
    pub requests_a_second: u32,
    pub requests_at_once: u32,
    /// Sets of scripts a creator an hour.
    pub scripts_a_creator_and_hour: i64,
    /// A model's tokens a creator and day; then the engine writes alone.
    pub model_tokens_a_creator_and_day: i64,
    /// A model's tokens a day for everybody together.
    pub model_tokens_a_day: i64,
}

/// The provider that sends one-time codes.
#[derive(Debug, Clone)]
pub struct SmsConfig {
    /// Such as `https://api.mobizon.kz`.
    pub url: String,
    pub api_key: Secret,
    /// The approved sender's name, if there is one.
    pub sender: Option<String>,
}

/// An app's version, compared number by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct AppVersion(pub [u32; 3]);

/// A text that never prints.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

/// A setting that cannot be read. Names the setting, never its value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} is missing or cannot be read")]
pub struct BadSetting {
    pub name: &'static str,
}

impl Config {
    /// A server that keeps everything in `folder`, with what example markets and tests need.
    pub fn for_dev(folder: &Path) -> Self {
        Self {
            is_dev: true,
            folder: folder.to_owned(),
            database_url: None,
            public_url: "http://127.0.0.1:8080".to_owned(),
            proxies: 0,
            app_version_min: AppVersion::default(),
            limits: Limits::default(),
            sms: None,
            commission_bp: 1_500,
            day_cash_limit: Money::from_tenge(100_000_000),
            platform_bin: "240340000019".to_owned(),
            platform_name: "Gamma".to_owned(),
            platform_iban: "KZ86125KZT5004100100".to_owned(),
            platform_bic: "EXMPKZKA".to_owned(),
            vat_bp: 1_600,
            default_rail: "bank_file".to_owned(),
            second_rail: None,
            tax_folder: None,
            model: None,
        }
    }

    /// Reads the environment through `read`, which is `std::env::var` outside tests. With `--dev`, what is not set
    /// is as in [`Config::for_dev`]; without it, what names the platform must be set.
    pub fn read(is_dev: bool, folder: PathBuf, read: impl Fn(&str) -> Option<String>) -> Result<Self, BadSetting> {
        let dev = Self::for_dev(&folder);
        let own = |name: &'static str, example: &str| match read(name) {
            Some(text) if !text.trim().is_empty() => Ok(text),
            _ if is_dev => Ok(example.to_owned()),
            _ => Err(BadSetting { name }),
        };
        Ok(Self {
            is_dev,
            database_url: read("DATABASE_URL").map(Secret::new),
            public_url: read("GAMMA_PUBLIC_URL").unwrap_or(dev.public_url),
            proxies: number(&read, "GAMMA_PROXIES", dev.proxies)?,
            app_version_min: number(&read, "GAMMA_APP_VERSION_MIN", dev.app_version_min)?,
            limits: Limits::read(&read)?,
            sms: SmsConfig::read(&read)?,
            commission_bp: number(&read, "GAMMA_COMMISSION_BP", dev.commission_bp)?,
            day_cash_limit: tenge(&read, "GAMMA_DAY_CASH_LIMIT", dev.day_cash_limit)?,
            platform_bin: own("GAMMA_PLATFORM_BIN", &dev.platform_bin)?,
            platform_name: own("GAMMA_PLATFORM_NAME", &dev.platform_name)?,
            platform_iban: own("GAMMA_PLATFORM_IBAN", &dev.platform_iban)?,
            platform_bic: own("GAMMA_PLATFORM_BIC", &dev.platform_bic)?,
            vat_bp: number(&read, "GAMMA_VAT_BP", dev.vat_bp)?,
            default_rail: read("GAMMA_DEFAULT_RAIL").unwrap_or(dev.default_rail),
            second_rail: read("GAMMA_SECOND_RAIL"),
            tax_folder: read("GAMMA_TAX_DIR").map(PathBuf::from),
            model: ModelConfig::read(&read)?,
            folder,
        })
    }
}

impl Limits {
    fn read(read: &impl Fn(&str) -> Option<String>) -> Result<Self, BadSetting> {
        let usual = Self::default();
        Ok(Self {
            codes_an_address_and_hour: number(read, "GAMMA_CODES_AN_ADDRESS", usual.codes_an_address_and_hour)?,
            codes_an_hour: number(read, "GAMMA_CODES_AN_HOUR", usual.codes_an_hour)?,
            requests_a_second: number(read, "GAMMA_REQUESTS_A_SECOND", usual.requests_a_second)?,
            requests_at_once: number(read, "GAMMA_REQUESTS_AT_ONCE", usual.requests_at_once)?,
            scripts_a_creator_and_hour: number(read, "GAMMA_SCRIPTS_AN_HOUR", usual.scripts_a_creator_and_hour)?,
            model_tokens_a_creator_and_day: number(
                read,
                "GAMMA_MODEL_TOKENS_A_CREATOR",
                usual.model_tokens_a_creator_and_day,
            )?,
            model_tokens_a_day: number(read, "GAMMA_MODEL_TOKENS_A_DAY", usual.model_tokens_a_day)?,
            ..usual
        })
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            wrong_codes_a_phone_and_day: 10,
            codes_a_phone_and_day: 20,
            codes_an_address_and_hour: 300,
            wrong_codes_an_address_and_hour: 100,
            codes_an_hour: 20_000,
            wrong_codes_an_hour: 5_000,
            requests_a_second: 50,
            requests_at_once: 200,
            scripts_a_creator_and_hour: 60,
            model_tokens_a_creator_and_day: 300_000,
            model_tokens_a_day: 50_000_000,
        }
    }
}

impl SmsConfig {
    fn read(read: &impl Fn(&str) -> Option<String>) -> Result<Option<Self>, BadSetting> {
        let Some(api_key) = read("GAMMA_MOBIZON_KEY") else { return Ok(None) };
        let url = read("GAMMA_MOBIZON_URL").unwrap_or_else(|| "https://api.mobizon.kz".to_owned());
        if !url.starts_with("http") {
            return Err(BadSetting { name: "GAMMA_MOBIZON_URL" });
        }
        Ok(Some(Self { url, api_key: Secret::new(api_key), sender: read("GAMMA_MOBIZON_SENDER") }))
    }
}

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself: for the wire, never for a log.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl std::str::FromStr for AppVersion {
    type Err = BadSetting;

    /// `1.4.0` or `1.4`; what follows a `-` or `+` is a build's own name.
    fn from_str(text: &str) -> Result<Self, BadSetting> {
        let bad = BadSetting { name: "an app version" };
        let plain = text.split(['-', '+']).next().unwrap_or_default();
        let mut numbers = [0; 3];
        let mut parts = plain.split('.');
        for (place, part) in numbers.iter_mut().zip(parts.by_ref()) {
            *place = part.trim().parse().map_err(|_| bad.clone())?;
        }
        if parts.next().is_some() { Err(bad) } else { Ok(Self(numbers)) }
    }
}

fn number<T: std::str::FromStr>(
    read: &impl Fn(&str) -> Option<String>,
    name: &'static str,
    usual: T,
) -> Result<T, BadSetting> {
    match read(name) {
        Some(text) => text.trim().parse().map_err(|_| BadSetting { name }),
        None => Ok(usual),
    }
}

fn tenge(read: &impl Fn(&str) -> Option<String>, name: &'static str, usual: Money) -> Result<Money, BadSetting> {
    number(read, name, usual.tiyn() / 100).map(Money::from_tenge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_dev_the_platform_must_be_named() {
        let folder = PathBuf::from("somewhere");
        let bad = Config::read(false, folder.clone(), |_| None).expect_err("refused");
        assert_eq!(bad.name, "GAMMA_PLATFORM_BIN");
        assert!(Config::read(true, folder, |_| None).expect("dev needs nothing").is_dev);
    }

    #[test]
    fn a_setting_that_cannot_be_read_is_named_without_its_value() {
        let read = |name: &str| (name == "GAMMA_VAT_BP").then(|| "sixteen".to_owned());
        let bad = Config::read(true, PathBuf::from("somewhere"), read).expect_err("refused");
        assert_eq!(bad.to_string(), "GAMMA_VAT_BP is missing or cannot be read");
    }

    #[test]
    fn secrets_never_print() {
        let read = |name: &str| (name == "DATABASE_URL").then(|| "postgres://gamma:hush@db/gamma".to_owned());
        let config = Config::read(true, PathBuf::from("somewhere"), read).expect("reads");
        assert!(!format!("{config:?}").contains("hush"));
    }

    #[test]
    fn versions_compare_by_number() {
        let version = |text: &str| text.parse::<AppVersion>().expect("a version");
        assert!(version("1.10.0") > version("1.9.9") && version("2.0") > version("1.99"));
        assert_eq!(version("1.4.0-beta"), version("1.4"));
        assert!("one".parse::<AppVersion>().is_err() && "1.2.3.4".parse::<AppVersion>().is_err());
    }
}
