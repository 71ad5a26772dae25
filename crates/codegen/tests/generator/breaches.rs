//! Breaches of the specification that real documents have, one at a time in a document that is correct otherwise: a
//! client is generated, it has all operations, and a finding points at the breach.

mod external_files;
mod references;
mod versions;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use crate::check::check;
use crate::shared::{NONE, Run, put};

/// The document that is correct.
const PETS: &str = include_str!("breaches/pets.yaml");

const TABLES: [&str; 4] = [
    include_str!("breaches/structure.yaml"),
    include_str!("breaches/schemas.yaml"),
    include_str!("breaches/operations.yaml"),
    include_str!("breaches/paths.yaml"),
];

struct Breach {
    /// The pointer of the node that is set.
    at: String,
    value: Value,
    finding: Expected,
}

/// The finding that a breach has to have.
enum Expected {
    /// Any at all.
    Anywhere,
    /// One with this pointer.
    At(String),
    /// None is needed.
    Nowhere,
}

impl Breach {
    /// Reads a row of a table.
    fn read(row: &Value) -> Self {
        let text = |key: &str| row.get(key).map(|text| text.as_str().expect("a text").to_owned());
        let at = text("at").expect("a pointer");
        let finding = match text("finding") {
            None => Expected::At(at.clone()),
            Some(none) if none == "none" => Expected::Nowhere,
            Some(pointer) => Expected::At(pointer),
        };
        Self { at, value: row["value"].clone(), finding }
    }

    /// The document with this breach.
    fn document(&self) -> Value {
        let mut document: Value = serde_yaml::from_str(PETS).expect("YAML");
        put(&mut document, &self.at, self.value.clone());
        document
    }

    fn problems(&self) -> Vec<String> {
        let document = self.document();
        let run = Run::document(&document.to_string());
        let Some(files) = &run.outcome.files else {
            return vec![format!("no client is generated\n{}", run.rendered())];
        };
        let mut problems = check(files);
        let (operations, expected) = (run.outcome.summary.operations, operations(&document));
        if operations != expected {
            problems.push(format!("{operations} of {expected} operations"));
        }
        let pointers = run.pointers();
        let is_found = match &self.finding {
            Expected::Anywhere => !pointers.is_empty(),
            Expected::At(pointer) => pointers.contains(pointer),
            Expected::Nowhere => true,
        };
        if !is_found {
            problems.push(format!("no finding points at it: {:?}", run.findings()));
        }
        problems
    }
}

/// How many operations a document has: every key that is a method, in whatever case.
fn operations(document: &Value) -> usize {
    let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
    let items = document["paths"].as_object().into_iter().flatten().filter(|(path, _)| !path.starts_with("x-"));
    let of_item = |item: &Value| {
        let keys: BTreeSet<_> =
            item.as_object().into_iter().flatten().map(|(key, _)| key.to_ascii_lowercase()).collect();
        keys.iter().filter(|key| methods.contains(&key.as_str())).count()
    };
    items.map(|(_, item)| of_item(item)).sum()
}

#[test]
fn every_breach_has_a_finding_and_the_client_has_all_operations() {
    let rows = TABLES.iter().flat_map(|table| serde_yaml::from_str::<Vec<Value>>(table).expect("a list of rows"));
    let breaches: Vec<Breach> = rows.map(|row| Breach::read(&row)).chain(references::breaches()).collect();
    assert!(breaches.len() > 250, "{} breaches", breaches.len());
    let mut failures = String::new();
    for breach in &breaches {
        for problem in breach.problems() {
            let _ = writeln!(failures, "{} {}: {problem}", breach.at, breach.value);
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn the_document_without_a_breach_is_correct() {
    let run = Run::document(PETS);
    assert_eq!(run.findings(), NONE);
    assert_eq!(run.outcome.summary.operations, 4);
}
