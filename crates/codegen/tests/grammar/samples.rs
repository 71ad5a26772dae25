//! The samples, and the documents that are made of them.

use std::collections::BTreeMap;

use moored_document::{
    grammar::{Field, Form, Kind},
    pointer::Pointer,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Which fields of an object are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) enum Version {
    #[default]
    #[serde(skip)]
    V3,
    /// Those that Swagger 2.0 alone has.
    #[serde(rename = "2.0")]
    V2,
}

/// An object and its fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ObjectSample {
    object: String,
    #[serde(default)]
    version: Version,
    at: String,
    document: Value,
    fields: BTreeMap<String, FieldSample>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum FieldSample {
    Values(Vec<Value>),
    Other(OtherSample),
}

/// What a field needs around it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherSample {
    at: Option<String>,
    document: Option<Value>,
    object: Option<Value>,
    values: Option<Vec<Value>>,
}

/// A field in a document.
pub(crate) struct Sample<'a> {
    document: Value,
    at: Pointer,
    field: &'a Field,
    pub(crate) values: Vec<Value>,
}

pub(crate) fn samples() -> Vec<ObjectSample> {
    let mut yaml: serde_yaml::Value = serde_yaml::from_str(include_str!("samples.yaml")).expect("the samples are YAML");
    yaml.apply_merge().expect("merged keys are mappings");
    serde_yaml::from_value(yaml).expect("the samples have their form")
}

impl ObjectSample {
    pub(crate) fn kind(&self) -> Kind {
        let named = Kind::ALL.iter().copied().find(|kind| format!("{kind:?}") == self.object);
        named.unwrap_or_else(|| panic!("no object of the specification is called {}", self.object))
    }

    pub(crate) fn version(&self) -> Version {
        self.version
    }

    pub(crate) fn is_of(&self, kind: Kind, version: Version) -> bool {
        self.kind() == kind && self.version == version
    }

    pub(crate) fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.keys().map(String::as_str)
    }

    /// The sample of one field.
    pub(crate) fn with<'a>(&self, field: &'a Field) -> Sample<'a> {
        let (mut document, mut at) = (self.document.clone(), Pointer::parse(&self.at));
        let mut values = None;
        match self.fields.get(field.name) {
            None => {}
            Some(FieldSample::Values(own)) => values = Some(own.clone()),
            Some(FieldSample::Other(other)) => {
                let holder = if other.document.is_some() { other.at.as_ref() } else { None };
                let holder = holder.map_or_else(|| at.clone(), |at| Pointer::parse(at));
                document = other.document.clone().unwrap_or(document);
                if let Some(object) = &other.object {
                    *holder.get_mut(&mut document).expect("the object stands there") = object.clone();
                }
                at = other.at.as_ref().map_or(at, |at| Pointer::parse(at));
                values.clone_from(&other.values);
            }
        }
        let values = values.unwrap_or_else(|| match field.form {
            Form::Text => vec![json!("text")],
            Form::Flag => vec![json!(true)],
            _ => Vec::new(),
        });
        Sample { document, at, field, values }
    }
}

impl Sample<'_> {
    /// The document with this value of the field, or as it is.
    pub(crate) fn document(&self, value: Option<&Value>) -> Value {
        let mut document = self.document.clone();
        let object = self.at.get_mut(&mut document).and_then(Value::as_object_mut).expect("the object stands there");
        if let Some(value) = value {
            let object: &mut Map<String, Value> = object;
            object.insert(self.field.name.to_owned(), value.clone());
        }
        document
    }

    pub(crate) fn field_pointer(&self) -> String {
        self.at.join(self.field.name).to_string()
    }
}
