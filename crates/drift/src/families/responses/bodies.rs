//! Bodies of successes. The client states in `Accept` what it decodes.

use moored_model::api::{Framing, Items, Representation, Response, ResponseBody};

use super::{negotiation, success_items};
use crate::{
    Change, Class, Direction, Rule,
    families::{both::Both, found::Found, items},
    rule::rules,
};

rules! {
    ADDED [Source] "response-body-added" "A response has a body that it did not have."
        "The client ignores it as before. With the new client the call returns it, so that old code does not compile.";
    REMOVED [Wire] "response-body-removed" "A response has no body any more."
        "What the call returned is lost. If it was JSON, the client returns an error, because an empty body is none.";
    MEDIA_TYPE_CHANGED [Wire] "response-media-type-changed" "A response has other media types, of which the client accepts none."
        "The provider has nothing that the `Accept` header of the client allows: it responds with 406, or sends what the \
         client may not decode.";
    MEDIA_TYPE_REMOVED [Wire] "response-media-type-removed" "A representation of a response is gone."
        "Calls that ask for it with a method of its own (`as_csv`) fail, and the method is gone from the new client. Calls that \
         use `send` work as before.";
    MEDIA_TYPE_ADDED [Additive] "response-media-type-added" "A response has another representation."
        "Calls work as before, because the client accepts what it accepted before.";
    KIND [Wire Source] "response-kind-changed" "A body is JSON, text or bytes instead of one of the others."
        "The client decodes what its document describes: anything as bytes, and JSON as text, but not text as JSON. If it \
         still decodes, the type of the result differs in the new client, so that old code does not compile.";
    ITEMS_REMOVED [Source] "response-items-removed" "The items of a sequence no longer have a type."
        "The new client has no method `items`, so that old code does not compile.";
    ITEMS_ADDED [Additive] "response-items-added" "The items of a sequence have a type."
        "Calls work as before. The new client has a method `items` that returns them one by one.";
    FRAMING [Wire Source] "response-framing-changed" "The items of a sequence are separated in another way, or the data of events is text instead of JSON."
        "The method `items` of the client returns errors, or items of another type.";
}

/// Compares the bodies of a success.
pub(super) fn compare<'a>(both: &Both<'a>, old: &'a Response, new: &'a Response, found: &mut Found<'a>) {
    let body = Body { both, old, new };
    let negotiated = old.negotiated();
    if negotiated.body == ResponseBody::Empty {
        if !new.representations.is_empty() {
            let message = format!("`{}` returns a body", both.call());
            found.push(body.change(&ADDED, Class::Source, None, message));
        }
        return;
    }
    if new.representations.is_empty() {
        let message = format!("what `{}` returns is lost: the response has no body", both.call());
        found.push(body.change(&REMOVED, Class::Wire, None, message).values(word(&negotiated.body), "nothing"));
        return;
    }
    let accepted = negotiation::accepted(both.old.accept.as_deref(), &new.representations);
    if accepted.is_empty() {
        let (before, after) = (media_types(&old.representations), media_types(&new.representations));
        let message = format!("calls accept `{before}`; the provider sends `{after}`");
        found.push(body.change(&MEDIA_TYPE_CHANGED, Class::Wire, None, message).values(before, after));
        if let (Some(one), Some(other)) = (old.representations.first(), new.representations.first()) {
            body.json(one, other, success_items(both, old), found);
        }
        return;
    }
    body.negotiated(&negotiated, &accepted, found);
    body.items(found);
    body.alternatives(found);
}

/// The body of a success in both documents.
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

    fn change(&self, rule: &'static Rule, class: Class, media_type: Option<&str>, message: String) -> Change {
        let (before, after) = (self.old.status.to_string(), self.new.status.to_string());
        let at: (&[&str], &[&str]) = (&["responses", &before, "content"], &["responses", &after, "content"]);
        let mut change = self.both.change(rule, class, &self.part(media_type), at, message);
        change.items = success_items(self.both, self.old);
        change.direction(Direction::Response)
    }

    /// Compares what the provider sends for the `Accept` header of the old client with what that decodes.
    fn negotiated(&self, before: &Representation, accepted: &[&'a Representation], found: &mut Found<'a>) {
        let same: Vec<&Representation> = accepted
            .iter()
            .copied()
            .filter(|one| negotiation::shares_media_type(&before.media_types, &one.media_types))
            .collect();
        let sent = if same.is_empty() { accepted } else { &same };
        let failing = sent.iter().find(|one| !decodes(&before.body, &one.body));
        let after = self.new.negotiated();
        if let Some(failing) = failing {
            let (before, after) = (word(&before.body), word(&failing.body));
            let message = format!("the client decodes {before}; the provider sends {after}");
            found.push(self.change(&KIND, Class::Wire, None, message).values(before, after));
        } else if word(&before.body) != word(&after.body) {
            let (before, after) = (word(&before.body), word(&after.body));
            let message = format!("`{}` returns {after} instead of {before}", self.both.call());
            found.push(self.change(&KIND, Class::Source, None, message).values(before, after));
        }
        if let Some(first) = self.old.representations.first() {
            for one in sent {
                self.json(first, one, success_items(self.both, self.old), found);
            }
        }
    }

    /// Compares the types of JSON.
    fn json(&self, old: &'a Representation, new: &'a Representation, items: Vec<String>, found: &mut Found<'a>) {
        let (ResponseBody::Json(one), ResponseBody::Json(other)) = (&old.body, &new.body) else { return };
        found.value(self.root(old, new, items), one, other, Direction::Response);
    }

    fn root(&self, old: &Representation, new: &Representation, items: Vec<String>) -> crate::values::Root {
        let first = |one: &Representation| one.media_types.first().cloned().unwrap_or_default();
        let (one, other) = (first(old), first(new));
        let (before, after) = (self.old.status.to_string(), self.new.status.to_string());
        let at: (&[&str], &[&str]) =
            (&["responses", &before, "content", &one], &["responses", &after, "content", &other]);
        self.both.root(&self.part(Some(&one)), at, items)
    }

    /// Compares sequences.
    fn items(&self, found: &mut Found<'a>) {
        fn only(response: &Response) -> Option<(&Representation, &Items)> {
            let first = response.representations.first().filter(|_| response.representations.len() == 1)?;
            Some((first, first.items.as_ref()?))
        }
        let methods = || ["items", "items_with"].map(|name| items::of_call(self.both.old, name)).to_vec();
        match (only(self.old), only(self.new)) {
            (Some((one, old)), Some((other, new))) if old.framing == new.framing => {
                if old.framing != Framing::TextEvents {
                    let mut root = self.root(one, other, methods());
                    root.element.push_str(" items");
                    found.value(root, &old.ty, &new.ty, Direction::Response);
                }
            }
            (Some((_, old)), Some((_, new))) => {
                let is_lost =
                    matches!((old.framing, new.framing), (Framing::Events | Framing::WholeEvents, Framing::TextEvents));
                let class = if is_lost || !new.framing.is_event() { Class::Wire } else { Class::Source };
                let (before, after) = (framing(old.framing), framing(new.framing));
                let message = format!("the provider sends {after}; `items` reads {before}");
                let mut change = self.change(&FRAMING, class, None, message).values(before, after);
                change.items = methods();
                found.push(change);
            }
            (Some((_, old)), None) => {
                let message = format!("`items` is gone: {} have no type any more", framing(old.framing));
                let mut change = self.change(&ITEMS_REMOVED, Class::Source, None, message);
                change.items = methods();
                found.push(change);
            }
            (None, Some((_, new))) => {
                let message = format!("the response has typed {}", framing(new.framing));
                let mut change = self.change(&ITEMS_ADDED, Class::Additive, None, message);
                change.items = methods();
                found.push(change);
            }
            (None, None) => {}
        }
    }

    /// Compares the representations that have a method of their own, and finds new ones.
    fn alternatives(&self, found: &mut Found<'a>) {
        let shares = |one: &Representation, other: &Representation| {
            negotiation::shares_media_type(&one.media_types, &other.media_types)
        };
        for one in self.old.alternatives() {
            let methods = items::alternative(one).into_iter().flat_map(|name| {
                [items::of_call(self.both.old, &name), items::of_call(self.both.old, &format!("{name}_with"))]
            });
            match self.new.representations.iter().find(|other| shares(one, other)) {
                Some(other) => self.json(one, other, methods.collect(), found),
                None => {
                    let media_type = one.media_types.join(", ");
                    let method = items::alternative(one).unwrap_or_default();
                    let message = format!("calls that ask for `{media_type}` with `{method}` fail");
                    let mut change = self.change(&MEDIA_TYPE_REMOVED, Class::Wire, Some(&media_type), message);
                    change.items = methods.collect();
                    found.push(change);
                }
            }
        }
        for one in &self.new.representations {
            if !self.old.representations.iter().any(|other| shares(one, other)) {
                let media_type = one.media_types.join(", ");
                let message = format!("`{media_type}` can be asked for");
                found.push(self.change(&MEDIA_TYPE_ADDED, Class::Additive, Some(&media_type), message));
            }
        }
    }
}

/// Whether a client that expects `expected` decodes `sent`, types aside.
pub(super) const fn decodes(expected: &ResponseBody, sent: &ResponseBody) -> bool {
    match expected {
        ResponseBody::Empty | ResponseBody::Bytes => true,
        ResponseBody::Text => matches!(sent, ResponseBody::Text | ResponseBody::Json(_)),
        ResponseBody::Json(_) => matches!(sent, ResponseBody::Json(_)),
    }
}

pub(super) const fn word(body: &ResponseBody) -> &'static str {
    match body {
        ResponseBody::Empty => "nothing",
        ResponseBody::Json(_) => "JSON",
        ResponseBody::Text => "text",
        ResponseBody::Bytes => "bytes",
    }
}

const fn framing(framing: Framing) -> &'static str {
    match framing {
        Framing::Events => "events with JSON",
        Framing::TextEvents => "events with text",
        Framing::WholeEvents => "events as objects",
        Framing::JsonLines => "JSON lines",
        Framing::JsonSequence => "a JSON sequence",
    }
}

fn media_types(representations: &[Representation]) -> String {
    let all: Vec<&str> = representations.iter().flat_map(|one| &one.media_types).map(String::as_str).collect();
    all.join(", ")
}
