//! Sample values: deterministic instances of the schemas of the published document.
//!
//! `cargo prove` decodes and encodes them, and clients have them as responses of a fake provider.
//!
//! The lowered document is not used. What a pass loses would be missing in the samples too, and the loss would not be
//! found. Each schema has several values: one with only the required parts, one with all parts, and from there one
//! change at a time. The changes are each variant of a union, each value of an enum, `null`, lists of no, one and two
//! items, an undeclared member, and the examples of the document.

mod allows;
mod build;
mod family;
mod flat;
mod height;
mod known;
mod pattern;
mod scalar;

use std::fmt;

use moored_document::{document::Version, pointer::Pointer};
use serde_json::Value;

use self::build::{Build, Plan, Size};
use self::family::Family;
use self::height::Heights;

/// A member of samples that their schemas do not declare.
pub const UNKNOWN_MEMBER: &str = "x-moored-unknown-member";

/// The maximum number of values of one schema.
const MOST: usize = 60;

/// The dialect of the schemas of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// OpenAPI 3.0 and Swagger 2.0: siblings of a `$ref` are ignored, and `nullable` allows `null`.
    Old,
    /// OpenAPI 3.1 and later: JSON Schema 2020-12.
    New,
}

impl From<Version> for Dialect {
    fn from(version: Version) -> Self {
        match version {
            Version::V2_0 | Version::V3_0 => Self::Old,
            Version::V3_1 => Self::New,
        }
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// How it differs from other samples, such as `minimal` or `/kind#enum 2`.
    pub name: String,
    /// The value.
    pub value: Value,
    /// Where the value comes from.
    pub origin: Origin,
}

/// Where a sample comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is generated.
    Ours,
    /// It is an example in the document.
    Document,
}

/// Why a schema has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsampled {
    /// A reference has no target in the document.
    Dangling(String),
    /// Every value contains another one, infinitely.
    Endless,
    /// No value satisfies all constraints.
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

/// Builds samples of the schemas of one document.
#[derive(Debug)]
pub struct Sampler<'a> {
    document: &'a Value,
    dialect: Dialect,
    family: Family<'a>,
    heights: Heights<'a>,
}

impl<'a> Sampler<'a> {
    /// A sampler for `document`, the published document.
    #[must_use]
    pub fn new(document: &'a Value, dialect: Dialect) -> Self {
        let family = Family::of(document);
        let heights = Heights::of(document);
        Self { document, dialect, family, heights }
    }

    /// Samples of the schema at `at`, the smallest first.
    ///
    /// # Errors
    /// If no value can be built.
    pub fn samples(&self, at: &Pointer) -> Result<Vec<Sample>, Unsampled> {
        let schema = at.get(self.document).ok_or_else(|| Unsampled::Dangling(at.to_string()))?;
        let name = family::component_name(at);
        let name = name.as_deref();
        let (minimal, mut decisions) = self.build(schema, name, &Plan::new(Size::Minimal))?;
        let mut found = Distinct::default();
        found.add("minimal".to_owned(), minimal.clone(), Origin::Ours);
        if let Ok((maximal, more)) = self.build(schema, name, &Plan::new(Size::Maximal)) {
            found.add("maximal".to_owned(), maximal, Origin::Ours);
            decisions = more;
        }
        if let Value::Object(mut members) = minimal {
            members.insert(UNKNOWN_MEMBER.to_owned(), true.into());
            found.add("unknown member".to_owned(), members.into(), Origin::Ours);
        }
        for example in examples(schema) {
            found.add("example".to_owned(), self.known(&[schema], example, 0), Origin::Document);
        }
        if let Ok((value, _)) = self.build(schema, name, &Plan { examples: true, ..Plan::new(Size::Maximal) }) {
            found.add("examples of members".to_owned(), self.known(&[schema], &value, 0), Origin::Document);
        }
        // The unions of a variant, which only samples of that variant have.
        let mut nested = Vec::new();
        let known: Vec<String> = decisions.iter().map(|decision| decision.site.clone()).collect();
        for decision in decisions {
            for choice in 0..decision.choices {
                if found.is_full() {
                    break;
                }
                let forced = vec![(decision.site.clone(), choice)];
                let plan = Plan { forced, ..Plan::new(Size::Maximal) };
                if let Ok((value, more)) = self.build(schema, name, &plan) {
                    found.add(format!("{} {choice}", decision.site), value, Origin::Ours);
                    let more = more.into_iter().filter(|more| more.is_union() && !known.contains(&more.site));
                    nested.extend(more.map(|inner| (plan.forced.clone(), inner)));
                }
                // A variant with all its members may be valid as another variant; with only the required ones it may
                // not.
                let plan = Plan { size: Size::Minimal, ..plan };
                if decision.is_union()
                    && let Ok((value, _)) = self.build(schema, name, &plan)
                {
                    found.add(format!("{} {choice}, minimal", decision.site), value, Origin::Ours);
                }
            }
        }
        for (forced, decision) in nested {
            for choice in 0..decision.choices {
                if found.is_full() {
                    break;
                }
                let forced = forced.iter().cloned().chain([(decision.site.clone(), choice)]).collect();
                let plan = Plan { forced, ..Plan::new(Size::Maximal) };
                if let Ok((value, _)) = self.build(schema, name, &plan) {
                    let sites = plan.forced.iter().map(|(site, choice)| format!("{site} {choice}"));
                    found.add(sites.collect::<Vec<_>>().join(", "), value, Origin::Ours);
                }
            }
        }
        Ok(found.samples)
    }

    /// `value`, an example of the schema at `at`, without the members that the schemas do not declare.
    #[must_use]
    pub fn example(&self, at: &Pointer, value: &Value) -> Value {
        at.get(self.document).map_or_else(|| value.clone(), |schema| self.known(&[schema], value, 0))
    }

    /// Values of the schema at `at` that a server could send, the best first: made of the examples of the document,
    /// made without them, and one with only the required parts.
    pub fn typical(&self, at: &Pointer) -> impl Iterator<Item = Sample> + use<'_, 'a> {
        let schema = at.get(self.document);
        let name = family::component_name(at);
        let plans = [
            ("examples", Plan { examples: true, ..Plan::new(Size::Typical) }),
            ("typical", Plan::new(Size::Typical)),
            ("minimal", Plan::new(Size::Minimal)),
        ];
        plans.into_iter().filter_map(move |(kind, plan)| {
            let mut build = Build::new(self, &plan);
            let value = build.root(schema?, name.as_deref()).ok()?;
            let origin = if build.has_example { Origin::Document } else { Origin::Ours };
            Some(Sample { name: kind.to_owned(), value, origin })
        })
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

    /// `schema`, or what it refers to.
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        let reference = schema.get("$ref").and_then(Value::as_str);
        reference.and_then(|reference| self.resolve(reference)).unwrap_or(schema)
    }

    /// The target of a reference within the document.
    fn resolve(&self, reference: &str) -> Option<&'a Value> {
        resolve(self.document, reference)
    }
}

/// Samples with distinct values, at most [`MOST`].
#[derive(Default)]
struct Distinct {
    samples: Vec<Sample>,
}

impl Distinct {
    fn add(&mut self, name: String, value: Value, origin: Origin) {
        if !self.is_full() && self.samples.iter().all(|sample| sample.value != value) {
            self.samples.push(Sample { name, value, origin });
        }
    }

    fn is_full(&self) -> bool {
        self.samples.len() >= MOST
    }
}

/// The type that `written` means: documents write the names of formats and of other languages.
#[must_use]
pub fn meant_type(written: &str) -> &str {
    match written.to_ascii_lowercase().as_str() {
        "int" | "int32" | "int64" | "long" | "short" | "bigint" => "integer",
        "float" | "double" | "numeric" => "number",
        "bool" => "boolean",
        _ => written,
    }
}

/// The target of the references at `at`; `at` itself if it is not a reference.
#[must_use]
pub fn follow(document: &Value, at: &Pointer) -> Pointer {
    let mut at = at.clone();
    // No real document has a longer chain of references.
    for _ in 0..20 {
        match at.get(document).and_then(|node| node.get("$ref")).and_then(Value::as_str) {
            Some(reference) if reference.starts_with('#') => at = Pointer::parse(reference),
            _ => break,
        }
    }
    at
}

/// The target of `reference` in `document`; `None` if it is outside.
fn resolve<'a>(document: &'a Value, reference: &str) -> Option<&'a Value> {
    reference.starts_with('#').then(|| Pointer::parse(reference).get(document)).flatten()
}

/// The examples of a schema: `example` or `examples`.
fn examples(schema: &Value) -> impl Iterator<Item = &Value> {
    let several = schema.get("examples").and_then(Value::as_array).into_iter().flatten();
    schema.get("example").into_iter().chain(several)
}
