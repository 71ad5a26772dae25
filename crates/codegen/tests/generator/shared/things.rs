//! A document whose schemas are used in every direction.

/// `Returned` is the body of a response to `GET /thing`, `Failed` that of its error responses, `Sent` the body of
/// `PUT /thing`; `Both` is the body of a request and of a response. Those that `schemas` does not declare are strings.
pub(crate) fn things(schemas: &str) -> String {
    let mut document = format!("{HEAD}{schemas}");
    for name in ["Returned", "Failed", "Sent", "Both"] {
        if !document.contains(&format!("\n    {name}:")) {
            document.push_str(&format!("    {name}: {{ type: string }}\n"));
        }
    }
    document
}

const HEAD: &str = include_str!("things.yaml");
