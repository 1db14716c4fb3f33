//! Deals through the same door as phones use: a body, `prepare`, the gate; on both engines, with a clock that stands.

mod cards;
mod check;
mod commands;
mod draft;
mod endings;
mod post;
mod product;
mod race;
mod refusals;
mod swipe;
mod views;
mod world;
