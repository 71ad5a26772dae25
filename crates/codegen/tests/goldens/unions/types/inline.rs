// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{InlineImage, InlineText};

/// `Inline`
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// `type` is `text`.
    Text(InlineText),
    /// `type` is `image` or `photo`.
    Image(InlineImage),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Inline {
    const TAG: Option<&'static str> = Some("type");
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(
            &["text"],
            |json| json.decode(Self::Text),
        ),
        moored_runtime::union::Variant::object(
            &["image", "photo"],
            |json| json.decode(Self::Image),
        ),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Inline {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(value) => value.serialize(serializer),
            Self::Image(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Inline {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<InlineText> for Inline {
    fn from(value: InlineText) -> Self {
        Self::Text(value)
    }
}

impl From<InlineImage> for Inline {
    fn from(value: InlineImage) -> Self {
        Self::Image(value)
    }
}
