//! The program that is compiled beside a generated crate and tries it: text in, text out.

mod bodies;
mod calls;
mod received;
mod signatures;
mod ways;

use std::fmt::Write as _;

use moored_codegen::Files;

pub use bodies::Part;
pub use calls::{Argument, Call, Makes, Variant, calls, first_call};
pub use received::decoders;
pub use ways::{Gives, Way};

/// What never changes of it.
const MAIN: &str = include_str!("../template/main.rs");

/// Text of the program's sources: `main.rs`, `trips.rs` and `calls.rs`.
#[derive(Debug)]
pub struct Program {
    /// The entry.
    pub main: &'static str,
    /// The round trips, a line for each type.
    pub trips: String,
    /// The calls, a module for each operation.
    pub calls: String,
}

/// The program that tries `types` and makes `calls`; an entry that is `None` has been found not to compile.
#[must_use]
pub fn program(types: &[Option<&str>], calls: &[Option<Call>], files: &Files) -> Program {
    Program { main: MAIN, trips: trips(types), calls: calls::render(calls, files) }
}

/// The line of `trips.rs` that the first type stands on.
pub const FIRST_TRIP: usize = 7;

fn trips(types: &[Option<&str>]) -> String {
    let mut text = String::from(
        "use crate::{by_function, there_and_back};\n\
         use serde_json::Value;\n\
         type Trip = Result<(Value, Value), String>;\n\
         \n\
         pub fn trip(kind: u64, sample: &str) -> Trip {\n    match kind {\n",
    );
    for (index, kind) in types.iter().enumerate() {
        let _ = match kind {
            Some(kind) => match kind.strip_prefix("fn ") {
                Some(function) => writeln!(text, "        {index} => by_function(sample, {function}),"),
                None => writeln!(text, "        {index} => there_and_back::<{kind}>(sample),"),
            },
            None => writeln!(text),
        };
    }
    text.push_str("        _ => Err(\"there is no such type\".to_owned()),\n    }\n}\n");
    text
}

/// Whether every type that `kind` names is one of the crate's.
#[must_use]
pub fn is_emitted(kind: &str, files: &Files) -> bool {
    let exports = files.iter().find(|(path, _)| path.as_str() == "src/types.rs").map_or("", |(_, text)| text.as_str());
    let mut words =
        kind.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        if word == "types" {
            let Some(name) = words.next() else { return false };
            if !exports.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == name) {
                return false;
            }
        }
    }
    true
}
