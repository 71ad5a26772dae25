//! Types for JSON values, which keep what the types of Rust would lose.

mod base64;
mod date;
mod date_time;
mod decimal;
mod field;
mod invalid_value;
mod json_value;
mod number;
mod secret;
mod text;
mod uuid;

pub use base64::{Base64, Base64Url, InvalidBase64, InvalidBase64Url};
pub use date::{Date, InvalidDate};
pub use date_time::{DateTime, InvalidDateTime};
pub use decimal::{Decimal, InvalidDecimal};
pub use field::Field;
pub use invalid_value::InvalidValue;
pub(crate) use json_value::{IntoMembers, Members};
pub use json_value::{JsonObject, JsonValue};
pub use number::{InvalidNumber, Number};
pub use secret::Secret;
pub use uuid::{InvalidUuid, Uuid};
