//! What a sample was decoded as: compares the types, variants and fields that hold it with the published document.
//!
//! A round trip does not find a value that landed in the wrong place, because a variant for unlisted values and a map
//! of other members encode whatever they got. The program describes each decoded value (`DecodedAs`). The names in it
//! are those of `client.json`, which refers to the schemas of the document. The `jsonschema` crate decides which of
//! these a value is valid for.

mod schemas;
mod unions;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use self::schemas::Schemas;
use crate::{
    client::{
        Client,
        types::{Listed, Shape, TypeDef},
    },
    compare,
    validation::Validators,
};
use moored_samples::{Sampler, UNKNOWN_MEMBER};

/// The description of a decoded value, as the program prints it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecodedAs {
    /// A field without a value.
    Absent,
    /// A value of a type without parts: its JSON.
    Value(Value),
    /// The items of a list or a tuple.
    List(Vec<Self>),
    /// The members of a map.
    Map(BTreeMap<String, Self>),
    /// A struct: its fields by the names of their members, and the fields with the members of other names.
    Struct {
        /// The name of the type.
        name: String,
        /// By the name of the member.
        fields: BTreeMap<String, Self>,
        /// `additional` and `unknown_fields` in `client.json`.
        rest: Vec<Self>,
    },
    /// A union.
    Union {
        /// The name of the type.
        name: String,
        /// `None` for a value that is not listed.
        variant: Option<String>,
        /// The value of the variant.
        value: Box<Self>,
    },
    /// An enum.
    Enum {
        /// The name of the type.
        name: String,
        /// `None` for a value that is not listed.
        variant: Option<String>,
    },
}

/// Compares samples with what they were decoded as.
#[derive(Debug)]
pub struct Decoded<'a> {
    client: &'a Client,
    schemas: Schemas<'a>,
}

impl<'a> Decoded<'a> {
    /// For the types of `client`, which was generated from `document`.
    #[must_use]
    pub fn new(client: &'a Client, document: &'a Value, sampler: &'a Sampler<'a>, validators: &'a Validators) -> Self {
        Self { client, schemas: Schemas::new(document, sampler, validators) }
    }

    /// The first part of `value`, a valid sample, that was decoded as something else than the document states; `None`
    /// if there is none, or the document does not decide it.
    #[must_use]
    pub fn difference(&self, value: &Value, decoded: &DecodedAs) -> Option<String> {
        self.at("", value, decoded)
    }

    fn at(&self, at: &str, value: &Value, decoded: &DecodedAs) -> Option<String> {
        match decoded {
            // The round trip finds what is lost.
            DecodedAs::Absent => None,
            DecodedAs::Value(decoded) => {
                let difference = compare::difference(value, decoded)?;
                Some(format!("`{at}` was decoded as another value: {difference}"))
            }
            DecodedAs::List(items) => {
                let mut pairs = value.as_array()?.iter().zip(items).enumerate();
                pairs.find_map(|(index, (value, decoded))| self.at(&format!("{at}/{index}"), value, decoded))
            }
            DecodedAs::Map(members) => {
                let mut pairs =
                    value.as_object()?.iter().filter_map(|(name, value)| Some((name, value, members.get(name)?)));
                pairs.find_map(|(name, value, decoded)| self.at(&format!("{at}/{name}"), value, decoded))
            }
            DecodedAs::Struct { name, fields, .. } => self.of_struct(at, value, self.ty(name)?, fields),
            DecodedAs::Enum { name, variant } => self.of_enum(at, value, self.ty(name)?, variant.as_deref()),
            DecodedAs::Union { name, variant, value: inner } => self
                .of_union(at, value, self.ty(name)?, variant.as_deref())
                .or_else(|| self.at(at, value, inner).filter(|_| variant.is_some())),
        }
    }

    fn ty(&self, name: &str) -> Option<&'a TypeDef> {
        self.client.types.iter().find(|ty| ty.name == name)
    }

    fn of_struct(&self, at: &str, value: &Value, ty: &TypeDef, fields: &BTreeMap<String, DecodedAs>) -> Option<String> {
        let Some(members) = value.as_object() else {
            return Some(format!("`{at}` is not an object and was decoded as `{}`", ty.name));
        };
        members.iter().filter(|(name, _)| *name != UNKNOWN_MEMBER).find_map(|(name, value)| match fields.get(name) {
            Some(decoded) => self.at(&format!("{at}/{name}"), value, decoded),
            None => self.schemas.declares(&ty.origin, name).then(|| {
                format!("`{at}/{name}` is a property of `{}`, and no field of `{}` has it", ty.origin, ty.name)
            }),
        })
    }

    fn of_enum(&self, at: &str, value: &Value, ty: &TypeDef, variant: Option<&str>) -> Option<String> {
        let Shape::Enum { values, .. } = &ty.shape else { return None };
        let listed = values.iter().find(|listed| listed.is(value));
        match (listed, variant) {
            (Some(listed), Some(variant)) if listed.variant == variant => None,
            (Some(listed), variant) => Some(format!(
                "`{at}` is {value} and was decoded as {} instead of `{}::{}`",
                variant.map_or_else(|| "an unlisted value".to_owned(), |variant| format!("`{}::{variant}`", ty.name)),
                ty.name,
                listed.variant
            )),
            (None, Some(variant)) => {
                Some(format!("`{at}` is {value} and was decoded as `{}::{variant}`, which is another value", ty.name))
            }
            // The document may allow other values beside those that it lists.
            (None, None) if self.schemas.is_open(&ty.origin, value) => None,
            (None, None) => Some(format!("`{at}` is {value}, a value that `{}` does not list", ty.name)),
        }
    }
}

impl Listed {
    fn is(&self, value: &Value) -> bool {
        let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.parse().ok());
        match value {
            Value::Number(_) => number(value) == number(&self.value),
            value => self.value == *value || self.value.as_str() == Some(value.to_string().as_str()),
        }
    }
}

#[cfg(test)]
mod tests;
