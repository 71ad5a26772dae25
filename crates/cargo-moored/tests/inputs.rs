//! What `codegen` reads, and that nothing beside it is ignored or lost silently.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::fs;

use project::{DOCUMENT, Project};

const OVERLAY: &str = "\
overlay: 1.0.0
info: { title: Ours, version: '1' }
actions:
  - target: $.paths['/pets'].get
    description: The name in the provider's SDKs
    update: { operationId: findPets }
";

/// An overlay whose only action matches nothing.
fn dead() -> String {
    OVERLAY.replace("/pets", "/toys")
}

fn text(project: &Project, path: &str) -> String {
    fs::read_to_string(project.path(path)).unwrap()
}

#[test]
fn an_overlay_takes_effect_beside_a_document_that_is_never_written() {
    let project = Project::with(&["alpha"]);
    project.put("specs/alpha/overlay.yaml", OVERLAY);
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 0, "{error}");
    assert!(project.path("generated/alpha/src/operations/find_pets.rs").exists());
    assert_eq!(text(&project, "specs/alpha/openapi.yaml"), DOCUMENT);
    let lock = text(&project, "generated/alpha/inputs.lock");
    assert!(lock.contains("specs/alpha/openapi.yaml\"") && lock.contains("specs/alpha/overlay.yaml\""), "{lock}");
    assert_eq!(project.codegen(&["--check"]).0, 0);

    project.put("specs/alpha/overlay.yaml", &OVERLAY.replace("findPets", "allPets"));
    let (code, out, _) = project.codegen(&["--check"]);
    assert_eq!(code, 1);
    assert!(out.contains("generated/alpha/client.json: changed") && out.contains("\"id\":\"allPets\""), "{out}");

    project.put("specs/alpha/overlay.yaml", &dead());
    let before = project.traces();
    for arguments in [&[][..], &["--check"]] {
        let (code, _, error) = project.codegen(arguments);
        assert_eq!(code, 1);
        assert!(
            error.contains("error[dead-overlay-action]") && error.contains("specs/alpha/overlay.yaml:4:5"),
            "{error}"
        );
    }
    assert_eq!(project.traces(), before, "something was written");
}

#[test]
fn settings_and_overlay_beside_a_document_from_elsewhere_are_read() {
    let project = Project::with(&[]);
    project.put("api/pets.yaml", DOCUMENT);
    project.put("api/overlay.yaml", OVERLAY);
    project.put("api/moored.toml", "[types]\n\"/components/schemas/Pet\" = \"Animal\"\n");
    let arguments = ["--from", "api/pets.yaml", "--out", "made"];
    let (code, _, error) = project.codegen(&arguments);
    assert_eq!(code, 0, "{error}");
    assert!(project.path("made/src/operations/find_pets.rs").exists());
    assert!(project.path("made/src/types/animal.rs").exists());
    let lock = text(&project, "made/inputs.lock");
    for file in ["moored.toml", "overlay.yaml", "pets.yaml"] {
        assert!(lock.contains(&format!("\"{file}\" = ")), "{file} is not in\n{lock}");
    }
    assert_eq!(project.codegen(&[&arguments[..], &["--check"]].concat()).0, 0);
    project.put("api/moored.toml", "titel = \"Pets\"\n");
    let (code, _, error) = project.codegen(&arguments);
    assert_eq!(code, 1);
    assert!(error.contains("api/moored.toml:1:1") && error.contains("did you mean `title`?"), "{error}");
    project.put("api/moored.toml", "");
    project.put("api/overlay.yaml", &dead());
    let (code, _, error) = project.codegen(&arguments);
    assert_eq!(code, 1);
    assert!(error.contains("api/overlay.yaml:4:5"), "{error}");
}

#[test]
fn the_settings_of_a_workspace_are_not_those_of_a_document_in_its_root() {
    let project = Project::with(&[]);
    project.put("pets.yaml", DOCUMENT);
    let (code, _, error) = project.codegen(&["--from", "pets.yaml", "--out", "made"]);
    assert_eq!(code, 0, "{error}");
    assert!(!text(&project, "made/inputs.lock").contains("moored.toml\""));
}

#[test]
fn a_derived_document_from_elsewhere_is_not_corrected_twice() {
    let project = Project::with(&["alpha"]);
    fs::rename(project.path("specs/alpha/openapi.yaml"), project.path("specs/alpha/document.yaml")).unwrap();
    let overlay = OVERLAY.replace("update: { operationId: findPets }", "update: { tags: [once] }");
    project.put("specs/alpha/overlay.yaml", &overlay);
    assert_eq!(project.codegen(&[]).0, 0);
    let (code, out, error) = project.codegen(&["--from", "specs/alpha/openapi.yaml", "--print", "openapi"]);
    assert_eq!(code, 0, "{error}");
    assert_eq!(out.matches("once").count(), 1, "{out}");
}

#[test]
fn a_document_may_be_json_and_there_is_one() {
    let project = Project::with(&["alpha"]);
    let json = serde_json::json!({
        "openapi": "3.0.3",
        "info": { "title": "Pets", "version": "1" },
        "paths": { "/pets": { "get": { "operationId": "listPets", "responses": { "200": { "description": "All" } } } } },
    });
    fs::remove_file(project.path("specs/alpha/openapi.yaml")).unwrap();
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 1);
    assert!(error.contains("error[missing-source]") && error.contains("openapi.json, swagger.yaml"), "{error}");

    project.put("specs/alpha/openapi.json", &json.to_string());
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 0, "{error}");
    assert!(text(&project, "generated/alpha/src/lib.rs").contains("specs/alpha/openapi.json"));
    assert_eq!(project.codegen(&["--check"]).0, 0);

    project.put("specs/alpha/swagger.yml", DOCUMENT);
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 1);
    assert!(error.contains("the folder has 2 documents: `openapi.json`, `swagger.yml`"), "{error}");
}

#[test]
fn a_file_that_is_not_read_is_a_warning() {
    let project = Project::with(&["alpha"]);
    project.put("specs/alpha/notes.md", "mine\n");
    project.put("specs/alpha/.editor", "");
    project.put("specs/alpha/tests/wire.rs", "fn main() {}\n");
    let (code, _, error) = project.codegen(&["--verbose"]);
    assert_eq!(code, 0, "{error}");
    assert!(error.contains("warning[unknown-file]: `notes.md` is not read"), "{error}");
    assert_eq!(error.matches("unknown-file").count(), 1, "{error}");
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn an_edit_of_a_derived_document_is_not_overwritten() {
    let project = Project::with(&["alpha"]);
    fs::rename(project.path("specs/alpha/openapi.yaml"), project.path("specs/alpha/document.yaml")).unwrap();
    assert_eq!(project.codegen(&[]).0, 0);
    let edited = text(&project, "specs/alpha/openapi.yaml").replace("listPets", "allPets");
    let line = edited.lines().position(|line| line.contains("allPets")).unwrap() + 1;
    let is_kept = |arguments: &[&str], why: &str| {
        let (code, out, error) = project.codegen(arguments);
        assert_eq!(code, 1, "{arguments:?}: {out}{error}");
        assert!(error.contains("error[edited-by-hand]") && error.contains(why), "{error}");
        assert!(error.contains(&format!("specs/alpha/openapi.yaml:{line}:")), "{error}");
        assert!(error.contains("delete this file and run the command again"), "{error}");
        assert_eq!(text(&project, "specs/alpha/openapi.yaml"), edited, "{arguments:?}: the edit was lost");
    };
    project.put("specs/alpha/openapi.yaml", &edited);
    for arguments in [&[][..], &["--only", "alpha"], &["--dry-run"], &["--check"]] {
        is_kept(arguments, "it was edited by hand");
    }
    let (_, out, _) = project.codegen(&["--check"]);
    assert!(out.starts_with("specs/alpha/openapi.yaml: edited by hand\n"), "{out}");
    fs::remove_dir_all(project.path("generated")).unwrap();
    is_kept(&[], "there is no lock");

    fs::remove_file(project.path("specs/alpha/openapi.yaml")).unwrap();
    assert_eq!(project.codegen(&[]).0, 0);
    assert!(text(&project, "specs/alpha/openapi.yaml").contains("listPets"));
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn a_run_for_one_provider_names_what_it_does_not_update() {
    let project = Project::with(&["alpha", "beta"]);
    let (code, _, error) = project.codegen(&["--only", "alpha"]);
    assert_eq!(code, 0, "{error}");
    let expected = "a run of all providers would also update\n  generated/beta: missing\n  Cargo.toml: changed\n  src/providers.rs: missing\n";
    assert!(error.contains(expected), "{error}");
    assert!(!project.path("src/providers.rs").exists());

    assert_eq!(project.codegen(&[]).0, 0);
    let (_, _, error) = project.codegen(&["--only", "alpha"]);
    assert!(!error.contains("would also update"), "{error}");
    project.put("specs/beta/moored.toml", "title = \"Dogs\"\n");
    fs::create_dir_all(project.path("generated/gamma")).unwrap();
    let (_, _, error) = project.codegen(&["--only", "alpha", "--dry-run"]);
    let expected =
        "  generated/beta: its documents have changed\n  src/providers.rs: changed\n  generated/gamma: orphaned\n";
    assert!(error.contains(expected), "{error}");
    project.put("specs/beta/openapi.yaml", "openapi: [\n");
    let (code, _, error) = project.codegen(&["--only", "alpha"]);
    assert_eq!(code, 0, "{error}");
    assert!(error.contains("the files of the facade were not compared: beta has errors"), "{error}");
}
