//! Passes: rewrites of a document, each of which removes one pattern.

use serde_json::{Map, Value};

use crate::{document::Document, finding::Findings, site::Site};

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
    Document(fn(&mut Document, &mut Findings)),
    Configured(fn(&mut Document, &C, &mut Findings)),
}

impl<C> Pass<C> {
    /// A rewrite of each schema, inner ones before those that hold them.
    #[must_use]
    pub const fn schemas(rewrite: fn(&mut Value, &mut Site<'_>)) -> Self {
        Self { name: "", after: &[], rewrite: Rewrite::Schemas(rewrite) }
    }

    /// The same for a rewrite of those schemas that are objects, and not `true` or `false`.
    #[must_use]
    pub const fn schema_objects(rewrite: fn(&mut Map<String, Value>, &mut Site<'_>)) -> Self {
        Self { name: "", after: &[], rewrite: Rewrite::SchemaObjects(rewrite) }
    }

    /// A rewrite that looks at the whole document.
    #[must_use]
    pub const fn document(rewrite: fn(&mut Document, &mut Findings)) -> Self {
        Self { name: "", after: &[], rewrite: Rewrite::Document(rewrite) }
    }

    /// A rewrite that also reads the settings of the provider.
    #[must_use]
    pub const fn configured(rewrite: fn(&mut Document, &C, &mut Findings)) -> Self {
        Self { name: "", after: &[], rewrite: Rewrite::Configured(rewrite) }
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

    /// Rewrites `document`; whatever it finds goes to `findings`.
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
            Rewrite::Document(rewrite) => rewrite(document, findings),
            Rewrite::Configured(rewrite) => rewrite(document, settings, findings),
        }
    }
}

/// Declares the modules of passes and the table that runs them, in order: one line registers a pass.
///
/// Each module defines `const PASS: Pass<…>`. `rustfmt` does not follow modules that a macro declares; `.ci/run` formats them by path.
#[macro_export]
macro_rules! passes {
    ($(#[$docs:meta])* $table:ident: Pass<$settings:ty> = [$($name:ident)*]) => {
        $(mod $name;)*

        $(#[$docs])*
        pub static $table: &[$crate::pass::Pass<$settings>] = &[$($name::PASS.named(stringify!($name))),*];
    };
}
