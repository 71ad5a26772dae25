//! Runs `cargo moored pull` in temporary workspaces, with servers on this machine.

use std::sync::{Arc, Mutex};

use crate::folder::Folder;
use crate::server::{Server, ok, response};
use moored_document::digest::digest;
use serde_json::Value;

const PETS: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: All pets
          content:
            application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string } } }
";

/// The next version: a property more.
fn next() -> String {
    PETS.replace("version: '1'", "version: '2'")
        .replace("name: { type: string }", "name: { type: string }, age: { type: integer }")
}

/// A server whose document can be exchanged.
struct Upstream(Server, Arc<Mutex<String>>);

impl Upstream {
    fn start(body: &str) -> Self {
        let current = Arc::new(Mutex::new(body.to_owned()));
        let shared = Arc::clone(&current);
        let server = Server::start(move |head| {
            let body = shared.lock().unwrap().clone();
            let etag = format!("etag: \"{}\"\r\n", digest(&body));
            match head.contains(&format!("if-none-match: \"{}\"", digest(&body))) {
                true => "HTTP/1.1 304 Not Modified\r\n\r\n".to_owned().into(),
                false => response("200 OK", &etag, &body).into(),
            }
        });
        Self(server, current)
    }

    fn publish(&self, body: &str) {
        *self.1.lock().unwrap() = body.to_owned();
    }
}

/// A workspace with these providers, each with its address and the stored document `PETS`.
fn workspace(providers: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(&[("Cargo.toml", "[workspace]\nresolver = \"3\"\n"), ("pets.yaml", PETS)]);
    assert_eq!(folder.moored("init --ci none").0, 0);
    for (name, address) in providers {
        let (code, _, error) = folder.moored(&format!("add {name} pets.yaml --address {address}"));
        assert_eq!(code, 0, "{error}");
    }
    folder
}

#[test]
fn everything_is_updated_and_a_second_run_changes_nothing() {
    let upstream = Upstream::start(&next());
    let folder = workspace(&[("pets", &upstream.0.address("/pets.yaml"))]);
    let source = folder.text("specs/pets/source.toml");
    folder.put("specs/pets/source.toml", &format!("# Ours\n{source}"));
    folder.put("specs/pets/tests/wire.rs", "// ours\n");
    let before = folder.files();

    let (code, out, error) = folder.moored("pull --dry-run");
    assert_eq!((code, error.as_str()), (1, ""), "{out}");
    for line in [
        "would write specs/pets/published.yaml",
        "would write specs/pets/openapi.yaml",
        "would replace generated/pets/src/types/pet.rs",
        "pets: changed: version 1 → 2, published.yaml +2 −2 lines",
        "  Nothing breaks. There is more to use.",
        "  1 additive, 1 documentation; `cargo moored drift pets --against upstream` shows them",
    ] {
        assert!(out.lines().any(|found| found == line), "{line} is not in {out}");
    }
    assert_eq!(folder.files(), before, "--dry-run wrote something");

    let (code, out, error) = folder.moored("pull");
    assert_eq!(code, 0, "{error}");
    let lines = "pets: updated: version 1 → 2, published.yaml +2 −2 lines\n  Nothing breaks. There is more to use.\n  \
                 1 additive, 1 documentation; `cargo moored drift pets --against HEAD` shows them\n";
    assert!(out.ends_with(lines), "{out}");
    assert_eq!(folder.text("specs/pets/published.yaml"), next());
    let source = folder.text("specs/pets/source.toml");
    assert!(source.starts_with("# Ours\n") && source.contains(&digest(next())), "{source}");
    assert!(folder.text("specs/pets/openapi.yaml").contains("age:"));
    assert!(folder.text("generated/pets/src/types/pet.rs").contains("age"));
    assert_eq!(folder.text("specs/pets/tests/wire.rs"), "// ours\n");
    let (code, out, error) = folder.moored("codegen --check");
    assert_eq!(code, 0, "{out}{error}");
    assert!(!folder.path(".moored/pull/new/pets").exists());

    let after = folder.files();
    let (code, out, _) = folder.moored("pull --dry-run");
    assert_eq!((code, out.as_str()), (0, "pets: unchanged\n"));
    assert!(upstream.0.requests().last().unwrap().contains("if-none-match"));
    assert_eq!(folder.moored("pull pets").0, 0);
    assert_eq!(folder.files(), after);
}

#[test]
fn a_provider_that_is_down_does_not_keep_the_others_from_being_updated() {
    let down = Server::always(response("503 Service Unavailable", "", ""));
    let upstream = Upstream::start(&next());
    let folder = workspace(&[("down", &down.address("/")), ("pets", &upstream.0.address("/"))]);
    let stored = folder.text("specs/down/published.yaml");
    let (code, out, error) = folder.moored("pull");
    assert_eq!(code, 3, "{error}");
    assert_eq!(folder.text("specs/pets/published.yaml"), next());
    assert_eq!(folder.text("specs/down/published.yaml"), stored);
    assert!(out.contains("down: its text cannot be had; the stored one stays\npets: updated"), "{out}");
    let wanted = format!("error[upstream]: `{}` has responded 503 Service Unavailable\n", down.host);
    assert!(error.contains(&wanted) && error.contains("specs/down/source.toml:2:11"), "{error}");
    assert!(error.contains("= help: the server of the provider has a problem: run the command again later"), "{error}");
}

#[test]
fn a_document_with_errors_is_not_stored_and_the_others_are() {
    let broken = Upstream::start(&next().replace("openapi: 3.0.3", "openapi: 4.0.0"));
    let upstream = Upstream::start(&next());
    let folder = workspace(&[("broken", &broken.0.address("/")), ("pets", &upstream.0.address("/"))]);
    let of_broken = |folder: &Folder| {
        let mut files = folder.files();
        files.retain(|path, _| path.contains("/broken/"));
        files
    };
    let before = of_broken(&folder);
    let (code, out, error) = folder.moored("pull");
    assert_eq!(code, 1, "{out}");
    assert!(error.contains("error[unsupported-version]") && error.contains("specs/broken/openapi.yaml:2:1"), "{error}");
    assert!(out.contains("broken: the new text has errors; the stored one stays"), "{out}");
    assert_eq!(of_broken(&folder), before);
    assert_eq!(folder.text("specs/pets/published.yaml"), next());
    assert_eq!(folder.moored("codegen --check").0, 0);
}

#[test]
fn a_correction_that_the_provider_has_made_itself_is_named() {
    let upstream = Upstream::start(&next());
    let folder = workspace(&[("pets", &upstream.0.address("/"))]);
    let overlay = "overlay: 1.0.0\ninfo: { title: Ours, version: '1' }\nactions:\n  \
                   - target: $.components.schemas.Pet.properties[?(!@.type)]\n    description: Pets have a name\n    \
                   update: { type: string }\n";
    let untyped = PETS.replace("name: { type: string }", "name: { maxLength: 5 }");
    upstream.publish(&untyped);
    assert_eq!(folder.moored("pull").0, 0);
    folder.put("specs/pets/overlay.yaml", overlay);
    assert_eq!(folder.moored("codegen").0, 0);

    upstream.publish(PETS);
    let before = folder.files();
    let (code, _, error) = folder.moored("pull");
    assert_eq!(code, 1);
    for text in [
        "error[dead-overlay-action]: `$.components.schemas.Pet.properties[?(!@.type)]` matches nothing in the new document",
        "specs/pets/overlay.yaml:4:5",
        "its reason: Pets have a name",
        "remove the action from overlay.yaml",
        "run `cargo moored pull pets` again",
    ] {
        assert!(error.split_whitespace().collect::<Vec<_>>().join(" ").contains(text), "{text} is not in {error}");
    }
    assert_eq!(folder.files(), before);
    std::fs::remove_file(folder.path("specs/pets/overlay.yaml")).unwrap();
    let (code, out, error) = folder.moored("pull");
    assert_eq!((code, error.as_str()), (0, ""), "{out}");
    assert_eq!(folder.text("specs/pets/published.yaml"), PETS);
}

#[test]
fn a_page_of_prose_is_shown_beside_its_transcription() {
    let page = |ty: &str, last: &str| {
        format!("<!doctype html><main><h1>Pets</h1><p>A pet has</p><ul><li>name: {ty}</li><li>{last}</li></ul></main>")
    };
    let upstream = Upstream::start(&page("text", "limit: how many"));
    let folder = workspace(&[]);
    folder.put("specs/pets/document.yaml", PETS);
    let source =
        format!("address = \"{}\"\nfile = \"published.txt\"\ntranscribed = \"by-hand\"\n", upstream.0.address("/"));
    folder.put("specs/pets/source.toml", &source);
    // There was no published text yet.
    let (code, _, error) = folder.moored("pull");
    assert_eq!(code, 0, "{error}");
    assert_eq!(folder.text("specs/pets/published.txt"), "Pets\nA pet has\nname: text\nlimit: how many\n");

    upstream.publish(&page("number", "limit: how many"));
    let (code, out, error) = folder.moored("pull");
    assert_eq!(code, 0, "{error}");
    let wanted = "\
pets: updated: published.txt +1 −1 lines
  - name: text
  + name: number
      specs/pets/document.yaml:15  /components/schemas/Pet/properties/name
      specs/pets/document.yaml:15  /components/schemas/Pet/required/0
specs/pets/document.yaml was written by hand from this page, and stays as it is: bring it up to date with these lines
";
    assert!(out.ends_with(wanted), "{out}");
    assert_eq!(folder.text("specs/pets/document.yaml"), PETS);
    assert_eq!(folder.moored("codegen --check").0, 0);

    upstream.publish(&page("number", " limit:  how many<br>"));
    assert_eq!(folder.moored("pull").1, "pets: unchanged\n");
}

#[test]
fn a_document_that_is_not_composed_is_replaced_itself() {
    let upstream = Upstream::start(&next());
    let folder = workspace(&[]);
    folder.put("specs/pets/openapi.yaml", PETS);
    folder.put(
        "specs/pets/source.toml",
        &format!("address = \"{}\"\nfile = \"openapi.yaml\"\n", upstream.0.address("/")),
    );
    assert_eq!(folder.moored("codegen").0, 0);
    let (code, out, error) = folder.moored("pull");
    assert_eq!(code, 0, "{error}");
    assert!(
        out.contains("wrote specs/pets/openapi.yaml") && !folder.path("specs/pets/published.yaml").exists(),
        "{out}"
    );
    assert_eq!(folder.text("specs/pets/openapi.yaml"), next());
    assert!(folder.text("specs/pets/source.toml").contains(&format!("sha256 = \"{}\"", digest(next()))));
    assert_eq!(folder.moored("codegen --check").0, 0);
}

#[test]
fn programs_get_one_object() {
    let down = Server::always(ok("nothing"));
    let upstream = Upstream::start(&next());
    let folder = workspace(&[("down", &down.address("/")), ("pets", &upstream.0.address("/"))]);
    let (code, out, error) = folder.moored("pull --dry-run --format json");
    assert_eq!((code, error.as_str()), (3, ""));
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&report["version"], &report["exit_code"], &report["action"]),
        (&1.into(), &3.into(), &"dry-run".into())
    );
    let [down, pets] = report["providers"].as_array().unwrap().as_slice() else { panic!("{out}") };
    assert_eq!((&down["name"], &down["state"]), (&"down".into(), &"unavailable".into()));
    assert_eq!((&down["findings"][0]["rule"], &down["findings"][0]["line"]), (&"upstream".into(), &2.into()));
    assert_eq!((&pets["state"], &pets["findings"]), (&"changed".into(), &Value::Array(Vec::new())));
    let files = ["specs/pets/published.yaml", "specs/pets/source.toml", "specs/pets/openapi.yaml"];
    assert!(files.iter().all(|file| pets["changes"].as_array().unwrap().contains(&(*file).into())), "{pets}");
}

#[test]
fn a_wrong_use_is_an_error_before_anything_is_requested() {
    let upstream = Upstream::start(&next());
    let folder = workspace(&[("pets", &upstream.0.address("/"))]);
    folder.put("specs/local/openapi.yaml", PETS);
    for (arguments, wanted) in [
        ("pull dogs", "error: no provider `dogs` in specs/; the providers are: local, pets\n"),
        (
            "pull pets local",
            "error: specs/local is not pulled: its source.toml is missing, has no address, or has `pull = false`\n",
        ),
    ] {
        let (code, out, error) = folder.moored(arguments);
        assert_eq!((code, out.as_str(), error.as_str()), (2, "", wanted));
    }
    assert_eq!(upstream.0.requests().len(), 0);
    let insecure = folder.text("specs/pets/source.toml").replace("http://127.0.0.1", "http://pets.example");
    folder.put("specs/pets/source.toml", &insecure);
    let (code, _, error) = folder.moored("pull");
    assert_eq!(code, 1);
    assert!(error.starts_with("error[config]: `http://pets.example:"), "{error}");
}

#[test]
fn add_takes_an_address_and_the_next_pull_finds_it_unchanged() {
    let upstream = Upstream::start(PETS);
    let folder = workspace(&[]);
    let address = upstream.0.address("/v1/pets.yaml");
    let (code, out, error) = folder.moored(&format!("add pets {address}"));
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("client.list_pets()"), "{out}");
    assert_eq!(folder.text("specs/pets/published.yaml"), PETS);
    let source = folder.text("specs/pets/source.toml");
    assert!(source.contains(&format!("address = \"{address}\"\n")) && source.contains("etag = "), "{source}");
    let (code, out, _) = folder.moored("pull --dry-run");
    assert_eq!((code, out.as_str()), (0, "pets: unchanged\n"));
    assert!(upstream.0.requests().last().unwrap().contains("if-none-match"));

    let before = folder.files();
    for (address, code, wanted) in [
        (
            Server::always(response("404 Not Found", "", "")).address("/"),
            3,
            "has responded 404 Not Found; the provider may have",
        ),
        (
            "http://pets.example/a".to_owned(),
            2,
            "error: `http://pets.example/a` is neither HTTPS nor the address of a server",
        ),
    ] {
        let found = folder.moored(&format!("add dogs {address}"));
        assert_eq!(found.0, code, "{}", found.2);
        assert!(found.2.contains(wanted), "{}", found.2);
    }
    assert_eq!(folder.files(), before);
}

#[test]
fn drift_compares_with_what_is_published_and_writes_nothing() {
    let upstream = Upstream::start(&PETS.replace("/pets:", "/animals:"));
    let folder = workspace(&[("pets", &upstream.0.address("/"))]);
    let before = folder.files();
    let (code, out, error) = folder.moored("drift --against upstream");
    assert_eq!(code, 1, "{out}{error}");
    assert!(out.contains("GET /pets") && out.contains("/animals"), "{out}");
    assert_eq!(folder.files(), before);
    upstream.publish(PETS);
    assert_eq!(folder.moored("drift pets --against upstream").0, 0);
    upstream.publish("Maintenance: [");
    let (code, _, error) = folder.moored("drift --against upstream");
    assert_eq!(code, 3);
    assert!(error.contains("is not a document"), "{error}");
}
