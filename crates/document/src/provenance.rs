//! `source.toml`: where the published text comes from, how it is obtained, and how it was transcribed.

use serde::Deserialize;
use toml::Spanned;

use crate::{
    finding::{Finding, Findings, Location},
    positions::Position,
    rules,
    source::Source,
    suggest,
};

/// The name of the file in a provider's folder.
pub const FILE_NAME: &str = "source.toml";

/// What stands in place of an address or a licence that is not known.
pub(crate) const NOT_STATED: &str = "not stated";

/// The contents of `source.toml`.
#[derive(Clone, Debug)]
pub struct Provenance {
    source: Source,
    /// Where the text is published; `None` if that is not known.
    pub address: Option<Spanned<String>>,
    /// Whether the text at the address is the published one. It is not if only a page beside it has an address.
    pub pull: bool,
    /// How the text is taken out of what the address returns.
    pub extract: Option<Spanned<Extract>>,
    /// The hosts, other than that of the address, to which its server may redirect.
    pub redirect_hosts: Vec<String>,
    /// How much time and memory a request may use.
    pub limits: Limits,
    /// What the server sent with the text that is stored.
    pub fetched: Option<Fetched>,
    /// The name of the file with the published text.
    pub file: Spanned<String>,
    /// The digest of that file, unless it was never recorded.
    pub sha256: Option<Spanned<String>>,
    /// How the document is obtained from the published text.
    pub transcribed: Transcribed,
}

/// Where a text is within a page. The parts are applied in this order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extract {
    /// The element of an HTML page: `main`, `#spec` or `script#spec`.
    pub element: Option<String>,
    /// The text after which a JSON value begins: `window.spec =`.
    pub after: Option<String>,
    /// The JSON pointer of the document within a JSON value. If a string is there, it is the document.
    pub pointer: Option<String>,
}

/// How much time and memory a request may use, as far as it differs from the defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The time for all of it, redirects included.
    pub seconds: Option<u32>,
    /// The size of the response in bytes, after decompression.
    pub bytes: Option<u32>,
}

/// What the server sent with the text that is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fetched {
    /// The address that the others belong to.
    pub address: String,
    /// The header `ETag`.
    pub etag: Option<String>,
    /// The header `Last-Modified`.
    pub last_modified: Option<String>,
}

/// How the document is obtained from the published text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Transcribed {
    /// The published text is an OpenAPI document.
    #[default]
    Openapi,
    /// The published text contains one in a fenced block.
    Fenced,
    /// `document.yaml` was written by hand from the published text.
    ByHand,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    address: Spanned<String>,
    #[serde(default = "yes")]
    pull: bool,
    extract: Option<Spanned<Extract>>,
    #[serde(default)]
    redirect_hosts: Vec<String>,
    #[serde(default)]
    limits: Limits,
    fetched: Option<Fetched>,
    file: Spanned<String>,
    sha256: Option<Spanned<String>>,
    #[serde(default)]
    transcribed: Transcribed,
    // For people, and for tests of the texts.
    #[serde(rename = "title")]
    _title: Option<String>,
    #[serde(rename = "retrieved")]
    _retrieved: Option<toml::Value>,
    #[serde(rename = "licence")]
    _licence: Option<String>,
    #[serde(rename = "notes")]
    _notes: Option<String>,
}

fn yes() -> bool {
    true
}

impl Provenance {
    /// Reads `source.toml`.
    ///
    /// # Errors
    /// A [`rules::CONFIG`] at what is not valid.
    pub fn parse(source: &Source) -> Result<Self, Findings> {
        let raw: Raw = toml::from_str(source.text()).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let location = Location::at(source, Position::of_offset(source.text(), offset));
            Finding::new(&rules::CONFIG, location, error.message().to_owned())
                .help_if(suggest::for_error(error.message()))
        })?;
        Ok(Self {
            source: source.clone(),
            address: Some(raw.address).filter(|address| address.get_ref() != NOT_STATED),
            pull: raw.pull,
            extract: raw.extract,
            redirect_hosts: raw.redirect_hosts,
            limits: raw.limits,
            fetched: raw.fetched,
            file: raw.file,
            sha256: raw.sha256,
            transcribed: raw.transcribed,
        })
    }

    /// The location of a value.
    #[must_use]
    pub fn location<T>(&self, value: &Spanned<T>) -> Location {
        Location::at(&self.source, Position::of_offset(self.source.text(), value.span().start))
    }
}

/// The file that the text of a `source.toml` describes, whatever else is wrong with it.
#[must_use]
pub fn file(source: &str) -> Option<String> {
    Some(source.parse::<toml::Table>().ok()?.get("file")?.as_str()?.to_owned())
}
