//! The responses in the documentation of a method.

use moored_model::api::{Operation, Response, ResponseBody, Types};

/// Links to the types of responses: `Response: [`Pet`](crate::types::Pet). Error responses: [`GetPetError`].`
pub(super) fn type_links(operation: &Operation, exports: &[String], types: &Types) -> String {
    let link = |name: String| exports.contains(&name).then(|| format!("[`{name}`]"));
    let mut bodies: Vec<String> = link(operation.success_name()).into_iter().collect();
    if bodies.is_empty() {
        for response in operation.successes() {
            let negotiated = response.negotiated();
            let items = negotiated.items.as_ref().map(|items| &items.ty);
            let body = match &negotiated.body {
                ResponseBody::Json(ty) => Some(ty),
                ResponseBody::Empty | ResponseBody::Text | ResponseBody::Bytes => None,
            };
            body.into_iter().chain(items).for_each(|ty| {
                ty.each_named(&mut |id| {
                    let name = types.name(id);
                    let link = format!("[`{name}`](crate::types::{name})");
                    if !bodies.contains(&link) {
                        bodies.push(link);
                    }
                });
            });
        }
    }
    let body = (!bodies.is_empty()).then(|| format!("Response: {}.", bodies.join(", ")));
    let errors = link(operation.error_name()).map(|error| format!("Error responses: {error}."));
    let parts: Vec<String> = body.into_iter().chain(errors).collect();
    if parts.is_empty() { String::new() } else { format!("\n\n{}", parts.join(" ")) }
}

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
            let start = format!("- `{}`, {}", header.name.replace('`', ""), article(&header.ty));
            match line(&header.description).as_str() {
                "" => start,
                description => format!("{start}: {description}"),
            }
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
