//! What providers publish now: requests their texts, and checks that they are what they should be.
//!
//! Nothing is written. An address is HTTPS or that of a server on this machine; a redirect to another host needs
//! permission; time and size are limited; no credential is sent.

use std::collections::BTreeMap;
use std::fmt;

use moored_document::{
    bundle,
    digest::digest,
    finding::{Finding, Findings},
    folder::Folder,
    provenance::{self, Fetched, Limits, Provenance, Transcribed},
    rules,
    source::Source,
};

use crate::{
    exit::{Exit, UsageError},
    specs,
    workspace::{InvalidSettings, Workspace},
};

mod address;
mod content;
mod extract;
mod html;
mod http;
mod parts;
mod problem;
mod record;
mod text;

use content::Page;
use http::{Body, Request, Response};
use problem::{About, Problem};
pub(crate) use record::today;

/// A provider's folder with the text that it publishes now.
#[derive(Clone, Debug)]
pub struct Upstream {
    /// The texts of its files, as they are after a pull, but for `openapi.yaml`, which is composed of them.
    pub specs: BTreeMap<String, String>,
    /// What `source.toml` states.
    pub provenance: Provenance,
    /// Whether the text is another one than the stored one.
    pub state: State,
}

/// Whether a text is another one than the stored one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is the same.
    Unchanged,
    /// It is another one.
    Changed,
}

/// Why a provider's text cannot be had.
#[derive(Debug)]
pub struct Unavailable {
    /// What is wrong, at its location in `source.toml`.
    pub findings: Findings,
    /// What the command exits with: [`Exit::Findings`] if the address can never work, [`Exit::Failed`] otherwise.
    pub exit: Exit,
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages: Vec<&str> = self.findings.iter().map(|finding| finding.message.as_str()).collect();
        f.write_str(&messages.join("; "))
    }
}

impl std::error::Error for Unavailable {}

/// Whether `source.toml` among the files of a folder has an address that is pulled. One that is not valid is read again
/// by [`of_provider`], which returns what is wrong.
#[must_use]
pub fn is_followed(specs: &BTreeMap<String, String>) -> bool {
    let folder = Folder { display: "", files: specs, document: "" };
    folder.source(provenance::FILE_NAME).is_some_and(|source| match Provenance::parse(&source) {
        Ok(read) => read.pull && read.address.is_some(),
        Err(_) => true,
    })
}

/// The folder of the provider `name` with the text that it publishes now.
///
/// # Errors
/// [`Unavailable`] if the text cannot be had; [`UsageError`] if the provider has no address; [`InvalidSettings`] if its
/// `source.toml` is not valid; and an error if a file of the folder cannot be read.
pub fn of_provider(name: &str, workspace: &Workspace) -> anyhow::Result<Upstream> {
    let display = workspace.specs_of(name);
    let specs = specs::of_provider(name, workspace)?;
    let folder = Folder { display: &display, files: &specs, document: "" };
    let Some(source) = folder.source(provenance::FILE_NAME) else {
        return Err(UsageError(format!(
            "{display} has no source.toml, so that the address of its document is not known; write one with \
             `address = \"https://…\"` and `file = \"<name of the document>\"`"
        ))
        .into());
    };
    let provenance = Provenance::parse(&source).map_err(InvalidSettings)?;
    let Some(address) = provenance.address.as_ref().filter(|_| provenance.pull) else {
        let why = if provenance.pull { "has no address" } else { "has `pull = false`" };
        return Err(UsageError(format!("{display}/source.toml {why}")).into());
    };
    let located = |problem: Problem| {
        let (rule, location, exit) = match (problem.about, &provenance.extract) {
            (About::AddressItself, _) => (&rules::CONFIG, provenance.location(address), Exit::Findings),
            (About::Extract, Some(extract)) => (&rules::UPSTREAM, provenance.location(extract), Exit::Failed),
            _ => (&rules::UPSTREAM, provenance.location(address), Exit::Failed),
        };
        let finding = Finding::new(rule, location, problem.message).help(problem.help);
        Unavailable { findings: finding.into(), exit }
    };
    let found = fetched(&specs, &provenance, address.get_ref()).map_err(located)?;
    let Some((text, parts, fetched)) = found else {
        return Ok(Upstream { specs, provenance, state: State::Unchanged });
    };
    let file = provenance.file.get_ref().clone();
    let sha256 = digest(&text);
    let mut new = specs.clone();
    new.insert(file, text);
    new.extend(parts);
    let is_recorded = provenance.sha256.as_ref().is_some_and(|recorded| *recorded.get_ref() == sha256);
    if new == specs && is_recorded {
        return Ok(Upstream { specs, provenance, state: State::Unchanged });
    }
    let recorded = record::updated(source.text(), &sha256, fetched.as_ref())?;
    new.insert(provenance::FILE_NAME.to_owned(), recorded);
    Ok(Upstream { specs: new, provenance, state: State::Changed })
}

/// A document that was requested from an address.
pub(crate) struct Download {
    /// The texts of its files by their names; by the one of the address if there are several.
    pub(crate) texts: BTreeMap<String, String>,
    /// The name of the document itself.
    pub(crate) document: String,
    fetched: Option<Fetched>,
}

impl Download {
    /// `source`, the text of a new `source.toml`, with what the server has sent with the text `sha256`.
    pub(crate) fn recorded(&self, source: &str, sha256: &str) -> anyhow::Result<String> {
        Ok(record::updated(source, sha256, self.fetched.as_ref())?)
    }
}

/// The document at an address that no `source.toml` has yet.
///
/// # Errors
/// [`UsageError`] if the address cannot be requested, and an error that states why the document cannot be had.
pub(crate) fn of_address(address: &str) -> anyhow::Result<Download> {
    let named = address.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let document = if parts::is_part(named) { named } else { "published.yaml" }.to_owned();
    let source = format!(
        "address = {}\nfile = {}\n",
        toml_edit::Value::from(address),
        toml_edit::Value::from(document.as_str())
    );
    let read = Provenance::parse(&Source::new(provenance::FILE_NAME, source)).map_err(InvalidSettings)?;
    let found = fetched(&BTreeMap::new(), &read, address).map_err(|problem| match problem.about {
        About::AddressItself => anyhow::Error::from(UsageError(problem.to_string())),
        _ => problem.into(),
    })?;
    let (text, mut texts, fetched) = found.unwrap_or_default();
    texts.insert(document.clone(), text);
    Ok(Download { texts, document, fetched })
}

type Found = (String, BTreeMap<String, String>, Option<Fetched>);

/// The published text, the other files of the document, and what the server sent with it; `None` if the server states
/// that the text is the stored one.
fn fetched(specs: &BTreeMap<String, String>, provenance: &Provenance, address: &str) -> Result<Option<Found>, Problem> {
    let url = address::parse(address)?;
    let file = provenance.file.get_ref();
    let stored = specs
        .get(file)
        .filter(|text| provenance.sha256.as_ref().is_some_and(|recorded| *recorded.get_ref() == digest(text.as_str())));
    // The validators belong to the page: a part of it, and other files, may have changed.
    let is_alone = provenance.extract.is_none() && stored.is_some_and(|text| is_whole(file, text));
    let known = provenance.fetched.as_ref().filter(|fetched| is_alone && fetched.address == address);
    let request =
        |url, fetched| Request { url, redirect_hosts: &provenance.redirect_hosts, limits: provenance.limits, fetched };
    let Response::Body(body) = http::get(&request(url, known))? else { return Ok(None) };
    let page = page(&body, provenance.limits)?;
    let text = content::published(page, provenance)?;
    let mut others = BTreeMap::new();
    if provenance.transcribed == Transcribed::Openapi && provenance.extract.is_none() {
        others = parts::all((file, &text), &body.url, |url| part(&request(url, None)))?;
    }
    let fetched = Fetched { address: address.to_owned(), etag: body.etag, last_modified: body.last_modified };
    let is_useful = fetched.etag.is_some() || fetched.last_modified.is_some();
    Ok(Some((text, others, Some(fetched).filter(|_| is_useful && provenance.extract.is_none()))))
}

fn page(body: &Body, limits: Limits) -> Result<Page<'_>, Problem> {
    let text = text::decode(body, http::largest(limits))?;
    Ok(Page { url: &body.url, content_type: body.content_type.as_deref().unwrap_or_default(), text })
}

/// The text of another file of a document.
fn part(request: &Request<'_>) -> Result<String, Problem> {
    match http::get(request)? {
        Response::Body(body) => text::decode(&body, http::largest(request.limits)),
        Response::NotModified => Ok(String::new()),
    }
}

/// Whether the document refers to no other file.
fn is_whole(file: &str, text: &str) -> bool {
    let files = BTreeMap::new();
    bundle::reached(Folder { display: "", files: &files, document: file }, Some(text)).is_empty()
}
