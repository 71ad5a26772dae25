//! A body of the same media type in both documents.

use moored_model::api::{BodyKind, Content, ItemKind, RequestBody};

use super::{FORM_ENCODING, KIND, parts};
use crate::{
    Class, Direction,
    families::{both::Both, found::Found, items, parameters::Form},
};

/// What a caller passes for `content` of `body`.
pub(super) fn items(both: &Both<'_>, body: &RequestBody, content: &Content) -> Vec<String> {
    match body.contents.as_slice() {
        [_] => both.argument("body", body.required),
        _ => vec![items::body(both.old, Some(&content.variant))],
    }
}

pub(super) fn compare<'a>(
    both: &Both<'a>,
    body: &RequestBody,
    old: &'a Content,
    new: &'a Content,
    found: &mut Found<'a>,
) {
    let part = format!("body {}", old.media_type);
    let (in_old, in_new): ([&str; 3], [&str; 3]) =
        (["requestBody", "content", &old.media_type], ["requestBody", "content", &new.media_type]);
    let at: (&[&str], &[&str]) = (&in_old, &in_new);
    let root = || both.root(&part, at, items(both, body, old));
    let change = |rule, message: &str| {
        let mut change = both.change(rule, Class::Wire, &part, at, message).direction(Direction::Request);
        change.items = items(both, body, old);
        change
    };
    match (&old.kind, &new.kind) {
        (BodyKind::Json(one), BodyKind::Json(other)) => {
            found.value(root(), one, other, Direction::Request);
            found.bounds(root(), &old.bounds, &new.bounds);
        }
        (BodyKind::Form(one, styles), BodyKind::Form(other, new_styles)) => {
            let before = Form { ty: one, styles, types: &both.before.api.types };
            let after = Form { ty: other, styles: new_styles, types: &both.after.api.types };
            for name in before.differing(&after) {
                let mut change = change(&FORM_ENCODING, &format!("the member `{name}` is written in another way"));
                change.element.push_str(&format!(" member {name}"));
                found.push(change);
            }
            found.value(root(), one, other, Direction::Request);
            found.bounds(root(), &old.bounds, &new.bounds);
        }
        (BodyKind::Multipart(one), BodyKind::Multipart(other)) => {
            parts::compare(both, (old, one), other, at, found);
            found.bounds(root(), &old.bounds, &new.bounds);
        }
        (BodyKind::Items(one), BodyKind::Items(other)) => {
            match (&one.kind, &other.kind) {
                (ItemKind::Value(one), ItemKind::Value(other)) => found.value(root(), one, other, Direction::Request),
                (ItemKind::File, ItemKind::File) => {}
                _ => found.push(change(&KIND, "the parts are files in one document, and values in the other")),
            }
            found.bounds(root(), &old.bounds, &new.bounds);
        }
        (BodyKind::Raw, BodyKind::Raw) => {}
        _ => found.push(change(&KIND, "the provider does not find the parts that calls send")),
    }
}
