//! Passes: rewrites of a document, each of which removes one pattern.

use serde_json::{Map, Value};

use crate::{document::Document, finding::Findings, grammar::Kind, site::Site};

/// One rewrite of a document. It is idempotent, and leaves a document without its pattern untouched.
///
/// `C` is the type of the settings that some passes of a table read.
#[derive(Debug)]
pub struct Pass<C = ()> {
    /// The name of the module that defines it.
    pub name: &'static str,
    /// The passes of the same table that have to run before it.
    pub after: &'static [&'static str],
    rewrite: Rewrite<C>,
}

#[derive(Debug)]
enum Rewrite<C> {
    Schemas(fn(&mut Value, &mut Site<'_>)),
    SchemaObjects(fn(&mut Map<String, Value>, &mut Site<'_>)),
    Objects(fn(Kind, &mut Map<String, Value>, &mut Site<'_>)),
    Operations(fn(&mut Map<String, Value>, &mut Site<'_>)),
    Document(fn(&mut Document, &mut Findings)),
    Configured(fn(&mut Document, &C, &mut Findings)),
}

impl<C> Pass<C> {
    /// A rewrite of each schema, inner ones before those that contain them.
    #[must_use]
    pub const fn schemas(rewrite: fn(&mut Value, &mut Site<'_>)) -> Self {
        Self::new(Rewrite::Schemas(rewrite))
    }

    /// The same for a rewrite of those schemas that are objects, and not `true` or `false`.
    #[must_use]
    pub const fn schema_objects(rewrite: fn(&mut Map<String, Value>, &mut Site<'_>)) -> Self {
        Self::new(Rewrite::SchemaObjects(rewrite))
    }

    /// A rewrite of each object of the specification, outer ones before those within them.
    #[must_use]
    pub const fn objects(rewrite: fn(Kind, &mut Map<String, Value>, &mut Site<'_>)) -> Self {
        Self::new(Rewrite::Objects(rewrite))
    }

    /// A rewrite of each operation under `paths`.
    #[must_use]
    pub const fn operations(rewrite: fn(&mut Map<String, Value>, &mut Site<'_>)) -> Self {
        Self::new(Rewrite::Operations(rewrite))
    }

    /// A rewrite that looks at the whole document.
    #[must_use]
    pub const fn document(rewrite: fn(&mut Document, &mut Findings)) -> Self {
        Self::new(Rewrite::Document(rewrite))
    }

    /// A rewrite that also reads the settings of the provider.
    #[must_use]
    pub const fn configured(rewrite: fn(&mut Document, &C, &mut Findings)) -> Self {
        Self::new(Rewrite::Configured(rewrite))
    }

    const fn new(rewrite: Rewrite<C>) -> Self {
        Self { name: "", after: &[], rewrite }
    }

    /// The same pass, to run after `after`.
    #[must_use]
    pub const fn after(self, after: &'static [&'static str]) -> Self {
        Self { after, ..self }
    }

    /// The same pass with its name, which [`passes!`](crate::passes) fills in.
    #[must_use]
    pub const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Rewrites `document` and reports to `findings`.
    pub fn run(&self, document: &mut Document, settings: &C, findings: &mut Findings) {
        match self.rewrite {
            Rewrite::Schemas(rewrite) => {
                document.for_each_schema(findings, &mut |schema, site| rewrite(schema, site));
            }
            Rewrite::SchemaObjects(rewrite) => document.for_each_schema(findings, &mut |schema, site| {
                if let Value::Object(members) = schema {
                    rewrite(members, site);
                }
            }),
            Rewrite::Objects(rewrite) => {
                document.for_each_object(findings, &mut |kind, members, site| rewrite(kind, members, site));
            }
            Rewrite::Operations(rewrite) => {
                document.for_each_operation(findings, &mut |operation, site| rewrite(operation, site));
            }
            Rewrite::Document(rewrite) => rewrite(document, findings),
            Rewrite::Configured(rewrite) => rewrite(document, settings, findings),
        }
    }
}

/// The constraints on the order of `passes` that their table breaks, as sentences; none where the table is right.
pub fn broken_constraints<'a, C>(passes: impl IntoIterator<Item = &'a Pass<C>>) -> Vec<String>
where
    C: 'a,
{
    let passes: Vec<&Pass<C>> = passes.into_iter().collect();
    let index = |name: &str| passes.iter().position(|pass| pass.name == name);
    let mut broken = Vec::new();
    for (own, pass) in passes.iter().enumerate() {
        for earlier in pass.after {
            match index(earlier) {
                None => {
                    broken.push(format!("`{}` runs after `{earlier}`, which is not a pass of its table", pass.name))
                }
                Some(other) if other >= own => {
                    broken.push(format!("`{}` has to run after `{earlier}`", pass.name));
                }
                Some(_) => {}
            }
        }
    }
    broken
}

/// Declares the modules of passes and the table that runs them, in order: one line registers a pass.
///
/// Each module defines `const PASS: Pass<…>`. `rustfmt` does not follow modules that a macro declares; `.ci/run`
/// formats them by path.
#[macro_export]
macro_rules! passes {
    ($(#[$docs:meta])* $table:ident: Pass<$settings:ty> = [$($name:ident)*]) => {
        $(mod $name;)*

        $(#[$docs])*
        pub static $table: &[$crate::pass::Pass<$settings>] = &[$($name::PASS.named(stringify!($name))),*];
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn pass(name: &'static str, after: &'static [&'static str]) -> Pass {
        Pass::document(|_, _| {}).named(name).after(after)
    }

    #[test]
    fn a_constraint_that_is_broken_is_found() {
        let right = [pass("one", &[]), pass("two", &["one"])];
        assert!(broken_constraints(&right).is_empty());
        let wrong = [pass("two", &["one", "two"]), pass("one", &["three"])];
        assert_eq!(
            broken_constraints(&wrong),
            [
                "`two` has to run after `one`",
                "`two` has to run after `two`",
                "`one` runs after `three`, which is not a pass of its table",
            ]
        );
    }
}
