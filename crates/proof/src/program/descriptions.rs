//! The source that describes what a value was decoded as: one implementation of `Described` for each type of the crate,
//! written from `client.json`. A type that differs from its entry does not compile.

use std::collections::BTreeSet;

use crate::client::{
    Client, Type,
    types::{Shape, TypeDef},
};

/// The description of one type.
#[derive(Debug)]
pub struct Description {
    /// The entry of `types` that it was written from: its index; `None` for a type of the runtime.
    pub(crate) ty: Option<usize>,
    /// One line of source.
    line: String,
}

/// The line of `descriptions.rs` with the first description.
pub const FIRST_DESCRIPTION: usize = 2;

/// The descriptions of all types of a client. Those of the runtime are described by their JSON.
#[must_use]
pub fn descriptions(client: &Client) -> Vec<Description> {
    let mut native = BTreeSet::new();
    for ty in client.types.iter().flat_map(TypeDef::references) {
        natives(ty, &mut native);
    }
    let native = native.into_iter().map(|path| Description {
        ty: None,
        line: format!("impl Described for {path} {{ fn describe(&self) -> Value {{ value(self) }} }}"),
    });
    let named = client.types.iter().enumerate().filter_map(|(index, ty)| {
        let body = body(ty)?;
        let line =
            format!("impl Described for client::types::{} {{ fn describe(&self) -> Value {{ {body} }} }}", ty.name);
        Some(Description { ty: Some(index), line })
    });
    native.chain(named).collect()
}

/// The source file. A description that is `None` does not compile.
pub(super) fn render(descriptions: &[Option<Description>]) -> String {
    let mut text = String::from("use crate::described::*;\n");
    for description in descriptions {
        text.push_str(description.as_ref().map_or("", |description| description.line.as_str()));
        text.push('\n');
    }
    text
}

fn natives(ty: &Type, found: &mut BTreeSet<String>) {
    match ty {
        Type::Native(_) => {
            found.insert(ty.rust());
        }
        Type::List(inner) | Type::Map(inner) | Type::Option(inner) => natives(inner, found),
        _ => {}
    }
}

/// The expression that describes `self`.
fn body(ty: &TypeDef) -> Option<String> {
    let name = &ty.name;
    let described = |path: &str| format!("(&Any({path})).any()");
    Some(match &ty.shape {
        Shape::Struct { fields, additional, unknown_fields } => {
            let field = |(wire, name): (&str, &str)| format!("({wire:?}, {})", described(&format!("&self.{name}")));
            let fields: Vec<String> =
                fields.iter().map(|one| field((one.wire_name.as_str(), one.name.as_str()))).collect();
            let rest = additional.iter().map(|additional| &additional.name).chain(unknown_fields);
            let rest: Vec<String> = rest.map(|name| described(&format!("&self.{name}"))).collect();
            format!("structure({name:?}, vec![{}], vec![{}])", fields.join(", "), rest.join(", "))
        }
        Shape::Union { variants, unlisted, .. } => {
            let arms = variants.iter().map(|variant| {
                let inner = described("value");
                format!("Self::{0}(value) => union({name:?}, Some({0:?}), {inner}),", variant.name)
            });
            let other =
                unlisted.iter().map(|variant| format!("Self::{variant}(_) => union({name:?}, None, value(self)),"));
            matched(arms.chain(other), &format!("union({name:?}, None, value(self))"))
        }
        Shape::Enum { values, unlisted } => {
            let arms =
                values.iter().map(|one| format!("Self::{0} => enumeration({name:?}, Some({0:?})),", one.variant));
            let other = unlisted.iter().map(|variant| format!("Self::{variant}(_) => enumeration({name:?}, None),"));
            matched(arms.chain(other), &format!("enumeration({name:?}, None)"))
        }
        Shape::Tuple { items } => {
            let items: Vec<String> = (0..items.len()).map(|index| described(&format!("&self.{index}"))).collect();
            format!("list(vec![{}])", items.join(", "))
        }
        Shape::Wrapper { .. } => described("&self.0"),
        Shape::Text {} => "value(self)".to_owned(),
        // What it is another name of is described.
        Shape::Alias { .. } | Shape::Other => return None,
    })
}

/// A `match` of an enum. All are `#[non_exhaustive]`: a variant that has no entry is described as unlisted.
fn matched(arms: impl Iterator<Item = String>, other: &str) -> String {
    format!("match self {{ {} _ => {other}, }}", arms.collect::<String>())
}
