//! The feed, the inbox and the live stream on both engines.

mod events;
mod feed;
mod inbox;
