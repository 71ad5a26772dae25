//! The program that is compiled beside a generated crate and tests it. Its input and output are text.

mod calls;

use std::fmt::Write as _;

use crate::client::Client;

pub use calls::{Argument, Call, Gives, Held, Makes, Part, Variant, Way, calls, first_call};

/// The constant part of the program.
const MAIN: &str = include_str!("../template/main.rs");

/// The source files of the program: `main.rs`, `trips.rs` and `calls.rs`.
#[derive(Debug)]
pub struct Program {
    /// The entry point.
    pub main: &'static str,
    /// The round trips, one line for each type.
    pub trips: String,
    /// The calls, one module for each operation.
    pub calls: String,
}

/// The program that tests `types` and makes `calls`. An entry that is `None` does not compile.
#[must_use]
pub fn program(types: &[Option<&str>], calls: &[Option<Call>], client: &Client) -> Program {
    Program { main: MAIN, trips: trips(types), calls: calls::render(calls, client) }
}

/// The line of `trips.rs` with the first type.
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
