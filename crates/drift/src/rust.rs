//! Types of the model as a caller writes them in Rust, for signatures in reports.

use moored_model::api::{TypeRef, Types, Width};

/// `Option<Vec<Pet>>`. The types of a client are without their module.
pub(crate) fn text(ty: &TypeRef, types: &Types) -> String {
    let inner = |ty: &TypeRef| text(ty, types);
    match ty {
        TypeRef::Named(id) => types.name(*id).to_owned(),
        TypeRef::Native(native) => native.name().to_owned(),
        TypeRef::String => "String".to_owned(),
        TypeRef::Bool => "bool".to_owned(),
        TypeRef::Float => "f64".to_owned(),
        TypeRef::Integer(Width::Signed) => "i64".to_owned(),
        TypeRef::Integer(Width::Unsigned) => "u64".to_owned(),
        TypeRef::Json => "JsonValue".to_owned(),
        TypeRef::JsonObject => "JsonObject".to_owned(),
        TypeRef::List(item) => format!("Vec<{}>", inner(item)),
        TypeRef::Map(value) => format!("BTreeMap<String, {}>", inner(value)),
        TypeRef::Option(value) => format!("Option<{}>", inner(value)),
    }
}
