//! A parsed document: its value, its version, and where every node came from.

mod yaml;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Place},
    pointer::Pointer,
    rules,
    source::Source,
    spans::{Position, Spans},
};

/// The versions of OpenAPI that the generator takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 3.0.x: JSON Schema's draft wright-00 with `nullable`.
    V3_0,
    /// 3.1.x: JSON Schema 2020-12.
    V3_1,
}

/// One YAML or JSON mapping of a known OpenAPI version, every node of which has a position.
#[derive(Clone, Debug)]
pub struct Document {
    /// The document, rewritten by the passes.
    pub value: Value,
    /// The version that it declared.
    pub version: Version,
    source: Source,
    spans: Spans,
    /// Nodes that a pass moved: where they are now, and where they stood in the text.
    moved: BTreeMap<Pointer, Pointer>,
}

impl Document {
    /// Reads `source`, YAML or JSON.
    ///
    /// # Errors
    /// [`rules::UNREADABLE`] where the text cannot be parsed or is not a mapping, [`rules::UNSUPPORTED_VERSION`] where its `openapi` is
    /// neither 3.0.x nor 3.1.x.
    pub fn parse(source: &Source) -> Result<Self, Diagnostics> {
        let value = read(source)?;
        let spans = Spans::of(source);
        let mut document =
            Self { value, version: Version::V3_1, source: source.clone(), spans, moved: BTreeMap::new() };
        document.version = document.read_version()?;
        Ok(document)
    }

    fn read_version(&self) -> Result<Version, Diagnostics> {
        let takes = "the generator takes OpenAPI 3.0.x and 3.1.x";
        let refuse = |key: &str, message: String| {
            let place = self.place(&Pointer::root().join(key));
            Diagnostics::from(Diagnostic::new(&rules::UNSUPPORTED_VERSION, place, message).help(takes))
        };
        // Unquoted, `openapi: 3.0` is a number in YAML.
        let openapi = match self.value.get("openapi") {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(_) => return Err(refuse("openapi", "`openapi` is not a version".to_owned())),
            None => {
                return Err(match self.value.get("swagger") {
                    Some(version) => refuse("swagger", format!("this is a Swagger {} document", plain(version))),
                    None => {
                        refuse("openapi", "the document does not say which version of OpenAPI it follows".to_owned())
                    }
                });
            }
        };
        let is = |version: &str| openapi == version || openapi.starts_with(&format!("{version}."));
        if is("3.0") {
            Ok(Version::V3_0)
        } else if is("3.1") {
            Ok(Version::V3_1)
        } else {
            Err(refuse("openapi", format!("OpenAPI version {openapi} is not known")))
        }
    }

    /// Where the node at `pointer` stands in the text, moved or not.
    #[must_use]
    pub fn place(&self, pointer: &Pointer) -> Place {
        let pointer = self.origin(pointer);
        Place { source: self.source.clone(), position: self.spans.position(&pointer), pointer }
    }

    /// Takes out the keys that passes leave marks under: only they may.
    pub(crate) fn drop_marks(&mut self) {
        self.value = without_marks(std::mem::take(&mut self.value));
    }

    /// Records that the node at `from` now stands at `to`, so that findings keep pointing at the text.
    pub fn record_move(&mut self, from: &Pointer, to: &Pointer) {
        let origin = self.origin(from);
        self.moved.insert(to.clone(), origin);
    }

    /// The pointer that the node at `pointer` had in the text.
    fn origin(&self, pointer: &Pointer) -> Pointer {
        let mut prefix = Some(pointer.clone());
        while let Some(candidate) = prefix {
            if let Some(origin) = self.moved.get(&candidate) {
                let tail = pointer.strip_prefix(&candidate).unwrap_or_default();
                return origin.extend(tail);
            }
            prefix = candidate.parent();
        }
        pointer.clone()
    }

    /// The text that the document was read from.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }
}

/// Parses YAML or JSON into a mapping.
///
/// # Errors
/// [`rules::UNREADABLE`], at the place that the parser names.
pub fn read(source: &Source) -> Result<Value, Diagnostics> {
    let unreadable = |position: Position, message: String| {
        Diagnostics::from(Diagnostic::new(&rules::UNREADABLE, Place::at(source, position), message))
    };
    // JSON goes to its own parser: it is faster, and its tabs and escapes are not all YAML.
    if let Some(position) = too_deep(source.text()) {
        return Err(unreadable(position, format!("collections are nested more than {DEEPEST} deep")));
    }
    let text = source.text().trim_start();
    // A mapping in braces whose first key has quotes is JSON; without them it is YAML's short form.
    let json = text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
    let value = match serde_json::from_str::<Value>(source.text()) {
        Ok(value) if json => value,
        _ => {
            let yaml: yaml::Yaml = serde_yaml::from_str(source.text()).map_err(|error| {
                let position = error
                    .location()
                    .map_or(Position::START, |location| Position { line: location.line(), column: location.column() });
                unreadable(position, format!("cannot be read: {error}"))
            })?;
            yaml.0
        }
    };
    if value.is_object() { Ok(value) } else { Err(unreadable(Position::START, "the root is not a mapping".to_owned())) }
}

/// Far more than any document needs, and few enough for the parsers, whose time grows with the square of the depth.
const DEEPEST: usize = 1_000;

/// Where brackets are nested too deep, if they are. Those in strings count as well: no real text opens a thousand and closes none.
fn too_deep(text: &str) -> Option<Position> {
    let mut depth = 0_usize;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(Position::of_offset(text, offset));
        }
    }
    None
}

/// Without the keys that start with `x-moored-`.
fn without_marks(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .filter(|(key, _)| !key.starts_with("x-moored-"))
                .map(|(key, value)| (key, without_marks(value)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_marks).collect()),
        scalar => scalar,
    }
}

/// A scalar without quotes, for messages.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
