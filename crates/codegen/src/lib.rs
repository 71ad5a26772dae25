//! The generator: an OpenAPI document in, the files of a Rust client crate out. Text in, text out: no file system, no network, no clock.
//!
//! ```
//! use std::collections::BTreeMap;
//! use moored_codegen::{Inputs, Packaging, RelPath};
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
//!         '200': { description: The pet, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
//! components:
//!   schemas:
//!     Pet: { type: object, required: [name], properties: { name: { type: string }, born: { type: [string, 'null'], format: date } } }
//! ";
//! let inputs = Inputs {
//!     provider: "pets".to_owned(),
//!     display: "specs/pets".to_owned(),
//!     specs: BTreeMap::from([("openapi.yaml".to_owned(), document.to_owned())]),
//!     packaging: Packaging::Member,
//! };
//!
//! // parse → overlay → lower → emit → polish → package
//! let outcome = moored_codegen::generate(&inputs);
//! assert!(!outcome.findings.has_errors(), "{}", outcome.findings.render(Color::Never));
//! let files = outcome.files.unwrap_or_default();
//! let pet = &files[&RelPath::new("src/types/pet.rs")?];
//! assert!(pet.contains("pub name: String"));
//! assert!(pet.contains("pub born: Field<moored_runtime::Date>"));
//! # Ok::<(), moored_codegen::UnsafePath>(())
//! ```

mod client_json;
pub mod emit;
pub mod facade;
pub mod files;
mod front;
mod guard;
mod inputs;
pub mod lock;
mod losses_file;
mod outcome;
mod package;
mod stage;

pub use files::{Files, RelPath, UnsafePath};
use front::{Front, Model};
pub use inputs::{Inputs, Packaging};
use moored_document::finding::Findings;
pub use moored_model::api::Fields;
pub use outcome::{Outcome, Summary};
pub use stage::{Stage, UnknownStage, print};

/// The files that references in the document of `inputs` name and that are not among its files, by their paths in the folder.
#[must_use]
pub fn needed(inputs: &Inputs) -> Vec<String> {
    moored_document::bundle::needed(inputs.folder())
}

/// Generates the client of one provider.
#[must_use]
pub fn generate(inputs: &Inputs) -> Outcome {
    guard::run(|| guarded(inputs))
        .unwrap_or_else(|words| Outcome { findings: inputs.defect(&words), ..Outcome::default() })
}

fn guarded(inputs: &Inputs) -> Outcome {
    let mut outcome = Outcome::default();
    match run(inputs, &mut outcome) {
        Ok(files) => outcome.files = Some(files),
        Err(findings) => outcome.findings.extend(findings),
    }
    if outcome.findings.has_errors() {
        outcome.files = None;
    }
    outcome
}

/// The pipeline.
fn run(inputs: &Inputs, outcome: &mut Outcome) -> Result<Files, Findings> {
    let Front { config, composed, model } = Front::run(inputs, &mut outcome.findings)?;
    outcome.openapi = composed;
    outcome.losses = config.accept(&mut outcome.findings);
    let Some(Model { document, api }) = model else { return Err(Findings::default()) };
    outcome.summary = Summary { operations: api.operations.len(), types: api.types.len(), fields: api.fields };
    let emitted = emit::client(&api, document.source())?;
    let name = package::crate_name(inputs, config.crate_name.as_ref().map(|name| name.get_ref().as_str()));
    package::assemble(inputs, outcome, name, &api, emitted)
}
