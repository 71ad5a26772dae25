//! What a user sees of a mistake: its rule, its location in the text, its pointer and how to correct it; all mistakes
//! at once.

mod corrected;
mod inventory;
mod overlay;
mod provenance;
mod settings;
mod texts;

use crate::shared::Run;

/// The run of `files`, which have to be an error: no client is generated.
#[track_caller]
fn rejected(files: &[(&str, &str)]) -> Run {
    let run = Run::folder(files);
    assert!(run.outcome.files.is_none(), "a client was generated:\n{}", run.rendered());
    run
}

/// The findings of `files`, of which a client has to be generated.
#[track_caller]
fn accepted(files: &[(&str, &str)]) -> Vec<String> {
    let run = Run::folder(files);
    assert!(run.outcome.files.is_some(), "{}", run.rendered());
    run.findings()
}

/// A document with a mistake of every kind.
const MISTAKES: &str = include_str!("findings/mistakes.yaml");

#[test]
fn all_mistakes_are_shown_at_once_each_with_its_location() {
    let run = Run::document(MISTAKES);
    let (findings, text) = (run.findings(), run.rendered());
    assert!(run.outcome.files.is_some(), "{text}");
    assert_eq!(run.outcome.summary.operations, 5, "all of them");
    assert_eq!(
        findings,
        [
            "duplicate-operation-id openapi.yaml:15:7 /paths/~1pets/post/operationId",
            "duplicate-method-name openapi.yaml:17:5 /paths/~1pets/put",
            "invalid-path openapi.yaml:24:3 /paths/pets",
            "missing-operation-id openapi.yaml:25:5 /paths/pets/trace",
            "misspelt-type openapi.yaml:29:13 /components/schemas/File/type",
            "unknown-security-scheme openapi.yaml:7:20 /paths/~1pets/get/security/0/nobody",
            "duplicate-parameter openapi.yaml:10:11 /paths/~1pets/get/parameters/1",
            "invalid-document openapi.yaml:11:11 /paths/~1pets/get/parameters/2",
            "unknown-status openapi.yaml:13:9 /paths/~1pets/get/responses/20x",
            "missing-path-parameter openapi.yaml:21:5 /paths/~1pets~1{id}/get",
            "reference-cycle openapi.yaml:30:13 /components/schemas/Loop/$ref",
            "tuple openapi.yaml:31:13 /components/schemas/Pair/prefixItems",
        ]
    );
    // As they are rendered: title, location, the line itself, pointer, notes and help.
    for finding in &findings {
        let [rule, location, pointer] = finding.split(' ').collect::<Vec<_>>()[..] else { panic!("{finding}") };
        let title = format!("[{rule}]: ");
        let rest = &text[text.find(&title).unwrap_or_else(|| panic!("{title} is not in\n{text}"))..];
        assert!(text.contains(&format!("--> specs/pets/{location}\n")), "{location} is not in\n{text}");
        assert!(rest.contains(&format!("= at: {pointer}\n")), "{pointer} is not in\n{rest}");
    }
    for part in [
        "warning[duplicate-operation-id]: operation id `listPets` is used twice; ",
        "15 |       operationId: listPets\n   |       ^^^^^^^^^^^^^^^^^^^^^\n",
        "= note: first used at specs/pets/openapi.yaml:6:7\n",
        "set its name in moored.toml: [methods] \"post /pets\" = ",
        "warning[missing-operation-id]: ",
        "loss[tuple]: ",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn references_that_cannot_be_resolved_are_shown_together() {
    let document = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      parameters:
        - $ref: '#/components/parameters/Limit'
      responses: { '404': { $ref: other.yaml } }
components:
  schemas:
    Pet: { properties: { owner: { $ref: '#/components/schemas/Owner' } } }
";
    let findings = accepted(&[("openapi.yaml", document)]);
    let of_references: Vec<&String> =
        findings.iter().filter(|line| !line.starts_with("missing-operation-id")).collect();
    assert_eq!(
        of_references,
        [
            "dangling-reference openapi.yaml:7:11 /paths/~1pets/get/parameters/0/$ref",
            "external-reference openapi.yaml:8:29 /paths/~1pets/get/responses/404/$ref",
            "dangling-reference openapi.yaml:11:35 /components/schemas/Pet/properties/owner/$ref",
        ]
    );
}

#[test]
fn a_reference_to_nothing_names_what_it_probably_means() {
    let document = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths: {}
components:
  schemas:
    Collection: { properties: { pet: { $ref: '#/components/schemas/Pett' }, toy: { $ref: 'toys.yaml#/Boll' } } }
    Other: { properties: { far: { $ref: '#/components/schemas/Elephant' } } }
    Pet: { type: string }
";
    let run = Run::folder(&[("openapi.yaml", document), ("toys.yaml", "Ball: { type: string }\n")]);
    let text = run.rendered();
    for part in [
        "`#/components/schemas/Pett` does not exist\n",
        "= help: did you mean `#/components/schemas/Pet`?\n",
        "`toys.yaml#/Boll` does not exist\n",
        "= help: did you mean `toys.yaml#/Ball`?\n",
        "`#/components/schemas/Elephant` does not exist\n",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_eq!(text.matches("did you mean").count(), 2, "{text}");
}

#[test]
fn losses_of_one_rule_are_counted_after_the_fifth() {
    let mut document = String::from("openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\nwebhooks:\n");
    for number in 1..=8 {
        document.push_str(&format!("  hook{number}: {{}}\n"));
    }
    let text = Run::document(&document).rendered();
    assert_eq!(text.matches("loss[webhook]: the webhook `hook").count(), 5, "{text}");
    assert!(
        text.contains(
            "loss[webhook]: 3 more: A webhook has no operation, a body that is neither JSON nor a form, or a response \
             with a body."
        ),
        "{text}"
    );
}

#[test]
fn a_folder_without_a_document_is_an_error() {
    let run = rejected(&[("moored.toml", "title = \"Pets\"\n")]);
    assert_eq!(run.findings(), ["missing-source openapi.yaml:1:1"]);
    let text = run.rendered();
    for name in ["openapi.yaml", "openapi.yml", "openapi.json", "swagger.json", "document.yaml", "source.toml"] {
        assert!(text.contains(name), "{name} is not in\n{text}");
    }
}
