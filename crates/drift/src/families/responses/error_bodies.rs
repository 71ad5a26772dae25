//! Bodies of error responses. Unlike those of successes, a client decodes them in any documented media type.

use moored_document::media_type::essence;
use moored_model::api::{Representation, Response, ResponseBody};

use super::{
    bodies::{decodes, word},
    negotiation,
};
use crate::{
    Change, Class, Direction, Rule,
    families::{both::Both, found::Found, items},
    rule::rules,
};

rules! {
    ADDED [Source] "error-body-added" "An error response has a body that it did not have."
        "The client ignores it as before. With the new client the variant of the error has a value, so that old code does \
         not compile.";
    REMOVED [Wire] "error-body-removed" "An error response has no body any more."
        "Instead of the documented error, the client returns the one for an empty body or an empty value.";
    KIND [Wire Behaviour] "error-kind-changed" "The body of an error response is JSON, text or bytes instead of one of the others."
        "The client decodes what its document describes: anything as bytes, and JSON as text, but not text as JSON. If it \
         still decodes, the variant has another type in the new client, or the same type with another value: a JSON string \
         without its quotes.";
    MEDIA_TYPE_REMOVED [Source] "error-media-type-removed" "A representation of an error response is gone."
        "Code that matches its variant does not compile with the new client.";
    MEDIA_TYPE_ADDED [Additive] "error-media-type-added" "An error response has another representation."
        "The client decodes it if it can. The enum of error responses is `non_exhaustive`, so that old code compiles.";
}

/// Compares the bodies of an error response: what the old client decodes as `old` is documented as `new`.
pub(super) fn compare<'a>(both: &Both<'a>, old: &'a Response, new: &'a Response, found: &mut Found<'a>) {
    let (before, after) = (&old.representations, &new.representations);
    let is_same = old.status == new.status;
    let body = Body { both, old, new };
    let first = || old.variants.first().map(|variant| items::error(both.old, Some(variant))).into_iter().collect();
    match (before.as_slice(), after.as_slice()) {
        ([], []) => {}
        ([], [..]) if is_same => {
            let message = format!("the error response `{}` has a body", new.status);
            found.push(body.change(&ADDED, Class::Source, None, first(), message));
        }
        ([], [..]) => {}
        ([one, ..], []) => {
            let message = format!("the error response `{}` has no body: its {} is lost", new.status, word(&one.body));
            found.push(body.change(&REMOVED, Class::Wire, None, first(), message));
        }
        _ => body.compare(is_same, found),
    }
}

/// The body of an error response in both documents.
struct Body<'b, 'a> {
    both: &'b Both<'a>,
    old: &'a Response,
    new: &'a Response,
}

impl<'a> Body<'_, 'a> {
    fn part(&self, media_type: Option<&str>) -> String {
        let status = self.new.status;
        media_type.map_or_else(|| format!("response {status}"), |media_type| format!("response {status} {media_type}"))
    }

    fn change(
        &self,
        rule: &'static Rule,
        class: Class,
        media_type: Option<&str>,
        items: Vec<String>,
        message: String,
    ) -> Change {
        let (before, after) = (self.old.status.to_string(), self.new.status.to_string());
        let at: (&[&str], &[&str]) = (&["responses", &before, "content"], &["responses", &after, "content"]);
        let mut change = self.both.change(rule, class, &self.part(media_type), at, message);
        change.items = items;
        change.direction(Direction::Response)
    }

    /// The item of the variant that decodes `representation` of the old response.
    fn variant(&self, representation: &Representation) -> Vec<String> {
        let index = self.old.possible().iter().position(|one| one.body == representation.body);
        let name = index.and_then(|index| self.old.variants.get(index));
        name.map(|name| items::error(self.both.old, Some(name))).into_iter().collect()
    }

    /// All variants of both clients.
    fn variants(&self) -> Vec<String> {
        let of_old = self.old.variants.iter().map(|variant| items::error(self.both.old, Some(variant)));
        let of_new = self.new.variants.iter().map(|variant| items::error(self.both.new, Some(variant)));
        of_old.chain(of_new).collect()
    }

    /// `is_same` is whether both are described under the same status.
    fn compare(&self, is_same: bool, found: &mut Found<'a>) {
        let has = |list: &[Representation], media_type: &str| {
            list.iter().any(|one| one.media_types.iter().any(|other| essence(other) == essence(media_type)))
        };
        // A provider that has nothing of what the client accepts may send anything.
        let mut sent = negotiation::accepted(self.both.old.accept.as_deref(), &self.new.representations);
        if sent.is_empty() {
            sent = self.new.representations.iter().collect();
        }
        for one in &self.new.representations {
            let Some(decoder) = decoder(&self.old.representations, one) else { continue };
            let (before, after) = (word(&decoder.body), word(&one.body));
            let media_type = one.media_types.first().map_or("", String::as_str);
            let is_sent = sent.iter().any(|other| std::ptr::eq(*other, one));
            let is_new = !one.media_types.iter().any(|name| has(&self.old.representations, name));
            if is_same && is_new && (before == after || !is_sent) {
                let message = format!("`{media_type}` is another representation of `{}`", self.new.status);
                found.push(self.change(&MEDIA_TYPE_ADDED, Class::Additive, Some(media_type), self.variants(), message));
            }
            if !is_sent {
                continue;
            }
            if !decodes(&decoder.body, &one.body) {
                let message = format!("the client decodes {before}; the provider sends {after}");
                let change = self.change(&KIND, Class::Wire, Some(media_type), self.variant(decoder), message);
                found.push(change.values(before, after));
            } else if is_same && before != after {
                let message = format!("the error response `{}` is {after} instead of {before}", self.new.status);
                let change = self.change(&KIND, Class::Behaviour, Some(media_type), self.variant(decoder), message);
                found.push(change.values(before, after));
            }
            if let (ResponseBody::Json(old), ResponseBody::Json(new)) = (&decoder.body, &one.body) {
                let (before, after) = (self.old.status.to_string(), self.new.status.to_string());
                let of_old = decoder.media_types.first().map_or("", String::as_str);
                let at: (&[&str], &[&str]) =
                    (&["responses", &before, "content", of_old], &["responses", &after, "content", media_type]);
                let root = self.both.root(&self.part(Some(media_type)), at, self.variant(decoder));
                found.value(root, old, new, Direction::Response);
            }
        }
        for (one, variant) in self.old.possible().iter().zip(&self.old.variants).filter(|_| is_same) {
            let is_gone = !self.new.possible().iter().any(|other| word(&other.body) == word(&one.body));
            let is_kept = one.media_types.iter().any(|name| has(&self.new.representations, name));
            if is_gone && !is_kept && self.new.variants.len() < self.old.variants.len() {
                let media_type = one.media_types.join(", ");
                let message = format!("`{media_type}` is no longer a representation of `{}`", self.old.status);
                let items = vec![items::error(self.both.old, Some(variant))];
                found.push(self.change(&MEDIA_TYPE_REMOVED, Class::Source, Some(&media_type), items, message));
            }
        }
    }
}

/// The representation as which a client decodes `sent`: that with its media type, else the first.
fn decoder<'r>(documented: &'r [Representation], sent: &Representation) -> Option<&'r Representation> {
    let names: Vec<String> = sent.media_types.iter().map(|name| essence(name)).collect();
    let same = documented.iter().find(|one| one.media_types.iter().any(|name| names.contains(&essence(name))));
    same.or_else(|| documented.first())
}
