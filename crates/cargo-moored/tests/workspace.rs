//! The settings of a workspace, and runs outside of one.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::process::Command;

use project::{DOCUMENT, Project, run};

#[test]
fn folders_have_the_names_of_the_settings() {
    let project = Project::with(&[]);
    project.put(
        "moored.toml",
        "[workspace]\ngenerator = \"0.1.0\"\nspecs = \"api/documents\"\ngenerated = \"api/clients\"\n",
    );
    project.put("api/documents/pets/openapi.yaml", DOCUMENT);
    let before = project.traces();
    let (code, out, error) = project.codegen(&["--dry-run"]);
    assert_eq!((code, project.traces()), (0, before), "{error}");
    assert!(out.contains("would create api/clients/pets/src/lib.rs\n"), "{out}");
    assert_eq!(project.codegen(&[]).0, 0);
    assert!(project.path("api/documents/pets/names.lock").exists());
    let (code, _, error) = project.codegen(&["--only", "dogs"]);
    assert_eq!((code, error.as_str()), (2, "error: no provider `dogs` in api/documents/; the providers are: pets\n"));

    project.put("api/clients/pets/src/lib.rs", "");
    let (_, out, error) = project.codegen(&["--check"]);
    assert!(out.starts_with("api/clients/pets/src/lib.rs: edited by hand\n"), "{out}");
    assert!(error.ends_with("run `cargo moored codegen pets`\n"), "{error}");
    std::fs::remove_dir_all(project.path("api/documents/pets")).unwrap();
    project.codegen(&["--only", "dogs"]);
    let (code, out, _) = project.codegen(&["--dry-run"]);
    assert_eq!(code, 0);
    assert!(out.contains("would remove api/clients/pets: it has no provider api/documents/pets\n"), "{out}");
}

#[test]
fn the_file_of_a_provider_is_no_workspace() {
    let project = Project::with(&["alpha"]);
    project.put("specs/alpha/moored.toml", "title = \"Pets\"\n");
    let (code, _, error) = run(project.command(&[]).current_dir(project.path("specs/alpha")));
    assert_eq!(code, 0, "{error}");
    assert!(project.path("generated/alpha/inputs.lock").exists());
}

#[test]
fn what_is_wrong_in_the_settings_is_found_at_its_location() {
    let project = Project::with(&[]);
    for (settings, location, message) in [
        ("[workspace]\nspec = \"x\"\n", "2:1", "unknown field `spec`, expected one of `generator`, `command`, `specs`"),
        ("[workspace]\n[package]\nname = \"x\"\n", "3:1", "unknown field `name`, expected one of `version`, `license`"),
        ("[workspace]\nspecs = \"../x\"\n", "2:9", "`../x` is not a folder below the workspace"),
        ("[workspace]\nspecs = \"a\"\ngenerated = \"a/b\"\n", "3:13", "`a` and `a/b` contain each other"),
        ("[workspace]\nfeatures = [\"tracing\", \"tls\"]\n", "2:24", "the clients have no feature `tls`"),
        ("[workspace]\ncrate_prefix = \"1-\"\n", "2:16", "`1-` cannot begin the name of a crate"),
        ("[workspace]\nruntime = \"copied\"\n", "2:11", "`copied` is not valid; expected `vendored`, or a table"),
        ("[workspace]\nruntime = { git = \"x\" }\n", "2:11", "expected \"vendored\", { path = \"…\""),
        ("[workspace]\nruntime = \n", "2:11", "string values must be quoted"),
    ] {
        project.put("moored.toml", settings);
        let (code, out, error) = project.codegen(&["--check"]);
        assert_eq!((code, out.as_str()), (1, ""), "{settings}{error}");
        assert!(error.starts_with(&format!("error[config]: {message}")), "{settings}{error}");
        assert!(error.contains(&format!("--> moored.toml:{location}\n")), "{settings}{error}");
    }
}

#[test]
fn outside_of_a_workspace_one_document_can_be_generated() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("pets.yaml"), DOCUMENT).unwrap();
    let codegen = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-moored"));
        run(command.arg("codegen").args(arguments).current_dir(folder.path()))
    };
    let (code, _, error) = codegen(&["--check"]);
    assert_eq!(code, 3);
    assert!(error.contains("no folder above it has a moored.toml with a table [workspace]"), "{error}");
    assert!(error.ends_with("run `cargo moored init` in the root folder of your Cargo workspace\n"), "{error}");

    let (code, out, error) = codegen(&["--from", "pets.yaml", "--print", "files"]);
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("src/lib.rs"), "{out}");
    assert_eq!(codegen(&["--from", "pets.yaml", "--out", "pets"]).0, 0);
    let manifest = std::fs::read_to_string(folder.path().join("pets/runtime/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"moored-runtime\"") && !manifest.contains("workspace = true"), "{manifest}");
    std::fs::write(folder.path().join("pets/src/lib.rs"), "").unwrap();
    let (code, _, error) = codegen(&["--from", "pets.yaml", "--out", "pets", "--check"]);
    assert_eq!(code, 1);
    assert!(error.ends_with("run `cargo moored codegen --from pets.yaml --out pets`\n"), "{error}");
}
