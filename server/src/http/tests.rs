//! The surface itself.
