//! The operations in the README: one table, or a section with a table for each group.

use moored_model::api::{Api, Group, Operation};

use super::{code, inline};

pub(super) fn render(api: &Api) -> String {
    let mut text = String::from("\n## Operations\n\n");
    if api.operations.is_empty() {
        text.push_str("The document has no operations.\n");
        return text;
    }
    let own: Vec<&Operation> = api.operations.iter().filter(|operation| operation.group.is_none()).collect();
    if api.groups.is_empty() {
        return text + &table(&own);
    }
    let first = api.operations.iter().find(|operation| operation.group.is_some());
    let example = first.map(Operation::path_from_client).unwrap_or_default();
    text.push_str(&format!("The operations are grouped by tag: `client.{example}(…)`.\n"));
    for group in &api.groups {
        let members = api.operations.iter().filter(|operation| operation.group.as_ref() == Some(group));
        text.push_str(&section(group));
        text.push_str(&table(&members.collect::<Vec<_>>()));
    }
    if !own.is_empty() {
        text.push_str("\n### Without a tag\n\nMethods of [`Client`](Client) itself.\n\n");
        text.push_str(&table(&own));
    }
    text
}

/// The head of the section of `group`.
fn section(Group { module, handle, title, description, .. }: &Group) -> String {
    let description = first_paragraph(description);
    let description = if description.is_empty() { description } else { format!("{description}\n\n") };
    format!(
        "\n### {}\n\n{description}[`client.{module}()`](Client::{module}) returns [`{handle}`](operations::{module}::{handle}).\n\n",
        inline(title)
    )
}

/// The methods of `operations` with their requests, and their descriptions if there are any.
fn table(operations: &[&Operation]) -> String {
    let described: Vec<(&Operation, String)> =
        operations.iter().map(|operation| (*operation, inline(first_line(&operation.docs)))).collect();
    let has_descriptions = described.iter().any(|(_, description)| !description.is_empty());
    let mut text = String::from(match has_descriptions {
        true => "| Method | Request | Description |\n| --- | --- | --- |\n",
        false => "| Method | Request |\n| --- | --- |\n",
    });
    for (operation, description) in described {
        let Operation { method, verb, path, .. } = operation;
        let receiver = match &operation.group {
            Some(group) => format!("operations::{}::{}", group.module, group.handle),
            None => "Client".to_owned(),
        };
        text.push_str(&format!("| [`{method}`]({receiver}::{method}) | `{verb} {}` |", code(path)));
        if has_descriptions {
            text.push_str(&format!(" {description} |"));
        }
        text.push('\n');
    }
    text
}

fn first_line(docs: &str) -> &str {
    docs.trim().lines().next().unwrap_or_default()
}

/// The first paragraph that is no heading, in one line.
fn first_paragraph(description: &str) -> String {
    let mut paragraphs =
        description.split("\n\n").map(str::trim).filter(|text| !text.is_empty() && !text.starts_with('#'));
    inline(paragraphs.next().unwrap_or_default())
}
