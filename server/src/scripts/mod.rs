//! Scripts: the scriptwriter for editors of its data and for support. The engine and the guard are `core::kazakh`.

pub mod cli;
