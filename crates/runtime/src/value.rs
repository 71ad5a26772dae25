//! Types for JSON values, which keep what the types of Rust would lose.

mod date;
mod date_time;
mod decimal;
mod extra_fields;
mod field;
mod invalid_value;
mod json_value;
mod number;
mod secret;
mod split;
mod text;
mod unknown_fields;
mod uuid;

pub use date::{Date, InvalidDate};
pub use date_time::{DateTime, InvalidDateTime};
pub use decimal::{Decimal, InvalidDecimal};
pub use extra_fields::{ExtraFields, decode_with_extra};
pub use field::Field;
pub use invalid_value::InvalidValue;
pub use json_value::{JsonObject, JsonValue};
pub use number::{InvalidNumber, Number};
pub use secret::Secret;
pub use unknown_fields::{UnknownFields, decode_with_unknown_fields};
pub use uuid::{InvalidUuid, Uuid};
