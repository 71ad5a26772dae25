//! The file itself.

use super::{names_of, run};

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: 'https://pets.example' }]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: page-size, in: query, schema: { type: integer } }
      responses:
        '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/pet' } } } }
components:
  schemas:
    pet:
      type: object
      properties:
        fullName: { type: string }
        state: { type: string, enum: [up, on hold] }
        owner: { oneOf: [{ $ref: '#/components/schemas/pet' }, { type: string }] }
";

#[test]
fn it_has_a_line_for_each_name() {
    let text = run(DOCUMENT, None).outcome.names.expect("names");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        lines,
        [
            "version = 1",
            "",
            "[methods]",
            "\"GET /pets/{}\" = \"get_pet\"",
            "",
            "[types]",
            "pet = \"Pet\"",
            "",
            "[inline.Pet]",
            "owner = \"PetOwner\"",
            "state = \"PetState\"",
            "",
            "[arguments.\"GET /pets/{}\"]",
            "\"path id\" = \"id\"",
            "\"query page-size\" = \"page_size\"",
            "",
            "[fields.Pet]",
            "fullName = \"full_name\"",
            "owner = \"owner\"",
            "state = \"state\"",
            "",
            "[variants.PetOwner]",
            "\"#pet\" = \"Pet\"",
            "string = \"String\"",
            "",
            "[variants.PetState]",
            "\"on hold\" = \"OnHold\"",
            "up = \"Up\"",
            "",
            "[others]",
            "PetOwner = \"Unlisted\"",
            "PetState = \"Unlisted\"",
        ]
    );
}

#[test]
fn a_file_that_is_not_valid_prevents_a_client() {
    let first = run(DOCUMENT, None);
    let names = names_of(&first);
    let conflict = names.replacen("[types]", "<<<<<<< HEAD\n[types]", 1);
    let broken = run(DOCUMENT, Some(&conflict));
    let line = conflict.lines().position(|line| line.starts_with('<')).expect("the mark") + 1;
    assert_eq!(broken.findings(), [format!("names-lock names.lock:{line}:1")]);
    assert!(broken.outcome.names.is_none());
    // Mistakes in both files are shown together.
    let both = crate::shared::Run::folder(&[("openapi.yaml", DOCUMENT), ("names.lock", "x"), ("moored.toml", "x = 1")]);
    assert_eq!(both.findings(), ["config moored.toml:1:1", "names-lock names.lock:1:1"]);
}

#[test]
fn the_lock_has_the_digest_of_the_new_text() {
    let first = run(DOCUMENT, None);
    let lock = moored_codegen::lock::Lock::parse(first.file("inputs.lock")).expect("a lock");
    let digest = moored_document::digest::digest(names_of(&first));
    assert_eq!(lock.inputs.get("specs/pets/names.lock"), Some(&digest));
    assert!(!first.has_file("names.lock"));
}

#[test]
fn a_setter_of_a_server_is_called_as_the_line_states() {
    let variables = "variables: { region: { default: eu, enum: [eu, us] }, tenant: { description: Yours } }";
    let text =
        DOCUMENT.replace("https://pets.example'", &format!("https://{{region}}.example/{{tenant}}', {variables}"));
    let first = run(&text, None);
    assert!(
        first.file("src/server.rs").contains("pub fn region(self, region: Region)"),
        "{}",
        first.file("src/server.rs")
    );
    let lines = "[server_variables.\"https://{region}.example/{tenant}\"]\nregion = \"region\"\ntenant = \"tenant\"\n\n\
                 [server_values.Region]\neu = \"Eu\"\nus = \"Us\"\n";
    assert!(names_of(&first).ends_with(lines), "{}", names_of(&first));
    let changed = lines
        .replace("= \"region\"", "= \"zone\"")
        .replace("= \"tenant\"", "= \"account\"")
        .replace("\"Eu\"", "\"Europe\"");
    let again = run(&text, Some(&names_of(&first).replace(lines, &changed)));
    let server = again.file("src/server.rs");
    for part in ["pub fn zone(self, zone: Region)", "pub fn new(account: impl Into<String>)", "Self::Europe"] {
        assert!(server.contains(part), "{part}: {server}");
    }
    assert_eq!(names_of(&again), names_of(&first).replace(lines, &changed));
}
