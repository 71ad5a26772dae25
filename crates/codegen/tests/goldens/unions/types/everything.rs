// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::{
    Account, EverythingAnything, EverythingId, EverythingLevel, EverythingListed,
    EverythingLists, EverythingMaybe, EverythingMoment, EverythingPrice, EverythingRow,
    EverythingSecret, EverythingSign, Filter, Happening, Headers, Inferred, Inline,
    Kennel, Mapped, NamedPet, Numbered, Outer, Overlapping, Payment, Point, Scalar,
    Shape, Similar,
};

/// `Everything`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Everything {
    /// `mapped`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub mapped: Field<Mapped>,
    /// `named`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub named: Field<NamedPet>,
    /// `inline`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub inline: Field<Inline>,
    /// `inferred`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub inferred: Field<Inferred>,
    /// `numbered`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub numbered: Field<Numbered>,
    /// `shape`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub shape: Field<Shape>,
    /// `outer`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub outer: Field<Outer>,
    /// `similar`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub similar: Field<Similar>,
    /// `overlapping`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub overlapping: Field<Overlapping>,
    /// `scalar`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub scalar: Field<Scalar>,
    /// `moment`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub moment: Field<EverythingMoment>,
    /// `listed`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub listed: Field<EverythingListed>,
    /// `price`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub price: Field<EverythingPrice>,
    /// `lists`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub lists: Field<EverythingLists>,
    /// `maybe`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub maybe: Field<EverythingMaybe>,
    /// `secret`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub secret: Field<EverythingSecret>,
    /// `anything`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub anything: Field<EverythingAnything>,
    /// `filter`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub filter: Field<Filter>,
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<EverythingId>,
    /// One of `"low"`, `1`, `2`.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub level: Field<EverythingLevel>,
    /// `point`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub point: Field<Point>,
    /// `row`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub row: Field<Vec<EverythingRow>>,
    /// `happening`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub happening: Field<Happening>,
    /// `headers`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub headers: Field<Headers>,
    /// `payment`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub payment: Field<Payment>,
    /// `account`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub account: Field<Account>,
    /// `big`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub big: Field<u64>,
    /// `bigger`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub bigger: Field<u64>,
    /// `sign`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub sign: Field<EverythingSign>,
    /// `kennel`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub kennel: Field<Kennel>,
}
