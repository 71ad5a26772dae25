//! Generates the files of a Rust client crate from an OpenAPI document. It maps text to text, and uses no file system,
//! network or clock.
//!
//! ```
//! use std::collections::BTreeMap;
//! use moored_codegen::{Inputs, Packaging, RelPath, Runtime};
//! use moored_document::finding::Color;
//!
//! let document = "
//! openapi: 3.1.0
//! info: { title: Pets, version: 1.0.0 }
//! servers: [{ url: 'https://pets.example' }]
//! paths:
//!   /pets/{id}:
//!     get:
//!       operationId: getPet
//!       parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
//!       responses:
//!         '200':
//!           description: The pet
//!           content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
//! components:
//!   schemas:
//!     Pet:
//!       type: object
//!       required: [name]
//!       properties: { name: { type: string }, born: { type: string, format: date } }
//! ";
//! let inputs = Inputs {
//!     provider: "pets".to_owned(),
//!     display: "specs/pets".to_owned(),
//!     specs: BTreeMap::from([("openapi.yaml".to_owned(), document.to_owned())]),
//!     packaging: Packaging::of_provider("generated/pets", Runtime::Version("0.1.0".to_owned())),
//! };
//!
//! // parse → overlay → lower → emit → polish → package
//! let outcome = moored_codegen::generate(&inputs);
//! assert!(!outcome.findings.has_errors(), "{}", outcome.findings.render(Color::Never));
//! let files = outcome.files.unwrap_or_default();
//! let pet = &files[&RelPath::new("src/types/pet.rs")?];
//! assert!(pet.contains("pub name: String"));
//! assert!(pet.contains("pub born: Option<moored_runtime::Date>"));
//! # Ok::<(), moored_codegen::UnsafePath>(())
//! ```

mod client_json;
pub mod emit;
pub mod facade;
pub mod files;
mod guard;
mod inputs;
mod json_lines;
pub mod lock;
mod losses_file;
mod markdown;
mod one_line;
mod outcome;
mod package;
mod packaging;
mod pipeline;
mod print;
mod stage;
mod stubs;

pub use files::{Files, RelPath, UnsafePath};
pub use inputs::Inputs;
use moored_document::finding::Findings;
pub use moored_model::api::Fields;
pub use outcome::{Model, Outcome, Summary};
pub use packaging::{Origin, Packaging, Runtime};
use pipeline::Product;
pub use print::print;
pub use stage::{Stage, UnknownStage};

/// Returns the paths in the folder of files that the document of `inputs` refers to and that are not among its files.
#[must_use]
pub fn needed(inputs: &Inputs) -> Vec<String> {
    moored_document::bundle::needed(inputs.folder())
}

/// Generates the client of one provider.
#[must_use]
pub fn generate(inputs: &Inputs) -> Outcome {
    guard::run(|| guarded(inputs))
        .unwrap_or_else(|message| Outcome { findings: inputs.defect(&message), ..Outcome::default() })
}

fn guarded(inputs: &Inputs) -> Outcome {
    let mut outcome = Outcome::default();
    match pipeline::run(inputs, Stage::Files, &mut outcome) {
        Ok(Product::Files(files)) => outcome.files = Some(files),
        Ok(Product::Document(_) | Product::Rust(_)) => {}
        Err(findings) => outcome.findings.extend(findings),
    }
    if outcome.findings.has_errors() {
        outcome.files = None;
        outcome.names = None;
    }
    outcome
}

/// Reads the document of one provider into the model of its client, without generating Rust. An action of the overlay
/// that has no effect is no error: it is in [`Document::obsolete`](moored_document::document::Document::obsolete). A
/// setting that has no effect is none either.
///
/// # Errors
/// Returns the findings if one of them is an error.
pub fn model(inputs: &Inputs) -> Result<Model, Findings> {
    let read = || {
        let mut outcome = Outcome::default();
        pipeline::model(inputs, &mut outcome).map_err(|found| {
            outcome.findings.extend(found);
            outcome.findings
        })
    };
    guard::run(read).unwrap_or_else(|message| Err(inputs.defect(&message)))
}
