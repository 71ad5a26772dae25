// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

/// `EverythingLists`
#[derive(Clone, Debug, PartialEq)]
pub enum EverythingLists {
    /// `StringList`
    StringList(Vec<String>),
    /// `IntegerList`
    IntegerList(Vec<i64>),
    /// `Object`
    Object(std::collections::BTreeMap<String, i64>),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for EverythingLists {
    const TAG: Option<&'static str> = None;
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::Array,
            |json| json.decode(Self::StringList),
        ),
        moored_runtime::union::Variant::of(
            moored_runtime::union::Shape::Array,
            |json| json.decode(Self::IntegerList),
        ),
        moored_runtime::union::Variant::object(&[], |json| json.decode(Self::Object)),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for EverythingLists {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::StringList(value) => value.serialize(serializer),
            Self::IntegerList(value) => value.serialize(serializer),
            Self::Object(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for EverythingLists {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<Vec<String>> for EverythingLists {
    fn from(value: Vec<String>) -> Self {
        Self::StringList(value)
    }
}

impl From<Vec<i64>> for EverythingLists {
    fn from(value: Vec<i64>) -> Self {
        Self::IntegerList(value)
    }
}

impl From<std::collections::BTreeMap<String, i64>> for EverythingLists {
    fn from(value: std::collections::BTreeMap<String, i64>) -> Self {
        Self::Object(value)
    }
}
