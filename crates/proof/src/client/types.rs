//! The entries of `types` in `client.json`: what the crate's types consist of.

use serde::Deserialize;

use super::Type;

/// A type of the crate.
#[derive(Debug, Deserialize)]
pub(crate) struct TypeDef {
    pub(crate) name: String,
    /// The schema, as a JSON pointer into the published document. A type that a pass made has no schema there.
    pub(crate) origin: String,
    #[serde(flatten)]
    pub(crate) shape: Shape,
}

/// What a type consists of.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Shape {
    Struct {
        fields: Vec<Field>,
        additional: Option<Additional>,
        unknown_fields: Option<String>,
    },
    Union {
        tag: Option<String>,
        variants: Vec<Variant>,
        unlisted: Option<String>,
    },
    Enum {
        values: Vec<Listed>,
        unlisted: Option<String>,
    },
    Tuple {
        items: Vec<Type>,
    },
    Alias {
        #[serde(rename = "type")]
        ty: Type,
    },
    Wrapper {
        #[serde(rename = "type")]
        ty: Type,
    },
    Text {},
    /// A kind that the proof does not know: its values are compared only as JSON.
    #[serde(other)]
    Other,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Field {
    pub(crate) wire_name: String,
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) ty: Type,
}

/// The field with the members of other names.
#[derive(Debug, Deserialize)]
pub(crate) struct Additional {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) ty: Type,
}

/// A variant of a union.
#[derive(Debug, Deserialize)]
pub(crate) struct Variant {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) ty: Type,
    /// Its discriminator values.
    #[serde(default)]
    pub(crate) tags: Vec<String>,
}

/// A value of an enum.
#[derive(Debug, Deserialize)]
pub(crate) struct Listed {
    pub(crate) value: serde_json::Value,
    pub(crate) variant: String,
}

impl TypeDef {
    /// The types that it refers to.
    pub(crate) fn references(&self) -> Vec<&Type> {
        match &self.shape {
            Shape::Struct { fields, additional, .. } => {
                fields.iter().map(|field| &field.ty).chain(additional.iter().map(|additional| &additional.ty)).collect()
            }
            Shape::Union { variants, .. } => variants.iter().map(|variant| &variant.ty).collect(),
            Shape::Tuple { items } => items.iter().collect(),
            Shape::Alias { ty } | Shape::Wrapper { ty } => vec![ty],
            Shape::Enum { .. } | Shape::Text {} | Shape::Other => Vec::new(),
        }
    }
}
