//! What the document describes, as text.

use super::super::description::{Description, Kind, ListedValue, Native, Shape, Type};

/// The most values of an enum that are written, and their most characters.
const MAX_LISTED: usize = 12;
const MAX_LENGTH: usize = 200;

/// The values of `ty`: `string`, `string (date-time)`, `array of integer`, `one of "a", "b"`.
pub(super) fn of(description: &Description, ty: &Type<'_>) -> String {
    match ty {
        Type::String => "string".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::UnsignedInteger => "integer (uint64)".to_owned(),
        Type::Float => "number".to_owned(),
        Type::Json => "any value".to_owned(),
        Type::JsonObject | Type::Map(_) => "object".to_owned(),
        Type::List(item) => format!("array of {}", of(description, item)),
        Type::Option(inner) => format!("{} or null", of(description, inner)),
        Type::Native(native) => of_native(*native).to_owned(),
        Type::Named(name) => match description.ty(name) {
            Some(ty) => match (ty.kind, &ty.ty) {
                (Kind::Struct, _) => "object".to_owned(),
                (Kind::Tuple, _) => "array".to_owned(),
                // An alias is no alias of itself; a wrapper contains itself only within an array or an object.
                (Kind::Alias, Some(inner)) => of(description, inner),
                (Kind::Wrapper, Some(inner)) => of_recursive(inner).to_owned(),
                (Kind::Union, _) => one_of(ty.variants.iter().map(|variant| variant.shape.as_str())),
                (Kind::Enum | Kind::NumberEnum, _) => {
                    let values = ty.values.iter().map(|one| match &one.value {
                        ListedValue::Text(text) => format!("{text:?}"),
                        ListedValue::Number(number) => number.to_string(),
                    });
                    let values: Vec<String> = values.collect();
                    one_of(values.iter().map(String::as_str))
                }
                (Kind::Alias | Kind::Wrapper, None) => "any value".to_owned(),
            },
            None => "any value".to_owned(),
        },
    }
}

const fn of_native(native: Native) -> &'static str {
    match native {
        Native::DateTime => "string (date-time)",
        Native::Date => "string (date)",
        Native::Uuid => "string (uuid)",
        Native::Decimal => "number or string (decimal)",
        Native::Base64 => "string (byte)",
        Native::Base64Url => "string (base64url)",
        Native::Secret => "string",
        Native::Number => "number",
    }
}

const fn of_recursive(ty: &Type<'_>) -> &'static str {
    match ty {
        Type::List(_) => "array",
        _ => "object",
    }
}

/// `one of a, b`, each once, or only `a`.
pub(super) fn one_of<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut listed: Vec<&str> = Vec::new();
    for value in values {
        if !listed.contains(&value) {
            listed.push(value);
        }
    }
    match listed.as_slice() {
        [] => "nothing".to_owned(),
        [only] => (*only).to_owned(),
        several => {
            let shown: Vec<&str> = several.iter().take(MAX_LISTED).copied().collect();
            let mut text = format!("one of {}", shown.join(", "));
            if shown.len() < several.len() || text.chars().count() > MAX_LENGTH {
                text = text.chars().take(MAX_LENGTH).collect();
                text.push('…');
            }
            text
        }
    }
}

impl Shape {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Array => "array",
            Self::String => "string",
            Self::Number => "number",
            Self::Decimal => "number or string",
            Self::Boolean => "boolean",
            Self::Any => "any value",
        }
    }
}
