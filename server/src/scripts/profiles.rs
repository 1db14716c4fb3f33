//! Profiles: which model stands behind an address, how it likes to be asked, and what its licence allows. They are
//! data; a model whose licence forbids paid work stays off until somebody names who permitted it.

use serde::Deserialize;
use std::sync::LazyLock;
use std::time::Duration;

use super::MODEL_TIME_MAX;
use crate::config::{BadSetting, Secret};

static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("profiles.json")).expect("the profiles that ship are read by a test")
});

/// How one family of models is asked.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: String,
    /// The name under which it is served, unless `GAMMA_MODEL_NAME` says another.
    pub model: String,
    /// Stated wherever the profile is listed.
    pub licence: String,
    /// The licence forbids commercial use: off without `GAMMA_MODEL_PERMISSION`.
    pub needs_permission: bool,
    pub temperature: f64,
    pub top_p: f64,
    pub answer_tokens_max: i64,
    /// Further fields of the request's body.
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// A model that this server may ask.
#[derive(Debug, Clone)]
pub struct ModelConfig {
    /// Without `/v1` and without a slash at the end.
    pub url: String,
    pub key: Option<Secret>,
    pub profile: Profile,
    /// Who permitted what the licence alone does not.
    pub permission: Option<String>,
    pub timeout: Duration,
}

/// Every profile that ships.
pub fn all() -> &'static [Profile] {
    &PROFILES
}

impl ModelConfig {
    /// `GAMMA_MODEL_URL`, `…_PROFILE`, `…_NAME`, `…_KEY`, `…_PERMISSION`, `…_TIMEOUT_MS`; none without an address.
    pub fn read(read: &impl Fn(&str) -> Option<String>) -> Result<Option<Self>, BadSetting> {
        let said = |name: &str| read(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let Some(url) = said("GAMMA_MODEL_URL") else { return Ok(None) };
        if !url.starts_with("http") {
            return Err(BadSetting { name: "GAMMA_MODEL_URL" });
        }
        let name = said("GAMMA_MODEL_PROFILE").unwrap_or_else(|| "any".to_owned());
        let profile = all().iter().find(|profile| profile.name == name);
        let mut profile = profile.ok_or(BadSetting { name: "GAMMA_MODEL_PROFILE" })?.clone();
        let permission = said("GAMMA_MODEL_PERMISSION");
        if profile.needs_permission && permission.is_none() {
            return Err(BadSetting { name: "GAMMA_MODEL_PERMISSION" });
        }
        profile.model = said("GAMMA_MODEL_NAME").unwrap_or(profile.model);
        let timeout = match said("GAMMA_MODEL_TIMEOUT_MS").map(|text| text.parse::<u64>()) {
            None => MODEL_TIME_MAX,
            Some(Ok(ms)) => Duration::from_millis(ms).min(MODEL_TIME_MAX),
            Some(Err(_)) => return Err(BadSetting { name: "GAMMA_MODEL_TIMEOUT_MS" }),
        };
        let url = url.trim_end_matches('/').trim_end_matches("/v1").to_owned();
        Ok(Some(Self { url, key: said("GAMMA_MODEL_KEY").map(Secret::new), profile, permission, timeout }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(settings: &[(&str, &str)]) -> Result<Option<ModelConfig>, BadSetting> {
        let find = |name: &str| settings.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
        ModelConfig::read(&find)
    }

    #[test]
    fn without_an_address_there_is_no_model() {
        assert!(config(&[("GAMMA_MODEL_PROFILE", "gemma")]).expect("reads").is_none());
    }

    #[test]
    fn every_profile_states_its_licence_and_the_known_ones_are_there() {
        for name in ["any", "gemma", "qolda", "kazllm"] {
            assert!(all().iter().any(|profile| profile.name == name && !profile.licence.is_empty()), "{name}");
        }
    }

    #[test]
    fn a_model_for_non_commercial_use_stays_off_until_somebody_permitted_it() {
        let settings = [("GAMMA_MODEL_URL", "http://model:8080/v1"), ("GAMMA_MODEL_PROFILE", "kazllm")];
        assert_eq!(config(&settings).expect_err("off").name, "GAMMA_MODEL_PERMISSION");
        let permitted = [settings[0], settings[1], ("GAMMA_MODEL_PERMISSION", "letter of 2026-05-04, no. 17")];
        let config = config(&permitted).expect("reads").expect("a model");
        assert_eq!(config.url, "http://model:8080");
        assert!(config.profile.licence.contains("non-commercial"));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let url = ("GAMMA_MODEL_URL", "http://model");
        assert_eq!(config(&[url, ("GAMMA_MODEL_PROFILE", "gpt")]).expect_err("unknown").name, "GAMMA_MODEL_PROFILE");
        assert!(
            config(&[url, ("GAMMA_MODEL_TIMEOUT_MS", "soon")]).is_err() && config(&[("GAMMA_MODEL_URL", "x")]).is_err()
        );
        let long = config(&[url, ("GAMMA_MODEL_TIMEOUT_MS", "900000")]).expect("reads").expect("a model");
        assert_eq!(long.timeout, MODEL_TIME_MAX, "nobody waits longer");
    }
}
