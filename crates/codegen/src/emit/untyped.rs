//! Schemas that typify stops at.
//!
//! It panics on some that nobody has met yet, and would take the whole client with it. Those become any JSON value, each with its name, and
//! are losses; everything else keeps its type.

use serde_json::{Map, Value, json};

use moored_document::{
    path::Path,
    schemas::{component_name, for_each_within_mut},
};
use moored_model::native::NATIVE;

/// More than this are no few odd schemas in a document that is right otherwise.
const MOST: usize = 40;

/// What was made, and the schemas that have no type, each with why.
pub(super) type Settled<T> = (T, Vec<(String, String)>);

/// Calls `make` with `schemas`, and where that fails with those that fail taken for any value.
///
/// # Errors
/// The words of `make` where it fails whatever is taken for any value.
pub(super) fn settle<T>(
    mut schemas: Map<String, Value>,
    make: &dyn Fn(Map<String, Value>) -> Result<T, String>,
) -> Result<Settled<T>, String> {
    let mut untyped = Vec::new();
    let mut made = make(schemas.clone());
    if made.is_err() {
        let names: Vec<String> = schemas.keys().cloned().collect();
        for name in names {
            if let Err(words) = make(alone(&schemas, &name)) {
                untyped.push((name.clone(), words));
                schemas.insert(name, json!({}));
            }
        }
        made = make(schemas.clone());
    }
    // What is left fails together with others.
    for _ in 0..MOST {
        let Err(words) = &made else { break };
        let words = words.clone();
        let Some(name) = first_failing(&schemas, make) else { return Err(words) };
        untyped.push((name.clone(), words));
        schemas.insert(name, json!({}));
        made = make(schemas.clone());
    }
    Ok((made?, untyped))
}

fn is_native(name: &str) -> bool {
    NATIVE.iter().any(|native| native.component == name)
}

/// The schema `name` with what it refers to as any value.
fn alone(schemas: &Map<String, Value>, name: &str) -> Map<String, Value> {
    let mut schema = schemas.get(name).cloned().unwrap_or_default();
    let mut few = Map::new();
    for_each_within_mut(&Path::root(), &mut schema, &mut |_, schema| {
        if let Some(other) = component_name(schema) {
            let target = if is_native(&other) { schemas.get(&other).cloned() } else { None };
            few.insert(other, target.unwrap_or_else(|| json!({})));
        }
    });
    few.insert(name.to_owned(), schema);
    few
}

/// The first schema that fails beside those before it, with all behind it as any value.
fn first_failing<T>(
    schemas: &Map<String, Value>,
    make: &dyn Fn(Map<String, Value>) -> Result<T, String>,
) -> Option<String> {
    let fails = |count: usize| {
        let typed = schemas.iter().enumerate().map(|(index, (name, schema))| {
            let keeps = index < count || is_native(name);
            (name.clone(), if keeps { schema.clone() } else { json!({}) })
        });
        make(typed.collect()).is_err()
    };
    if fails(0) {
        return None;
    }
    let (mut right, mut wrong) = (0, schemas.len());
    while right + 1 < wrong {
        let middle = right.midpoint(wrong);
        if fails(middle) { wrong = middle } else { right = middle }
    }
    schemas.keys().nth(right).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schemas(names: &[&str]) -> Map<String, Value> {
        names.iter().map(|name| ((*name).to_owned(), json!({ "type": "object" }))).collect()
    }

    /// Fails at `odd`, and where both of `pair` have a type.
    fn make(odd: &str, pair: [&str; 2], schemas: &Map<String, Value>) -> Result<usize, String> {
        let typed = |name: &str| schemas.get(name).is_some_and(|schema| *schema != json!({}));
        if typed(odd) || pair.iter().all(|name| typed(name)) { Err("odd".to_owned()) } else { Ok(schemas.len()) }
    }

    #[test]
    fn what_fails_has_no_type_and_everything_else_has() {
        let names = ["A", "B", "C", "D", "E"];
        for (odd, pair, wanted) in [
            ("", ["", ""], vec![]),
            ("C", ["", ""], vec!["C"]),
            ("", ["B", "D"], vec!["D"]),
            ("A", ["B", "E"], vec!["A", "E"]),
        ] {
            let made = settle(schemas(&names), &|schemas| make(odd, pair, &schemas));
            let (count, untyped) = made.unwrap_or_else(|words| panic!("{words}"));
            let untyped: Vec<&str> = untyped.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!((count, untyped), (5, wanted), "{odd} {pair:?}");
        }
    }

    #[test]
    fn what_fails_without_any_schema_is_an_error() {
        let made: Result<Settled<()>, String> = settle(schemas(&["A"]), &|_| Err("no".to_owned()));
        assert_eq!(made.err().as_deref(), Some("no"));
    }
}
