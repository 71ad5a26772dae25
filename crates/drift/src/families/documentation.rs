//! Texts for readers: descriptions, examples, the version of the document.

mod walk;

use moored_document::pointer::Pointer;

use self::walk::{Kind, Text};
use crate::{Change, Class, Side, comparison::Comparison, rule::rules};

rules! {
    DESCRIPTION [Documentation] "description-changed" "Descriptions, summaries or titles have changed."
        "They become the documentation of the client. All of them are one finding, with the first few pointers.";
    EXAMPLE [Documentation] "example-changed" "Examples have changed."
        "The client does not contain them. All of them are one finding, with the first few pointers.";
    INFO [Documentation] "info-changed" "The version, the contact or the licence of the document has changed."
        "The client sends nothing of it.";
}

/// How many pointers a message names.
const MOST: usize = 3;

pub(crate) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let has_swagger = |side: &Side<'_>| side.published.get("swagger").is_some();
    // Swagger 2.0 and OpenAPI have the same things in different positions.
    let is_same_form = has_swagger(&old) == has_swagger(&new);
    let texts = match is_same_form {
        true => walk::compare(old.published, new.published),
        false => walk::compare(&old.document.value, &new.document.value),
    };
    let locate = |side: &Side<'_>, pointer: &Pointer| match is_same_form {
        true => side.document.locate_published(pointer),
        false => side.locate(pointer),
    };
    for (kind, rule, element, one, many) in [
        (Kind::Description, &DESCRIPTION, "descriptions", "a description has", "descriptions have"),
        (Kind::Example, &EXAMPLE, "examples", "an example has", "examples have"),
        (Kind::Info, &INFO, "info", "a member of `info` has", "members of `info` have"),
    ] {
        let texts: Vec<&Text> = texts.iter().filter(|text| text.kind == kind).collect();
        let Some(first) = texts.first() else { continue };
        let named: Vec<String> = texts.iter().take(MOST).map(|text| text.old.to_string()).collect();
        let rest = match texts.len().saturating_sub(MOST) {
            0 => String::new(),
            rest => format!(" and {rest} more"),
        };
        let subject = if texts.len() == 1 { one.to_owned() } else { format!("{} {many}", texts.len()) };
        let message = format!("{subject} changed: {}{rest}", named.join(", "));
        let mut change = Change::new(rule, Class::Documentation, element, message)
            .at(locate(&old, &first.old), locate(&new, &first.new));
        if let [only] = texts.as_slice() {
            change = change.values(only.before.clone(), only.after.clone());
        }
        comparison.push(change);
    }
}
