//! Runs `cargo moored add`, `remove` and `rename` in temporary workspaces.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/cargo.rs"]
mod cargo;
#[path = "shared/folder.rs"]
mod folder;

use std::fs;
use std::process::Command;

use cargo::loads;
use folder::{Folder, run};

const PETS: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1', license: { name: MIT } }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get:
      operationId: listPets
      security: [{ key: [] }]
      responses:
        '200':
          description: All pets
          content:
            application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string } } }
";

const SWAGGER: &str = r##"{
  "swagger": "2.0",
  "info": { "title": "Toys", "version": "1" },
  "host": "toys.example",
  "paths": {
    "/toys": { "get": { "operationId": "getToys", "responses": { "200": { "description": "Toys", "schema": { "$ref": "#/definitions/Toy" } } } } }
  },
  "definitions": { "Toy": { "type": "object", "properties": { "name": { "type": "string" } } } }
}
"##;

fn workspace() -> Folder {
    let folder = Folder::new(&[
        ("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"app\"]\n"),
        ("app/Cargo.toml", "[package]\nname = \"app\"\nedition = \"2024\"\n"),
        ("app/src/main.rs", "fn main() {}\n"),
        ("pets.yaml", PETS),
    ]);
    assert_eq!(folder.moored("init --ci none").0, 0);
    folder
}

fn git(folder: &Folder, arguments: &str) {
    let mut command = Command::new("git");
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    command.args(identity).args(arguments.split_whitespace()).current_dir(folder.path(""));
    let (code, _, error) = run(&mut command);
    assert_eq!(code, 0, "{error}");
}

#[test]
fn add_stores_the_text_generates_and_shows_the_first_call() {
    let folder = workspace();
    let (code, out, error) = folder.moored("add pets pets.yaml --address https://pets.example/openapi.yaml");
    assert_eq!(code, 0, "{error}");
    assert_eq!(folder.text("specs/pets/published.yaml"), PETS);
    let source = folder.text("specs/pets/source.toml");
    for line in [
        "title = \"Pets\"",
        "address = \"https://pets.example/openapi.yaml\"",
        "file = \"published.yaml\"",
        "licence = \"MIT\"",
        "transcribed = \"openapi\"",
    ] {
        assert!(source.lines().any(|found| found == line), "{source}");
    }
    let settings = folder.text("specs/pets/moored.toml");
    assert!(
        settings.contains("# \"listPets\" = \"another_name\"") && settings.contains("`cargo moored codegen"),
        "{settings}"
    );
    assert!(folder.path("generated/pets/src/lib.rs").exists() && folder.path("specs/pets/names.lock").exists());
    for line in [
        "use moored_pets::{Client, Credential};",
        "        .credential(Credential::api_key(\"",
        "    let response = client.list_pets().",
        "Use the client: `cargo add --package <yours> --path generated/pets moored-pets`",
    ] {
        assert!(out.lines().any(|found| found.starts_with(line)), "{line} is not in {out}");
    }
    assert!(loads(&folder.path("")));
    assert_eq!(folder.moored("codegen --check").0, 0);
    assert!(!folder.path(".moored/specs/pets").exists());
}

#[test]
fn add_reads_json_swagger_and_documents_in_several_files() {
    let folder = workspace();
    folder.put("toys.json", SWAGGER);
    let (code, out, error) = folder.moored("add toys toys.json");
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("client.get_toys()"), "{out}");
    assert_eq!(folder.text("specs/toys/published.json"), SWAGGER);

    let paths = "get:\n  operationId: listPets\n  responses:\n    '200':\n      description: Pets\n      content:\n        \
                 application/json: { schema: { $ref: '../zoo.yaml#/components/schemas/Pet' } }\n";
    let document = "openapi: 3.0.3\ninfo: { title: Zoo, version: '1' }\nservers: [{ url: https://zoo.example }]\n\
                    paths:\n  /pets: { $ref: 'paths/pets.yaml' }\ncomponents:\n  schemas:\n    \
                    Pet: { type: object, properties: { name: { $ref: 'types/my%20name.yaml' } } }\n";
    folder.put("api/zoo.yaml", document);
    folder.put("api/paths/pets.yaml", paths);
    folder.put("api/types/my name.yaml", "type: string\n");
    folder.put("api/other.yaml", "not: reached\n");
    let (code, _, error) = folder.moored("add zoo api/zoo.yaml");
    assert_eq!(code, 0, "{error}");
    assert_eq!(folder.text("specs/zoo/zoo.yaml"), document);
    assert_eq!(folder.text("specs/zoo/paths/pets.yaml"), paths);
    assert!(folder.path("specs/zoo/types/my name.yaml").exists() && !folder.path("specs/zoo/other.yaml").exists());
    // The document is the one to which the other file refers by its name.
    assert!(folder.path("generated/zoo/src/types/pet.rs").exists());
    assert!(!folder.path("generated/zoo/src/types/pet2.rs").exists(), "there are two types");
    let (code, out, error) = folder.moored("codegen --check");
    assert_eq!(code, 0, "{out}{error}");
}

#[test]
fn add_leaves_nothing_behind_if_the_document_has_errors() {
    let folder = workspace();
    folder.put("broken.yaml", "openapi: 3.0.3\npaths: [\n");
    folder.put(
        "wrong.yaml",
        &PETS.replace("'#/components/schemas/Pet'", "'#/components/schemas/Pet/'").replace("listPets", "a\"b"),
    );
    let before = folder.files();
    let (code, _, error) = folder.moored("add broken broken.yaml");
    assert_eq!(code, 1);
    assert!(error.contains("specs/broken/published.yaml:3:1"), "{error}");
    assert!(error.contains("specs/broken is a copy of broken.yaml, and was not stored"), "{error}");
    fs::remove_file(folder.path(".moored/lock")).unwrap_or_default();
    let mut after = folder.files();
    after.retain(|path, _| !path.starts_with(".moored"));
    assert_eq!(after, before);
    assert!(!folder.path("specs/broken").exists() && !folder.path("generated/broken").exists());
    // A correction of the document comes with it.
    folder.put("pets.json", &SWAGGER.replace("\"host\": \"toys.example\",", "\"host\": 7,"));
    let overlay = "overlay: 1.0.0\ninfo: { title: Corrections, version: '1' }\nactions:\n  - target: $\n    \
                   description: The host is a name\n    update: { host: toys.example }\n";
    folder.put("fix.yaml", overlay);
    let (code, _, error) = folder.moored("add toys pets.json --overlay fix.yaml");
    assert_eq!(code, 0, "{error}");
    assert_eq!(folder.text("specs/toys/overlay.yaml"), overlay);
}

#[test]
fn a_dry_run_of_add_lists_what_would_be_written() {
    let folder = workspace();
    let before = folder.files();
    let (code, out, error) = folder.moored("add pets pets.yaml --dry-run");
    assert_eq!(code, 0, "{error}");
    for path in ["specs/pets/published.yaml", "specs/pets/source.toml", "generated/pets"] {
        assert!(out.contains(path), "{path} is not in {out}");
    }
    assert_eq!(folder.files(), before);
    assert!(!folder.path("specs/pets").exists());
}

#[test]
fn names_that_cannot_be_used_are_errors_that_say_why() {
    let folder = workspace();
    assert_eq!(folder.moored("add pets pets.yaml").0, 0);
    folder.put("crates/dogs/Cargo.toml", "[package]\nname = \"moored-dogs\"\n");
    let before = folder.files();
    for (arguments, named) in [
        ("add Pet_Store pets.yaml", "such as `pet-store`"),
        ("add ../x pets.yaml", "cannot be the name of a provider"),
        ("add runtime pets.yaml", "is reserved"),
        ("add moored-gate pets.yaml", "is reserved"),
        ("add com1 pets.yaml", "is reserved"),
        ("add pets pets.yaml", "there is a provider `pets` already, in specs/pets"),
        ("add dogs pets.yaml", "crates/dogs/Cargo.toml is the manifest of a crate `moored-dogs` already"),
        ("add cats http://cats.example/openapi.yaml", "is neither HTTPS nor the address of a server on this machine"),
        ("remove cats", "no provider `cats` in specs/; "),
        ("rename cats dogs", "no provider `cats` in specs/"),
        ("rename pets Pets", "such as `pets`"),
    ] {
        let (code, out, error) = folder.moored(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments}: {error}");
        assert!(error.contains(named), "{arguments}: {error}");
    }
    let (code, _, error) = folder.moored("add cats missing.yaml");
    assert!(code == 3 && error.contains("missing.yaml"), "{error}");
    assert_eq!(folder.files(), before);
}

#[test]
fn remove_keeps_what_git_does_not_have() {
    let folder = workspace();
    git(&folder, "init --quiet");
    assert_eq!(folder.moored("add pets pets.yaml").0, 0);
    git(&folder, "add --all specs");
    git(&folder, "commit --quiet --message pets");
    assert_eq!(folder.moored("add cats pets.yaml").0, 0);
    folder.put("specs/cats/overlay.yaml", "mine\n");
    let before = folder.files();
    let (code, out, _) = folder.moored("remove cats --dry-run");
    assert_eq!(code, 0);
    assert!(out.contains("would move specs/cats to .moored/removed/cats"), "{out}");
    assert_eq!(folder.files(), before);

    let (code, out, error) = folder.moored("remove cats");
    assert_eq!(code, 0, "{error}");
    assert_eq!(out, "moved specs/cats to .moored/removed/cats: git does not have all of it\nremoved generated/cats\n");
    assert_eq!(folder.text(".moored/removed/cats/overlay.yaml"), "mine\n");
    let (code, out, _) = folder.moored("remove pets");
    assert_eq!((code, out.as_str()), (0, "removed specs/pets\nremoved generated/pets\n"));
    assert!(!folder.path("specs/pets").exists() && !folder.path("generated/pets").exists());
    assert!(loads(&folder.path("")));
}

#[test]
fn remove_and_rename_know_the_manifests_that_depend_on_the_client() {
    let folder = workspace();
    assert_eq!(folder.moored("add pets pets.yaml").0, 0);
    let manifest = "[package]\nname = \"app\"\nedition = \"2024\"\n\n[dependencies]\n# Ours.\nmoored-pets = { path = \"../generated/pets\" }\n";
    folder.put("app/Cargo.toml", manifest);
    let before = folder.files();
    let (code, out, error) = folder.moored("remove pets");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(error.contains("nothing was removed") && error.contains("\n  app/Cargo.toml:7\n"), "{error}");
    let (code, out, error) = folder.moored("rename pets animals --dry-run");
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("would move specs/pets to specs/animals") && out.contains("+++ b/app/Cargo.toml"), "{out}");
    assert_eq!(folder.files(), before);

    let (names, hidden) = (folder.text("specs/pets/names.lock"), "specs/pets/.notes");
    folder.put(hidden, "mine\n");
    let (code, out, error) = folder.moored("rename pets animals");
    assert_eq!(code, 0, "{error}");
    assert!(
        out.ends_with("moved specs/pets to specs/animals\nchanged app/Cargo.toml\nremoved generated/pets\n"),
        "{out}"
    );
    let dependency = "moored-pets = { path = \"../generated/animals\", package = \"moored-animals\" }";
    assert_eq!(
        folder.text("app/Cargo.toml"),
        manifest.replace("moored-pets = { path = \"../generated/pets\" }", dependency)
    );
    assert_eq!(folder.text("specs/animals/names.lock"), names);
    assert_eq!(folder.text("specs/animals/.notes"), "mine\n");
    assert!(!folder.path("specs/pets").exists() && !folder.path("generated/pets").exists());
    assert!(loads(&folder.path("")));
    assert_eq!(folder.moored("codegen --check").0, 0);
}

#[test]
fn a_client_that_was_deleted_is_restored_although_cargo_does_not_load_the_workspace() {
    let folder = workspace();
    assert_eq!(folder.moored("add pets pets.yaml").0, 0);
    let manifest = "[package]\nname = \"app\"\nedition = \"2024\"\n\n[dependencies]\nmoored-pets = { path = \"../generated/pets\" }\n";
    folder.put("app/Cargo.toml", manifest);
    let before = folder.files();
    fs::remove_dir_all(folder.path("generated/pets")).unwrap();
    assert!(!loads(&folder.path("")));
    assert_eq!(folder.moored("codegen").0, 0);
    assert!(loads(&folder.path("")));
    assert_eq!(folder.files(), before);
}
