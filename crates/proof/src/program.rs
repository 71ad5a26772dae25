//! The program that is compiled beside a generated crate and tests it. Its input and output are text.

mod calls;
mod descriptions;

use std::fmt::Write as _;

use crate::client::Client;

pub use self::descriptions::{Description, FIRST_DESCRIPTION, descriptions};
pub use calls::{Argument, Call, Gives, Held, Makes, Part, Variant, Way, calls, first_call};

/// The constant part of the program.
const MAIN: &str = include_str!("../template/main.rs");

/// What the descriptions share.
const DESCRIBED: &str = include_str!("../template/described.rs");

/// The source files of the program.
#[derive(Debug)]
pub struct Program {
    /// The entry point.
    pub main: &'static str,
    /// What the descriptions share.
    pub described: &'static str,
    /// The descriptions, one line for each type.
    pub descriptions: String,
    /// The round trips, one line for each type.
    pub trips: String,
    /// The calls, one module for each operation.
    pub calls: String,
}

/// The program that tests `types` and makes `calls`. An entry that is `None` does not compile.
#[must_use]
pub fn program(
    types: &[Option<&str>],
    calls: &[Option<Call>],
    described: &[Option<Description>],
    client: &Client,
) -> Program {
    Program {
        main: MAIN,
        described: DESCRIBED,
        descriptions: descriptions::render(described),
        trips: trips(types),
        calls: calls::render(calls, client),
    }
}

/// The line of `trips.rs` with the first type.
pub const FIRST_TRIP: usize = 5;

fn trips(types: &[Option<&str>]) -> String {
    let mut text = String::from(
        "use crate::{Trip, by_function, described::*, there_and_back};\n\
         \n\
         pub fn trip(kind: u64, sample: &str) -> Result<Trip, String> {\n    match kind {\n",
    );
    for (index, kind) in types.iter().enumerate() {
        let _ = match kind {
            Some(kind) => match kind.strip_prefix("fn ") {
                Some(function) => {
                    writeln!(text, "        {index} => by_function(sample, {function}, |value| (&Any(value)).any()),")
                }
                None => {
                    writeln!(text, "        {index} => there_and_back::<{kind}>(sample, |value| (&Any(value)).any()),")
                }
            },
            None => writeln!(text),
        };
    }
    text.push_str("        _ => Err(\"there is no such type\".to_owned()),\n    }\n}\n");
    text
}
