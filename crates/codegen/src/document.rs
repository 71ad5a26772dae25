//! A parsed document: its value, its version, and where every node came from.

mod moves;
mod yaml;

use serde_json::Value;

pub(crate) use moves::Destinations;
use moves::Moves;

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
    /// Swagger 2.0, which [`crate::lift`] makes 3.0 of.
    V2_0,
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
    moves: Moves,
}

impl Document {
    /// Reads `source`, YAML or JSON.
    ///
    /// # Errors
    /// [`rules::UNREADABLE`] where the text cannot be parsed or is not a mapping, [`rules::UNSUPPORTED_VERSION`] where its `openapi` is
    /// neither 3.0.x nor 3.1.x and its `swagger` not 2.0.
    pub fn parse(source: &Source) -> Result<Self, Diagnostics> {
        let value = read(source)?;
        let spans = Spans::of(source);
        let mut document =
            Self { value, version: Version::V3_1, source: source.clone(), spans, moves: Moves::default() };
        document.version = document.read_version()?;
        Ok(document)
    }

    fn read_version(&self) -> Result<Version, Diagnostics> {
        let takes = "the generator takes Swagger 2.0 and OpenAPI 3.0.x and 3.1.x";
        let refuse = |key: &str, message: String| {
            let place = self.place(&Pointer::root().join(key));
            Err(Diagnostics::from(Diagnostic::new(&rules::UNSUPPORTED_VERSION, place, message).help(takes)))
        };
        // Swagger 1.2 called it `swaggerVersion`.
        let keys = ["openapi", "swagger", "swaggerVersion"];
        let Some((key, declared)) = keys.iter().find_map(|key| Some((*key, self.value.get(key)?))) else {
            return refuse("openapi", "the document does not say which version of OpenAPI it follows".to_owned());
        };
        // Unquoted, `openapi: 3.0` is a number in YAML.
        let version = match declared {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return refuse(key, format!("`{key}` is not a version")),
        };
        let is = |wanted: &str| version == wanted || version.starts_with(&format!("{wanted}."));
        match key {
            "openapi" if is("3.0") => Ok(Version::V3_0),
            "openapi" if is("3.1") => Ok(Version::V3_1),
            "swagger" if is("2.0") || version == "2" => Ok(Version::V2_0),
            "openapi" => refuse(key, format!("OpenAPI version {version} is not known")),
            _ => refuse(key, format!("this is a Swagger {version} document")),
        }
    }

    /// Where the node at `pointer` stands in the text, moved or not.
    #[must_use]
    pub fn place(&self, pointer: &Pointer) -> Place {
        let pointer = self.moves.origin(pointer);
        Place { source: self.source.clone(), position: self.spans.position(&pointer), pointer }
    }

    /// Takes out the keys that passes leave marks under: only they may.
    pub(crate) fn drop_marks(&mut self) {
        self.value = without_marks(std::mem::take(&mut self.value));
    }

    /// Records that the node at `from` now stands at `to`, so that findings keep pointing at the text.
    pub fn record_move(&mut self, from: &Pointer, to: &Pointer) {
        self.moves.record(from, to);
    }

    /// How many moves have been recorded.
    pub(crate) fn moves_made(&self) -> usize {
        self.moves.count()
    }

    /// Where what stood somewhere before the move numbered `since` is now.
    pub(crate) fn destinations(&self, since: usize) -> Destinations {
        self.moves.destinations(since)
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
