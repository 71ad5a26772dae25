//! Crates that another version of moored has written, and the move to this one.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::fs;

use moored_codegen::lock::Lock;
use project::{DOCUMENT, Project, run};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A workspace with a vendored runtime that version 0.0.9 seems to have written.
fn old() -> Project {
    let project = Project::with(&["cats", "dogs"]);
    project.put("moored.toml", &settings(VERSION));
    assert_eq!(project.codegen(&[]).0, 0);
    project.put("moored.toml", &settings("0.0.9"));
    for name in ["cats", "dogs", "moored-runtime"] {
        write_with(&project, name, "0.0.9");
    }
    project.put("generated/moored-runtime/src/lib.rs", "// of the old version\n");
    project
}

fn settings(version: &str) -> String {
    format!("# Ours.\n[workspace]\ncommand = \"cargo tasks\"\ngenerator = \"{version}\" # the tool\n")
}

/// Changes the lock of a crate to one of another version.
fn write_with(project: &Project, name: &str, version: &str) {
    let path = format!("generated/{name}/inputs.lock");
    let lock = Lock::parse(&fs::read_to_string(project.path(&path)).unwrap()).unwrap();
    project.put(&path, &Lock { generator: version.to_owned(), ..lock }.render());
}

fn upgrade(project: &Project, arguments: &[&str]) -> (i32, String, String) {
    let mut command = project.command(&[]);
    let program = command.get_program().to_owned();
    command = std::process::Command::new(program);
    run(command.arg("upgrade").args(arguments).current_dir(project.path("specs")))
}

#[test]
fn another_version_is_named_instead_of_reporting_stale_crates() {
    let project = old();
    for arguments in [&["--check"][..], &[], &["--dry-run"]] {
        let (code, out, error) = project.codegen(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{error}");
        let expected = format!(
            "error: moored.toml is of moored 0.0.9, and this is moored {VERSION}: run `cargo tasks upgrade` to move the \
             workspace to this version, or install that version: `cargo install cargo-moored --version 0.0.9`\n"
        );
        assert_eq!(error, expected);
    }
    // The settings were changed by hand, and the crates were not.
    project.put("moored.toml", &settings(VERSION));
    let (code, _, error) = project.codegen(&["--check"]);
    assert_eq!(code, 2);
    assert!(error.starts_with("error: generated/cats/inputs.lock is of moored 0.0.9, and this is"), "{error}");
}

#[test]
fn a_newer_version_has_to_be_installed() {
    let project = old();
    project.put("moored.toml", &settings("9.0.0"));
    let before = project.traces();
    for (code, _, error) in [project.codegen(&["--check"]), upgrade(&project, &[])] {
        assert_eq!(code, 2);
        let expected = format!(
            "error: moored.toml is of moored 9.0.0, and this is moored {VERSION}: install that version: `cargo install \
             cargo-moored --version 9.0.0`\n"
        );
        assert_eq!(error, expected);
    }
    assert!(project.traces() == before);
}

#[test]
fn settings_without_a_version_are_a_finding() {
    let project = Project::with(&["cats"]);
    project.put("moored.toml", "[workspace]\n");
    let (code, _, error) = project.codegen(&["--check"]);
    assert_eq!(code, 1);
    assert!(error.contains("[workspace] does not state which version of moored writes the crates"), "{error}");
    assert!(error.contains(&format!("add `generator = \"{VERSION}\"`")), "{error}");
    assert_eq!(upgrade(&project, &[]).0, 0);
    assert_eq!(
        fs::read_to_string(project.path("moored.toml")).unwrap(),
        format!("[workspace]\ngenerator = \"{VERSION}\"\n")
    );
}

#[test]
fn an_upgrade_updates_settings_runtime_and_crates_together() {
    let project = old();
    let before = project.traces();
    let (code, out, error) = upgrade(&project, &["--dry-run"]);
    assert_eq!(code, 0, "{error}");
    assert!(
        out.contains("would write moored.toml\n") && out.contains("would write generated/moored-runtime\n"),
        "{out}"
    );
    assert!(project.traces() == before, "--dry-run wrote something");

    let (code, out, error) = upgrade(&project, &[]);
    assert_eq!(code, 0, "{error}");
    for line in ["wrote moored.toml\n", "wrote generated/moored-runtime\n"] {
        assert!(out.contains(line), "{out}");
    }
    assert!(out.ends_with(&format!("moved the workspace from moored 0.0.9 to {VERSION}\n")), "{out}");
    assert_eq!(fs::read_to_string(project.path("moored.toml")).unwrap(), settings(VERSION));
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn an_upgrade_with_an_error_in_a_document_changes_nothing() {
    let project = old();
    project.put("specs/dogs/openapi.yaml", &DOCUMENT.replace("paths:", "paths: ["));
    let before = project.traces();
    let (code, _, error) = upgrade(&project, &[]);
    assert_eq!(code, 1);
    assert!(error.contains("specs/dogs/openapi.yaml:") && error.contains("nothing was written"), "{error}");
    assert!(project.traces() == before);
}
