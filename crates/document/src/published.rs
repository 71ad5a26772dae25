//! The files that describe a published document when it is stored: `source.toml`, and the first `moored.toml`.

use serde_json::Value;
use toml::Value as Toml;

use crate::{digest::digest, document::read, pointer::Pointer, provenance::NOT_STATED, source::Source};

/// A document as its provider publishes it.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// The name of its file.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its title; by default, the one in it.
    pub title: Option<&'a str>,
    /// Where it is published.
    pub address: Option<&'a str>,
    /// Its licence; by default, the one in it.
    pub licence: Option<&'a str>,
    /// The day on which it was retrieved: `2026-11-26`.
    pub retrieved: &'a str,
}

impl Published<'_> {
    /// The text of `source.toml`.
    #[must_use]
    pub fn source(&self) -> String {
        let document = self.value();
        let info = |pointer: &str| document.pointer(pointer).and_then(Value::as_str);
        let title = self.title.or_else(|| info("/info/title")).unwrap_or(NOT_STATED);
        let own = info("/info/license/identifier").or_else(|| info("/info/license/name"));
        let lines = [
            ("title", title),
            ("address", self.address.unwrap_or(NOT_STATED)),
            ("retrieved", self.retrieved),
            ("file", self.file),
            ("sha256", &digest(self.text)),
            ("licence", self.licence.or(own).unwrap_or(NOT_STATED)),
            ("transcribed", "openapi"),
        ];
        lines.iter().map(|(key, text)| format!("{key} = {}\n", quoted(text))).collect()
    }

    /// The text of `moored.toml`: every line is a comment, with examples from the document. `command` is how messages
    /// name the command.
    #[must_use]
    pub fn settings(&self, command: &str) -> String {
        let document = self.value();
        let title = document.pointer("/info/title").and_then(Value::as_str).unwrap_or("Petstore");
        let operation = operation_id(&document).unwrap_or("listPets");
        let schema = schema(&document).unwrap_or_else(|| "/components/schemas/Pet".to_owned());
        let (title, operation, schema) = (quoted(title), quoted(operation), quoted(&schema));
        format!(
            "\
# Settings of the client. Each is optional; remove the `#` of those that you need.

# The name of the provider in documentation.
# title = {title}
# Groups of operations: \"flat\" for none, \"by-tag\" for one of each tag. By default, a large document has groups.
# operations = \"flat\"
# Members of a response that the document does not declare: \"ignore\" or \"keep\".
# unknown_fields = \"ignore\"
# Required members that a response does not have: \"reject\" the response, or \"tolerate\" it.
# missing_members = \"reject\"

# Operation id = name of the method.
# [methods]
# {operation} = \"another_name\"

# JSON pointer of a schema = name of the type.
# [types]
# {schema} = \"AnotherName\"

# A loss that is accepted. `{command} codegen --check` prints these lines for each that is not.
# [[allow]]
# rule = \"unchecked-bound\"
# pointer = {schema}
# reason = \"…\"
"
        )
    }

    /// The document; `null` if it cannot be read, which the generator reports.
    fn value(&self) -> Value {
        let text = self.text.trim_start_matches('\u{feff}');
        serde_json::from_str(text).ok().or_else(|| read(&Source::new(self.file, text)).ok()).unwrap_or_default()
    }
}

/// The text in quotes, on one line.
fn quoted(text: &str) -> String {
    Toml::String(text.split_whitespace().collect::<Vec<_>>().join(" ")).to_string()
}

fn operation_id(document: &Value) -> Option<&str> {
    let paths = document.get("paths")?.as_object()?.values().filter_map(Value::as_object);
    paths.flat_map(|path| path.values()).find_map(|operation| operation.get("operationId")?.as_str())
}

fn schema(document: &Value) -> Option<String> {
    ["/components/schemas", "/definitions"].iter().find_map(|list| {
        let name = document.pointer(list)?.as_object()?.keys().next()?;
        Some(Pointer::parse(list).join(name).to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
openapi: 3.1.0
info: { title: \"The \\\"Pets\\\"\\n API\", version: '1', license: { name: Apache 2.0, identifier: Apache-2.0 } }
paths:
  /pets:
    get: { operationId: listPets, responses: {} }
components: { schemas: { a/b: { type: object } } }
";

    fn published(text: &str) -> Published<'_> {
        Published { file: "published.yaml", text, title: None, address: None, licence: None, retrieved: "2026-11-26" }
    }

    #[test]
    fn the_origin_is_that_of_the_document_unless_it_is_given() {
        let source = published(TEXT).source();
        let read: toml::Table = source.parse().unwrap_or_default();
        let of = |key: &str| read.get(key).and_then(Toml::as_str).unwrap_or_default().to_owned();
        assert_eq!(of("title"), "The \"Pets\" API", "{source}");
        assert_eq!((of("licence"), of("address")), ("Apache-2.0".to_owned(), "not stated".to_owned()));
        assert_eq!((of("sha256"), of("transcribed")), (digest(TEXT), "openapi".to_owned()));
        let source =
            Published { address: Some("https://pets.example"), licence: Some("MIT"), ..published(": ][") }.source();
        assert!(
            source.contains("address = \"https://pets.example\"\n") && source.contains("licence = \"MIT\"\n"),
            "{source}"
        );
        assert!(source.contains("title = \"not stated\"\n"), "{source}");
    }

    #[test]
    fn the_settings_are_comments_with_examples_from_the_document() {
        for (text, operation, schema) in [
            (TEXT, "# \"listPets\" = ", "# \"/components/schemas/a~1b\" = "),
            (
                "{\"swagger\": \"2.0\", \"definitions\": {\"User\": {}}}",
                "# \"listPets\" = ",
                "# \"/definitions/User\" = ",
            ),
            ("", "# \"listPets\" = ", "# \"/components/schemas/Pet\" = "),
        ] {
            let settings = published(text).settings("cargo tasks");
            assert!(settings.lines().all(|line| line.is_empty() || line.starts_with("# ")), "{settings}");
            assert!(settings.contains(operation) && settings.contains(schema), "{settings}");
            assert!(settings.contains("`cargo tasks codegen --check`"), "{settings}");
            // Without the marks, it is valid TOML.
            let bare =
                settings.lines().filter(|line| line.contains(" = ") || line.contains('[')).map(|line| &line[2..]);
            let bare: Vec<_> = bare.filter(|line| !line.ends_with('.')).collect();
            assert!(bare.join("\n").parse::<toml::Table>().is_ok(), "{bare:?}");
        }
    }
}
