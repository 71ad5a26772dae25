//! What becomes of a field in a client.

use super::Form;
use crate::rules::Rule;

/// A field of an object of the specification.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What it holds.
    pub form: Form,
    /// What becomes of it.
    pub usage: Usage,
}

/// What becomes of a field in a client. `crates/codegen/tests/grammar.rs` proves it for each field, so that none is
/// lost silently.
#[derive(Clone, Copy, Debug)]
pub enum Usage {
    /// A stage reads it: its value changes the code of the client.
    Consumed,
    /// The client lacks it, and a pass that looks at more than this field reports it by this rule.
    Reported(&'static Rule),
    /// The client lacks it, and `repair::unsupported_fields` reports it by this rule with this message.
    Unsupported(&'static Rule, &'static str),
    /// It changes no code of the client, for this reason.
    Documentation(&'static str),
}

pub(super) const fn field(name: &'static str, form: Form, usage: Usage) -> Field {
    Field { name, form, usage }
}

pub(super) const fn consumed(name: &'static str, form: Form) -> Field {
    field(name, form, Usage::Consumed)
}

pub(super) const fn reported(name: &'static str, form: Form, rule: &'static Rule) -> Field {
    field(name, form, Usage::Reported(rule))
}

pub(super) const fn unsupported(name: &'static str, form: Form, message: &'static str) -> Field {
    field(name, form, Usage::Unsupported(&crate::rules::UNSUPPORTED_FIELD, message))
}

pub(super) const fn documentation(name: &'static str, form: Form, reason: &'static str) -> Field {
    field(name, form, Usage::Documentation(reason))
}

/// Of fields whose text readers get as documentation of the client, or not at all.
pub(super) const PROSE: &str = "text for readers";

/// Of fields with values for readers.
pub(super) const EXAMPLES: &str = "values for readers";
