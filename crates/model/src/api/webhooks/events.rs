//! What distinguishes the requests that a provider sends: a header or a member of the body that has other values in
//! each, or what `moored.toml` states.

use std::collections::BTreeSet;

use super::Webhook;
use crate::{
    api::{
        type_ref::{TypeId, TypeRef},
        types::{TypeKind, Types},
    },
    config::{Config, EventName},
    webhook_requests::WebhookKind,
};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules, suggest,
};

/// How deep a name is searched in a body: `/meta/event/name`.
const DEEPEST: usize = 3;

/// Members that have the name of an event where there is only one event, or several candidates.
const USUAL: &[&str] = &[
    "type",
    "event",
    "event_type",
    "eventType",
    "event_name",
    "eventName",
    "webhook_type",
    "webhookType",
    "topic",
    "action",
    "notification_type",
    "notificationType",
    "kind",
    "name",
];

/// Where requests have the names of their events; empty where only the receiver knows them.
#[derive(Clone, Debug, Default)]
pub struct EventNames {
    webhooks: Parts,
    callbacks: Parts,
}

#[derive(Clone, Debug, Default)]
struct Parts {
    used: Vec<EventName>,
    /// Each of these alone distinguishes the requests as well.
    others: Vec<EventName>,
}

impl EventNames {
    /// Where requests of this kind have them.
    #[must_use]
    pub fn of(&self, kind: WebhookKind) -> &[EventName] {
        &self.parts(kind).used
    }

    /// Whether requests of this kind also have their names at `parts`.
    #[must_use]
    pub fn are_at(&self, kind: WebhookKind, parts: &[EventName]) -> bool {
        let own = self.parts(kind);
        own.used == parts || matches!(parts, [part] if own.others.contains(part))
    }

    fn parts(&self, kind: WebhookKind) -> &Parts {
        match kind {
            WebhookKind::Webhook => &self.webhooks,
            WebhookKind::Callback => &self.callbacks,
        }
    }
}

/// Where a request can have a name, with all values that it can have there, in the order of the document.
type Values = Vec<(EventName, BTreeSet<String>)>;

/// Names the events of `webhooks`. `headers` has the headers of each that are limited to some values.
pub(super) fn read(
    webhooks: &mut [Webhook],
    headers: &[Vec<(String, Vec<String>)>],
    types: &Types,
    document: &Document,
    config: &Config,
    findings: &mut Findings,
) -> EventNames {
    let mut names = EventNames::default();
    for kind in [WebhookKind::Webhook, WebhookKind::Callback] {
        let own = webhooks.iter().zip(headers).filter(|(webhook, _)| webhook.kind == kind);
        let values: Vec<Option<Values>> = own.map(|(webhook, headers)| values(webhook, headers, types)).collect();
        let mut own: Vec<&mut Webhook> = webhooks.iter_mut().filter(|webhook| webhook.kind == kind).collect();
        let found = name(&mut own, &values, kind, config, findings);
        let is_decoded = own.iter().any(|webhook| webhook.ty.is_some());
        if found.used.is_empty() && is_decoded && own.len() > 1 && kind == WebhookKind::Webhook {
            let location = document.locate(&Pointer::root().join("webhooks"));
            let message = format!("nothing in the document distinguishes the {} webhooks", own.len());
            findings.push(Finding::new(&rules::INDISTINCT_EVENTS, location, message).help(
                "set `event` of `[webhooks]` in moored.toml: a header (`X-Event`), or the JSON pointer of a member \
                 (`/type`)",
            ));
        }
        match kind {
            WebhookKind::Webhook => names.webhooks = found,
            WebhookKind::Callback => names.callbacks = found,
        }
    }
    names
}

fn name(
    webhooks: &mut [&mut Webhook],
    values: &[Option<Values>],
    kind: WebhookKind,
    config: &Config,
    findings: &mut Findings,
) -> Parts {
    let (settings, word) = match kind {
        WebhookKind::Webhook => (&config.webhooks, "webhook"),
        WebhookKind::Callback => (&config.callbacks, "callback"),
    };
    // A document that distinguishes nothing may lack the member as well.
    for part in settings.event.iter().filter(|_| webhooks.is_empty()) {
        findings.push(config.unused(part, format!("the document has no {word}s")));
    }
    for name in settings.names.keys().filter(|name| !webhooks.iter().any(|one| one.key == *name.get_ref())) {
        let known: Vec<&str> = webhooks.iter().map(|webhook| webhook.key.as_str()).collect();
        let meant = suggest::did_you_mean(name.get_ref(), known.iter().copied());
        let message = format!("the document has no {word} `{}`", name.get_ref());
        findings.push(config.unused(name, message).help_if(meant));
    }
    let parts = match settings.event.is_empty() {
        true => certain(values),
        false => Parts { used: settings.event.iter().map(|part| part.get_ref().clone()).collect(), others: Vec::new() },
    };
    let keys: Vec<String> = webhooks.iter().map(|webhook| webhook.key.clone()).collect();
    for (webhook, values) in webhooks.iter_mut().zip(values) {
        let set = settings.names.iter().find(|(name, _)| *name.get_ref() == webhook.key);
        let limited = match parts.used.as_slice() {
            [part] => values.iter().flatten().find(|(name, _)| name == part),
            _ => None,
        };
        webhook.events = match (set, limited) {
            (Some((_, names)), _) => names.clone(),
            (None, Some((_, values))) => values.iter().cloned().collect(),
            // Callbacks of several operations may have the same name.
            (None, None) if keys.iter().filter(|key| **key == webhook.key).count() > 1 => vec![webhook.name.clone()],
            (None, None) => vec![webhook.key.clone()],
        };
    }
    parts
}

/// What certainly distinguishes requests with these values: each has it, and no two have a value in common.
fn certain(values: &[Option<Values>]) -> Parts {
    let bodies: Vec<&Values> = values.iter().flatten().collect();
    let is_certain = |name: &EventName| {
        let mut seen = BTreeSet::new();
        let all = bodies.iter().filter_map(|values| values.iter().find(|(other, _)| other == name));
        let all: Vec<&BTreeSet<String>> = all.map(|(_, values)| values).collect();
        all.len() == bodies.len() && all.into_iter().flatten().all(|value| seen.insert(value))
    };
    let first = bodies.first().into_iter().flat_map(|values| values.iter());
    let candidates = first.map(|(name, _)| name).filter(|name| is_certain(name));
    let mut candidates: Vec<EventName> =
        candidates.filter(|name| bodies.len() > 1 || rank(name).is_some()).cloned().collect();
    candidates.sort_by_key(|name| rank(name).unwrap_or(usize::MAX));
    let used: Vec<EventName> = candidates.drain(..candidates.len().min(1)).collect();
    Parts { used, others: candidates }
}

/// How usual it is that the name of an event is there; `None` if it is not.
fn rank(name: &EventName) -> Option<usize> {
    let pointer = match name {
        EventName::Header(name) => {
            let name = name.to_ascii_lowercase();
            return (name.contains("event") || name.contains("topic")).then_some(0);
        }
        EventName::Body(pointer) => pointer,
    };
    let keys = Pointer::parse(pointer);
    let [above @ .., last] = keys.keys() else { return None };
    let index = USUAL.iter().position(|usual| usual == last)?;
    Some(1 + above.len() * USUAL.len() + index)
}

/// Where `webhook` can have the name of its event; `None` if the document states nothing about its requests.
fn values(webhook: &Webhook, headers: &[(String, Vec<String>)], types: &Types) -> Option<Values> {
    let header = |(name, values): &(String, Vec<String>)| {
        (EventName::Header(name.clone()), values.iter().cloned().collect::<BTreeSet<_>>())
    };
    let mut found: Values = headers.iter().map(header).collect();
    if let Some(ty) = &webhook.ty {
        let body = in_body(ty, types, &Pointer::root(), &mut Vec::new());
        found.extend(body.into_iter().map(|(at, values)| (EventName::Body(at.to_string()), values)));
    }
    (webhook.ty.is_some() || !found.is_empty()).then_some(found)
}

/// The members below `at` that are limited to some strings. `within` are the types that contain `ty`.
fn in_body(ty: &TypeRef, types: &Types, at: &Pointer, within: &mut Vec<TypeId>) -> Vec<(Pointer, BTreeSet<String>)> {
    let id = match ty {
        TypeRef::Named(id) => *id,
        TypeRef::Option(inner) => return in_body(inner, types, at, within),
        _ => return Vec::new(),
    };
    if within.contains(&id) || at.keys().len() > DEEPEST {
        return Vec::new();
    }
    within.push(id);
    let found = match types.get(id).map(|ty| &ty.kind) {
        Some(TypeKind::Enum(listed)) if !at.keys().is_empty() => {
            vec![(at.clone(), listed.values.iter().map(|value| value.value.clone()).collect())]
        }
        Some(TypeKind::Struct(object)) => {
            let fields = object.fields.iter();
            fields.flat_map(|field| in_body(&field.ty, types, &at.join(&field.wire_name), within)).collect()
        }
        Some(TypeKind::Union(union)) => {
            let variants = union.variants.iter().map(|variant| {
                let mut found = in_body(&variant.ty, types, at, within);
                if let Some(tag) = union.tag.as_ref().map(|tag| at.join(tag)).filter(|_| !variant.tags.is_empty()) {
                    found.retain(|(other, _)| *other != tag);
                    found.insert(0, (tag, variant.tags.iter().cloned().collect()));
                }
                found
            });
            variants.reduce(in_both).unwrap_or_default()
        }
        Some(TypeKind::Alias(inner) | TypeKind::Wrapper(inner)) => in_body(inner, types, at, within),
        _ => Vec::new(),
    };
    within.pop();
    found
}

/// The members that both variants of a union have.
fn in_both(
    one: Vec<(Pointer, BTreeSet<String>)>,
    other: Vec<(Pointer, BTreeSet<String>)>,
) -> Vec<(Pointer, BTreeSet<String>)> {
    let both = one.into_iter().filter_map(|(at, mut values)| {
        let (_, more) = other.iter().find(|(candidate, _)| *candidate == at)?;
        values.extend(more.iter().cloned());
        Some((at, values))
    });
    both.collect()
}
