//! Which files of a provider's folder are read: no file is ignored without a finding.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    bundle,
    compose::Composed,
    finding::{Finding, Findings, Location},
    folder::Folder,
    overlay, rules,
    source::Source,
    suggest,
};

pub use crate::compose::COMPOSED;

/// The names of the document in a provider's folder.
pub const DOCUMENT_NAMES: [&str; 6] =
    [COMPOSED, "openapi.yml", "openapi.json", "swagger.yaml", "swagger.yml", "swagger.json"];

/// The names of the other files that have a meaning in every folder.
const NAMES: [&str; 5] = ["drift.toml", "moored.toml", "names.lock", overlay::FILE_NAME, "source.toml"];

/// The name of the document among the files of a provider's folder; that of a composed document if there is none.
#[must_use]
pub fn document_name(files: &BTreeMap<String, String>) -> &'static str {
    let is_composed = ["source.toml", "document.yaml"].iter().any(|file| files.contains_key(*file));
    let own = || DOCUMENT_NAMES.iter().find(|name| files.contains_key(**name));
    if is_composed { COMPOSED } else { own().copied().unwrap_or(COMPOSED) }
}

/// Reports the files of `folder` that are not read as warnings. `composed` is the document if it is composed.
///
/// # Errors
/// [`rules::SEVERAL_DOCUMENTS`] if there is more than one document.
pub fn check(folder: Folder<'_>, composed: Option<&Composed>, findings: &mut Findings) -> Result<(), Findings> {
    let is_part = |name: &str| composed.is_some_and(|composed| composed.files.iter().any(|file| file == name));
    let own = |name: &&str| folder.files.contains_key(*name) && !is_part(name);
    let mut documents: Vec<&str> = DOCUMENT_NAMES.into_iter().filter(own).collect();
    if let Some(base) = composed.and_then(|composed| composed.files.last()) {
        documents.retain(|name| *name != COMPOSED);
        documents.insert(0, base);
    }
    if let [_, .., last] = documents.as_slice() {
        let names = documents.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let location = Location::start_of(&Source::new(folder.path(last), ""));
        let message = format!("the folder has {} documents: {names}", documents.len());
        return Err(Finding::new(&rules::SEVERAL_DOCUMENTS, location, message).help("keep one of them").into());
    }
    let text = composed.map(|composed| composed.text.as_str());
    let document = text.or_else(|| folder.files.get(folder.document).map(String::as_str));
    let reached = bundle::reached(folder, document);
    let is_read =
        |file: &str| NAMES.contains(&file) || file == folder.document || is_part(file) || reached.contains(file);
    for file in folder.files.keys().filter(|file| !is_read(file)) {
        findings.push(unknown(folder, file, &reached));
    }
    Ok(())
}

fn unknown(folder: Folder<'_>, file: &str, reached: &BTreeSet<String>) -> Finding {
    let location = Location::start_of(&Source::new(folder.path(file), ""));
    let missing = reached.iter().map(String::as_str).chain(DOCUMENT_NAMES).chain(NAMES).chain(["document.yaml"]);
    let missing = missing.filter(|name| !folder.files.contains_key(*name));
    let help = if file.starts_with("published.") {
        "describe it in source.toml, and `openapi.yaml` is derived from it".to_owned()
    } else {
        suggest::did_you_mean(file, missing).unwrap_or_else(|| {
            "remove it, or give it a name that starts with a dot; a file is read if a `$ref` of the document names it"
                .to_owned()
        })
    };
    Finding::new(&rules::UNKNOWN_FILE, location, format!("`{file}` is not read")).help(help)
}
