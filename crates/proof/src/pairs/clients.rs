//! The clients of both versions of a document.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use anyhow::Context as _;
use moored_codegen::{Files, Inputs, Model, Packaging, Runtime, generate, model};
use moored_document::{
    document::{self, Document},
    finding::Color,
    pointer::Pointer,
    source::Source,
};
use serde_json::Value;

use super::{Documents, record::operation_key};
use crate::{
    client::Client,
    subjects::{members, operations},
};
use moored_samples::Dialect;

/// The texts and the values of both versions.
#[derive(Debug)]
pub struct Sides {
    /// The old version.
    pub(crate) old: Side,
    /// The new version.
    pub(crate) new: Side,
}

/// One version of a document.
#[derive(Debug)]
pub(crate) struct Side {
    pub(crate) text: String,
    pub(crate) value: Value,
    pub(crate) dialect: Dialect,
}

impl Sides {
    pub(crate) fn read(documents: &Documents) -> anyhow::Result<Self> {
        Ok(Self { old: Side::read(&documents.old)?, new: Side::read(&documents.new)? })
    }

    /// A digest of both documents.
    pub(crate) fn key(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (&self.old.text, &self.new.text).hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }

    /// The paths of both servers if a part of the addresses moved from one to the other: `servers` has `/v2`, which
    /// each path began with. Empty if not: whether a server still exists at its old address is in no document.
    pub(crate) fn bases(&self) -> (String, String) {
        let (old, new) = (self.old.base_path(), self.new.base_path());
        let same = |old: &str, new: &str| {
            let after = self.new.addresses(new);
            self.old.addresses(old).iter().filter(|address| after.contains(*address)).count()
        };
        if same(&old, &new) > same("", "") { (old, new) } else { Default::default() }
    }
}

impl Side {
    fn read(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let source = Source::new(path.display().to_string(), &text);
        let value = document::read(&source).unwrap_or_default();
        let dialect = Document::parse(&source).map_or(Dialect::New, |document| document.version.into());
        Ok(Self { text, value, dialect })
    }

    /// The operations, with `base` before each path.
    fn addresses(&self, base: &str) -> BTreeSet<String> {
        let operations = operations(&self.value).into_iter();
        let address = |at: Pointer| match at.keys() {
            [_, path, verb] => Some(operation_key(verb, &format!("{base}{path}"))),
            _ => None,
        };
        operations.filter_map(|(at, _)| address(at)).collect()
    }

    /// The path of the default server, without a slash at its end.
    fn base_path(&self) -> String {
        if let Some(path) = self.value.get("basePath").and_then(Value::as_str) {
            return path.trim_end_matches('/').to_owned();
        }
        let server = self.value.pointer("/servers/0");
        let mut url = server.and_then(|server| server.get("url")?.as_str()).unwrap_or_default().to_owned();
        for (name, variable) in members(server.and_then(|server| server.get("variables"))) {
            let default = variable.get("default").and_then(Value::as_str).unwrap_or_default();
            url = url.replace(&format!("{{{name}}}"), default);
        }
        let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default();
        path.trim_end_matches('/').to_owned()
    }
}

/// The clients of both versions: the new one has the names of the old one, as after `pull`.
#[derive(Debug)]
pub struct Pair {
    pub(crate) name: String,
    pub(crate) old: Files,
    pub(crate) new: Files,
    /// What the old client offers.
    pub(crate) client: Client,
}

impl Pair {
    /// Generates both clients. Returns the reason if this is not possible.
    pub(crate) fn generate(name: &str, sides: &Sides, project: &Path) -> Result<Self, String> {
        let made = |side: &str, text: &str, names: Option<String>| {
            let mut outcome = generate(&inputs(text, names, project));
            let files = outcome.files.take().ok_or_else(|| {
                let rendered = outcome.findings.render(Color::Never);
                let first = rendered.lines().find(|line| line.starts_with("error")).unwrap_or_default().to_owned();
                format!("no client is generated from the {side} document: {first}")
            })?;
            Ok::<_, String>((files, outcome.names))
        };
        let (old, names) = made("old", &sides.old.text, None)?;
        let kept = names.as_ref().and_then(|names| kept_names(sides, names, project));
        let (new, _) = made("new", &sides.new.text, kept.or(names))?;
        let client = Client::read(&old).map_err(|error| format!("{error:#}"))?;
        Ok(Self { name: name.to_owned(), old, new, client })
    }

    /// Whether both clients have the same code, apart from comments.
    pub(crate) fn is_equal(&self) -> bool {
        fn code(files: &Files) -> Vec<(&str, Vec<&str>)> {
            let sources = files.iter().filter(|(path, _)| path.as_str().starts_with("src/"));
            let lines = |text| str::lines(text).filter(|line| !line.trim_start().starts_with("//")).collect();
            sources.map(|(path, text)| (path.as_str(), lines(text))).collect()
        }
        code(&self.old) == code(&self.new)
    }
}

/// The text of `names.lock` with which the new client keeps the names of what differs in form alone, if `names` does
/// not do.
fn kept_names(sides: &Sides, names: &str, project: &Path) -> Option<String> {
    let old = model(&inputs(&sides.old.text, None, project)).ok()?;
    let new = model(&inputs(&sides.new.text, Some(names.to_owned()), project)).ok()?;
    moored_drift::kept_names(&side(&old), &side(&new))
}

fn side(model: &Model) -> moored_drift::Side<'_> {
    moored_drift::Side { document: &model.document, published: &model.published, api: &model.api, names: &model.names }
}

fn inputs(text: &str, names: Option<String>, project: &Path) -> Inputs {
    let runtime = project.join("crates/runtime").display().to_string();
    let mut specs = BTreeMap::from([("openapi.yaml".to_owned(), text.to_owned())]);
    specs.extend(names.map(|names| ("names.lock".to_owned(), names)));
    Inputs {
        provider: "pair".to_owned(),
        display: String::new(),
        specs,
        packaging: Packaging::of_provider("client", Runtime::Path { runtime, gate: None }),
    }
}
