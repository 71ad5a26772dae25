//! Webhooks and callbacks: what the provider sends by itself, and the client decodes.

use moored_model::api::{Webhook, WebhookKind};

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
    BODY_REMOVED [Wire] "webhook-body-removed" "A webhook or a callback no longer has a JSON body."
        "The function of the client does not decode what the provider sends, and is gone from the new client.";
    BODY_ADDED [Additive] "webhook-body-added" "A webhook or a callback has a JSON body that it did not have."
        "The new client has a function that decodes it.";
}

pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let mut found = Found::default();
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
                found.push(change(&REMOVED, Class::Wire, webhook, message).at(locate(&old, webhook), None));
            }
        }
    }
    for webhook in added {
        let message = format!("there is a new {} `{}`", word(webhook), webhook.name);
        found.push(change(&ADDED, Class::Additive, webhook, message).at(None, locate(&new, webhook)));
    }
    found.add_to(comparison);
}

fn pair<'a>(old: &Side<'a>, new: &Side<'a>, webhook: &'a Webhook, other: &'a Webhook, found: &mut Found<'a>) {
    let (of_old, of_new) = (locate(old, webhook), locate(new, other));
    match (&webhook.ty, &other.ty) {
        (Some(one), Some(ty)) => {
            let root = Root {
                operation: None,
                element: element(webhook),
                items: vec![item(webhook)],
                old: of_old,
                new: of_new,
            };
            found.value(root, one, ty, Direction::Response);
        }
        (Some(_), None) => {
            let message = format!("the {} `{}` has no JSON body", word(webhook), webhook.name);
            found.push(change(&BODY_REMOVED, Class::Wire, webhook, message).at(of_old, of_new));
        }
        (None, Some(_)) => {
            let message = format!("the {} `{}` has a JSON body", word(webhook), webhook.name);
            found.push(change(&BODY_ADDED, Class::Additive, webhook, message).at(of_old, of_new));
        }
        (None, None) => {}
    }
}

fn change(rule: &'static Rule, class: Class, webhook: &Webhook, message: String) -> Change {
    Change::new(rule, class, element(webhook), message).direction(Direction::Response).item(item(webhook))
}

fn locate(side: &Side<'_>, webhook: &Webhook) -> Option<moored_document::finding::Location> {
    webhook.origin.as_ref().map(|origin| side.document.locate_published(origin))
}

fn element(webhook: &Webhook) -> String {
    format!("{} {}", word(webhook), webhook.name)
}

/// The function that decodes it.
fn item(webhook: &Webhook) -> String {
    match webhook.kind {
        WebhookKind::Webhook => format!("webhooks::{}", webhook.name),
        WebhookKind::Callback => format!("callbacks::{}", webhook.name),
    }
}

const fn word(webhook: &Webhook) -> &'static str {
    match webhook.kind {
        WebhookKind::Webhook => "webhook",
        WebhookKind::Callback => "callback",
    }
}
