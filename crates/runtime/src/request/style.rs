//! How a value is written where it is sent.

/// How a parameter, or a field of a form, is written: the `style` and `explode` of OpenAPI 3.1.1, sections 4.8.12.2 and 4.8.12.3, which
/// are the expansions of RFC 6570.
///
/// With the array `["a", "b"]` and the object `{"x": 1, "y": 2}` as the parameter `p`:
///
/// | style | array | object |
/// | --- | --- | --- |
/// | [`SIMPLE`](Self::SIMPLE) | `a,b` | `x,1,y,2` |
/// | … [`exploded`](Self::exploded) | `a,b` | `x=1,y=2` |
/// | [`LABEL`](Self::LABEL) | `.a,b` | `.x,1,y,2` |
/// | … exploded | `.a.b` | `.x=1.y=2` |
/// | [`MATRIX`](Self::MATRIX) | `;p=a,b` | `;p=x,1,y,2` |
/// | … exploded | `;p=a;p=b` | `;x=1;y=2` |
/// | [`FORM`](Self::FORM) | `p=a,b` | `p=x,1,y,2` |
/// | … exploded | `p=a&p=b` | `x=1&y=2` |
/// | [`SPACE_DELIMITED`](Self::SPACE_DELIMITED) | `p=a%20b` | `p=x%201%20y%202` |
/// | [`PIPE_DELIMITED`](Self::PIPE_DELIMITED) | `p=a%7Cb` | `p=x%7C1%7Cy%7C2` |
/// | [`DEEP_OBJECT`](Self::DEEP_OBJECT) | `p[]=a&p[]=b` | `p[x]=1&p[y]=2` |
/// | [`JSON`](Self::JSON) | `p=["a","b"]` | `p={"x":1,"y":2}` |
///
/// `null`, also as an element or a member, is left out, and so are an empty array and an empty object. Whatever the value holds beyond one
/// level, for which OpenAPI has no rule, is written as JSON text; but a list in an object whose members are parameters of their own
/// repeats its name.
///
/// A deep object goes as deep as its value, the way PHP, Rails and `qs` read it: `p[x][y]=1`, `p[x][]=1&p[x][]=2` for a list, and
/// `p[x][0][y]=1` where a list holds more than scalars. The brackets are percent-encoded.
///
/// What is written is percent-encoded as its place asks for: everything but the unreserved characters of RFC 3986 in a path or a query; in a
/// cookie what RFC 6265 does not allow, the comma and the percent sign; in a form as HTML says; nothing in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Style {
    pub(super) kind: StyleKind,
    pub(super) exploded: bool,
    pub(super) reserved: bool,
}

/// The value of `style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StyleKind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
}

impl Style {
    /// `style: simple`, what paths and headers have by default.
    pub const SIMPLE: Self = Self::of(StyleKind::Simple);
    /// `style: label`.
    pub const LABEL: Self = Self::of(StyleKind::Label);
    /// `style: matrix`.
    pub const MATRIX: Self = Self::of(StyleKind::Matrix);
    /// `style: form`. Queries, cookies and forms have it by default, and [`exploded`](Self::exploded).
    pub const FORM: Self = Self::of(StyleKind::Form);
    /// `style: spaceDelimited`.
    pub const SPACE_DELIMITED: Self = Self::of(StyleKind::SpaceDelimited);
    /// `style: pipeDelimited`.
    pub const PIPE_DELIMITED: Self = Self::of(StyleKind::PipeDelimited);
    /// `style: deepObject`.
    pub const DEEP_OBJECT: Self = Self::of(StyleKind::DeepObject);
    /// JSON text: a parameter that has `content` in place of a schema.
    pub const JSON: Self = Self::of(StyleKind::Json);

    /// `explode: true`: each element and each member by itself.
    pub const fn exploded(self) -> Self {
        Self { exploded: true, ..self }
    }

    /// `allowReserved: true`: reserved characters of a query's values, and triplets that are percent-encoded already, stay as they are (RFC
    /// 6570, section 3.2.3); but for `#`, `&`, `+`, `[` and `]`, which would say something else there.
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    const fn of(kind: StyleKind) -> Self {
        Self { kind, exploded: false, reserved: false }
    }
}
