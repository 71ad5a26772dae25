//! Parameters of operations.

mod encoding;

use moored_document::finding::Location;
use moored_model::api::{BodyKind, Parameter, ParameterLocation, TypeKind, TypeRef};

pub(super) use self::encoding::Form;
use self::encoding::{Encoding, Sent};
use super::{
    both::{self, Both},
    found::Found,
};
use crate::{Change, Class, Direction, Rule, comparison::Comparison, matching::Parameters, rule::rules, rust};

rules! {
    REQUIRED_ADDED [Wire] "required-parameter-added" "An operation requires a new parameter."
        "A call without it is rejected. With the new client it is an argument of the method, so that old code does not \
         compile.";
    OPTIONAL_ADDED [Additive] "optional-parameter-added" "An operation has a new optional parameter."
        "Calls without it work as before. With the new client, a method of the call sets it.";
    REMOVED [Wire Source] "parameter-removed" "A parameter is gone."
        "Calls that set it do not compile with the new client. Most providers ignore a parameter that they do not document; \
         some reject it. If the parameter was required, what every call sends is lost.";
    MOVED [Wire] "parameter-moved" "A parameter is sent in another part of the request: in a header, or in a new body, instead of the query."
        "The provider no longer reads what calls send.";
    BECAME_REQUIRED [Wire] "parameter-became-required" "An optional parameter is required now."
        "A call without it is rejected. With the new client it is an argument of the method, so that old code does not \
         compile.";
    BECAME_OPTIONAL [Source] "parameter-became-optional" "A required parameter is optional now."
        "Calls work as before. With the new client, a method of the call sets the parameter, which was an argument, so \
         that old code does not compile.";
    ENCODING [Wire Behaviour] "parameter-encoding-changed" "A parameter is written in another way: `a,b` instead of `tag=a&tag=b`."
        "The provider reads another value from what calls send, or none. It is a change of behaviour if only the \
         escaping of reserved characters differs (`allowReserved`), because decoded values are the same.";
    SAME_TEXT [Source] "parameter-same-text" "A parameter has another type with the same text in requests: a list instead of a string."
        "Calls work as before. With the new client, old code does not compile.";
    DEPRECATED [Behaviour] "parameter-deprecated" "A parameter is deprecated."
        "Calls work as before. With the new client, the compiler warns where the parameter is set.";
    UNDEPRECATED [Behaviour] "parameter-undeprecated" "A parameter is no longer deprecated."
        "Calls work as before. With the new client, the compiler no longer warns where the parameter is set.";
    PATH_RENAMED [Documentation] "path-parameter-renamed" "A parameter of the path has another name."
        "The name is not sent, and the arguments of a method have no names for its callers.";
}

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let mut found = Found::default();
    for (both, pair) in both::operations(comparison).into_iter().zip(&comparison.matching.operations) {
        Context { both }.compare(pair.parameters(), &mut found);
    }
    found.add_to(comparison);
}

/// An operation in both documents.
struct Context<'a> {
    both: Both<'a>,
}

impl<'a> Context<'a> {
    fn compare(&self, parameters: Parameters<'a>, found: &mut Found<'a>) {
        let Parameters { same, renamed, mut removed, mut added } = parameters;
        for (old, new) in same {
            self.same(old, new, found);
        }
        // `names` reports the new name.
        for (old, new) in renamed {
            self.value(old, new, found);
        }
        for (old, new) in moved(&mut removed, &mut added) {
            let (from, to) = (old.location.word(), new.location.word());
            let message = format!("calls send `{}` in the {from}; it is expected in the {to} now", old.name);
            found.push(self.change(&MOVED, Class::Wire, Some(old), Some(new), message).values(from, to));
            self.value(old, new, found);
        }
        for old in removed {
            if self.is_in_new_body(&old.name) {
                let (from, name) = (old.location.word(), &old.name);
                let message = format!("calls send `{name}` in the {from}; it is expected in the body now");
                found.push(self.change(&MOVED, Class::Wire, Some(old), None, message).values(from, "body"));
                continue;
            }
            let (class, message) = match old.required {
                true => (Class::Wire, format!("what every call sends as `{}` is lost", old.name)),
                false => {
                    (Class::Source, format!("`{}` is gone; providers ignore or reject what they do not know", old.name))
                }
            };
            found.push(self.change(&REMOVED, class, Some(old), None, message));
        }
        for new in added {
            let change = match new.required {
                true => {
                    let message = format!("calls without `{}` are rejected", new.name);
                    self.change(&REQUIRED_ADDED, Class::Wire, None, Some(new), message)
                }
                false => {
                    let message = format!("there is a new optional parameter `{}`", new.name);
                    self.change(&OPTIONAL_ADDED, Class::Additive, None, Some(new), message)
                }
            };
            found.push(change);
        }
    }

    /// Whether the new operation has a body, which the old one did not have, with a property of this name.
    fn is_in_new_body(&self, name: &str) -> bool {
        let (None, Some(body)) = (&self.both.old.body, &self.both.new.body) else { return false };
        let types = &self.both.after.api.types;
        body.contents.iter().any(|content| match &content.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) => match types.resolved(ty) {
                TypeRef::Named(id) => match types.get(id).map(|ty| &ty.kind) {
                    Some(TypeKind::Struct(definition)) => definition.fields.iter().any(|field| field.wire_name == name),
                    _ => false,
                },
                _ => false,
            },
            BodyKind::Multipart(form) => form.parts.iter().any(|part| part.name == name),
            BodyKind::Items(_) | BodyKind::Raw => false,
        })
    }

    /// Compares a parameter that is sent in the same place under the same name.
    fn same(&self, old: &'a Parameter, new: &'a Parameter, found: &mut Found<'a>) {
        let name = &old.name;
        let mut push = |rule, class, message: String, values: Option<(String, String)>| {
            let change = self.change(rule, class, Some(old), Some(new), message);
            found.push(match values {
                Some((before, after)) => change.values(before, after),
                None => change,
            });
        };
        if old.location == ParameterLocation::Path && old.name != new.name {
            let values = Some((name.clone(), new.name.clone()));
            push(&PATH_RENAMED, Class::Documentation, format!("`{name}` is called `{}` in the path", new.name), values);
        }
        let word = |required: bool| if required { "required" } else { "optional" }.to_owned();
        let presence = Some((word(old.required), word(new.required)));
        match (old.required, new.required) {
            (false, true) => {
                let message = format!("calls without `{name}` are rejected");
                push(&BECAME_REQUIRED, Class::Wire, message, presence);
            }
            (true, false) => {
                push(&BECAME_OPTIONAL, Class::Source, format!("`{name}` is optional"), presence);
            }
            _ => {}
        }
        match (old.deprecated, new.deprecated) {
            (false, true) => push(&DEPRECATED, Class::Behaviour, format!("`{name}` is deprecated"), None),
            (true, false) => push(&UNDEPRECATED, Class::Behaviour, format!("`{name}` is no longer deprecated"), None),
            _ => {}
        }
        self.value(old, new, found);
    }

    /// Compares types, encodings and bounds.
    fn value(&self, old: &'a Parameter, new: &'a Parameter, found: &mut Found<'a>) {
        let (old_types, new_types) = (&self.both.before.api.types, &self.both.after.api.types);
        let root = || {
            let element = part(old);
            let items = self.both.argument(&old.argument, old.required || new.required);
            let mut root = self.both.root(&element, (&[], &[]), items);
            root.old = Some(self.old_location(old));
            root.new = Some(self.new_location(new));
            root
        };
        let sent = encoding::compare(&Encoding::of(old, old_types), &Encoding::of(new, new_types));
        let class = match sent {
            Sent::Same | Sent::AsItem { .. } | Sent::AsText => None,
            Sent::Escaped => Some(Class::Behaviour),
            Sent::Differently | Sent::OfAnotherShape => Some(Class::Wire),
        };
        let (before, after) = (encoding::example(old, old_types), encoding::example(new, new_types));
        if let Some(class) = class {
            let message = match class {
                Class::Wire => format!("calls write `{}` as `{before}`; `{after}` is expected", old.name),
                _ => format!("reserved characters in `{}` are escaped in another way", old.name),
            };
            let change = self.change(&ENCODING, class, Some(old), Some(new), message);
            found.push(change.values(encoding::describe(old, &before), encoding::describe(new, &after)));
        }
        if matches!(sent, Sent::AsItem { .. } | Sent::AsText) {
            let (before, after) = (rust::text(&old.ty, old_types), rust::text(&new.ty, new_types));
            let message = format!("`{}` is `{after}` instead of `{before}`, with the same text in requests", old.name);
            found.push(self.change(&SAME_TEXT, Class::Source, Some(old), Some(new), message).values(before, after));
        }
        match sent {
            // The type is another one for a reason that is reported.
            Sent::AsText | Sent::OfAnotherShape => {}
            Sent::AsItem { item } => found.value(root(), &old.ty, item, Direction::Request),
            Sent::Same | Sent::Escaped | Sent::Differently => {
                found.value(root(), &old.ty, &new.ty, Direction::Request);
                found.bounds(root(), &old.bounds, &new.bounds);
            }
        }
    }

    fn old_location(&self, parameter: &Parameter) -> Location {
        self.both.before.locate_parameter(self.both.old, &parameter.name, parameter.location.word())
    }

    fn new_location(&self, parameter: &Parameter) -> Location {
        self.both.after.locate_parameter(self.both.new, &parameter.name, parameter.location.word())
    }

    /// A change of a parameter.
    fn change(
        &self,
        rule: &'static Rule,
        class: Class,
        old: Option<&Parameter>,
        new: Option<&Parameter>,
        message: String,
    ) -> Change {
        let Some(one) = old.or(new) else { return Change::new(rule, class, &self.both.key, message) };
        let is_required = [old, new].into_iter().flatten().any(|one| one.required);
        let mut change = self.both.change(rule, class, &part(one), (&[], &[]), message).direction(Direction::Request);
        if let Some(old) = old {
            change.old = Some(self.old_location(old));
        }
        if let Some(new) = new {
            change.new = Some(self.new_location(new));
        }
        change.items = self.both.argument(&one.argument, is_required);
        change
    }
}

/// Takes those out of both lists that have the same name, and another location.
fn moved<'a>(removed: &mut Vec<&'a Parameter>, added: &mut Vec<&'a Parameter>) -> Vec<(&'a Parameter, &'a Parameter)> {
    let mut moved = Vec::new();
    removed.retain(|old| {
        let Some(index) = added.iter().position(|new| new.name.eq_ignore_ascii_case(&old.name)) else { return true };
        moved.push((*old, added.remove(index)));
        false
    });
    moved
}

/// `query limit`.
fn part(parameter: &Parameter) -> String {
    format!("{} {}", parameter.location.word(), parameter.name)
}
