//! Parts of multipart forms.

use moored_document::media_type::essence;
use moored_model::api::{Content, Form, Part, PartKind};
use serde_json::Value;

use crate::{
    Change, Class, Direction, Rule,
    families::{both::Both, found::Found, items},
    rule::rules,
};

rules! {
    REQUIRED_ADDED [Wire] "required-part-added" "A multipart form requires a new part."
        "A call without it is rejected. With the new client it is a field of the form that has to be set.";
    OPTIONAL_ADDED [Source] "optional-part-added" "A multipart form has a new optional part."
        "Calls work as before. A struct literal of the form that names all fields does not compile with the new client.";
    REMOVED [Wire Source] "part-removed" "A part of a multipart form is gone."
        "Code that sets it does not compile with the new client. The provider ignores the part; if the form allows no \
         other parts (`additionalProperties: false`), calls with it are rejected.";
    BECAME_REQUIRED [Wire] "part-became-required" "An optional part of a multipart form is required now."
        "A call without it is rejected.";
    BECAME_OPTIONAL [Source] "part-became-optional" "A required part of a multipart form is optional now."
        "Calls work as before. With the new client the field is an `Option`, so that old code does not compile.";
    KIND [Wire Source] "part-kind-changed" "A part of a multipart form is a file instead of a value, or several files instead of one."
        "The provider does not find what calls send. One file where several are allowed is still valid, but the type of \
         the field differs.";
    MEDIA_TYPE [Wire Behaviour] "part-media-type-changed" "A part of a multipart form has another media type."
        "The provider may reject the part. If one of the two documents states no media type, the client's default was or \
         is sent.";
    ENCODING [Wire] "part-encoding-changed" "A value in a multipart form is written in another way."
        "The provider reads another value from what calls send, or none.";
    OTHERS_FORBIDDEN [Wire] "other-parts-forbidden" "A multipart form no longer allows parts that the document does not name."
        "Calls with such parts are rejected, and the new client has no field for them.";
    OTHERS_ALLOWED [Source] "other-parts-allowed" "A multipart form allows parts that the document does not name."
        "Calls work as before. A struct literal of the form that names all fields does not compile with the new client.";
}

/// Compares the forms of a media type. `at` has the keys of its content in both operations.
pub(super) fn compare<'a>(
    both: &Both<'a>,
    (content, old): (&'a Content, &'a Form),
    new: &'a Form,
    at: (&[&str], &[&str]),
    found: &mut Found<'a>,
) {
    let parts = Parts { both, content, at };
    for part in &old.parts {
        match new.parts.iter().find(|other| other.name == part.name) {
            Some(other) => parts.same(part, other, found),
            None => {
                let (class, message) = match new.others {
                    Some(_) => (
                        Class::Source,
                        format!("the part `{}` is gone; providers ignore what they do not know", part.name),
                    ),
                    None => (Class::Wire, format!("calls with the part `{}` are rejected", part.name)),
                };
                found.push(parts.change(&REMOVED, class, part, message));
            }
        }
    }
    for part in new.parts.iter().filter(|part| !old.parts.iter().any(|other| other.name == part.name)) {
        let (rule, class, message) = match part.required {
            true => (&REQUIRED_ADDED, Class::Wire, format!("calls without the part `{}` are rejected", part.name)),
            false => (&OPTIONAL_ADDED, Class::Source, format!("there is a new optional part `{}`", part.name)),
        };
        found.push(parts.change(rule, class, part, message));
    }
    let (rule, class, field, message) = match (&old.others, &new.others) {
        (Some(field), None) => {
            (&OTHERS_FORBIDDEN, Class::Wire, field, "calls with parts that the document does not name are rejected")
        }
        (None, Some(field)) => {
            (&OTHERS_ALLOWED, Class::Source, field, "parts that the document does not name are allowed")
        }
        _ => return,
    };
    let mut change = both.change(rule, class, &format!("body {}", content.media_type), at, message);
    change.items = vec![items::form(both.old, content, Some(field)), items::form(both.old, content, None)];
    found.push(change.direction(Direction::Request));
}

/// The parts of a form.
struct Parts<'b, 'a> {
    both: &'b Both<'a>,
    content: &'b Content,
    at: (&'b [&'b str], &'b [&'b str]),
}

impl<'a> Parts<'_, 'a> {
    fn element(&self, part: &Part) -> String {
        format!("body {} part {}", self.content.media_type, part.name)
    }

    /// The field of the part, and the constructor if it is or was an argument.
    fn items(&self, part: &Part) -> Vec<String> {
        let field = |name: &str| items::form(self.both.old, self.content, Some(name));
        std::iter::once(field(&part.field)).chain(part.required.then(|| field("new"))).collect()
    }

    fn change(&self, rule: &'static Rule, class: Class, part: &Part, message: impl Into<String>) -> Change {
        let mut change = self.both.change(rule, class, &self.element(part), self.at, message);
        change.items = self.items(part);
        change.direction(Direction::Request)
    }

    fn same(&self, old: &'a Part, new: &'a Part, found: &mut Found<'a>) {
        let name = &old.name;
        let word = |required: bool| if required { "required" } else { "optional" };
        let of_presence = match (old.required, new.required) {
            (false, true) => {
                Some((&BECAME_REQUIRED, Class::Wire, format!("calls without the part `{name}` are rejected")))
            }
            (true, false) => Some((&BECAME_OPTIONAL, Class::Source, format!("the part `{name}` is optional"))),
            _ => None,
        };
        if let Some((rule, class, message)) = of_presence {
            let mut change = self.change(rule, class, old, message).values(word(old.required), word(new.required));
            change.items.push(items::form(self.both.old, self.content, Some("new")));
            found.push(change);
        }
        match (&old.kind, &new.kind) {
            (PartKind::Value(one), PartKind::Value(other)) => {
                if old.style != new.style {
                    found.push(self.change(&ENCODING, Class::Wire, old, format!("`{name}` is written in another way")));
                }
                let mut root = self.both.root(&self.element(old), self.at, self.items(old));
                let keys = |(old, new): (&[&str], &[&str])| (with_property(old, name), with_property(new, name));
                let (in_old, in_new) = keys(self.at);
                let (in_old, in_new): (Vec<&str>, Vec<&str>) =
                    (in_old.iter().map(String::as_str).collect(), in_new.iter().map(String::as_str).collect());
                let (in_old, in_new) = self.both.pointers((&in_old, &in_new));
                root.old = Some(self.both.before.locate(&in_old));
                root.new = Some(self.both.after.locate(&in_new));
                found.value(root, one, other, Direction::Request);
            }
            (PartKind::File, PartKind::File) | (PartKind::Files, PartKind::Files) => {}
            (one, other) => {
                let (before, after) = (word_of(one), word_of(other));
                let (class, message) = match (one, other) {
                    (PartKind::File, PartKind::Files) => {
                        (Class::Source, format!("the part `{name}` can be several files"))
                    }
                    _ => {
                        (Class::Wire, format!("calls send the part `{name}` as {before}; the provider expects {after}"))
                    }
                };
                found.push(self.change(&KIND, class, old, message).values(before, after));
            }
        }
        self.media_type(old, new, found);
    }

    fn media_type(&self, old: &Part, new: &Part, found: &mut Found<'_>) {
        let (_, at) = self.both.pointers(self.at);
        let at = at.join("encoding").join(&old.name).join("contentType");
        let listed = at.get(&self.both.after.document.value).and_then(Value::as_str).unwrap_or_default();
        let accepted: Vec<String> = listed.split(',').map(essence).filter(|one| !one.is_empty()).collect();
        let sent = old.media_type.as_deref().map(essence);
        let fits = |sent: &String| accepted.iter().any(|one| one == sent || is_range_of(one, sent));
        let class = match &sent {
            None if new.media_type.is_none() => return,
            Some(sent) if fits(sent) => return,
            Some(_) if !accepted.is_empty() => Class::Wire,
            _ => Class::Behaviour,
        };
        let before = old.media_type.clone().unwrap_or_else(|| "none".to_owned());
        let after = if listed.is_empty() { "none" } else { listed };
        let message = format!("the media type of the part `{}` is `{after}` instead of `{before}`", old.name);
        found.push(self.change(&MEDIA_TYPE, class, old, message).values(before, after));
    }
}

/// Whether `range` is a range, such as `image/*`, that has `media_type`.
fn is_range_of(range: &str, media_type: &str) -> bool {
    range.strip_suffix('*').is_some_and(|prefix| prefix == "*/" || media_type.starts_with(prefix))
}

fn with_property(at: &[&str], name: &str) -> Vec<String> {
    at.iter().copied().chain(["schema", "properties", name]).map(str::to_owned).collect()
}

const fn word_of(kind: &PartKind) -> &'static str {
    match kind {
        PartKind::File => "a file",
        PartKind::Files => "files",
        PartKind::Value(_) => "a value",
    }
}
