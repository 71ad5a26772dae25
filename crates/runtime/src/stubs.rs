//! `stubs.json` of a generated crate: responses for tests, and the names of secrets. With the feature `testing`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::Client;

/// The version of the format that this runtime reads.
const VERSION: u32 = 1;

/// A client with responses for tests, by the feature `testing` of its crate.
#[diagnostic::on_unimplemented(
    message = "the responses of `{Self}` for tests are not part of the program",
    note = "enable the feature `testing` of the client's crate"
)]
pub trait HasStubs: Client {
    /// The `stubs.json` of the crate.
    fn stubs() -> &'static Stubs;
}

/// The `stubs.json` of a crate, which is parsed when it is first used.
pub struct Stubs {
    text: &'static str,
    parsed: OnceLock<HashMap<Cow<'static, str>, Stub<'static>>>,
}

#[derive(Deserialize)]
struct File<'a> {
    version: u32,
    #[serde(borrow)]
    operations: Vec<Stub<'a>>,
}

/// What is known of an operation.
#[derive(Deserialize)]
struct Stub<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(default)]
    secrets: Vec<String>,
    #[serde(borrow, default)]
    responses: Vec<StubResponse<'a>>,
    #[serde(default)]
    empty_pages: Option<EmptyPages>,
}

/// The requests that get a response without items, because they are for a page behind the last one.
#[derive(Deserialize)]
pub(crate) struct EmptyPages {
    /// Where a request has its position.
    pub(crate) target: PagePart,
    /// The first position behind the last page; without it, every request with a position.
    #[serde(default)]
    pub(crate) from: Option<u64>,
    /// Where the body has the items.
    pub(crate) items: String,
}

/// A part of a request.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PagePart {
    Query(String),
    Header(String),
    Body(String),
}

/// A response of an operation.
#[derive(Deserialize)]
pub(crate) struct StubResponse<'a> {
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) headers: HashMap<String, String>,
    #[serde(borrow, default)]
    pub(crate) media_type: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    json: Option<&'a RawValue>,
    #[serde(borrow, default)]
    text: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    json_of: Option<Reference<'a>>,
}

#[derive(Deserialize)]
struct Reference<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    status: u16,
}

impl Stubs {
    /// Those in `text`.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, parsed: OnceLock::new() }
    }

    /// The names of secrets in calls of an operation.
    pub(crate) fn secrets(&self, operation: &str) -> &[String] {
        self.operations().get(operation).map_or(&[], |stub| &stub.secrets)
    }

    /// The responses of an operation. The first one is that of a call without options.
    pub(crate) fn responses(&self, operation: &str) -> &[StubResponse<'static>] {
        self.operations().get(operation).map_or(&[], |stub| &stub.responses)
    }

    /// The pages of an operation that are empty.
    pub(crate) fn empty_pages(&self, operation: &str) -> Option<&EmptyPages> {
        self.operations().get(operation)?.empty_pages.as_ref()
    }

    /// The body of `response`.
    pub(crate) fn body<'a>(&'a self, response: &'a StubResponse<'static>) -> &'a str {
        let json = response.json.or_else(|| {
            let Reference { id, status } = response.json_of.as_ref()?;
            self.responses(id).iter().find_map(|other| other.json.filter(|_| other.status == *status))
        });
        json.map(RawValue::get).or(response.text.as_deref()).unwrap_or_default()
    }

    /// # Panics
    /// If the file is not the one that the generator wrote. Nothing can be left out without it.
    #[expect(clippy::panic, reason = "for tests alone, and the gate of the crate has checked the file")]
    fn operations(&self) -> &HashMap<Cow<'static, str>, Stub<'static>> {
        self.parsed.get_or_init(|| match serde_json::from_str::<File<'static>>(self.text) {
            Ok(file) if file.version == VERSION => {
                file.operations.into_iter().map(|stub| (stub.id.clone(), stub)).collect()
            }
            Ok(file) => panic!("stubs.json has the version {}; this runtime reads {VERSION}", file.version),
            Err(error) => panic!("stubs.json of the crate cannot be read: {error}"),
        })
    }
}
