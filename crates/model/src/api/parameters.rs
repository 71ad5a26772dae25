//! Parameters: what they are called, where they stand and how they are written there.

use serde::Serialize;
use serde_json::Value;

use super::{text, type_ref::TypeRef, types::Components};
use crate::naming::snake_name;
use moored_document::{media_type::JSON, scope::Scope, template::template_names};

/// One parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Its name in Rust, which no other argument of the operation has.
    pub argument: String,
    /// Where it is sent.
    pub location: ParameterLocation,
    /// How its value is written.
    pub style: Style,
    /// Whether it must be there.
    pub required: bool,
    /// The type of its value, without `null`: a parameter without a value is left out.
    pub ty: TypeRef,
    /// The document's words.
    pub description: String,
}

/// Where a parameter is sent, in the order in which arguments stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterLocation {
    /// In the path, which names it in braces.
    Path,
    /// In the query.
    Query,
    /// As a header.
    Header,
    /// As a cookie.
    Cookie,
}

impl ParameterLocation {
    /// The value of `in`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Path, Self::Query, Self::Header, Self::Cookie].into_iter().find(|location| location.word() == word)
    }

    /// How a value is written where the document does not say.
    #[must_use]
    pub const fn style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style { kind: StyleKind::Simple, explode: false, allow_reserved: false },
            Self::Query | Self::Cookie => Style { kind: StyleKind::Form, explode: true, allow_reserved: false },
        }
    }
}

/// How a value is written (OpenAPI 3.1.1, section 4.8.12.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Style {
    /// `style`, or that the value is JSON text.
    pub kind: StyleKind,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// The styles, and JSON text, which is how a parameter with `content` is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "their names are the specification's")]
pub enum StyleKind {
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
    /// The style that `holder`, a parameter or an encoding, names; what it does not say is as in `default`.
    pub(crate) fn read(holder: &Value, default: Self) -> Self {
        let kind = match text(holder, "style") {
            Some("simple") => StyleKind::Simple,
            Some("label") => StyleKind::Label,
            Some("matrix") => StyleKind::Matrix,
            Some("form") => StyleKind::Form,
            Some("spaceDelimited") => StyleKind::SpaceDelimited,
            Some("pipeDelimited") => StyleKind::PipeDelimited,
            Some("deepObject") => StyleKind::DeepObject,
            _ => default.kind,
        };
        let flag = |key: &str| holder.get(key).and_then(Value::as_bool);
        Self {
            kind,
            // A deep object is exploded by its nature.
            explode: kind != StyleKind::DeepObject && flag("explode").unwrap_or(kind == StyleKind::Form),
            allow_reserved: flag("allowReserved").unwrap_or(default.allow_reserved),
        }
    }
}

/// Names that the type of a call has already.
const OURS: &[&str] = &["client", "clone", "fmt", "options", "request", "send", "send_with"];

/// The parameters of `operation`, which stands at `path`, in the order of arguments: those of the path as the path has them, then queries,
/// headers and cookies by their names. Of several of one name, the first has it; the others have their location behind it.
pub(super) fn read(operation: &Value, path: &str, components: &Components<'_>) -> Vec<Parameter> {
    let in_path = template_names(path);
    let declared = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let mut found: Vec<Parameter> = declared.filter_map(|declared| parameter(declared, components)).collect();
    found.sort_by_cached_key(|parameter| {
        let position = in_path.iter().position(|name| *name == parameter.name);
        (parameter.location, position.filter(|_| parameter.location == ParameterLocation::Path), parameter.name.clone())
    });
    let mut scope = Scope::default();
    if operation.get("requestBody").is_some() {
        scope.take("body");
    }
    for parameter in &mut found {
        let name = snake_name(&parameter.name);
        let long = snake_name(&format!("{} {}", parameter.name, parameter.location.word()));
        let name = if OURS.contains(&name.as_str()) { format!("{name}_") } else { name };
        parameter.argument = scope.take_first(&[name, long]);
    }
    found
}

fn parameter(parameter: &Value, components: &Components<'_>) -> Option<Parameter> {
    let location = ParameterLocation::parse(text(parameter, "in")?)?;
    let json = parameter.get("content").and_then(|content| content.get(JSON));
    let schema = json.unwrap_or(parameter).get("schema");
    let words = text(parameter, "description").or_else(|| text(schema?, "description"));
    let ty = schema.map_or(TypeRef::Json, |schema| components.type_ref(schema).not_null());
    Some(Parameter {
        name: text(parameter, "name")?.to_owned(),
        argument: String::new(),
        location,
        style: match json {
            Some(_) => Style { kind: StyleKind::Json, explode: false, allow_reserved: false },
            None => Style::read(parameter, location.style()),
        },
        required: parameter.get("required") == Some(&Value::Bool(true)),
        ty,
        description: words.unwrap_or_default().trim().to_owned(),
    })
}
