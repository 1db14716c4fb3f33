//! Signing in and the acts of people and brands, on both engines, through the real surface.

mod account;
mod codes;
mod handles;
mod operators;
mod people;
mod sessions;
pub mod world;
