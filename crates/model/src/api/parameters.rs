//! Parameters: their names, their locations and their styles.

use serde::Serialize;
use serde_json::Value;

use super::{text, type_ref::TypeRef, types::Components};
use crate::{
    bounds::Bounds,
    naming::{argument_order, snake_name},
};
use moored_document::{media_type::MediaKind, schemas::members, scope::Scope, template::template_names};

/// One parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name in the request.
    pub name: String,
    /// The name in Rust, unique among the arguments of the operation.
    pub argument: String,
    /// The location (`in`).
    pub location: ParameterLocation,
    /// How its value is encoded.
    pub style: Style,
    /// The members with a style of their own, if the query as a whole is a form.
    pub members: Vec<(String, Style)>,
    /// Whether the parameter is required.
    pub required: bool,
    /// The type of its value, without `null`: a parameter without a value is omitted.
    pub ty: TypeRef,
    /// The bounds of its value.
    pub bounds: Bounds,
    /// The description in the document.
    pub description: String,
    /// Whether the parameter or its schema is deprecated.
    pub deprecated: bool,
}

/// The location of a parameter; the order of the variants is that of the arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterLocation {
    /// In the path, as a template expression.
    Path,
    /// In the query.
    Query,
    /// The query as a whole.
    Querystring,
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
            Self::Querystring => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Path, Self::Query, Self::Querystring, Self::Header, Self::Cookie]
            .into_iter()
            .find(|location| location.word() == word)
    }

    /// The default style.
    #[must_use]
    pub const fn style(self) -> Style {
        match self {
            Self::Path | Self::Querystring | Self::Header => {
                Style { kind: StyleKind::Simple, explode: false, allow_reserved: false }
            }
            Self::Query | Self::Cookie => Style { kind: StyleKind::Form, explode: true, allow_reserved: false },
        }
    }
}

/// How a value is encoded (OpenAPI 3.1.1, section 4.8.12.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Style {
    /// `style`, or JSON.
    pub kind: StyleKind,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
}

/// The styles, and JSON, the style of a parameter with `content`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "their names are the specification's")]
pub enum StyleKind {
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
    /// The style of `holder`, a parameter or an encoding object. Missing members are taken from `default`.
    pub(crate) fn read(holder: &Value, default: Self) -> Self {
        let kind = match text(holder, "style") {
            Some("simple") => StyleKind::Simple,
            Some("label") => StyleKind::Label,
            Some("matrix") => StyleKind::Matrix,
            Some("form") => StyleKind::Form,
            Some("cookie") => StyleKind::Cookie,
            Some("spaceDelimited") => StyleKind::SpaceDelimited,
            Some("pipeDelimited") => StyleKind::PipeDelimited,
            Some("deepObject") => StyleKind::DeepObject,
            _ => default.kind,
        };
        let flag = |key: &str| holder.get(key).and_then(Value::as_bool);
        Self {
            kind,
            // `deepObject` is always exploded.
            explode: kind != StyleKind::DeepObject
                && flag("explode").unwrap_or(matches!(kind, StyleKind::Form | StyleKind::Cookie)),
            allow_reserved: flag("allowReserved").unwrap_or(default.allow_reserved),
        }
    }
}

/// The properties of a form that are not encoded by default: those with a style and those sent as JSON.
pub(super) fn member_styles(encoding: Option<&Value>) -> Vec<(String, Style)> {
    let read = |encoding: &Value| {
        let is_json = text(encoding, "contentType").is_some_and(|kind| MediaKind::of(kind) == MediaKind::Json);
        match (explicit_style(encoding), is_json) {
            (Some(style), _) => Some(style),
            (None, true) => Some(Style { kind: StyleKind::Json, explode: false, allow_reserved: false }),
            (None, false) => None,
        }
    };
    members(encoding).filter_map(|(name, encoding)| Some((name.clone(), read(encoding)?))).collect()
}

/// The style of an encoding object.
pub(super) fn explicit_style(encoding: &Value) -> Option<Style> {
    let has_style = ["style", "explode", "allowReserved"].into_iter().any(|key| encoding.get(key).is_some());
    has_style.then(|| Style::read(encoding, ParameterLocation::Query.style()))
}

/// Names that the type of a call already has.
const OURS: &[&str] = &["client", "clone", "fmt", "new", "options", "request", "send", "send_with"];

/// Whether a parameter can have `name` in Rust.
pub(crate) fn is_argument(name: &str) -> bool {
    !OURS.contains(&name)
}

/// The parameters of `operation`, whose path is `path`, in the order of arguments: path parameters in the order of the
/// path, then query, header and cookie parameters by name. If several have the same name, the one that has exactly this
/// name keeps it, or else the first; the others get their location as a suffix.
///
/// `bounds` returns those of the parameter with this index.
pub(super) fn read(
    operation: &Value,
    path: &str,
    components: &Components<'_>,
    bounds: &dyn Fn(usize) -> Bounds,
) -> Vec<Parameter> {
    let in_path = template_names(path);
    let declared = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let read = |(index, declared)| parameter(declared, components, || bounds(index));
    let mut found: Vec<Parameter> = declared.enumerate().filter_map(read).collect();
    found.sort_by_cached_key(|parameter| {
        let position = in_path.iter().position(|name| *name == parameter.name);
        (parameter.location, position.filter(|_| parameter.location == ParameterLocation::Path), parameter.name.clone())
    });
    let mut scope = Scope::default();
    if operation.get("requestBody").is_some() {
        scope.take("body");
    }
    for index in argument_order(found.iter().map(|parameter| parameter.name.as_str()).collect()) {
        let Some(parameter) = found.get_mut(index) else { continue };
        let name = snake_name(&parameter.name);
        let long = snake_name(&format!("{} {}", parameter.name, parameter.location.word()));
        let name = if OURS.contains(&name.as_str()) { format!("{name}_") } else { name };
        parameter.argument = scope.take_first(&[name, long]);
    }
    found
}

fn parameter(parameter: &Value, components: &Components<'_>, bounds: impl FnOnce() -> Bounds) -> Option<Parameter> {
    let location = ParameterLocation::parse(text(parameter, "in")?)?;
    let content = members(parameter.get("content")).next();
    let schema = content.map_or(parameter, |(_, media)| media).get("schema");
    let description = text(parameter, "description").or_else(|| text(schema?, "description"));
    let ty = schema.map_or(TypeRef::Json, |schema| components.type_ref(schema).not_null());
    Some(Parameter {
        name: text(parameter, "name")?.to_owned(),
        argument: String::new(),
        location,
        style: match content.map(|(media_type, _)| MediaKind::of(media_type)) {
            Some(MediaKind::Form) => Style::read(parameter, ParameterLocation::Query.style()),
            Some(_) => Style { kind: StyleKind::Json, explode: false, allow_reserved: false },
            None => Style::read(parameter, location.style()),
        },
        members: member_styles(content.and_then(|(_, media)| media.get("encoding"))),
        required: parameter.get("required") == Some(&Value::Bool(true)),
        ty,
        bounds: bounds(),
        description: description.unwrap_or_default().trim().to_owned(),
        deprecated: [Some(parameter), schema]
            .iter()
            .flatten()
            .any(|one| one.get("deprecated") == Some(&Value::Bool(true))),
    })
}
