//! What classes mean, as sentences for those who have one minute.

use crate::{Bump, Class};

/// What a verdict means for a caller, as a sentence.
#[must_use]
pub fn of_verdict(verdict: Option<Class>) -> &'static str {
    match verdict {
        Some(Class::Wire) => {
            "Calls that work today will fail or lose data, whether or not the client is generated again."
        }
        Some(Class::Source) => "Calls will work as before, but code has to be changed for the new client.",
        Some(Class::Behaviour) => "Code compiles and works with the new client, but something differs.",
        Some(Class::Additive) => "Nothing breaks. There is more to use.",
        Some(Class::Documentation) => "Only texts have changed.",
        None => "Nothing has changed for callers.",
    }
}

/// What the findings of a class have in common.
pub(super) fn of_class(class: Class) -> &'static str {
    match class {
        Class::Wire => "a call will fail, a response will not decode, or data is lost",
        Class::Source => "code no longer compiles or means something else",
        Class::Behaviour => "code compiles and works, but something differs",
        Class::Additive => "there is more to use",
        Class::Documentation => "only texts differ",
    }
}

/// The word for a verdict.
pub(super) fn word(verdict: Option<Class>) -> &'static str {
    verdict.map_or("none", Class::word)
}

/// The part of the version of the crate that has to be increased.
pub(super) fn bump(verdict: Option<Class>) -> &'static str {
    Bump::of(verdict).word()
}

/// The same as a sentence.
pub(super) fn of_bump(bump: &str) -> &'static str {
    match bump {
        "major" => "The next version of the crate is a major one (below 1.0.0, a minor one).",
        "minor" => "The next version of the crate is a minor one (below 1.0.0, a patch).",
        "patch" => "The next version of the crate is a patch.",
        _ => "The crate needs no new version.",
    }
}
