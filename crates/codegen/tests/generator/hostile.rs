//! Documents that try to be more than documents: code, attributes, doc tests, entries of a manifest, paths; and some
//! that would take all memory or never end. Each becomes a client with the same text as text, or a finding.

mod compiled;
mod names;
mod recursion;
mod size;
mod slots;
mod syntax;
mod text;
mod texts;
mod wrong_kinds;

use std::fmt::{Display, Write as _};

use moored_codegen::Files;
use serde_json::Value;

use crate::check::check;
use crate::shared::{Run, put};

/// A document without any harm, to put something into.
fn document() -> Value {
    serde_yaml::from_str(include_str!("hostile/document.yaml")).expect("YAML")
}

/// The document with `value` at `pointer`.
fn with(pointer: &str, value: Value) -> Value {
    let mut document = document();
    put(&mut document, pointer, value);
    document
}

/// The crate of a document, unless it has an error.
fn generate(document: &str) -> Option<Files> {
    Run::document(document).outcome.files
}

/// A document in block style that ends with `schemas`; its one operation returns the schema `A`.
fn schemas(schemas: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{ title: Pets, version: '1' }}
paths:
  /a:
    get:
      operationId: a
      responses:
        '200': {{ description: OK, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/A' }} }} }} }}
components:
  schemas:
{schemas}"
    )
}

/// What is wrong with the crates of some inputs, each line with its input.
#[derive(Default)]
struct Failures(String);

impl Failures {
    /// Checks a crate of `input`.
    fn check(&mut self, input: impl Display, files: &Files) {
        for problem in check(files) {
            self.add(&input, problem);
        }
    }

    fn add(&mut self, input: impl Display, problem: impl Display) {
        let _ = writeln!(self.0, "{input}: {problem}");
    }

    #[track_caller]
    fn assert_none(&self) {
        assert!(self.0.is_empty(), "\n{}", self.0);
    }
}
