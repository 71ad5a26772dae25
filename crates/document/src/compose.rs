//! Composes `openapi.yaml`, which the generator reads: the document of the provider with our corrections.
//!
//! ```text
//! document.yaml, or the document in published.*  ──overlay.yaml──▶  openapi.yaml
//! ```
//!
//! A provider whose folder contains neither a transcription nor a published page has an `openapi.yaml` written by hand,
//! which stays as it is.

use serde::Deserialize;

use crate::{
    digest::digest,
    document::read_strictly,
    finding::{Finding, Findings, Location},
    folder::Folder,
    markdown,
    overlay::Overlay,
    positions::Position,
    rules,
    source::Source,
};

/// The `openapi.yaml` that a folder has to contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// The whole text.
    pub text: String,
}

/// `source.toml`: where the published text comes from and how it was transcribed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Provenance {
    #[serde(rename = "title")]
    _title: String,
    #[serde(rename = "address")]
    _address: String,
    #[serde(rename = "retrieved")]
    _retrieved: toml::Value,
    file: String,
    sha256: toml::Spanned<String>,
    #[serde(rename = "licence")]
    _licence: String,
    transcribed: Transcribed,
    #[serde(rename = "notes")]
    _notes: Option<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Transcribed {
    /// The published text is an OpenAPI document.
    Openapi,
    /// The published text contains one in a fenced block.
    Fenced,
    /// `document.yaml` was written by hand from the published text.
    ByHand,
}

/// Composes `openapi.yaml` from the other files of a provider's folder; `None` where there are none.
///
/// # Errors
/// All findings about the published text, `source.toml` or the overlay.
pub fn run(folder: Folder<'_>) -> Result<Option<Composed>, Findings> {
    let Some((base, from)) = base(folder)? else { return Ok(None) };
    let mut value = read_strictly(&base)?;
    let mut parts = from;
    if let Some(overlay) = folder.source("overlay.yaml") {
        let found = Overlay::parse(&overlay)?.apply(&mut value);
        if !found.is_empty() {
            return Err(found);
        }
        parts.push_str(" and overlay.yaml");
    }
    let yaml = serde_yaml::to_string(&value).map_err(|error| {
        Finding::new(&rules::UNREADABLE, Location::start_of(&base), format!("cannot be written as YAML: {error}"))
    })?;
    let text = format!("# Derived from {parts} by `cargo xtask codegen`. Edits go there, not here.\n{yaml}");
    Ok(Some(Composed { text }))
}

/// The document before our corrections, and the name of the file that it is in.
fn base(folder: Folder<'_>) -> Result<Option<(Source, String)>, Findings> {
    let Some(provenance) = folder.source("source.toml") else {
        let document = folder.source("document.yaml");
        return Ok(document.map(|document| (document, "document.yaml".to_owned())));
    };
    let read: Provenance = toml::from_str(provenance.text()).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let location = Location::at(&provenance, Position::of_offset(provenance.text(), offset));
        Finding::new(&rules::CONFIG, location, error.message().to_owned())
    })?;
    let missing = |file: &str| {
        let location = Location::start_of(&provenance);
        Finding::new(&rules::MISSING_SOURCE, location, format!("`{}/{file}` does not exist", folder.display))
    };
    // The digest is that of the exact bytes: a byte order mark is a part of the published text.
    let published = folder.files.get(&read.file).ok_or_else(|| missing(&read.file))?;
    let actual = digest(published);
    if actual != *read.sha256.get_ref() {
        let location = Location::at(&provenance, Position::of_offset(provenance.text(), read.sha256.span().start));
        let message = format!("`{}/{}` is not the published text: its SHA-256 differs", folder.display, read.file);
        return Err(Finding::new(&rules::PUBLISHED_DIGEST, location, message)
            .note(format!("the SHA-256 of the file is {actual}"), None)
            .help(
                "restore the file, or, if the provider has published a new text, update `sha256` and review the transcription",
            )
            .into());
    }
    let published = Source::new(folder.path(&read.file), published);
    Ok(Some(match read.transcribed {
        Transcribed::ByHand => {
            (folder.source("document.yaml").ok_or_else(|| missing("document.yaml"))?, "document.yaml".to_owned())
        }
        Transcribed::Openapi => (published, read.file),
        Transcribed::Fenced => {
            let fenced = markdown::extract(published.text())
                .map_err(|error| Finding::new(&rules::FENCE, Location::start_of(&published), error.to_string()))?;
            // Empty lines replace the page before the fence, so that findings have the line numbers of the page.
            let text = format!("{}{}", "\n".repeat(fenced.line.saturating_sub(1)), fenced.text);
            (Source::new(published.name(), text), read.file)
        }
    }))
}
