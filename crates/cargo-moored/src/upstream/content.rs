//! Finds out whether a response is the text that was expected.

use moored_document::{
    document, markdown,
    pointer::Pointer,
    provenance::{Provenance, Transcribed},
    source::Source,
};
use reqwest::Url;
use serde_json::Value;

use super::{
    address::{self, host},
    extract, html,
    problem::Problem,
};

/// A response.
pub(super) struct Page<'a> {
    pub(super) url: &'a Url,
    pub(super) content_type: &'a str,
    pub(super) text: String,
}

/// The text that is stored of `page`.
pub(super) fn published(page: Page<'_>, provenance: &Provenance) -> Result<String, Problem> {
    let text = match &provenance.extract {
        Some(extract) => extract::run(&page.text, extract.get_ref())
            .map_err(|problem| if is_login(&page) { login(&page) } else { problem })?,
        None if page.is_html() => of_html(&page, provenance)?,
        None => page.text.clone(),
    };
    if text.trim().is_empty() {
        let message = format!("the response of `{}` is empty", host(page.url));
        return Err(Problem::new(message, "run the command again later, or check the address"));
    }
    match provenance.transcribed {
        Transcribed::Openapi => check(&text, page.url)?,
        Transcribed::Fenced => {
            markdown::extract(&text).map_err(|error| {
                let message = format!("the page at `{}` is not the one expected: {error}", host(page.url));
                Problem::new(message, "check whether the provider has moved the document")
            })?;
        }
        Transcribed::ByHand => {}
    }
    Ok(text)
}

impl Page<'_> {
    fn is_html(&self) -> bool {
        let media_type = self.content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let start = self.text.trim_start_matches('\u{feff}').trim_start();
        let begins = |tag: &str| start.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag));
        begins("<!doctype html") || begins("<html") || (media_type == "text/html" && start.starts_with('<'))
    }
}

fn of_html(page: &Page<'_>, provenance: &Provenance) -> Result<String, Problem> {
    let file = provenance.file.get_ref();
    let ends = |extension: &str| file.to_ascii_lowercase().ends_with(extension);
    if is_login(page) || (provenance.transcribed != Transcribed::ByHand && html::has_password(&page.text)) {
        return Err(login(page));
    }
    if provenance.transcribed == Transcribed::ByHand && (ends(".html") || ends(".htm")) {
        return Ok(page.text.clone());
    }
    if provenance.transcribed == Transcribed::ByHand && !ends(".md") {
        // A page has one `main`, if any.
        let of = |selector| Some(html::element(&page.text, selector)).filter(|(_, count)| *count > 0);
        return Ok(of("main").or_else(|| of("body")).unwrap_or_default().0);
    }
    let message = format!("`{}` has sent an HTML page{}, and `{file}` is none", host(page.url), titled(page));
    Err(Problem::new(
        message,
        "set `address` to that of the document itself; if it is a part of the page, describe where with `extract`; if \
         the page is not the published text, set `pull = false`",
    ))
}

fn titled(page: &Page<'_>) -> String {
    let title = html::title(&page.text);
    let title: String = title.chars().take(60).collect();
    if title.is_empty() { title } else { format!(" with the title \"{title}\"") }
}

fn is_login(page: &Page<'_>) -> bool {
    let title = html::title(&page.text).to_lowercase();
    page.is_html()
        && (address::is_login(page.url) || ["log in", "login", "sign in"].iter().any(|name| title.contains(name)))
}

fn login(page: &Page<'_>) -> Problem {
    let message = format!("`{}` has sent a login page{} in place of the document", host(page.url), titled(page));
    Problem::new(
        message,
        "the document is not public, and moored sends no credentials: find a public address, or download the document \
         and store it by hand",
    )
}

/// Checks that `text` is a whole OpenAPI document.
pub(super) fn check(text: &str, url: &Url) -> Result<(), Problem> {
    let bare = text.trim_start_matches('\u{feff}').trim_start();
    if bare.starts_with(['{', '['])
        && let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(bare)
        && error.is_eof()
    {
        let message = format!("the document of `{}` is truncated: it ends at line {}", host(url), error.line());
        return Err(Problem::new(message, "run the command again"));
    }
    let value = document::read(&Source::new("", text)).map_err(|findings| {
        let why = findings.iter().next().map(|first| {
            format!(
                "{} (line {}, column {})",
                first.message, first.location.position.line, first.location.position.column
            )
        });
        let message = format!("the response of `{}` is not a document: {}", host(url), why.unwrap_or_default());
        Problem::new(message, "check the address; if the response was cut off, run the command again")
    })?;
    if is_document(&value) {
        return Ok(());
    }
    let message = format!(
        "the response of `{}` is no OpenAPI document: it has neither `openapi` nor `swagger` at its root",
        host(url)
    );
    let help = match inner(&value, Pointer::root(), 3) {
        Some(pointer) => format!("the document is within it: `extract = {{ pointer = \"{pointer}\" }}`"),
        None => "check the address: open it in a browser".to_owned(),
    };
    Err(Problem::new(message, help))
}

fn is_document(value: &Value) -> bool {
    ["openapi", "swagger"].iter().any(|key| value.get(key).is_some())
}

/// The pointer of a document within `value`.
fn inner(value: &Value, pointer: Pointer, depth: usize) -> Option<Pointer> {
    if pointer != Pointer::root() && is_document(value) {
        return Some(pointer);
    }
    let depth = depth.checked_sub(1)?;
    value.as_object()?.iter().find_map(|(key, member)| inner(member, pointer.join(key), depth))
}
