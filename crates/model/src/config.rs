//! `specs/<provider>/moored.toml`: settings of the client that are not part of the document.

mod choices;
mod event_settings;
mod message_pointer;
mod pages;
mod request_settings;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use crate::{
    losses::{Loss, Losses},
    naming::{is_keyword, method_name, type_name},
    pins::Pins,
};
pub use choices::{Arrangement, MissingMembers, UnknownFields};
pub use event_settings::{EventName, EventSettings};
pub use message_pointer::MessagePointer;
pub use pages::{PagesEntry, PagesSetting, PagesTable};
pub use request_settings::RequestSettings;

use moored_document::{
    document::Document,
    finding::{Finding, Findings, Location},
    pointer::Pointer,
    positions::Position,
    rules::{self, Level},
    source::Source,
    suggest,
};

/// The settings of one provider. Every setting is optional, and so is the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The name of the crate; `moored-<provider>` by default.
    #[serde(rename = "crate")]
    pub crate_name: Option<Spanned<String>>,
    /// The name of the provider in texts; the document's title by default.
    pub title: Option<String>,
    /// The `Accept` header of every request, for a provider that needs another than the document implies.
    pub accept: Option<String>,
    /// Whether operations are grouped by their tags; by the size of the document by default.
    pub operations: Option<Spanned<Arrangement>>,
    /// Tag → name of the group of its operations.
    #[serde(default)]
    pub groups: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Operation id → method name.
    #[serde(default)]
    pub methods: BTreeMap<Spanned<String>, Spanned<String>>,
    /// JSON pointer of a schema in `openapi.yaml` → type name.
    #[serde(default)]
    pub types: BTreeMap<Spanned<String>, Spanned<String>>,
    /// JSON pointers of the integers in `openapi.yaml` that may need more than 64 bits. Each is a number that keeps all
    /// digits.
    #[serde(default, rename = "wide_integers")]
    pub wide_integers: Vec<Spanned<String>>,
    /// How members of a response that the document does not declare are handled.
    #[serde(default, rename = "unknown_fields")]
    pub unknown_fields: UnknownFields,
    /// How required members that a response does not have are handled.
    #[serde(default, rename = "missing_members")]
    pub missing_members: MissingMembers,
    /// Where error responses have the provider's message, before the usual members.
    #[serde(default, rename = "error_message")]
    pub error_message: Vec<MessagePointer>,
    /// Operation → how the next page of its list is requested.
    #[serde(default)]
    pages: pages::Pages,
    /// Whether pages are inferred where nothing states them; they are by default.
    #[serde(rename = "infer_pages")]
    infer_pages: Option<bool>,
    /// Operation → what its requests contain.
    #[serde(default)]
    pub requests: BTreeMap<Spanned<String>, RequestSettings>,
    /// How webhooks are distinguished.
    #[serde(default)]
    pub webhooks: EventSettings,
    /// How callbacks are distinguished.
    #[serde(default)]
    pub callbacks: EventSettings,
    /// How `moored whoami` reads an identity from a response.
    pub whoami: Option<Whoami>,
    /// The accepted findings.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// The names of the last run.
    #[serde(skip)]
    pub pins: Pins,
    #[serde(skip)]
    source: Option<Source>,
}

/// Which call returns the identity of a credential, and where its response contains it.
///
/// Each member is a list of alternatives, tried in order. An alternative is a list of JSON pointers whose values are
/// joined by a space. The first alternative with a value is used. An empty list means that the provider does not return
/// the value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whoami {
    /// The method, as it stands after `client.`; it must not have required arguments.
    pub method: Spanned<String>,
    /// The account's id.
    #[serde(default)]
    pub id: Vec<Vec<String>>,
    /// The account's name.
    #[serde(default)]
    pub name: Vec<Vec<String>>,
    /// The e-mail address.
    #[serde(default)]
    pub email: Vec<Vec<String>>,
    /// The name of the organization.
    #[serde(default)]
    pub organization: Vec<Vec<String>>,
}

/// An accepted finding and the reason.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The rule's id.
    pub rule: Spanned<String>,
    /// The node of the finding, or any node above it, so that one entry can accept several findings; `""` is the
    /// document.
    pub pointer: String,
    /// Why the finding is accepted.
    pub reason: String,
}

impl Config {
    /// Reads `source`.
    ///
    /// # Errors
    /// [`rules::CONFIG`] at the location where the text is not valid TOML or does not have this form.
    pub fn parse(source: &Source) -> Result<Self, Findings> {
        let mut config: Self = toml::from_str(source.text()).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let location = Location::at(source, Position::of_offset(source.text(), offset));
            Finding::new(&rules::CONFIG, location, error.message().to_owned())
                .help_if(suggest::for_error(error.message()))
        })?;
        config.source = Some(source.clone());
        let mut findings = Findings::default();
        if let Some(name) = config.crate_name.as_ref().filter(|name| !is_crate_name(name.get_ref())) {
            let message = format!("`{}` is not a valid name of a crate", name.get_ref());
            let help =
                "use ASCII alphanumeric characters, `-` and `_`, first an alphabetic one, and no keyword of Rust";
            findings.push(Finding::new(&rules::CONFIG, config.locate(name), message).help(help));
        }
        for allow in &config.allow {
            let location = config.locate(&allow.rule);
            let rule = rules::ALL.iter().find(|rule| rule.id == allow.rule.get_ref());
            if rule.is_none() {
                let message = format!("the rule `{}` does not exist", allow.rule.get_ref());
                let ids = rules::ALL.iter().map(|rule| rule.id);
                let help = suggest::did_you_mean(allow.rule.get_ref(), ids);
                findings.push(
                    Finding::new(&rules::CONFIG, location, message).help("docs/rules.md lists all rules").help_if(help),
                );
            } else if rule.is_some_and(|rule| rule.level == Level::Error) {
                let message = format!("`{}` is an error, which cannot be allowed", allow.rule.get_ref());
                findings
                    .push(Finding::new(&rules::CONFIG, location, message).help("correct the document in overlay.yaml"));
            } else if allow.reason.trim().is_empty() {
                findings.push(Finding::new(&rules::CONFIG, location, "the `reason` of the allowed finding is empty"));
            }
        }
        findings.extend(config.pages_problems());
        if findings.is_empty() { Ok(config) } else { Err(findings) }
    }

    /// The location of a setting.
    #[must_use]
    pub fn locate<T>(&self, setting: &Spanned<T>) -> Location {
        let source = self.source.clone().unwrap_or_else(|| Source::new("moored.toml", ""));
        let position = Position::of_offset(source.text(), setting.span().start);
        Location::at(&source, position)
    }

    /// The method that `[methods]` assigns to an operation id.
    pub fn method_name(&self, id: &str) -> Option<String> {
        let (_, name) = self.methods.iter().find(|(key, _)| key.get_ref() == id)?;
        Some(method_name(name.get_ref()))
    }

    /// The name of the group that `[groups]` assigns to a tag.
    pub fn group_name(&self, tag: &str) -> Option<String> {
        let (_, name) = self.groups.iter().find(|(key, _)| key.get_ref() == tag)?;
        Some(method_name(name.get_ref()))
    }

    /// The type that `[types]` assigns to the schema at `pointer` of the lowered document.
    pub fn type_name(&self, document: &Document, pointer: &Pointer) -> Option<String> {
        self.type_setting(document, pointer).map(|(_, name)| type_name(name.get_ref()))
    }

    /// The entry of `[types]` for the schema at `pointer` of the lowered document.
    pub fn type_setting(&self, document: &Document, pointer: &Pointer) -> Option<(&Spanned<String>, &Spanned<String>)> {
        if self.types.is_empty() {
            return None;
        }
        let origin = document.locate(pointer).pointer.to_string();
        self.types.iter().find(|(key, _)| **key.get_ref() == origin)
    }

    /// A finding about a setting that refers to something that does not exist.
    pub fn unused<T>(&self, setting: &Spanned<T>, message: String) -> Finding {
        Finding::new(&rules::UNUSED_SETTING, self.locate(setting), message)
    }

    /// Removes the accepted findings from `findings` and returns all losses, accepted or not. The `[[allow]]` with the
    /// longest pointer accepts a finding. An `[[allow]]` that accepts nothing becomes a finding, unless errors
    /// prevented other findings.
    pub fn accept(&self, findings: &mut Findings) -> Losses {
        let allows: Vec<_> = self.allow.iter().map(|allow| (allow, Pointer::parse(&allow.pointer))).collect();
        let mut used = BTreeSet::new();
        let mut losses = Vec::new();
        findings.retain(|found| {
            let matching = allows.iter().enumerate().filter(|(_, (allow, at))| {
                found.rule.id == allow.rule.get_ref() && found.location.pointer.strip_prefix(at).is_some()
            });
            let accepting = matching.rev().max_by_key(|(_, (_, at))| at.keys().len());
            used.extend(accepting.map(|(index, _)| index));
            if found.rule.level == Level::Loss {
                let accepted = accepting.map(|(_, (allow, _))| allow.reason.trim().to_owned());
                losses.push(Loss { finding: found.clone(), accepted });
            }
            accepting.is_none()
        });
        if !findings.has_errors() {
            for (_, allow) in self.allow.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
                let message = format!("`{}` does not occur at `{}`", allow.rule.get_ref(), allow.pointer);
                let location = self.locate(&allow.rule);
                findings.push(Finding::new(&rules::UNUSED_ALLOW, location, message).help("remove this `[[allow]]`"));
            }
        }
        Losses::new(losses)
    }
}

/// Whether cargo and rustc accept the name.
fn is_crate_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && !is_keyword(name)
}
