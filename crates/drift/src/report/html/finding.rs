//! One finding of a page.

use maud::{Markup, html};
use moored_document::finding::{Location, visible};

use crate::report::{Entry, meaning};

/// The operations of a finding that are shown without opening a list.
const FEW: usize = 3;

/// A finding with both versions beside each other. `document` is the number of its section.
pub(super) fn finding(entry: &Entry, document: usize) -> Markup {
    let change = &entry.change;
    let (old, new) = change.signature.as_ref().map(|(old, new)| (old, new)).unzip();
    html! {
        article class=(format!("finding {}", change.class)) id=(anchor(entry, document)) {
            h4 {
                span class=(format!("word {}", change.class)) title=(meaning::of_class(change.class)) { (change.class) } " "
                @if let Some(subject) = entry.subject() { code { (visible(subject)) } ": " }
                (prose(&change.message))
            }
            (operations(&change.operations))
            div.sides {
                (side("Old", change.old.as_ref(), change.before.as_deref(), old))
                (side("New", change.new.as_ref(), change.after.as_deref(), new))
            }
            @if let Some(help) = &change.help { p { "Help: " (prose(help)) } }
            (footer(entry))
        }
    }
}

/// A finding on one line: its operation, and where it is.
pub(super) fn compact(entry: &Entry, document: usize) -> Markup {
    let change = &entry.change;
    html! {
        article class=(format!("finding compact {}", change.class)) id=(anchor(entry, document)) {
            h4 { code { (visible(&change.element)) } }
            p { (prose(&change.message)) }
            @for location in [&change.old, &change.new].into_iter().flatten() { p { code { (located(location)) } } }
            (footer(entry))
        }
    }
}

/// A link to a finding.
pub(super) fn link(entry: &Entry, document: usize) -> Markup {
    let change = &entry.change;
    html! {
        li class=(format!("finding-link {}", change.class)) {
            span class=(format!("word {}", change.class)) { (change.class) } " "
            a href=(format!("#{}", anchor(entry, document))) { (prose(&change.message)) }
        }
    }
}

/// A text in which what is in backticks is code.
pub(super) fn prose(text: &str) -> Markup {
    let text = visible(text);
    let pieces: Vec<&str> = text.split('`').collect();
    // An odd number of backticks: the last one is a part of the text.
    let codes = pieces.len() - 1;
    html! {
        @for (index, piece) in pieces.iter().enumerate() {
            @if index % 2 == 1 && index < codes { code { (piece) } }
            @else if index % 2 == 1 { "`" (piece) }
            @else { (piece) }
        }
    }
}

fn operations(operations: &[String]) -> Markup {
    let items = html! { ul { @for operation in operations { li { code { (visible(operation)) } } } } };
    html! {
        @match operations.len() {
            0 | 1 => {},
            2..=FEW => (items),
            many => details { summary { (many) " operations" } (items) },
        }
    }
}

fn side(title: &str, location: Option<&Location>, value: Option<&str>, signature: Option<&String>) -> Markup {
    html! {
        div.side {
            h5 { (title) }
            @if let Some(location) = location {
                p { code { (located(location)) } }
            } @else if value.is_none() && signature.is_none() {
                p.none { "nothing" }
            }
            @if let Some(value) = value { p.value { code { (visible(value)) } } }
            @if let Some(signature) = signature { pre tabindex="0" { code { (visible(signature)) } } }
        }
    }
}

fn footer(entry: &Entry) -> Markup {
    html! {
        @if let Some(approval) = &entry.approval {
            p.approved {
                strong { "Approved" } " by " (visible(&approval.author)) " until " (visible(&approval.expires)) ": "
                (prose(&approval.reason))
            }
        }
        p.rule { code { (entry.change.rule.id) } " " small { "fingerprint " code { (entry.fingerprint) } } }
    }
}

/// Two documents can have the same finding.
fn anchor(entry: &Entry, document: usize) -> String {
    format!("finding-{document}-{}", entry.fingerprint)
}

fn located(location: &Location) -> String {
    let position = location.position;
    format!("{}:{}:{}", visible(location.source.name()), position.line, position.column)
}
