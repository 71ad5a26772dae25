//! Composes `openapi.yaml`, which the generator reads: the document of the provider with our corrections.
//!
//! ```text
//! document.yaml, or the document in published.*  ──overlay.yaml──▶  openapi.yaml
//! ```
//!
//! A provider whose folder contains neither a transcription nor a published page has a document that is never written:
//! the overlay is applied to it in memory.

use crate::{
    digest::digest,
    document::read_strictly,
    finding::{Finding, Findings, Location},
    folder::Folder,
    markdown,
    obsolete::Obsolete,
    overlay::{self, Actions, Overlay},
    provenance::{self, Provenance, Transcribed},
    rules,
    source::Source,
};

/// The name of a composed document.
pub const COMPOSED: &str = "openapi.yaml";

/// The `openapi.yaml` that a folder has to contain.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The whole text.
    pub text: String,
    /// The names of the files that it is composed from; the last one is the document before our corrections.
    pub files: Vec<String>,
    /// The actions of the overlay that have no effect, if they are allowed.
    pub obsolete: Vec<Obsolete>,
}

/// Composes `openapi.yaml` from the other files of a provider's folder; `None` where there are none.
///
/// # Errors
/// All findings about the published text, `source.toml` or the overlay.
pub fn run(folder: Folder<'_>, actions: Actions) -> Result<Option<Composed>, Findings> {
    let Some((base, files)) = base(folder)? else { return Ok(None) };
    let mut value = read_strictly(&base)?;
    let mut obsolete = Vec::new();
    let mut parts = files.last().cloned().unwrap_or_default();
    if let Some(overlay) = folder.source(overlay::FILE_NAME) {
        let mut overlay = Overlay::parse(&overlay)?;
        if actions == Actions::Effective {
            obsolete = overlay.drop_obsolete(&value);
        }
        let found = overlay.apply(&mut value);
        if !found.is_empty() {
            return Err(found);
        }
        parts.push_str(" and overlay.yaml");
    }
    let yaml = serde_yaml::to_string(&value).map_err(|error| {
        Finding::new(&rules::UNREADABLE, Location::start_of(&base), format!("cannot be written as YAML: {error}"))
    })?;
    let text = format!("# Derived from {parts} by moored. Edits go there, not here.\n{yaml}");
    Ok(Some(Composed { text, files, obsolete }))
}

/// The document before our corrections, and the names of the files that were read for it, its own the last; `None` if
/// the document is not composed.
fn base(folder: Folder<'_>) -> Result<Option<(Source, Vec<String>)>, Findings> {
    let by_hand = "document.yaml".to_owned();
    let Some(provenance) = folder.source(provenance::FILE_NAME) else {
        let document = folder.source(&by_hand);
        return Ok(document.map(|document| (document, vec![by_hand])));
    };
    let read = Provenance::parse(&provenance)?;
    let file = read.file.get_ref().clone();
    let missing = |file: &str| {
        let location = Location::start_of(&provenance);
        Finding::new(&rules::MISSING_SOURCE, location, format!("`{}/{file}` does not exist", folder.display))
    };
    // The digest is that of the exact bytes: a byte order mark is a part of the published text.
    let published = folder.files.get(&file).ok_or_else(|| missing(&file))?;
    let actual = digest(published);
    if let Some(recorded) = read.sha256.as_ref().filter(|recorded| *recorded.get_ref() != actual) {
        let message = format!("`{}/{}` is not the published text: its SHA-256 differs", folder.display, file);
        return Err(Finding::new(&rules::PUBLISHED_DIGEST, read.location(recorded), message)
            .note(format!("the SHA-256 of the file is {actual}"), None)
            .help(
                "restore the file, or, if the provider has published a new text, update `sha256` and review the transcription",
            )
            .into());
    }
    if file == COMPOSED {
        // The provider's document is the one that the generator reads: its overlay is applied in memory.
        return Ok(None);
    }
    let published = Source::new(folder.path(&file), published);
    Ok(Some(match read.transcribed {
        Transcribed::ByHand => {
            let document = folder.source(&by_hand).ok_or_else(|| missing(&by_hand))?;
            (document, vec![provenance::FILE_NAME.to_owned(), file, by_hand])
        }
        Transcribed::Openapi => (published, vec![provenance::FILE_NAME.to_owned(), file]),
        Transcribed::Fenced => {
            let fenced = markdown::extract(published.text())
                .map_err(|error| Finding::new(&rules::FENCE, Location::start_of(&published), error.to_string()))?;
            // Empty lines replace the page before the fence, so that findings have the line numbers of the page.
            let text = format!("{}{}", "\n".repeat(fenced.line.saturating_sub(1)), fenced.text);
            (Source::new(published.name(), text), vec![provenance::FILE_NAME.to_owned(), file])
        }
    }))
}
