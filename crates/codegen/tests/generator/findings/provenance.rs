//! `source.toml`: where a published document comes from, and how it was transcribed.

use moored_document::digest::digest;

use super::{accepted, rejected};

/// A page with a document in a fenced block.
const PAGE: &str = "\
# Pets

```yaml
openapi: 3.1.0
info: { title: Pets, version: '1' }
webhooks: { a: {} }
```
";

/// `source.toml` for the text `published`.
fn source(published: &str, transcribed: &str) -> String {
    format!(
        "title = \"Pets\"
address = \"https://pets.example\"
retrieved = 2025-01-01
file = \"published.md\"
sha256 = \"{}\"
licence = \"none stated\"
transcribed = \"{transcribed}\"
",
        digest(published)
    )
}

#[test]
fn a_fenced_document_is_read() {
    let findings = accepted(&[("published.md", PAGE), ("source.toml", &source(PAGE, "fenced"))]);
    assert_eq!(findings, ["webhook openapi.yaml:7:3 /webhooks/a"]);
}

#[test]
fn findings_in_a_fenced_document_have_the_lines_of_the_page() {
    let page = PAGE.replace("webhooks: {", "webhooks: }");
    let run = rejected(&[("published.md", &page), ("source.toml", &source(&page, "fenced"))]);
    assert_eq!(run.findings(), ["unreadable published.md:6:11"]);
}

#[test]
fn a_text_with_another_digest_is_an_error() {
    let run = rejected(&[("published.md", &PAGE.replace("Pets", "Dogs")), ("source.toml", &source(PAGE, "fenced"))]);
    assert_eq!(run.findings(), ["published-digest source.toml:5:10"]);
    assert!(run.rendered().contains("the SHA-256 of the file is "), "{}", run.rendered());
}

#[test]
fn a_page_without_exactly_one_fenced_document_is_an_error() {
    for (page, message) in [
        ("# Pets\n\n```json\n{ \"pet\": 1 }\n```\n".to_owned(), "no fenced code block contains"),
        (PAGE.repeat(2), "at lines 4, 11"),
        (PAGE.trim_end().trim_end_matches('`').to_owned(), "line 4 is not closed"),
    ] {
        let run = rejected(&[("published.md", &page), ("source.toml", &source(&page, "fenced"))]);
        assert_eq!(run.findings(), ["fence published.md:1:1"]);
        assert!(run.rendered().contains(message), "{message} is not in\n{}", run.rendered());
    }
}

#[test]
fn a_source_needs_files_that_exist_and_a_known_way_of_transcribing() {
    let by_hand = source(PAGE, "by-hand");
    let without_document = rejected(&[("published.md", PAGE), ("source.toml", &by_hand)]);
    assert_eq!(without_document.findings(), ["missing-source source.toml:1:1"]);
    let text = without_document.rendered();
    assert!(text.contains("`specs/pets/document.yaml` does not exist"), "{text}");

    let without_page = rejected(&[("source.toml", &by_hand)]);
    assert_eq!(without_page.findings(), ["missing-source source.toml:1:1"]);
    let text = without_page.rendered();
    assert!(text.contains("`specs/pets/published.md` does not exist"), "{text}");

    let guessed = rejected(&[("published.md", PAGE), ("source.toml", &source(PAGE, "guessed"))]);
    assert_eq!(guessed.findings(), ["config source.toml:7:15"]);

    let misspelt = source(PAGE, "fenced").replace("licence", "license");
    let misspelt = rejected(&[("published.md", PAGE), ("source.toml", &misspelt)]);
    assert_eq!(misspelt.findings(), ["config source.toml:6:1"]);
    assert!(misspelt.rendered().contains("= help: did you mean `licence`?\n"), "{}", misspelt.rendered());
}

#[test]
fn the_document_itself_may_be_the_published_text() {
    let document = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\nwebhooks: { a: {} }\n";
    let overlay = "overlay: 1.0.0\ninfo: { title: C, version: '1' }\nactions:\n  - { target: $.webhooks, \
                   description: None is sent, update: { b: {} } }\n";
    let of = |source: &str| accepted(&[("openapi.yaml", document), ("overlay.yaml", overlay), ("source.toml", source)]);
    let source = source(document, "openapi").replace("published.md", "openapi.yaml");
    // The document is not composed: its findings have its own lines, and the correction is located in the overlay.
    let findings = ["webhook openapi.yaml:3:13 /webhooks/a", "webhook overlay.yaml:4:64 /webhooks/b"];
    assert_eq!(of(&source), findings);
    assert_eq!(of("address = \"https://pets.example\"\nfile = \"openapi.yaml\"\n"), findings);

    let edited = format!("{document}paths: {{}}\n");
    let run = rejected(&[("openapi.yaml", &edited), ("source.toml", &source)]);
    assert_eq!(run.findings(), ["published-digest source.toml:5:10"]);
}
