//! Webhooks and callbacks: what the provider sends by itself, and the client decodes.

use moored_model::api::{EventName, Webhook, WebhookKind};

use super::found::Found;
use crate::{Change, Class, Direction, Rule, Side, comparison::Comparison, rule::rules, rust, values::Root};

rules! {
    REMOVED [Wire] "webhook-removed" "A webhook or a callback is gone."
        "The provider no longer sends it, so that a program that waits for it gets nothing. Code that decodes it does not \
         compile with the new client.";
    ADDED [Additive] "webhook-added" "There is a new webhook or callback."
        "What decoded the others is not affected.";
    RENAMED [Source] "webhook-renamed" "A webhook or a callback has another name."
        "Its name is not sent. The function that decodes it has another name.";
    BODY_REMOVED [Wire] "webhook-body-removed" "A webhook or a callback no longer has a body that can be decoded: JSON or a form."
        "The function of the client does not decode what the provider sends, and is gone from the new client.";
    BODY_ADDED [Source] "webhook-body-added" "A webhook or a callback has a body that can be decoded, JSON or a form, which it did not have."
        "The variant of `Event` has this body instead of a `RawEvent`, and the new client has a function that decodes it.";
    EVENT_RENAMED [Wire] "webhook-event-renamed" "The event of a webhook or a callback is sent under another name."
        "A program with the old client gets it as an unknown event.";
    EVENT_MOVED [Wire] "webhook-event-moved" "The name of events is somewhere else in the requests of the provider: another header, or another member of the body."
        "A program with the old client gets all of them as unknown events.";
}

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let mut found = Found::default();
    for kind in [WebhookKind::Webhook, WebhookKind::Callback] {
        names(&old, &new, kind, &mut found);
    }
    let mut added: Vec<&Webhook> = new.api.webhooks.iter().collect();
    let mut removed: Vec<&Webhook> = Vec::new();
    for webhook in &old.api.webhooks {
        match added.iter().position(|other| (other.kind, &other.name) == (webhook.kind, &webhook.name)) {
            Some(index) => pair(&old, &new, webhook, added.remove(index), &mut found),
            None => removed.push(webhook),
        }
    }
    for webhook in removed {
        let text = |side: &Side<'_>, one: &Webhook| one.ty.as_ref().map(|ty| rust::text(ty, &side.api.types));
        let is_same = |other: &&Webhook| other.kind == webhook.kind && text(&old, webhook) == text(&new, other);
        let candidates: Vec<usize> =
            added.iter().enumerate().filter(|(_, other)| is_same(other)).map(|(index, _)| index).collect();
        match candidates.as_slice() {
            [index] if webhook.ty.as_ref().is_some_and(|ty| ty.is_named()) => {
                let other = added.remove(*index);
                let message = format!("the {} `{}` is called `{}` now", word(webhook), webhook.name, other.name);
                let change = change(&RENAMED, Class::Source, webhook, message).values(&webhook.name, &other.name);
                found.push(change.at(locate(&old, webhook), locate(&new, other)));
                pair(&old, &new, webhook, other, &mut found);
            }
            _ => {
                let message = format!("the provider no longer sends the {} `{}`", word(webhook), webhook.name);
                let mut change = change(&REMOVED, Class::Wire, webhook, message).at(locate(&old, webhook), None);
                if !new.api.webhooks.iter().any(|other| other.kind == webhook.kind) {
                    change = change.item(format!("{}::Event", module(webhook.kind)));
                }
                found.push(change);
            }
        }
    }
    for webhook in added {
        let message = format!("there is a new {} `{}`", word(webhook), webhook.name);
        found.push(change(&ADDED, Class::Additive, webhook, message).at(None, locate(&new, webhook)));
    }
    found.add_to(comparison);
}

/// Compares where the names of events are.
fn names<'a>(old: &Side<'a>, new: &Side<'a>, kind: WebhookKind, found: &mut Found<'a>) {
    let (before, after) = (old.api.event_names.of(kind), new.api.event_names.of(kind));
    if before.is_empty() || after.is_empty() || new.api.event_names.are_at(kind, before) {
        return;
    }
    let text = |names: &[EventName]| names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
    let word = module(kind);
    let (before, after) = (text(before), text(after));
    let message = format!("the names of the {word} are {after}; they were {before}");
    let change = Change::new(&EVENT_MOVED, Class::Wire, word, message).direction(Direction::Response);
    found.push(change.values(&before, &after).item(format!("{word}::Event")));
}

fn pair<'a>(old: &Side<'a>, new: &Side<'a>, webhook: &'a Webhook, other: &'a Webhook, found: &mut Found<'a>) {
    let (of_old, of_new) = (locate(old, webhook), locate(new, other));
    let names = old.api.event_names.of(webhook.kind);
    let is_known = webhook.events.iter().any(|name| other.events.contains(name));
    if !is_known && !names.is_empty() && new.api.event_names.are_at(other.kind, names) {
        let list = |events: &[String]| events.join("`, `");
        let (before, after) = (list(&webhook.events), list(&other.events));
        let message =
            format!("the event of the {} `{}` is called `{after}`, not `{before}`", word(webhook), webhook.name);
        let change = change(&EVENT_RENAMED, Class::Wire, webhook, message).values(&before, &after);
        found.push(change.at(of_old.clone(), of_new.clone()));
    }
    match (&webhook.ty, &other.ty) {
        (Some(one), Some(ty)) => {
            let root = Root {
                operation: None,
                element: element(webhook),
                items: items(webhook).to_vec(),
                old: of_old,
                new: of_new,
            };
            found.value(root, one, ty, Direction::Response);
        }
        (Some(_), None) => {
            let message = format!("the {} `{}` has no body that can be decoded", word(webhook), webhook.name);
            found.push(change(&BODY_REMOVED, Class::Wire, webhook, message).at(of_old, of_new));
        }
        (None, Some(_)) => {
            let message = format!("the {} `{}` has a body that can be decoded", word(webhook), webhook.name);
            found.push(change(&BODY_ADDED, Class::Source, webhook, message).at(of_old, of_new));
        }
        (None, None) => {}
    }
}

fn change(rule: &'static Rule, class: Class, webhook: &Webhook, message: String) -> Change {
    let [function, variant] = items(webhook);
    Change::new(rule, class, element(webhook), message).direction(Direction::Response).item(function).item(variant)
}

fn locate(side: &Side<'_>, webhook: &Webhook) -> Option<moored_document::finding::Location> {
    webhook.origin.as_ref().map(|origin| side.document.locate_published(origin))
}

fn element(webhook: &Webhook) -> String {
    format!("{} {}", word(webhook), webhook.name)
}

/// The function that decodes it, and its variant.
fn items(webhook: &Webhook) -> [String; 2] {
    let module = module(webhook.kind);
    [format!("{module}::{}", webhook.name), format!("{module}::Event::{}", webhook.variant)]
}

/// The module of what decodes them, and the word for them.
const fn module(kind: WebhookKind) -> &'static str {
    match kind {
        WebhookKind::Webhook => "webhooks",
        WebhookKind::Callback => "callbacks",
    }
}

const fn word(webhook: &Webhook) -> &'static str {
    match webhook.kind {
        WebhookKind::Webhook => "webhook",
        WebhookKind::Callback => "callback",
    }
}
