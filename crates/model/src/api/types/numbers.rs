//! Numbers of which the document lists some.

use serde_json::{Number, Value};

use super::{TypeKind, Usage, strings::unlisted};
use crate::{
    api::{
        text,
        type_ref::{TypeRef, Width},
    },
    labels::Labels,
    naming::{Listed, value_names},
    native::Native,
};
use moored_document::scope::Scope;

/// One of several numbers.
#[derive(Clone, Debug)]
pub struct NumberEnum {
    /// The type of the values: an integer, or any number.
    pub ty: TypeRef,
    /// The listed values, in the order of the document.
    pub values: Vec<NumberValue>,
    /// The variant for any other value; `None` for integers that only requests contain.
    pub unlisted: Option<String>,
}

/// A listed number.
#[derive(Clone, Debug)]
pub struct NumberValue {
    /// The value in JSON.
    pub value: Number,
    /// The variant in Rust.
    pub variant: String,
    /// The description in the document.
    pub description: Option<String>,
}

/// The type of a schema that lists numbers; `None` for any other schema.
pub(super) fn read(schema: &Value, usage: Usage) -> Option<TypeKind> {
    let listed = schema.get("enum")?.as_array()?;
    let values: Vec<&Number> = listed.iter().map(Value::as_number).collect::<Option<_>>()?;
    let ty = match text(schema, "type")? {
        "integer" if text(schema, "format") == Some("uint64") => TypeRef::Integer(Width::Unsigned),
        "integer" => TypeRef::Integer(Width::Signed),
        "number" => TypeRef::Native(Native::Number),
        _ => return None,
    };
    let fits = |value: &&Number| match ty {
        TypeRef::Integer(Width::Unsigned) => value.is_u64(),
        TypeRef::Integer(Width::Signed) => value.is_i64(),
        _ => true,
    };
    if values.is_empty() || !values.iter().all(fits) {
        return None;
    }
    let labels = Labels::of(schema);
    let mut scope = Scope::default();
    let named: Vec<Listed<'_>> = values
        .iter()
        .map(|value| Listed { text: format!("value {value}"), label: labels.get(&value.to_string(), "name") })
        .collect();
    let names = value_names(&named, &mut scope);
    let value = |(value, variant): (&&Number, String)| NumberValue {
        value: (*value).clone(),
        variant,
        description: labels.get(&value.to_string(), "description").map(str::to_owned),
    };
    let values = values.iter().zip(names).map(value).collect();
    let is_open = usage.in_responses() || !matches!(ty, TypeRef::Integer(_));
    let unlisted = is_open.then(|| scope.take_first(&unlisted()));
    Some(TypeKind::NumberEnum(NumberEnum { ty, values, unlisted }))
}
