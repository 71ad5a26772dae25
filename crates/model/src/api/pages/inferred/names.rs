//! The parameters of a request and the members of a response that may be about pages.

use crate::api::pages::PageTarget;
use crate::api::{
    Field, Operation, Parameter, ParameterLocation, TypeRef, Types,
    pages::{
        body::{Body, plain},
        draft::Target,
        raw::Raw,
        resolve::is_scalar,
    },
};
use moored_document::pointer::Pointer;

/// Query parameters with the number of a page.
pub(super) const PAGES: &[&str] = &["page", "pageindex", "pageno", "pagenum", "pagenumber"];

/// Query parameters with the number of items before a page.
pub(super) const OFFSETS: &[&str] = &["offset", "pageoffset", "skip"];

/// Query parameters with the number of items of a page.
const SIZES: &[&str] = &[
    "count",
    "itemsperpage",
    "limit",
    "maxresults",
    "pagelimit",
    "pagesize",
    "perpage",
    "resultsperpage",
    "size",
    "take",
    "top",
];

/// Query parameters with a value that the response has.
const CURSORS: &[&str] = &["after", "afterid", "before", "continue", "startafter", "startingafter"];

/// Parts of such names.
const PARTS_OF_CURSORS: &[&str] = &["cursor", "marker", "token"];

/// Parts of the names of other tokens.
const PARTS_OF_CREDENTIALS: &[&str] = &["access", "auth", "csrf", "session"];

/// Names of objects that are about the page and nothing else.
const ABOUT_PAGES: &[&str] = &[
    "cursor",
    "cursors",
    "links",
    "listinfo",
    "listmetadata",
    "meta",
    "metadata",
    "pager",
    "pageable",
    "paging",
    "resultinfo",
];

/// The scalar query parameters.
pub(super) struct Parameters<'a> {
    /// Each with its plain name.
    pub(super) all: Vec<(String, &'a Parameter)>,
    /// The plain names of those that are `true` or `false`.
    flags: Vec<String>,
    types: &'a Types,
}

impl<'a> Parameters<'a> {
    pub(super) fn of(operation: &'a Operation, types: &'a Types) -> Self {
        let is_possible = |one: &&Parameter| one.location == ParameterLocation::Query && is_scalar(&one.ty, types);
        let all = operation.parameters.iter().filter(is_possible).map(|one| (plain(&one.name), one)).collect();
        let flags = operation.parameters.iter().filter(|one| types.resolved(&one.ty) == TypeRef::Bool);
        Self { all, flags: flags.map(|one| plain(&one.name)).collect(), types }
    }

    /// Whether one of them is about pages.
    pub(super) fn about_pages(&self) -> bool {
        self.all.iter().any(|(name, _)| {
            let name = name.as_str();
            PAGES.contains(&name) || OFFSETS.contains(&name) || SIZES.contains(&name) || is_cursor(name)
        })
    }

    /// Whether one of them is the size of a page.
    pub(super) fn has_size(&self) -> bool {
        self.all.iter().any(|(name, _)| SIZES.contains(&name.as_str()))
    }

    /// Whether another one than `name` states the position of a page as well, or switches `name` on: `usemarker`.
    pub(super) fn has_other_way(&self, name: &str) -> bool {
        if self.flags.iter().any(|flag| flag.contains(name) && (flag.starts_with("use") || flag.starts_with("with"))) {
            return true;
        }
        self.all.iter().filter(|(other, _)| other != name).any(|(other, one)| {
            let other = other.as_str();
            // What goes back from a page is not another way to go on.
            let is_back = other.starts_with("before") || other.starts_with("ending") || other.starts_with("prev");
            let is_way = PAGES.contains(&other) || OFFSETS.contains(&other) || is_cursor(other);
            is_way && !is_back && !one.deprecated
        })
    }

    /// The only integer of these names.
    pub(super) fn integer(&self, names: &[&str]) -> Option<(&str, &'a Parameter)> {
        let mut found = self.all.iter().filter(|(name, one)| {
            names.contains(&name.as_str())
                && matches!(self.types.resolved(&one.ty), TypeRef::Integer(_) | TypeRef::Float | TypeRef::Native(_))
        });
        let (name, one) = found.next()?;
        found.next().is_none().then_some((name, one))
    }
}

/// Whether the plain name `name` is that of a cursor.
pub(super) fn is_cursor(name: &str) -> bool {
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    CURSORS.contains(&name) || (has(PARTS_OF_CURSORS) && !has(PARTS_OF_CREDENTIALS))
}

/// The part of a request that a parameter is.
pub(super) fn target(parameter: &Parameter) -> Target {
    Target::In(PageTarget::Query(parameter.name.clone()))
}

/// A member that may be about pages.
pub(super) struct Member<'a> {
    pub(super) at: Pointer,
    /// Its plain name.
    pub(super) name: String,
    /// The plain name of the object that has it; empty for the whole body.
    pub(super) object: String,
    pub(super) field: &'a Field,
    pub(super) is_text: bool,
    pub(super) is_integer: bool,
    pub(super) is_flag: bool,
    /// Whether `format` states that it is an address.
    pub(super) is_address: bool,
}

/// The members of the body, of the object with the list, and of objects in these that are about pages.
pub(super) struct Members<'a>(pub(super) Vec<Member<'a>>);

impl<'a> Members<'a> {
    pub(super) fn of(body: &Body<'a>, items: &Pointer, raw: &Raw<'_>) -> Self {
        let root = Pointer::root();
        let mut objects = vec![root.clone()];
        objects.extend(items.parent().filter(|parent| *parent != root));
        let mut index = 0;
        // Two levels are enough: `/paging/next/after`.
        while let Some(at) = objects.get(index).cloned() {
            index += 1;
            let depth = at.keys().iter().filter(|key| is_about_pages(&plain(key)) || plain(key) == "next").count();
            let inner = body.fields(at.keys()).iter().filter(|field| {
                let name = plain(&field.wire_name);
                (is_about_pages(&name) || (depth > 0 && name == "next")) && body.types.structure(&field.ty).is_some()
            });
            let inner: Vec<Pointer> = inner.map(|field| at.join(&field.wire_name)).collect();
            if depth < 2 {
                objects.extend(inner.into_iter().filter(|at| !objects.contains(at)).collect::<Vec<_>>());
            }
        }
        let members = objects.iter().flat_map(|object| {
            let name = object.last().map(plain).unwrap_or_default();
            body.fields(object.keys()).iter().map(move |field| member(field, object, &name, body.types, raw))
        });
        Self(members.collect())
    }

    /// The only member for which `is_wanted`.
    pub(super) fn only(&self, is_wanted: impl Fn(&Member<'_>) -> bool) -> Option<&Member<'a>> {
        let mut found = self.0.iter().filter(|member| is_wanted(member));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Whether there are more pages, according to the only member of such a name.
    pub(super) fn has_more(&self) -> Option<&Member<'a>> {
        const NAMES: &[&str] = &["hasmore", "hasmoreitems", "hasmorepages", "hasnext", "hasnextpage"];
        self.only(|member| member.is_flag && NAMES.contains(&member.name.as_str()))
    }
}

fn is_about_pages(name: &str) -> bool {
    ABOUT_PAGES.contains(&name)
        || name.starts_with("page")
        || name.starts_with("pagination")
        || name.ends_with("pagination")
}

fn member<'a>(field: &'a Field, object: &Pointer, name: &str, types: &Types, raw: &Raw<'_>) -> Member<'a> {
    let ty = types.resolved(&field.ty).not_null();
    let is_address = || matches!(raw.format(&field.origin), Some("uri" | "url" | "uri-reference" | "iri"));
    Member {
        at: object.join(&field.wire_name),
        name: plain(&field.wire_name),
        object: name.to_owned(),
        field,
        is_text: matches!(ty, TypeRef::String),
        is_integer: matches!(ty, TypeRef::Integer(_)),
        is_flag: ty == TypeRef::Bool,
        is_address: ty == TypeRef::String && is_address(),
    }
}
