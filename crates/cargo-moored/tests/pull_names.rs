//! Runs `cargo moored pull`: what differs in form alone keeps its names.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/folder.rs"]
#[expect(dead_code, reason = "only other tests use all of it")]
mod folder;
#[path = "shared/server.rs"]
#[expect(dead_code, reason = "only other tests use all of it")]
mod server;

use folder::Folder;
use server::{Server, ok};

const PET: &str = "{ type: object, required: [name], properties: { name: { type: string } } }";

/// A document whose schema is a component.
fn with_component() -> String {
    format!(
        "{}components: {{ schemas: {{ Pet: {PET} }} }}\n",
        written_out().replace(PET, "{ $ref: '#/components/schemas/Pet' }")
    )
}

/// The same document without components.
fn written_out() -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\nservers: [{{ url: https://pets.example }}]\npaths:\n  \
         /pets:\n    get:\n      operationId: listPets\n      responses:\n        '200':\n          description: All\n          \
         content: {{ application/json: {{ schema: {{ type: array, items: {PET} }} }} }}\n"
    )
}

#[test]
fn a_component_that_is_written_out_keeps_the_name_of_its_type() {
    let server = Server::start(|_| ok(&written_out()).into());
    let folder = Folder::new(&[("Cargo.toml", "[workspace]\nresolver = \"3\"\n"), ("pets.yaml", &with_component())]);
    assert_eq!(folder.moored("init --ci none").0, 0);
    let (code, _, error) = folder.moored(&format!("add pets pets.yaml --address {}", server.address("/pets.yaml")));
    assert_eq!(code, 0, "{error}");
    let call = folder.text("generated/pets/src/operations/list_pets.rs");
    assert!(call.contains("Pet"), "{call}");

    let (code, out, error) = folder.moored("pull");
    assert_eq!(code, 0, "{out}{error}");
    let names = folder.text("specs/pets/names.lock");
    assert!(names.contains("\n\"200 application/json\" = \"Pet\"\n"), "{names}");
    assert_eq!(folder.text("generated/pets/src/operations/list_pets.rs"), call);
}
