//! The acts of people and brands: what they need locked and how they decide. Each locks the creator or brand it
//! changes; texts were measured in [`super::commands`] before, so that here only rules speak.

pub mod account;
pub mod brand;
pub mod identity;
pub mod profile;
pub mod proof;
pub mod tax;
pub mod welcome;
