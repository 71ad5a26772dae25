//! Everything that the commands use of the generator.

use std::collections::{BTreeMap, BTreeSet};

use moored_codegen::UnsafePath;
pub use moored_codegen::facade::facade;
pub use moored_codegen::{
    Fields, Files, Inputs, Model, Origin, Outcome, Packaging, RelPath, Runtime, Stage, Summary, generate, model,
    needed, print,
};
pub use moored_document::compose::Composed;
pub use moored_document::digest::digest;
pub use moored_document::finding::{Color, Finding, Findings, Location, Record, Recorder, Span};
pub use moored_document::inventory::COMPOSED;
pub use moored_document::operation_count::OperationCount;
pub use moored_document::overlay::FILE_NAME as OVERLAY;
pub use moored_document::pointer::Pointer;
pub use moored_document::provenance::{FILE_NAME as SOURCE, file as source_file};
pub use moored_document::published::Published;
pub use moored_document::resolve::{resolve, resolve_path};
pub use moored_document::rules::{ALL as RULES, Level, Rule};
pub use moored_document::source::Source;
pub use moored_document::suggest::did_you_mean;
use moored_document::{folder::Folder, positions::Position, rules};
use moored_drift::{Drift, Side};
use moored_model::completeness;
pub use moored_model::losses::{Loss, Losses, allow_table};
pub use moored_model::pins::FILE_NAME as NAMES_LOCK;
use toml_edit::{DocumentMut, Item, Table, value};

/// What becomes of a client with the next version of its document.
#[derive(Debug)]
pub struct NextVersion {
    /// The text of `names.lock` with which it keeps the names of what differs in form alone; `None` if it does anyway.
    pub names: Option<String>,
    /// What differs for its callers.
    pub drift: Drift,
}

/// Compares `new`, the next version of the document of a provider, with `old`. `None` if one of them has no client.
#[must_use]
pub fn next_version(old: &Inputs, new: &Inputs) -> Option<NextVersion> {
    let (old, mut next) = (model(old).ok()?, model(new).ok()?);
    let names = moored_drift::kept_names(&side_of(&old), &side_of(&next));
    if let Some(names) = &names {
        let mut renamed = new.clone();
        renamed.specs.insert(NAMES_LOCK.to_owned(), names.clone());
        next = model(&renamed).ok()?;
    }
    let drift = moored_drift::compare(&side_of(&old), &side_of(&next));
    Some(NextVersion { names, drift })
}

/// A version of a document, to be compared.
#[must_use]
pub fn side_of(model: &Model) -> Side<'_> {
    Side { document: &model.document, published: &model.published, api: &model.api, names: &model.names }
}

/// The ids of the rules with findings of level error. With such findings, there is no client.
#[must_use]
pub fn error_rules(found: &Findings) -> BTreeSet<String> {
    found.errors().map(|found| found.rule.id.to_owned()).collect()
}

/// How many losses no pass has reported: the check of the finished model found them.
#[must_use]
pub fn unexplained_losses(outcome: &Outcome) -> usize {
    let counts = outcome.losses.by_rule();
    counts.iter().filter(|count| completeness::RULES.contains(&count.rule)).map(|count| count.all).sum()
}

/// The files of a provider's folder, whose document has this name.
#[must_use]
pub fn folder_of<'a>(display: &'a str, files: &'a BTreeMap<String, String>, document: &'a str) -> Folder<'a> {
    Folder { display, files, document }
}

/// The version of the generator, which is that of the runtime.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The files of the runtime, for a copy of it.
///
/// # Errors
/// Returns an error if a file has a name that codegen does not write, which is a defect.
pub fn runtime() -> Result<Files, UnsafePath> {
    files(moored_runtime::source::files())
}

/// The files of the gate, for a copy of it.
///
/// # Errors
/// See [`runtime`].
pub fn gate() -> Result<Files, UnsafePath> {
    files(moored_gate::source::files())
}

fn files(texts: Vec<(String, String)>) -> Result<Files, UnsafePath> {
    let copied = texts.into_iter().map(|(path, text)| match path.as_str() {
        "Cargo.toml" => (path, private(&text)),
        _ => (path, text),
    });
    copied.map(|(path, text)| Ok((RelPath::new(path)?, text))).collect()
}

/// The manifest of a copy: it cannot be published, has no keys that are for a registry, and no tests.
fn private(manifest: &str) -> String {
    let Ok(mut document) = manifest.parse::<DocumentMut>() else { return manifest.to_owned() };
    if let Some(package) = document.get_mut("package").and_then(|package| package.as_table_mut()) {
        for key in ["readme", "exclude", "keywords", "categories", "metadata"] {
            package.remove(key);
        }
        package.insert("publish", value(false));
    }
    // `cargo test` of a workspace is about its own code.
    let mut library = Table::new();
    library.extend([("doctest", value(false)), ("test", value(false))]);
    document.insert("lib", Item::Table(library));
    document.to_string()
}

/// The finding that the derived document `name`, whose text is `disk`, was edited by hand; `derived` is the text that a
/// run would write.
#[must_use]
pub fn edited_by_hand(name: &str, disk: &str, derived: &str, why: &str) -> Finding {
    // The first line names the files that it is derived from.
    let first = disk.lines().zip(derived.lines().map(Some).chain(std::iter::repeat(None))).skip(1);
    let line = first.take_while(|(disk, derived)| Some(*disk) == *derived).count() + 2;
    let location = Location::at(&Source::new(name, disk), Position { line, column: 1 });
    Finding::new(&rules::EDITED_BY_HAND, location, format!("`{name}` is derived, and {why}")).help(
        "make the change in overlay.yaml or document.yaml; then delete this file and run the command again, which \
         writes it anew",
    )
}

/// The finding that the document called `name` is not valid text. `text` is the part that could be decoded; `why` is
/// the reason, and applies to the given line and column.
#[must_use]
pub fn invalid_text(name: &str, text: &str, (line, column): (usize, usize), why: &str) -> Findings {
    let location = Location::at(&Source::new(name, text), Position { line, column });
    let finding = Finding::new(&rules::UNREADABLE, location, why);
    finding.help("convert it to UTF-8; for Latin-1: `iconv -f latin1 -t utf-8`").into()
}
