//! Corrections to the document of a provider: an [OpenAPI Overlay](https://spec.openapis.org/overlay/v1.0.0.html), 1.0
//! or 1.1.
//!
//! Two rules are stricter than the specification: an action that matches nothing is an error, because the mistake that
//! it corrected is gone; and every action gives its reason.

mod merge;

use serde::Deserialize;
use serde_json::Value;
use serde_json_path::JsonPath;

use self::merge::{contains, index_last, merge, remove};
use crate::{
    document::{Document, read_strictly},
    finding::{Finding, Findings, Location},
    locator::Corrections,
    obsolete::{Obsolete, State},
    pointer::Pointer,
    positions::Positions,
    rules,
    source::Source,
    suggest,
};

/// The name of the overlay in a provider's folder, or beside another document.
pub const FILE_NAME: &str = "overlay.yaml";

/// Corrections in the order in which they are applied.
#[derive(Debug)]
pub struct Overlay {
    source: Source,
    positions: Positions,
    actions: Vec<Action>,
}

#[derive(Debug)]
struct Action {
    /// Its position in the overlay, from 1.
    number: usize,
    description: String,
    location: Location,
    /// Where its `update` is.
    update_at: Pointer,
    target: JsonPath,
    change: Change,
}

#[derive(Debug)]
enum Change {
    /// Merged into every match: members of objects one by one, items of arrays after those that are present.
    Update(Value),
    Remove,
}

/// Which actions of an overlay are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actions {
    /// All of them. One that matches nothing is an error.
    All,
    /// Those that have an effect. The others are in [`Document::obsolete`].
    Effective,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOverlay {
    overlay: String,
    #[serde(rename = "info")]
    _info: Value,
    #[serde(rename = "extends")]
    _extends: Option<String>,
    actions: Vec<RawAction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAction {
    target: String,
    #[serde(default)]
    description: String,
    update: Option<Value>,
    #[serde(default)]
    remove: bool,
}

impl Overlay {
    /// Reads an overlay document, YAML or JSON.
    ///
    /// # Errors
    /// [`rules::UNREADABLE`] where it cannot be parsed, [`rules::OVERLAY`] where it is not an overlay, and
    /// [`rules::MISSING_REASON`] for each action without a `description`; all of them at once.
    pub fn parse(source: &Source) -> Result<Self, Findings> {
        let value = read_strictly(source)?;
        let positions = Positions::of(source);
        let wrong = |pointer: Pointer, message: String| {
            Finding::new(&rules::OVERLAY, location(source, &positions, &pointer), message)
        };
        let raw: RawOverlay = serde_path_to_error::deserialize(value).map_err(|error| {
            let pointer = pointer_of(error.path());
            let found = wrong(pointer, format!("not a valid overlay: {}", error.inner()));
            found.help_if(suggest::for_error(&error.inner().to_string()))
        })?;
        let mut findings = Findings::default();
        if !(raw.overlay.starts_with("1.0") || raw.overlay.starts_with("1.1")) {
            let message = format!("overlay version `{}` is not supported; expected 1.0 or 1.1", raw.overlay);
            findings.push(wrong(Pointer::root().join("overlay"), message));
        }
        let mut actions = Vec::new();
        for (index, raw) in raw.actions.into_iter().enumerate() {
            let at = Pointer::root().join("actions").join(index);
            if raw.description.trim().is_empty() {
                let location = location(source, &positions, &at);
                findings.push(
                    Finding::new(&rules::MISSING_REASON, location, "the action has no `description`")
                        .help("add a `description` that states the mistake in the document and the evidence for it"),
                );
            }
            let change = match (raw.update, raw.remove) {
                (Some(_), true) => {
                    findings.push(wrong(
                        at,
                        "the action has both `update` and `remove: true`; expected one of them".to_owned(),
                    ));
                    continue;
                }
                (Some(update), false) => Change::Update(update),
                (None, true) => Change::Remove,
                (None, false) => {
                    findings.push(wrong(
                        at,
                        "the action has neither `update` nor `remove: true`; expected one of them".to_owned(),
                    ));
                    continue;
                }
            };
            match JsonPath::parse(&raw.target) {
                Ok(target) => {
                    let location = location(source, &positions, &at.join("target"));
                    let description = raw.description.trim().to_owned();
                    actions.push(Action {
                        number: index + 1,
                        description,
                        location,
                        update_at: at.join("update"),
                        target,
                        change,
                    });
                }
                Err(error) => {
                    findings.push(wrong(at.join("target"), format!("the target is not a valid JSONPath: {error}")))
                }
            }
        }
        if findings.is_empty() { Ok(Self { source: source.clone(), positions, actions }) } else { Err(findings) }
    }

    /// Reads the document `source` and applies every action to its value. The text stays as it is; findings about a
    /// node that an action has set are located in the overlay.
    ///
    /// # Errors
    /// Those of [`Document::parse`], and a [`rules::DEAD_OVERLAY_ACTION`] for each action that matches nothing.
    pub fn read(&self, source: &Source) -> Result<Document, Findings> {
        Document::parse_corrected(source, |value| {
            let (findings, corrections) = self.apply_recorded(value);
            if findings.is_empty() { Ok(Some(corrections)) } else { Err(findings) }
        })
    }

    /// The same with the actions that have an effect. The others are in [`Document::obsolete`].
    ///
    /// # Errors
    /// Those of [`Document::parse`].
    pub fn read_effective(mut self, source: &Source) -> Result<Document, Findings> {
        let mut obsolete = Vec::new();
        let document = Document::parse_corrected(source, |value| {
            obsolete = self.drop_obsolete(value);
            Ok(Some(self.apply_recorded(value).1))
        })?;
        Ok(document.with_obsolete(obsolete))
    }

    /// Removes the actions that have no effect on `document`, and returns them.
    pub(crate) fn drop_obsolete(&mut self, document: &Value) -> Vec<Obsolete> {
        let mut document = document.clone();
        let mut obsolete = Vec::new();
        self.actions.retain(|action| {
            let matches = action.matches(&document);
            let state = match &action.change {
                _ if matches.is_empty() => Some(State::Dead),
                Change::Update(update) => {
                    let has = |pointer: &Pointer| pointer.get(&document).is_some_and(|node| contains(node, update));
                    matches.iter().all(has).then_some(State::Corrected)
                }
                Change::Remove => None,
            };
            let Some(state) = state else {
                // The next action may match what this one sets.
                let mut corrections = Corrections::new(&self.source, self.positions.clone());
                action.apply(matches, &mut document, &mut corrections);
                return true;
            };
            obsolete.push(Obsolete {
                number: action.number,
                target: action.target.to_string(),
                description: action.description.clone(),
                location: action.location.clone(),
                state,
            });
            false
        });
        obsolete
    }

    /// Applies every action to `document`, in order.
    ///
    /// Returns a [`rules::DEAD_OVERLAY_ACTION`] for each action that matched nothing; the others are applied
    /// nevertheless.
    pub fn apply(&self, document: &mut Value) -> Findings {
        self.apply_recorded(document).0
    }

    fn apply_recorded(&self, document: &mut Value) -> (Findings, Corrections) {
        let mut findings = Findings::default();
        let mut corrections = Corrections::new(&self.source, self.positions.clone());
        for action in &self.actions {
            let matches = action.matches(document);
            if matches.is_empty() {
                let message = format!("`{}` matches nothing", action.target);
                findings.push(
                    Finding::new(&rules::DEAD_OVERLAY_ACTION, action.location.clone(), message)
                        .help("the provider may have corrected its document: remove the action, or update its target"),
                );
            }
            action.apply(matches, document, &mut corrections);
        }
        (findings, corrections)
    }
}

impl Action {
    /// The nodes that it changes.
    fn matches(&self, document: &Value) -> Vec<Pointer> {
        let found = self.target.query_located(document);
        found.locations().map(|path| Pointer::parse(&path.to_json_pointer())).collect()
    }

    fn apply(&self, mut matches: Vec<Pointer>, document: &mut Value, corrections: &mut Corrections) {
        // The last one first, so that removing an item of an array does not move the others that matched.
        matches.sort_by(|one, other| index_last(other).cmp(&index_last(one)));
        for pointer in matches {
            match &self.change {
                Change::Update(update) => {
                    if let Some(node) = pointer.get_mut(document) {
                        merge(node, update, (&pointer, &self.update_at), corrections);
                    }
                }
                Change::Remove => remove(document, &pointer, corrections),
            }
        }
    }
}

fn location(source: &Source, positions: &Positions, pointer: &Pointer) -> Location {
    Location { source: source.clone(), position: positions.position(pointer), pointer: pointer.clone() }
}

/// The path of serde as a JSON pointer.
pub(crate) fn pointer_of(path: &serde_path_to_error::Path) -> Pointer {
    use serde_path_to_error::Segment;
    path.iter().fold(Pointer::root(), |pointer, segment| match segment {
        Segment::Seq { index } => pointer.join(index),
        Segment::Map { key } | Segment::Enum { variant: key } => pointer.join(key),
        Segment::Unknown => pointer,
    })
}
