//! Compares what a source states about pages with the operation.

use http::HeaderName;

use super::{
    PageItems, PageSource, PageStyle, PageTarget, PagesOrigin, Pagination,
    body::{Body, NoList},
    draft::{Draft, DraftStyle, Target},
    raw::Raw,
};
use crate::api::{BodyKind, Operation, Parameter, ParameterLocation, TypeRef, Types};
use moored_document::{pointer::Pointer, suggest};

/// Why pages cannot be walked as stated, and what can be done.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Problem {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }
}

/// The pages that `draft` states for `operation`.
pub(super) fn resolve(
    draft: &Draft,
    origin: PagesOrigin,
    operation: &Operation,
    raw: &Raw<'_>,
    types: &Types,
) -> Result<Pagination, Problem> {
    let Some(body) = Body::of(operation, types) else {
        return Err(Problem::new("the operation has no success with JSON, or several"));
    };
    if operation.body.as_ref().is_some_and(|body| !body.is_value()) {
        return Err(Problem::new("the body of the request is a stream, which can be sent only once"));
    }
    let target = |target: &Target| self::target(target, operation, types);
    let source = |source: &PageSource| self::source(source, &body);
    let style = match &draft.style {
        DraftStyle::LinkHeader => PageStyle::LinkHeader,
        DraftStyle::NextUrl(next) => PageStyle::NextUrl(source(next)?),
        DraftStyle::Cursor(at, next) => PageStyle::Cursor(target(at)?, source(next)?),
        DraftStyle::Offset(at) => PageStyle::Offset(target(at)?),
        DraftStyle::PageNumber(at, first) => {
            let target = target(at)?;
            let stated = || match &target {
                PageTarget::Query(name) | PageTarget::Header(name) => raw.first_number(name),
                PageTarget::Body(_) => None,
            };
            let first = first.or_else(stated).unwrap_or(1);
            PageStyle::PageNumber { target, first }
        }
    };
    let items = match &draft.items {
        Some(at) => items(at, &body)?,
        None => {
            let at = body.only_list().ok_or_else(|| {
                Problem::new("the response has no list, or several of which each may be that of the items")
            })?;
            items(&at, &body)?
        }
    };
    Ok(Pagination {
        origin,
        style,
        items,
        total_pages: draft.total_pages.as_ref().map(source).transpose()?,
        total_items: draft.total_items.as_ref().map(source).transpose()?,
        has_more: draft.has_more.as_ref().map(source).transpose()?,
    })
}

fn items(at: &Pointer, body: &Body<'_>) -> Result<PageItems, Problem> {
    match body.item(at) {
        Ok(ty) => Ok(PageItems { status: body.status, pointer: at.clone(), ty }),
        Err(NoList::Missing(known)) => Err(missing(at, body, known)),
        Err(NoList::Other) => Err(Problem::new(format!("`{at}` of the response is not a list"))),
    }
}

fn source(source: &PageSource, body: &Body<'_>) -> Result<PageSource, Problem> {
    match source {
        PageSource::Body(at) if !source.may_be_in(&body.ty, body.types) => {
            let parent = at.parent().unwrap_or_default();
            let known = body.fields(parent.keys()).iter().map(|field| field.wire_name.clone()).collect();
            Err(missing(at, body, known))
        }
        PageSource::Header(name) if HeaderName::from_bytes(name.as_bytes()).is_err() => Err(Problem {
            message: format!("`{name}` is neither a JSON pointer nor the name of a header"),
            help: Some(format!("did you mean `/{}`?", name.replace('.', "/"))),
        }),
        _ => Ok(source.clone()),
    }
}

/// The problem that the response has nothing at `at`; `known` are the members of the object above it.
fn missing(at: &Pointer, body: &Body<'_>, known: Vec<String>) -> Problem {
    let mut pointers: Vec<String> = Vec::new();
    for field in body.fields(&[]) {
        let member = Pointer::root().join(&field.wire_name);
        pointers.push(member.to_string());
        pointers.extend(body.fields(member.keys()).iter().map(|inner| member.join(&inner.wire_name).to_string()));
    }
    let text = at.to_string();
    let help = suggest::did_you_mean_pointer(&text, pointers.iter().map(String::as_str))
        .or_else(|| suggest::did_you_mean(&text, pointers.iter().map(String::as_str)))
        .or_else(|| (!known.is_empty()).then(|| format!("the object has `{}`", known.join("`, `"))));
    Problem { message: format!("the response has no member at `{text}`"), help }
}

fn target(target: &Target, operation: &Operation, types: &Types) -> Result<PageTarget, Problem> {
    match target {
        Target::In(PageTarget::Body(at)) => {
            match body_type(operation).is_some_and(|ty| types.may_hold(ty, at.keys())) {
                true => Ok(PageTarget::Body(at.clone())),
                false => Err(Problem::new(format!("the request has no JSON body with a member at `{at}`"))),
            }
        }
        Target::In(PageTarget::Query(name)) => parameter(name, Some(ParameterLocation::Query), operation, types),
        Target::In(PageTarget::Header(name)) => parameter(name, Some(ParameterLocation::Header), operation, types),
        Target::Named(name) => parameter(name, None, operation, types),
    }
}

/// The parameter `name`, or else the member `name` of a JSON body.
fn parameter(
    name: &str,
    location: Option<ParameterLocation>,
    operation: &Operation,
    types: &Types,
) -> Result<PageTarget, Problem> {
    let is_possible = |one: &&Parameter| {
        matches!(one.location, ParameterLocation::Query | ParameterLocation::Header)
            && location.is_none_or(|location| one.location == location)
    };
    let is_called = |one: &&Parameter| match one.location {
        ParameterLocation::Header => one.name.eq_ignore_ascii_case(name),
        _ => one.name == name,
    };
    let mut possible = operation.parameters.iter().filter(is_possible);
    let found = operation.parameters.iter().filter(is_possible).find(is_called);
    let Some(found) = found else {
        let in_body = body_type(operation).filter(|ty| location.is_none() && types.member(ty, name).is_some());
        if in_body.is_some() {
            return Ok(PageTarget::Body(Pointer::root().join(name)));
        }
        let help = suggest::did_you_mean(name, possible.by_ref().map(|one| one.name.as_str()));
        let message = format!("the operation has no query or header parameter `{name}`");
        let declare = "add it to the operation in overlay.yaml if the provider reads it".to_owned();
        return Err(Problem { message, help: help.or(Some(declare)) });
    };
    if !is_scalar(&found.ty, types) {
        return Err(Problem::new(format!("the parameter `{name}` is neither text nor a number")));
    }
    Ok(match found.location {
        ParameterLocation::Header => PageTarget::Header(found.name.clone()),
        _ => PageTarget::Query(found.name.clone()),
    })
}

/// Whether values of `ty` are text, numbers, or anything.
pub(super) fn is_scalar(ty: &TypeRef, types: &Types) -> bool {
    match types.resolved(ty).not_null() {
        TypeRef::List(_) | TypeRef::Map(_) | TypeRef::JsonObject | TypeRef::Bool | TypeRef::Option(_) => false,
        TypeRef::Named(_) => types.structure(ty).is_none() && types.item(ty).is_none(),
        TypeRef::Native(_) | TypeRef::String | TypeRef::Integer(_) | TypeRef::Float | TypeRef::Json => true,
    }
}

/// The type of the JSON body of a request.
fn body_type(operation: &Operation) -> Option<&TypeRef> {
    match operation.body.as_ref()?.contents.as_slice() {
        [only] => match &only.kind {
            BodyKind::Json(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}
