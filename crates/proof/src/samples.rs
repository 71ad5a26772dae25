//! Sample values: deterministic instances of a document's schemas, made from the document as it was published.
//!
//! Not from the lowered one: what a pass loses would be missing in the samples too, and prove itself right. Several values for each schema:
//! the least that it requires, all that it names, and from there one change at a time: each variant of a union, each value of an enum, `null`,
//! lists of no, one and two items, a member that nobody has heard of, and what the document gives as an example.

mod build;
mod family;
mod flat;
mod height;
mod known;
mod pattern;
mod scalar;

use std::fmt;

use moored_document::pointer::Pointer;
use serde_json::Value;

use self::build::{Build, Plan, Size};
use self::family::Family;
use self::height::Heights;

/// The member that a sample has beyond those of its schema.
pub const UNKNOWN_MEMBER: &str = "x-moored-unknown-member";

/// How many values one schema gets.
const MOST: usize = 60;

/// Which rules a document's schemas follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// OpenAPI 3.0 and Swagger 2.0: what stands beside a `$ref` does not count, and `nullable` allows `null`.
    Old,
    /// OpenAPI 3.1 and later: JSON Schema 2020-12.
    New,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// What is special about it, such as `minimal` or `/kind#enum 2`.
    pub name: String,
    /// The value.
    pub value: Value,
    /// Whether the document itself has it.
    pub origin: Origin,
}

/// Who thought of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// We.
    Ours,
    /// The document, as an example.
    Document,
}

/// Why there is no value of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsampled {
    /// It refers to what is not in the document.
    Dangling(String),
    /// Every value of it holds another one, without end.
    Endless,
    /// No value fits all that it says.
    Contradiction(String),
}

impl fmt::Display for Unsampled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dangling(reference) => write!(f, "it refers to `{reference}`, which is not in the document"),
            Self::Endless => f.write_str("every value of it holds another one, without end"),
            Self::Contradiction(what) => write!(f, "no value of it was found: {what}"),
        }
    }
}

/// Makes samples of the schemas of one document.
#[derive(Debug)]
pub struct Sampler<'a> {
    document: &'a Value,
    dialect: Dialect,
    family: Family<'a>,
    heights: Heights<'a>,
}

impl<'a> Sampler<'a> {
    /// A sampler of `document`, as it was published.
    #[must_use]
    pub fn new(document: &'a Value, dialect: Dialect) -> Self {
        let family = Family::of(document);
        let heights = Heights::of(document);
        Self { document, dialect, family, heights }
    }

    /// Samples of the schema at `at`, the least of them first.
    ///
    /// # Errors
    /// Where not even one value can be made.
    pub fn samples(&self, at: &Pointer) -> Result<Vec<Sample>, Unsampled> {
        let schema = at.get(self.document).ok_or_else(|| Unsampled::Dangling(at.to_string()))?;
        let name = family::component_name(at);
        let name = name.as_deref();
        let (minimal, mut decisions) = self.build(schema, name, &Plan::new(Size::Minimal))?;
        let mut found: Vec<Sample> = Vec::new();
        let mut add = |name: String, value: Value, origin: Origin| {
            if found.iter().all(|sample| sample.value != value) && found.len() < MOST {
                found.push(Sample { name, value, origin });
            }
        };
        add("minimal".to_owned(), minimal.clone(), Origin::Ours);
        if let Ok((maximal, more)) = self.build(schema, name, &Plan::new(Size::Maximal)) {
            add("maximal".to_owned(), maximal, Origin::Ours);
            decisions = more;
        }
        if let Value::Object(mut members) = minimal {
            members.insert(UNKNOWN_MEMBER.to_owned(), true.into());
            add("unknown member".to_owned(), members.into(), Origin::Ours);
        }
        for example in examples(schema) {
            add("example".to_owned(), self.known(&[schema], example, 0), Origin::Document);
        }
        if let Ok((told, _)) = self.build(schema, name, &Plan { examples: true, ..Plan::new(Size::Maximal) }) {
            add("examples of members".to_owned(), self.known(&[schema], &told, 0), Origin::Document);
        }
        for decision in decisions {
            for choice in 0..decision.choices {
                let plan = Plan { forced: Some((decision.site.clone(), choice)), ..Plan::new(Size::Maximal) };
                if let Ok((value, _)) = self.build(schema, name, &plan) {
                    add(format!("{} {choice}", decision.site), value, Origin::Ours);
                }
                // A variant with all its members may pass for another one; with the least it may not.
                let plan = Plan { size: Size::Minimal, ..plan };
                if decision.site.contains("Of")
                    && let Ok((value, _)) = self.build(schema, name, &plan)
                {
                    add(format!("{} {choice}, minimal", decision.site), value, Origin::Ours);
                }
            }
        }
        Ok(found)
    }

    /// `value`, which the document gives as an example of the schema at `at`, without the members that its schemas do not name.
    #[must_use]
    pub fn example(&self, at: &Pointer, value: &Value) -> Value {
        at.get(self.document).map_or_else(|| value.clone(), |schema| self.known(&[schema], value, 0))
    }

    fn build(
        &self,
        schema: &'a Value,
        name: Option<&str>,
        plan: &Plan,
    ) -> Result<(Value, Vec<build::Decision>), Unsampled> {
        let mut build = Build::new(self, plan);
        let value = build.root(schema, name)?;
        Ok((value, build.decisions))
    }

    /// What a reference within the document leads to.
    fn resolve(&self, reference: &str) -> Option<&'a Value> {
        resolve(self.document, reference)
    }
}

/// What `reference` leads to in `document`; nothing where it leads elsewhere.
fn resolve<'a>(document: &'a Value, reference: &str) -> Option<&'a Value> {
    reference.starts_with('#').then(|| Pointer::parse(reference).get(document)).flatten()
}

/// The examples that stand at a schema, in either spelling.
fn examples(schema: &Value) -> impl Iterator<Item = &Value> {
    let several = schema.get("examples").and_then(Value::as_array).into_iter().flatten();
    schema.get("example").into_iter().chain(several)
}
