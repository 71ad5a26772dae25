//! Assembles a complete crate: manifest, README, sources and lock.

mod manifest;
mod readme;
mod sources;
mod text;

pub(crate) use self::text::print as source_text;

use std::collections::BTreeMap;

use crate::{
    Inputs, Origin, Outcome, Packaging, Runtime, client_json,
    emit::Emitted,
    files::{Files, RelPath},
    lock::{Lock, Membership},
    losses_file,
    stubs::{self, Published},
};
use moored_document::{
    finding::{Finding, Findings, Location},
    rules,
    source::Source,
};
use moored_model::{api::Api, naming::crate_part, pins};

/// The data that all parts of a crate use.
struct Crate<'a> {
    /// The name of the crate: `moored-petstore`.
    name: String,
    /// The path of the document: `specs/petstore/openapi.yaml`.
    document: String,
    api: &'a Api,
    emitted: &'a Emitted,
    packaging: &'a Packaging,
}

impl Crate<'_> {
    /// The crate name in Rust: `moored_petstore`.
    fn lib_name(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Whether a client fetches tokens, which requires a feature of the runtime.
    fn has_grants(&self) -> bool {
        self.api.schemes.iter().any(|scheme| !scheme.grants().is_empty())
    }

    /// Whether a response is a stream of events.
    fn has_events(&self) -> bool {
        self.api.items().any(|items| items.framing.is_event())
    }
}

/// Returns the crate name of `inputs`: the configured one if it is a valid crate name, otherwise one derived from the
/// folder.
pub(crate) fn crate_name(inputs: &Inputs, configured: Option<&str>) -> String {
    let given = match &inputs.packaging.origin {
        Origin::Document { name, .. } => name.as_deref(),
        Origin::Provider { .. } => None,
    };
    let valid = |name: &&str| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    match given.or(configured) {
        Some(name) => Some(name).filter(valid).map_or_else(|| crate_part(name), str::to_owned),
        None => format!("{}{}", inputs.packaging.crate_prefix, crate_part(&inputs.provider)),
    }
}

/// Assembles the crate.
///
/// # Errors
/// [`rules::EMISSION`] if a name is not a valid path, which is a defect of the generator.
pub(crate) fn assemble(
    inputs: &Inputs,
    outcome: &Outcome,
    name: String,
    api: &Api,
    emitted: Emitted,
    published: &Published<'_>,
) -> Result<Files, Findings> {
    let failed = |message: String| {
        let start = Location::start_of(&Source::new(inputs.path(inputs.document_name()), ""));
        Findings::from(Finding::new(&rules::EMISSION, start, message))
    };
    let parts = Crate {
        name,
        document: inputs.recorded_path(inputs.document_name()),
        api,
        emitted: &emitted,
        packaging: &inputs.packaging,
    };
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    files.insert("Cargo.toml".to_owned(), manifest::render(&parts));
    files.insert("README.md".to_owned(), readme::render(&parts));
    let header = sources::header(&parts);
    if inputs.packaging.gate_dependency().is_some() {
        files.insert("build.rs".to_owned(), format!("{header}{BUILD_SCRIPT}"));
    }
    files.extend(sources::heads(&parts, &header));
    let losses =
        losses_file::render(&outcome.losses, &parts.document, outcome.summary, |source| inputs.recorded_name(source));
    files.insert(losses_file::FILE_NAME.to_owned(), losses);
    let client = client_json::render(&parts.name, &parts.document, api, &emitted);
    files.insert(client_json::FILE_NAME.to_owned(), client);
    files.insert(stubs::FILE_NAME.to_owned(), stubs::render(&parts.document, api, published));
    files.extend(sources::bodies(emitted, &header));
    if let Runtime::Copied(runtime) = &inputs.packaging.runtime {
        files.insert(".gitignore".to_owned(), "/target\n".to_owned());
        files.extend(runtime.iter().map(|(path, text)| (format!("runtime/{path}"), text.clone())));
    }
    if let (Origin::Document { names: Some(_), .. }, Some(names)) = (&inputs.packaging.origin, &outcome.names) {
        files.insert(pins::FILE_NAME.to_owned(), names.clone());
    }
    let mut checked = Files::new();
    for (path, text) in files {
        checked.insert(RelPath::new(path).map_err(|error| failed(error.to_string()))?, text);
    }
    let mut read: BTreeMap<String, String> =
        inputs.specs.iter().map(|(file, text)| (inputs.recorded_path(file), text.clone())).collect();
    if let Some(derived) = &outcome.openapi {
        read.insert(inputs.recorded_path("openapi.yaml"), derived.text.clone());
    }
    if let (Origin::Provider { .. }, Some(names)) = (&inputs.packaging.origin, &outcome.names) {
        read.insert(inputs.recorded_path(pins::FILE_NAME), names.clone());
    }
    let mut lock = Lock::new(&read, &checked, membership(inputs));
    if let Origin::Provider { vendored, .. } = &inputs.packaging.origin {
        lock.vendored.clone_from(vendored);
    }
    let lock = lock.render();
    checked.insert(RelPath::new("inputs.lock").map_err(|error| failed(error.to_string()))?, lock);
    Ok(checked)
}

/// Has cargo fail the build if the crate is not what moored generated from the documents.
const BUILD_SCRIPT: &str = "
//! Fails the build if a file differs from `inputs.lock`.

fn main() -> std::process::ExitCode {
    moored_gate::check_crate()
}
";

/// The place of the crate in its workspace.
fn membership(inputs: &Inputs) -> Option<Membership> {
    match &inputs.packaging.origin {
        Origin::Provider { folder, command, .. } => {
            Some(Membership { folder: folder.clone(), specs: inputs.display.clone(), command: command.clone() })
        }
        Origin::Document { .. } => None,
    }
}
