//! Validates the responses in `stubs.json` against their schemas, without compiling the crate.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context as _;
use moored_codegen::{Inputs, Packaging, RelPath, Runtime, generate};
use moored_document::{
    document::{self, Document},
    finding::Color,
    source::Source,
    status::Status,
};
use moored_model::api::{Api, Operation, PageSource, PageStyle, Pagination, Representation, ResponseBody};
use serde::Serialize;
use serde_json::Value;

use crate::validation::{Validators, objection};

/// What was found in the stubs of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stubs {
    /// The operations.
    pub operations: usize,
    /// Those without a response that a call could return.
    pub without_success: Vec<String>,
    /// The responses, by what their body was made from; `none` without a body.
    pub responses: BTreeMap<String, usize>,
    /// The examples of the document that do not decode, and are not used.
    pub unused_examples: usize,
    /// The JSON bodies that were validated.
    pub validated: usize,
    /// Of these, the examples of the document that its own schema rejects. A client decodes them.
    pub invalid_examples: Vec<String>,
    /// Of these, the others that the schema rejects.
    pub invalid: Vec<String>,
    /// The bodies whose schema the validator does not support.
    pub unsupported: usize,
    /// The operations with pages.
    pub pages: usize,
    /// Of these, those whose response has a next page, because its type has no value for none.
    pub endless: Vec<String>,
}

impl Stubs {
    /// Those of the document at `path`.
    ///
    /// # Errors
    /// If it cannot be read, or no client is generated.
    pub fn of(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let inputs = Inputs {
            provider: "document".to_owned(),
            display: String::new(),
            specs: BTreeMap::from([("openapi.yaml".to_owned(), text.clone())]),
            packaging: Packaging::of_provider("client", Runtime::Version("0.1.0".to_owned())),
        };
        let outcome = generate(&inputs);
        let (Some(files), Some(api)) = (outcome.files, outcome.api) else {
            let rendered = outcome.findings.render(Color::Never);
            anyhow::bail!("it does not generate: {}", rendered.lines().next().unwrap_or_default());
        };
        let stubs = files.get(&RelPath::new("stubs.json")?).context("there is no stubs.json")?;
        let stubs: Value = serde_json::from_str(stubs)?;
        let source = Source::new("openapi.yaml", &text);
        let unreadable = |_| anyhow::anyhow!("it cannot be read");
        let value = document::read(&source).map_err(unreadable)?;
        let version = Document::parse(&source).map_err(unreadable)?.version;
        let mut found = Self::default();
        found.read(&stubs, &api, Validators::new(&value, version.into()).ok().as_ref());
        Ok(found)
    }

    /// Adds those of another document.
    pub fn add(&mut self, other: Self) {
        self.operations += other.operations;
        self.without_success.extend(other.without_success);
        for (source, count) in other.responses {
            *self.responses.entry(source).or_default() += count;
        }
        self.unused_examples += other.unused_examples;
        self.validated += other.validated;
        self.unsupported += other.unsupported;
        self.pages += other.pages;
        self.endless.extend(other.endless);
        self.invalid_examples.extend(other.invalid_examples);
        self.invalid.extend(other.invalid);
    }

    fn read(&mut self, stubs: &Value, api: &Api, validators: Option<&Validators>) {
        let operations = list(stubs, "operations");
        for (operation, entry) in api.operations.iter().zip(operations) {
            self.operations += 1;
            let responses = list(entry, "responses");
            let successes = operation.successes();
            let is_success =
                |status: u16| successes.is_empty() || successes.iter().any(|one| one.status.includes(status));
            if !responses.iter().any(|response| is_success(status(response))) {
                self.without_success.push(operation.id.clone());
            }
            if let Some(pages) = &operation.pages {
                self.pages += 1;
                let of_pages = responses.iter().find(|response| pages.items.status.includes(status(response)));
                let body = of_pages.and_then(|response| json(response, operations));
                if entry.get("empty_pages").is_none() && body.is_some_and(|body| has_next(pages, body)) {
                    self.endless.push(operation.id.clone());
                }
            }
            for response in responses {
                let source = response.get("source").and_then(Value::as_str).unwrap_or("none");
                *self.responses.entry(source.to_owned()).or_default() += 1;
                self.unused_examples += usize::from(response.get("unused_example").is_some());
                let Some(json) = json(response, operations) else { continue };
                self.validate(operation, response, json, source, validators);
            }
        }
    }

    fn validate(
        &mut self,
        operation: &Operation,
        response: &Value,
        json: &Value,
        source: &str,
        validators: Option<&Validators>,
    ) {
        let media_type = response.get("media_type").and_then(Value::as_str).unwrap_or_default();
        let Some(declared) = representation(operation, status(response), media_type) else { return };
        if declared.origin.last() != Some("schema") {
            return;
        }
        let Some(validator) = validators.and_then(|validators| validators.of(&declared.origin).ok()) else {
            self.unsupported += 1;
            return;
        };
        self.validated += 1;
        if let Some(why) = objection(&validator, json) {
            let line = format!("{} {}: {why}", operation.id, status(response));
            if source == "example" { self.invalid_examples.push(line) } else { self.invalid.push(line) }
        }
    }
}

/// Whether a response with this body has a next page.
fn has_next(pages: &Pagination, body: &Value) -> bool {
    let at = |source: &PageSource| match source {
        PageSource::Body(at) => at.get(body),
        PageSource::Header(_) => None,
    };
    if pages.has_more.as_ref().and_then(at) == Some(&Value::Bool(false)) {
        return false;
    }
    match &pages.style {
        PageStyle::NextUrl(next) | PageStyle::Cursor(_, next) => {
            at(next).is_some_and(|next| !next.is_null() && next.as_str() != Some(""))
        }
        PageStyle::LinkHeader | PageStyle::PageNumber { .. } | PageStyle::Offset(_) => false,
    }
}

/// The representation of the response with this status and media type.
fn representation<'a>(operation: &'a Operation, status: u16, media_type: &str) -> Option<&'a Representation> {
    let exact = operation.responses.iter().find(|response| response.status == Status::Code(status));
    let declared = exact.or_else(|| operation.responses.iter().find(|response| response.status.includes(status)))?;
    let is_json = |one: &&Representation| matches!(one.body, ResponseBody::Json(_));
    let mut representations = declared.representations.iter().filter(is_json);
    let has = |one: &&Representation| one.media_types.iter().any(|declared| declared == media_type);
    representations.clone().find(has).or_else(|| representations.next())
}

/// The JSON of a response, which may be that of another one.
fn json<'a>(response: &'a Value, operations: &'a [Value]) -> Option<&'a Value> {
    let Some(reference) = response.get("json_of") else { return response.get("json") };
    let named = operations.iter().find(|operation| operation.get("id") == reference.get("id"))?;
    let is_it = |one: &&Value| one.get("json").is_some() && one.get("status") == reference.get("status");
    list(named, "responses").iter().find(is_it)?.get("json")
}

fn status(response: &Value) -> u16 {
    response.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok()).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
