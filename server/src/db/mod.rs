//! Two engines, one SQL: what differs between SQLite and PostgreSQL lives in this folder and nowhere else.
//! Statements use `$1`, integers for money and time, and run through [`Db`] (reads) or [`Tx`] (writes).

mod engine;
mod migrations;
mod record;
mod value;
mod writes;

pub use engine::{Db, DbError, Tx};
pub(crate) use record::record;
pub use record::{Record, fetch_by};
pub use value::{Field, Json, Kind, Row, Value, Word};
pub use writes::Writes;

/// Binds a list of arguments: `args![id, "text", 5_i64]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Field::to_value(&$value)),*] };
}
