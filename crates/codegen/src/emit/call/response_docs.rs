//! The responses in the documentation of a method.

use moored_model::api::{Operation, Response};

/// The documented headers of successes, and the links of their values.
pub(super) fn response_docs(operation: &Operation) -> String {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(':').to_owned();
    let list = |title: &str, lines: &mut dyn Iterator<Item = String>| {
        let mut unique: Vec<String> = Vec::new();
        for line in lines {
            if !unique.contains(&line) {
                unique.push(line);
            }
        }
        if unique.is_empty() { String::new() } else { format!("\n\n{title}\n\n{}", unique.join("\n")) }
    };
    let responses = || operation.responses.iter();
    let headers = list(
        "Response headers:",
        &mut responses().flat_map(|response: &Response| &response.headers).map(|header| {
            format!("- `{}`, {}: {}", header.name.replace('`', ""), article(&header.ty), line(&header.description))
        }),
    );
    let links =
        list("Links:", &mut responses().flat_map(|response| &response.links).map(|link| format!("- {}", line(link))));
    format!("{headers}{links}")
}

fn article(ty: &str) -> &str {
    match ty {
        "integer" => "an integer",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        "array" => "a list",
        "object" => "an object",
        _ => "text",
    }
}
