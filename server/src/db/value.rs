//! The five kinds of value that both engines store, and how Rust types become them.

use gamma_core::id::Id;
use gamma_core::money::Money;
use gamma_core::terms::TermsHash;
use gamma_core::time::{Day, Month, Timestamp};
use uuid::Uuid;

use super::DbError;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Uuid,
    Int,
    Text,
    Bytes,
    Bool,
}

/// One value, engine-free. A null keeps its kind, because PostgreSQL wants to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null(Kind),
    Uuid(Uuid),
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    Bool(bool),
}

/// One row of an answer.
#[derive(Debug, Clone)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The value at `place` as it came; none past the last column.
    pub fn value(&self, place: usize) -> Option<&Value> {
        self.0.get(place)
    }

    /// The column at `place`.
    pub fn get<T: Field>(&self, place: usize) -> Result<T, DbError> {
        let value = self.0.get(place).ok_or(DbError::Shape { place })?;
        T::from_value(value).ok_or(DbError::Shape { place })
    }
}

impl Row {
    /// Each column as a person reads it; bytes that are no UUID are only counted.
    pub fn texts(&self) -> Vec<String> {
        let text = |value: &Value| match value {
            Value::Null(_) => "–".to_owned(),
            Value::Uuid(uuid) => uuid.to_string(),
            Value::Int(number) => number.to_string(),
            Value::Text(text) => text.clone(),
            Value::Bytes(bytes) => {
                Uuid::from_slice(bytes).map_or_else(|_| format!("{} bytes", bytes.len()), |uuid| uuid.to_string())
            }
            Value::Bool(truth) => truth.to_string(),
        };
        self.0.iter().map(text).collect()
    }
}

/// A Rust type that is stored as one value.
pub trait Field: Sized {
    const KIND: Kind;
    fn to_value(&self) -> Value;
    fn from_value(value: &Value) -> Option<Self>;
}

impl<T: Field> Field for Option<T> {
    const KIND: Kind = T::KIND;
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null(T::KIND), Field::to_value)
    }
    fn from_value(value: &Value) -> Option<Self> {
        if matches!(value, Value::Null(_)) { Some(None) } else { T::from_value(value).map(Some) }
    }
}

impl Field for Uuid {
    const KIND: Kind = Kind::Uuid;
    fn to_value(&self) -> Value {
        Value::Uuid(*self)
    }
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Uuid(uuid) => Some(*uuid),
            Value::Bytes(bytes) => Self::from_slice(bytes).ok(),
            _ => None,
        }
    }
}

impl Field for i64 {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Value::Int(*self)
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(number) = value { Some(*number) } else { None }
    }
}

impl Field for bool {
    const KIND: Kind = Kind::Bool;
    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bool(truth) => Some(*truth),
            Value::Int(number) => Some(*number != 0),
            _ => None,
        }
    }
}

impl Field for String {
    const KIND: Kind = Kind::Text;
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl Field for &str {
    const KIND: Kind = Kind::Text;
    fn to_value(&self) -> Value {
        Value::Text((*self).to_owned())
    }
    /// Never read: a borrowed text only goes in.
    fn from_value(_: &Value) -> Option<Self> {
        None
    }
}

impl Field for Vec<u8> {
    const KIND: Kind = Kind::Bytes;
    fn to_value(&self) -> Value {
        Value::Bytes(self.clone())
    }
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => Some(bytes.clone()),
            Value::Text(text) if text.is_empty() => Some(Self::new()),
            _ => None,
        }
    }
}

impl Field for [u8; 32] {
    const KIND: Kind = Kind::Bytes;
    fn to_value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { bytes.as_slice().try_into().ok() } else { None }
    }
}

impl Field for Money {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Value::Int(self.tiyn())
    }
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self::from_tiyn)
    }
}

impl Field for Timestamp {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Value::Int(self.micros())
    }
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self::from_micros)
    }
}

macro_rules! small_ints {
    ($($name:ty),+) => {$(
        impl Field for $name {
            const KIND: Kind = Kind::Int;
            fn to_value(&self) -> Value { Value::Int(i64::from(*self)) }
            fn from_value(value: &Value) -> Option<Self> { i64::from_value(value)?.try_into().ok() }
        }
    )+};
}
small_ints!(u8, u16, u32);

macro_rules! texts {
    ($($name:ty),+) => {$(
        impl Field for $name {
            const KIND: Kind = Kind::Text;
            fn to_value(&self) -> Value { Value::Text(self.to_string()) }
            fn from_value(value: &Value) -> Option<Self> {
                if let Value::Text(text) = value { text.parse().ok() } else { None }
            }
        }
    )+};
}
texts!(Day, Month, TermsHash);

macro_rules! ids {
    ($($name:ident),+ $(,)?) => {$(
        impl Field for gamma_core::id::$name {
            const KIND: Kind = Kind::Uuid;
            fn to_value(&self) -> Value { Value::Uuid(self.uuid()) }
            fn from_value(value: &Value) -> Option<Self> { Uuid::from_value(value).map(Self::from_uuid) }
        }
    )+};
}
ids!(
    AccountId,
    AttemptId,
    BatchId,
    BrandId,
    BrandPaymentId,
    CampaignId,
    ChallengeId,
    CommandId,
    DealId,
    DeclarationId,
    DeviceId,
    DraftId,
    EarningId,
    EntryId,
    EvidenceId,
    InvoiceId,
    JobId,
    MediaId,
    NoticeId,
    PayoutId,
    PersonId,
    PostId,
    RemittanceId,
    SessionId,
    ScriptId,
    StatementLineId,
    TaxBatchId,
    TaxRefundId,
    TrueUpId,
);

/// A list or record kept as JSON text in one column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Json<T>(pub T);

impl<T: serde::Serialize + serde::de::DeserializeOwned> Field for Json<T> {
    const KIND: Kind = Kind::Text;
    fn to_value(&self) -> Value {
        Value::Text(serde_json::to_string(&self.0).expect("our own records have plain fields"))
    }
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { serde_json::from_str(text).ok().map(Json) } else { None }
    }
}

/// A unit enum kept as its serde name in one text column, readable in SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word<T>(pub T);

impl<T: serde::Serialize + serde::de::DeserializeOwned> Field for Word<T> {
    const KIND: Kind = Kind::Text;
    fn to_value(&self) -> Value {
        match serde_json::to_value(&self.0) {
            Ok(serde_json::Value::String(text)) => Value::Text(text),
            _ => unreachable!("only unit enums are kept as words"),
        }
    }
    fn from_value(value: &Value) -> Option<Self> {
        let Value::Text(text) = value else { return None };
        serde_json::from_value(serde_json::Value::String(text.clone())).ok().map(Word)
    }
}
