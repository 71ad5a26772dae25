//! Rules: what a change can be.

use crate::Class;

/// What a change is about. The id is unique.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case and stable: approvals refer to it.
    pub id: &'static str,
    /// The classes that its changes can have. A change that also breaks callers' code is at least
    /// [`Class::Source`], whatever its rule states.
    pub classes: &'static [Class],
    /// One sentence: what has changed.
    pub summary: &'static str,
    /// What it means for a caller, and why it has its class.
    pub explanation: &'static str,
}

/// Declares the rules of a family: `NAME [Class…] "id" "summary" "explanation";`, and `RULES`, all of them in order.
macro_rules! rules {
    ($($name:ident [$($class:ident)+] $id:literal $summary:literal $explanation:literal;)*) => {
        $(#[doc = $summary] pub(crate) static $name: crate::Rule = crate::Rule {
            id: $id,
            classes: &[$(crate::Class::$class),+],
            summary: $summary,
            explanation: $explanation,
        };)*

        /// The rules of this family, in the order of the documentation.
        pub(crate) static RULES: &[&crate::Rule] = &[$(&$name),*];
    };
}
pub(crate) use rules;
