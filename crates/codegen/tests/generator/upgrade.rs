//! Swagger 2.0 documents from one end of the generator to the other: what is generated, and where findings point.

use std::fmt::Write as _;

use crate::check::check;
use crate::shared::{NONE, Run, tokens};

/// A Swagger 2.0 document.
pub(crate) const PETS: &str = include_str!("upgrade/pets.yaml");

#[test]
fn a_client_is_generated() {
    let run = Run::document(PETS);
    assert_eq!(check(run.files()), NONE);
    let call = run.rust("src/operations/add_pet.rs");
    assert!(call.signature("add_pet").contains(&tokens("body: types::Pet")), "{}", call.signature("add_pet"));
    let error = run.ty("error");
    assert_eq!(error.structure("Error").fields.len(), 1, "the schema of the shared response");
    run.rust("src/client.rs").assert_has(&["ClientBuilder::new(Some(\"https://pets.example/v1\"))"]);
    assert!(run.rust("src/credential.rs").functions().contains(&"basic".to_owned()));
}

#[test]
fn findings_point_at_the_text_and_not_at_the_upgraded_document() {
    assert_eq!(
        Run::document(PETS).findings(),
        ["lost-in-upgrade openapi.yaml:28:74 /paths/~1pets/post/parameters/2/collectionFormat",]
    );
    let broken = PETS
        .replace(
            "name: { type: string, minLength: 1 }",
            "name: { type: text }\n      owner: { $ref: '#/definitions/Owner' }",
        )
        .replace("type: integer, maximum: 9", "type: integer, items: 7");
    let findings = Run::document(&broken).findings();
    assert_eq!(
        findings.into_iter().filter(|finding| !finding.starts_with("lost")).collect::<Vec<_>>(),
        [
            "misspelt-type openapi.yaml:19:15 /definitions/Pet/properties/name/type",
            "dangling-reference openapi.yaml:20:16 /definitions/Pet/properties/owner/$ref",
            "invalid-document openapi.yaml:28:52 /paths/~1pets/post/parameters/1/items",
        ]
    );
}

#[test]
fn recursive_references_are_findings() {
    let parameters = PETS
        .replace("  Body:", "  A: { $ref: '#/parameters/B' }\n  B: { $ref: '#/parameters/A' }\n  Body:")
        .replace("- { $ref: '#/parameters/Body' }", "- { $ref: '#/parameters/A' }");
    let responses = PETS
        .replace("  Wrong:", "  A: { $ref: '#/responses/A' }\n  Wrong:")
        .replace("default: { $ref: '#/responses/Wrong' }", "default: { $ref: '#/responses/A' }");
    for text in [parameters, responses] {
        // With media types of its own, the operation would have a copy of the response.
        for text in [text.clone(), text.replace("operationId", "produces: [text/plain]\n      operationId")] {
            let findings = Run::document(&text).findings();
            assert!(findings.iter().any(|finding| finding.starts_with("reference-cycle")), "{findings:?}");
        }
    }
}

#[test]
fn references_to_what_contains_them_are_not_copied_again_and_again() {
    // A path item with the members of a body and of a response, which refers to itself many times.
    let mut text = String::from(
        "swagger: '2.0'
info: { title: Pets, version: '1' }
paths:
  /a:
    in: body
    schema: {}
    get:
      produces: [text/plain]
      parameters:
",
    );
    for _ in 0..60 {
        text.push_str("        - { $ref: '#/paths/~1a' }\n");
    }
    text.push_str("      responses:\n");
    for status in 200..260 {
        let _ = writeln!(text, "        '{status}': {{ $ref: '#/paths/~1a' }}");
    }
    assert_writes_less_than(100_000, &Run::document(&text));
}

#[test]
fn many_responses_do_not_each_have_all_of_many_media_types() {
    let media_types: Vec<String> = (0..3000).map(|number| format!("a/b{number}")).collect();
    let mut text = format!(
        "swagger: '2.0'\ninfo: {{ title: Pets, version: '1' }}\nproduces: [{}]\npaths:\n",
        media_types.join(", ")
    );
    let response = "{ description: '', schema: { properties: { a: { type: string } } } }";
    for number in 0..300 {
        let _ = writeln!(text, "  /a{number}: {{ get: {{ responses: {{ '200': {response} }} }} }}");
    }
    let run = Run::document(&text);
    let is_of_the_list = |finding: &String| finding.starts_with("lost-in-upgrade") && finding.ends_with(" /produces");
    assert!(run.findings().iter().any(is_of_the_list), "the list is too long");
    // Each call has the list in its `Accept`, on lines of its own as what its stream returns, and in `client.json`.
    let list: usize = media_types.iter().map(|media_type| media_type.len() + 2).sum();
    assert_writes_less_than(300 * (6 * list + 10_000), &run);
}

/// Whatever was copied is in the files that are generated.
#[track_caller]
fn assert_writes_less_than(most: usize, run: &Run) {
    let written: usize = run.outcome.files.iter().flatten().map(|(_, text)| text.len()).sum();
    assert!(written < most, "{written} bytes, {most} at most");
    let findings = run.findings().len();
    assert!(findings < most / 100, "{findings} findings");
}
