//! The result for people.

use super::{Observed, difference::Difference, draft::Draft};

/// What was found, and the actions ready to paste.
pub(super) fn of(observed: &Observed) -> String {
    let Observed { name, overlay, has_overlay, differences, corrected, drafts } = observed;
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let mut text =
        format!("{name}: {} between real responses and the document", count(differences.len(), "difference"));
    if *corrected > 0 {
        text.push_str(&format!("; {} that the document has been corrected for since", count(*corrected, "other")));
    }
    text.push('\n');
    for difference in differences {
        text.push_str(&one(difference));
    }
    let actions: Vec<_> = drafts.iter().filter_map(Draft::action).collect();
    if !actions.is_empty() {
        let verb = if *has_overlay { "add these actions to" } else { "write this to" };
        text.push_str(&format!("\nA draft: check it, and {verb} {overlay}\n\n"));
        if !has_overlay {
            let info = "info: { title: Corrections from real responses, version: 1.0.0 }";
            text.push_str(&format!("overlay: 1.0.0\n{info}\nactions:\n"));
        }
        // What is only texts, lists and objects can be written.
        let yaml = serde_yaml::to_string(&actions).unwrap_or_default();
        text.extend(yaml.lines().map(|line| format!("  {line}\n")));
    }
    let open: Vec<&String> = drafts
        .iter()
        .filter_map(|draft| match draft {
            Draft::None(why) => Some(why),
            Draft::Action(_) => None,
        })
        .collect();
    if !open.is_empty() {
        text.push_str("\nWithout a draft:\n");
        text.extend(open.iter().map(|why| format!("  {why}\n")));
    }
    text
}

fn one(difference: &Difference) -> String {
    let kind = serde_json::to_value(difference.kind).unwrap_or_default();
    let Difference { location, pointers, responses, expected, found, count, first_seen, last_seen, .. } = difference;
    let pointers: Vec<&str> =
        pointers.iter().map(String::as_str).map(|one| if one.is_empty() { "the response" } else { one }).collect();
    let what = if *count == 1 { "response" } else { "responses" };
    let responses: Vec<&str> = responses.iter().map(String::as_str).collect();
    format!(
        "\n{}: {}\n  in {}\n  expected {expected}, found {found} in {count} {what}, {first_seen} to {last_seen}\n  --> {}:{}:{}\n",
        kind.as_str().unwrap_or_default(),
        pointers.join(", "),
        responses.join(", "),
        location.source.name(),
        location.position.line,
        location.position.column,
    )
}
