//! Passes: rewrites of a document, each of which removes one pattern.

use crate::{document::Document, finding::Findings};

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
    Document(fn(&mut Document, &mut Findings)),
    Configured(fn(&mut Document, &C, &mut Findings)),
}

impl<C> Pass<C> {
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
