//! The book and the gate on both engines.

mod gate;
mod model;
mod two_processes;
