// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::{Circle, ShapeBase, Square};

/// `Shape`
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// `type` is `circle`.
    Circle(Circle),
    /// `type` is `square`.
    Square(Box<Square>),
    /// `type` is `Shape`.
    Base(ShapeBase),
    /// A value that is none of these, as it came.
    Unlisted(moored_runtime::union::Unlisted),
}

impl moored_runtime::union::Union for Shape {
    const TAG: Option<&'static str> = Some("type");
    const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[
        moored_runtime::union::Variant::object(
            &["circle"],
            |json| json.decode(Self::Circle),
        ),
        moored_runtime::union::Variant::object(
            &["square"],
            |json| json.decode(|value| Self::Square(Box::new(value))),
        ),
        moored_runtime::union::Variant::object(
            &["Shape"],
            |json| json.decode(Self::Base),
        ),
    ];
    fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
        Self::Unlisted(value)
    }
}

impl serde::Serialize for Shape {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Circle(value) => value.serialize(serializer),
            Self::Square(value) => value.serialize(serializer),
            Self::Base(value) => value.serialize(serializer),
            Self::Unlisted(value) => value.serialize(serializer),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Shape {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        moored_runtime::union::decode(deserializer)
    }
}

impl From<Circle> for Shape {
    fn from(value: Circle) -> Self {
        Self::Circle(value)
    }
}

impl From<Square> for Shape {
    fn from(value: Square) -> Self {
        Self::Square(Box::new(value))
    }
}

impl From<ShapeBase> for Shape {
    fn from(value: ShapeBase) -> Self {
        Self::Base(value)
    }
}
