//! A parsed document: its value, its version, and where every node came from.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

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
        let mut document = Self { value, version: Version::V3_1, source: source.clone(), spans, moved: BTreeMap::new() };
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
                    None => refuse("openapi", "the document does not say which version of OpenAPI it follows".to_owned()),
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
    let json = source.text().trim_start().starts_with('{');
    let value = match serde_json::from_str::<Value>(source.text()) {
        Ok(value) if json => value,
        _ => {
            let yaml: serde_yaml::Value = serde_yaml::from_str(source.text()).map_err(|error| {
                let position = error.location().map_or(Position::START, |location| Position {
                    line: location.line(),
                    column: location.column(),
                });
                unreadable(position, format!("cannot be read: {error}"))
            })?;
            json_value(yaml).map_err(|message| unreadable(Position::START, message))?
        }
    };
    if value.is_object() {
        Ok(value)
    } else {
        Err(unreadable(Position::START, "the root is not a mapping".to_owned()))
    }
}

/// YAML's value as JSON: keys that YAML read as numbers or booleans (`200:`) become strings, tags are dropped.
fn json_value(yaml: serde_yaml::Value) -> Result<Value, String> {
    use serde_yaml::Value as Yaml;
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => value.into(),
        Yaml::String(value) => value.into(),
        Yaml::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(value), ..) => value.into(),
            (_, Some(value), _) => value.into(),
            // JSON has no `.nan` and no `.inf`.
            (.., value) => serde_json::Number::from_f64(value.unwrap_or_default()).map_or(Value::Null, Value::Number),
        },
        Yaml::Sequence(items) => Value::Array(items.into_iter().map(json_value).collect::<Result<_, _>>()?),
        Yaml::Mapping(members) => {
            let mut object = Map::new();
            for (key, value) in members {
                let key = match key {
                    Yaml::String(key) => key,
                    Yaml::Number(key) => key.to_string(),
                    Yaml::Bool(key) => key.to_string(),
                    Yaml::Null => "null".to_owned(),
                    Yaml::Sequence(_) | Yaml::Mapping(_) | Yaml::Tagged(_) => {
                        return Err("a key of a mapping is itself a collection".to_owned());
                    }
                };
                object.insert(key, json_value(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tagged) => json_value(tagged.value)?,
    })
}

/// A scalar without quotes, for messages.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
