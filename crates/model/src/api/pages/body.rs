//! The JSON of a success, in which a source of pages finds its list.

use crate::api::{Field, Operation, ResponseBody, TypeRef, Types};
use moored_document::{pointer::Pointer, status::Status};

/// Names of the list of a page, among other lists.
const LISTS: &[&str] = &[
    "content", "data", "elements", "entries", "items", "list", "objects", "records", "results", "rows", "value",
    "values",
];

/// Lists about the response, beside the items.
const NOT_ITEMS: &[&str] = &["errors", "messages", "notices", "warnings"];

/// Names of an object that only has the page in it.
const ENVELOPES: &[&str] =
    &["content", "cursor", "data", "embedded", "list", "page", "payload", "response", "result", "results"];

/// The JSON of a success.
pub(super) struct Body<'a> {
    pub(super) status: Status,
    pub(super) ty: TypeRef,
    pub(super) types: &'a Types,
}

/// Why a response has no list at a pointer.
pub(super) enum NoList {
    /// There is no such member; the members of the object that should have it.
    Missing(Vec<String>),
    /// It is something else.
    Other,
}

impl<'a> Body<'a> {
    /// The JSON of `operation`, if exactly one of its successes has any.
    pub(super) fn of(operation: &Operation, types: &'a Types) -> Option<Self> {
        let mut found = operation.successes().into_iter().filter_map(|response| match response.negotiated().body {
            ResponseBody::Json(ty) => Some((response.status, ty)),
            ResponseBody::Empty | ResponseBody::Text | ResponseBody::Bytes => None,
        });
        let (status, ty) = found.next()?;
        found.next().is_none().then_some(Self { status, ty, types })
    }

    /// The properties of the value at `keys`.
    pub(super) fn fields(&self, keys: &[String]) -> &'a [Field] {
        let ty = keys.iter().try_fold(self.ty.clone(), |ty, key| Some(self.types.member(&ty, key)?.ty.clone()));
        ty.and_then(|ty| self.types.structure(&ty)).map_or(&[], |found| &found.fields)
    }

    /// The type of the items of the list at `at`.
    pub(super) fn item(&self, at: &Pointer) -> Result<TypeRef, NoList> {
        let mut ty = self.ty.clone();
        for key in at.keys() {
            let Some(object) = self.types.structure(&ty) else { return Err(NoList::Other) };
            match object.fields.iter().find(|field| field.wire_name == *key) {
                Some(field) => ty = field.ty.clone(),
                None => {
                    return Err(NoList::Missing(object.fields.iter().map(|field| field.wire_name.clone()).collect()));
                }
            }
        }
        self.types.item(&ty).ok_or(NoList::Other)
    }

    /// Where the list of a page is, if there is only one possibility: the body itself, the only list in it, the one
    /// with a usual name, or the same in an object that has nothing but the page.
    pub(super) fn only_list(&self) -> Option<Pointer> {
        if self.types.item(&self.ty).is_some() {
            return Some(Pointer::root());
        }
        let root = Pointer::root();
        let envelopes = self.fields(&[]).iter().filter(|field| ENVELOPES.contains(&plain(&field.wire_name).as_str()));
        let nested = || {
            let mut found = envelopes.filter_map(|field| self.list_in(&root.join(&field.wire_name)));
            found.next().filter(|_| found.next().is_none())
        };
        match self.lists(&root).is_empty() {
            true => nested(),
            false => self.list_in(&root),
        }
    }

    /// The list among the properties of the object at `at`.
    fn list_in(&self, at: &Pointer) -> Option<Pointer> {
        let lists = self.lists(at);
        let usual: Vec<&&Field> =
            lists.iter().filter(|field| LISTS.contains(&plain(&field.wire_name).as_str())).collect();
        let name = match (lists.as_slice(), usual.as_slice()) {
            ([only], _) => &only.wire_name,
            (_, [only]) => &only.wire_name,
            _ => return None,
        };
        Some(at.join(name))
    }

    fn lists(&self, at: &Pointer) -> Vec<&'a Field> {
        let is_list = |field: &&Field| self.types.item(&field.ty).is_some();
        let is_about_response = |field: &Field| NOT_ITEMS.contains(&plain(&field.wire_name).as_str());
        self.fields(at.keys()).iter().filter(is_list).filter(|field| !is_about_response(field)).collect()
    }
}

/// A name without what styles of names differ in: `nextPageToken` and `next_page_token` are the same.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|one| one.to_ascii_lowercase()).collect()
}
