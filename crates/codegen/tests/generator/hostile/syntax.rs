//! Unusual texts: each is read as any other reader of YAML would read it, or is an error.

use moored_codegen::RelPath;

use super::{generate, schemas};

/// A document with one type.
fn plain() -> String {
    schemas("    A: { type: object, properties: { a: { type: string } } }\n")
}

#[test]
fn unusual_texts_of_the_same_document_give_the_same_client() {
    let plain = plain();
    let generate = |text: &str| {
        let mut files = generate(text)?;
        // It has the digest of the text.
        files.remove(&RelPath::new("inputs.lock").expect("a path"));
        Some(files)
    };
    let expected = generate(&plain);
    assert!(expected.is_some());
    for (what, text) in [
        ("a byte order mark", format!("\u{feff}{plain}")),
        ("CRLF", plain.replace('\n', "\r\n")),
        ("a directive and markers", format!("%YAML 1.2\n---\n{plain}...\n")),
        ("a status as a number", plain.replace("'200'", "200")),
        ("tags", plain.replace("openapi: 3.1.0", "openapi: !!str 3.1.0")),
    ] {
        assert_eq!(generate(&text), expected, "{what}");
    }
}

#[test]
fn a_text_that_is_no_document_is_an_error() {
    let plain = plain();
    for (what, text) in [
        ("nothing", ""),
        ("blanks", " \n\t\n"),
        ("null", "null"),
        ("a list", "[]"),
        ("a string", "\"openapi\""),
        ("a byte order mark alone", "\u{feff}"),
        ("two documents", &format!("{plain}---\n{plain}")),
        ("a list as a key", "openapi: 3.1.0\n? [a, b]\n: c\n"),
        ("an alias of nothing", "openapi: *nothing\n"),
        ("an alias of itself", "openapi: 3.1.0\nx: &x [*x]\n"),
        ("an unknown escape", "openapi: \"\\q\"\n"),
        ("control characters", "openapi: 3.1.0\nx: \u{1}\n"),
        ("half of a JSON text", "{\"openapi\": \"3.1.0\""),
    ] {
        assert!(generate(text).is_none(), "{what} gives a client");
    }
}
