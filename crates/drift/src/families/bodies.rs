//! Request bodies: whether there is one, and its media types.

mod contents;
mod parts;

use moored_document::media_type::{essence, sent_media_type};
use moored_model::api::{Content, RequestBody};

use super::{
    both::{self, Both},
    found::Found,
    items,
};
use crate::{Change, Class, Direction, Rule, comparison::Comparison, rule::rules};

rules! {
    REQUIRED_ADDED [Wire] "required-body-added" "An operation requires a body that it did not have."
        "A call without a body is rejected. With the new client it is an argument of the method, so that old code does \
         not compile.";
    OPTIONAL_ADDED [Additive] "optional-body-added" "An operation has an optional body that it did not have."
        "Calls without a body work as before. With the new client, a method of the call sets it.";
    REMOVED [Wire] "body-removed" "The request body is gone."
        "What calls send is lost: the provider no longer reads a body, or rejects it. Code that passes one does not \
         compile with the new client.";
    BECAME_REQUIRED [Wire] "body-became-required" "The request body was optional and is required now."
        "A call without a body is rejected. With the new client it is an argument of the method, so that old code does \
         not compile.";
    BECAME_OPTIONAL [Source] "body-became-optional" "The request body was required and is optional now."
        "Calls work as before. With the new client, a method of the call sets the body, which was an argument, so that \
         old code does not compile.";
    MEDIA_TYPE_CHANGED [Wire] "request-media-type-changed" "The request body has another media type."
        "The provider no longer accepts what calls send. Media types are compared without their parameters, and a range \
         such as `image/*` accepts every type in it.";
    MEDIA_TYPE_REMOVED [Wire] "request-media-type-removed" "One of the media types of a request body is gone."
        "Calls that send it are rejected, and its variant is gone from the new client. Calls that send another one work \
         as before.";
    MEDIA_TYPE_ADDED [Additive] "request-media-type-added" "A request body can have another media type."
        "Calls work as before. If there was only one, the new client takes an enum, and what the caller passed before is \
         converted to it where that is possible.";
    KIND [Wire] "body-kind-changed" "A multipart body has named parts instead of a list of parts, or the other way round."
        "The provider does not find the parts that calls send.";
    FORM_ENCODING [Wire] "form-encoding-changed" "A member of a form is written in another way."
        "The provider reads another value from what calls send, or none.";
}

/// The rules of all parts of the family.
pub(super) static ALL: &[&[&Rule]] = &[RULES, parts::RULES];

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let mut found = Found::default();
    for both in both::operations(comparison) {
        match (&both.old.body, &both.new.body) {
            (Some(old), Some(new)) => {
                presence(&both, old, new, &mut found);
                media_types(&both, old, new, &mut found);
            }
            (Some(old), None) => {
                let message = format!("what `{}` sends as a body is lost", both.call());
                let mut change = self::change(&both, &REMOVED, Class::Wire, message);
                change.items = both.argument("body", old.required);
                found.push(change);
            }
            (None, Some(new)) if new.required => {
                let message = format!("calls without a body are rejected: `{}` requires one", both.key);
                let mut change = self::change(&both, &REQUIRED_ADDED, Class::Wire, message);
                change.items = both.argument("body", true);
                found.push(change);
            }
            (None, Some(_)) => {
                let message = format!("`{}` takes a body", both.key);
                found.push(self::change(&both, &OPTIONAL_ADDED, Class::Additive, message));
            }
            (None, None) => {}
        }
    }
    found.add_to(comparison);
}

/// Where the body is.
const AT: &[&str] = &["requestBody"];

fn change(both: &Both<'_>, rule: &'static Rule, class: Class, message: String) -> Change {
    both.change(rule, class, "body", (AT, AT), message).direction(Direction::Request)
}

fn presence(both: &Both<'_>, old: &RequestBody, new: &RequestBody, found: &mut Found<'_>) {
    let (rule, class, message) = match (old.required, new.required) {
        (false, true) => (&BECAME_REQUIRED, Class::Wire, "calls without a body are rejected"),
        (true, false) => (&BECAME_OPTIONAL, Class::Source, "the body is optional"),
        _ => return,
    };
    let word = |required: bool| if required { "required" } else { "optional" };
    let mut change = change(both, rule, class, message.to_owned()).values(word(old.required), word(new.required));
    change.items = both.argument("body", true);
    found.push(change);
}

fn media_types<'a>(both: &Both<'a>, old: &'a RequestBody, new: &'a RequestBody, found: &mut Found<'a>) {
    let mut added: Vec<&Content> = new.contents.iter().collect();
    let mut removed: Vec<&Content> = Vec::new();
    for content in &old.contents {
        let is_same = |other: &&&Content| essence(&other.media_type) == essence(&content.media_type);
        // Ranges are sent as the same media type, so that several contents can have it.
        let exact = added.iter().find(|other| is_same(other) && other.variant == content.variant);
        let free = exact.or_else(|| added.iter().find(is_same)).copied();
        let same = free.or_else(|| new.contents.iter().find(|other| is_same(&other)));
        match same.or_else(|| in_range(both, content, new)) {
            Some(other) => {
                added.retain(|one| !std::ptr::eq(*one, other));
                contents::compare(both, old, content, other, found);
            }
            None => removed.push(content),
        }
    }
    if let ([old_content], [new_content]) = (removed.as_slice(), added.as_slice()) {
        let (before, after) = (&old_content.media_type, &new_content.media_type);
        let message = format!("calls send `{before}`; the provider expects `{after}`");
        let mut change = self::change(both, &MEDIA_TYPE_CHANGED, Class::Wire, message).values(before, after);
        change.element = both.element(&format!("body {before}"));
        change.items = contents::items(both, old, old_content);
        found.push(change);
        return;
    }
    for content in removed {
        let media_type = &content.media_type;
        let message = format!("calls that send `{media_type}` are rejected");
        let part = format!("body {media_type}");
        let at: &[&str] = &["requestBody", "content", media_type];
        let change = both.change(&MEDIA_TYPE_REMOVED, Class::Wire, &part, (at, AT), message);
        let mut change = change.direction(Direction::Request);
        change.items = contents::items(both, old, content);
        found.push(change);
    }
    for content in added {
        let media_type = &content.media_type;
        let part = format!("body {media_type}");
        let at: &[&str] = &["requestBody", "content", media_type];
        let message = format!("the body can be `{media_type}`");
        let change = both.change(&MEDIA_TYPE_ADDED, Class::Additive, &part, (AT, at), message);
        let mut change = change.direction(Direction::Request);
        if old.contents.len() == 1 {
            change.items = both.argument("body", old.required);
        }
        change.items.push(items::body(both.old, Some(&content.variant)));
        found.push(change);
    }
}

/// The content of `new` whose media type is a range that `content` is in.
fn in_range<'a>(both: &Both<'_>, content: &Content, new: &'a RequestBody) -> Option<&'a Content> {
    let (_, at) = both.pointers((&[], &["requestBody", "content"]));
    let declared = at.get(&both.after.document.value)?.as_object()?;
    let sent = essence(&content.media_type);
    let accepts = |range: &str| match essence(range).strip_suffix('*') {
        Some("*/") => true,
        Some(prefix) => prefix.ends_with('/') && sent.starts_with(prefix),
        None => false,
    };
    let range = declared.keys().find(|name| accepts(name))?;
    new.contents.iter().find(|other| other.media_type == sent_media_type(range))
}
