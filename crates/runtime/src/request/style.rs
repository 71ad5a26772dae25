//! The styles of parameters.

/// How a parameter, or a field of a form, is written: `style` and `explode` of OpenAPI 3.1.1, sections 4.8.12.2 and
/// 4.8.12.3, which are expansions of RFC 6570.
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
/// | [`COOKIE`](Self::COOKIE) | `p=a,b` | `p=x,1,y,2` |
/// | … exploded | `p=a; p=b` | `x=1; y=2` |
/// | [`SPACE_DELIMITED`](Self::SPACE_DELIMITED) | `p=a%20b` | `p=x%201%20y%202` |
/// | [`PIPE_DELIMITED`](Self::PIPE_DELIMITED) | `p=a%7Cb` | `p=x%7C1%7Cy%7C2` |
/// | [`DEEP_OBJECT`](Self::DEEP_OBJECT) | `p[]=a&p[]=b` | `p[x]=1&p[y]=2` |
/// | [`JSON`](Self::JSON) | `p=["a","b"]` | `p={"x":1,"y":2}` |
///
/// `null` is left out, also as an element or a member, and so are an empty array and an empty object. OpenAPI has no
/// rule for values that are nested deeper; they are written as JSON text. The exception is an array in an object whose
/// members are parameters of their own: it repeats its name.
///
/// A deep object can have any depth, as PHP, Rails and `qs` read it: `p[x][y]=1`, `p[x][]=1&p[x][]=2` for an array of
/// scalars, and `p[x][0][y]=1` for other arrays. The brackets are percent-encoded.
///
/// Percent-encoded are: in a path or a query, all but the unreserved characters of RFC 3986; in a cookie, the
/// characters that RFC 6265 forbids, the comma and the percent sign, but not existing percent-encoded triplets, because
/// a server has encoded the cookies that it sets; in a form, what HTML says; in a header and with
/// [`COOKIE`](Self::COOKIE), nothing.
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
    Cookie,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
}

impl Style {
    /// `style: simple`, the default for paths and headers.
    pub const SIMPLE: Self = Self::of(StyleKind::Simple);
    /// `style: label`.
    pub const LABEL: Self = Self::of(StyleKind::Label);
    /// `style: matrix`.
    pub const MATRIX: Self = Self::of(StyleKind::Matrix);
    /// `style: form`. With [`exploded`](Self::exploded), the default for queries, cookies and forms.
    pub const FORM: Self = Self::of(StyleKind::Form);
    /// `style: cookie` of OpenAPI 3.2: like [`FORM`](Self::FORM), but values are sent as given. A value with a
    /// semicolon, which would end the cookie, is an error.
    pub const COOKIE: Self = Self::of(StyleKind::Cookie);
    /// `style: spaceDelimited`.
    pub const SPACE_DELIMITED: Self = Self::of(StyleKind::SpaceDelimited);
    /// `style: pipeDelimited`.
    pub const PIPE_DELIMITED: Self = Self::of(StyleKind::PipeDelimited);
    /// `style: deepObject`.
    pub const DEEP_OBJECT: Self = Self::of(StyleKind::DeepObject);
    /// JSON text, for a parameter with `content` instead of a schema.
    pub const JSON: Self = Self::of(StyleKind::Json);

    /// Sets `explode: true`: each element and each member is written separately.
    pub const fn exploded(self) -> Self {
        Self { exploded: true, ..self }
    }

    /// Sets `allowReserved: true`: reserved characters in the values of a query or a path, and existing percent-encoded
    /// triplets, are not encoded (RFC 6570, section 3.2.3). The exceptions are those that have a meaning there: `#`,
    /// `&`, `+`, `[` and `]` in a query, and `?`, `#`, `[` and `]` in a path. A slash in the value of a path parameter
    /// begins a segment, and a segment `.` or `..` is an error.
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    const fn of(kind: StyleKind) -> Self {
        Self { kind, exploded: false, reserved: false }
    }
}
