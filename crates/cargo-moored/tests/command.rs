//! Runs `cargo xtask codegen` in a temporary project, and checks its output, the files on disk and the exit code.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::fs;

use project::{DOCUMENT, Project};

#[test]
fn writes_all_clients_and_a_second_run_changes_nothing() {
    let project = Project::with(&["alpha", "beta"]);
    let (code, out, _) = project.codegen(&[]);
    assert_eq!(code, 0);
    assert!(out.lines().any(|line| line.starts_with("provider  operations")), "{out}");
    assert!(project.path("generated/alpha/inputs.lock").exists());
    assert!(project.path("generated/beta/src/lib.rs").exists());
    assert_eq!(project.codegen(&["--check"]).0, 0);
    let before = project.traces();
    let (code, out, _) = project.codegen(&[]);
    assert_eq!(code, 0);
    assert_eq!(project.traces(), before, "a file was touched");
    let ignored = fs::read_to_string(project.path(".moored/.gitignore")).unwrap();
    assert_eq!(ignored, "*\n", "the lock would be committed");
    assert!(out.lines().skip(1).all(|line| line.split_whitespace().nth(5) == Some("0")), "{out}");
}

#[test]
fn check_reports_every_path_and_the_command_that_updates_it() {
    let project = Project::with(&["alpha", "beta"]);
    let (code, out, error) = project.codegen(&["--check"]);
    assert_eq!(code, 1);
    assert!(
        out.starts_with(
            "generated/alpha: missing\nspecs/alpha/names.lock: missing\ngenerated/beta: missing\n\
             specs/beta/names.lock: missing\nCargo.toml: changed\n    @@ line "
        ),
        "{out}"
    );
    assert!(out.ends_with("src/providers.rs: missing\n"), "{out}");
    assert!(error.contains("error: 6 paths are out of date; to update them, run `cargo xtask codegen`"), "{error}");
    project.codegen(&[]);

    project.put("generated/beta/src/lib.rs", "// mine\n");
    let (code, out, error) = project.codegen(&["--check"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("generated/beta/src/lib.rs: edited by hand\n    @@ line 1\n    -// mine\n    +"), "{out}");
    assert!(error.ends_with("error: 1 path is out of date; to update it, run `cargo xtask codegen beta`\n"), "{error}");
    assert_eq!(project.codegen(&["--check", "--only", "alpha"]).0, 0);
    assert_eq!(project.codegen(&["--only", "beta"]).0, 0);
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn check_and_dry_run_write_nothing() {
    let project = Project::with(&["alpha"]);
    let before = project.traces();
    assert_eq!(project.codegen(&["--check"]).0, 1);
    let (code, out, _) = project.codegen(&["--dry-run"]);
    assert_eq!(code, 0);
    assert!(out.contains("would create generated/alpha/src/lib.rs\n"), "{out}");
    assert_eq!(project.traces(), before);
    assert!(!project.path(".moored").exists(), "a lock was created, but the folder may be read-only");
}

#[test]
fn a_composed_document_is_written_and_checked() {
    let project = Project::with(&["alpha"]);
    fs::rename(project.path("specs/alpha/openapi.yaml"), project.path("specs/alpha/document.yaml")).unwrap();
    let (_, out, _) = project.codegen(&["--check"]);
    assert!(out.starts_with("specs/alpha/openapi.yaml: missing\n"), "{out}");
    let (code, out, _) = project.codegen(&[]);
    assert!(code == 0 && out.contains("\nwrote specs/alpha/openapi.yaml\n"), "{out}");
    assert_eq!(project.codegen(&["--check"]).0, 0, "one run does not suffice");

    project.put("specs/alpha/document.yaml", &DOCUMENT.replace("Pets", "Dogs"));
    let (_, out, _) = project.codegen(&["--check"]);
    assert!(out.starts_with("specs/alpha/openapi.yaml: changed\n"), "{out}");
    project.put("specs/alpha/openapi.yaml", "mine: true\n");
    let (_, out, _) = project.codegen(&["--check"]);
    assert!(out.starts_with("specs/alpha/openapi.yaml: edited by hand\n"), "{out}");
}

#[test]
fn reports_all_errors_and_writes_nothing_if_there_is_one() {
    let project = Project::with(&["alpha", "beta", "gamma", "delta"]);
    project.put("specs/beta/openapi.yaml", "openapi: [\n");
    project.put("specs/gamma/openapi.yaml", "openapi: [\n");
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 1);
    assert!(error.contains("specs/beta/openapi.yaml:") && error.contains("specs/gamma/openapi.yaml:"), "{error}");
    assert!(
        error.ends_with("error: nothing was written: correct the errors above and run the command again\n"),
        "{error}"
    );
    assert!(!project.path("generated").exists());

    fs::write(project.path("specs/delta/notes.txt"), b"caf\xe9 au lait").unwrap();
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 3, "an unreadable file has the higher exit code");
    assert!(
        error.contains("specs/delta/notes.txt: it is not UTF-8: the byte at offset 3 does not start a character"),
        "{error}"
    );
    assert!(error.contains("specs/beta/openapi.yaml:"), "the other errors are missing: {error}");
    assert_eq!(project.codegen(&["--only", "alpha"]).0, 0, "the other clients can still be written");
}

#[test]
fn a_document_may_be_utf_16_and_invalid_text_is_reported_with_its_location() {
    let project = Project::with(&["alpha"]);
    let text = project.codegen(&["--only", "alpha", "--print", "files"]).1;
    let units: Vec<u16> = std::iter::once(0xfeff).chain(DOCUMENT.encode_utf16()).collect();
    for (name, bytes) in [
        ("le.yaml", units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>()),
        ("be.yaml", units.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
    ] {
        fs::write(project.path(name), bytes).unwrap();
        let (code, _, error) = project.codegen(&["--from", name, "--out", "wide"]);
        assert_eq!(code, 0, "{error}");
        let pet = fs::read_to_string(project.path("wide/src/types/pet.rs")).unwrap();
        assert!(pet.contains("pub name: String") && text.contains("pub name: String"), "{pet}");
    }
    fs::write(project.path("half.yaml"), b"\xff\xfea").unwrap();
    let (code, _, error) = project.codegen(&["--from", "half.yaml", "--out", "half"]);
    assert_eq!(code, 1);
    assert!(error.contains("is not valid UTF-16") && error.contains("half.yaml:1:1"), "{error}");
    fs::write(project.path("latin.yaml"), b"openapi: 3.1.0\ninfo: { title: caf\xe9 }\n").unwrap();
    let (code, _, error) = project.codegen(&["--from", "latin.yaml", "--out", "latin"]);
    assert_eq!(code, 1);
    assert!(error.contains("error[unreadable]: it is not UTF-8") && error.contains("latin.yaml:2:19"), "{error}");
    assert!(error.contains("iconv"), "the help is missing: {error}");
}

#[test]
fn the_crate_of_a_removed_provider_is_removed() {
    let project = Project::with(&["alpha", "beta"]);
    project.codegen(&[]);
    fs::remove_dir_all(project.path("specs/beta")).unwrap();
    assert_eq!(project.codegen(&["--check", "--only", "alpha"]).0, 0);
    let (code, out, _) = project.codegen(&["--check"]);
    assert_eq!(code, 1);
    assert!(out.contains("Cargo.toml: changed\n") && out.ends_with("generated/beta: orphaned\n"), "{out}");
    project.put("generated/beta/notes.md", "mine");
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 1);
    assert!(
        error.contains("generated/beta has no provider specs/beta, and contains files that codegen did not write"),
        "{error}"
    );
    fs::remove_file(project.path("generated/beta/notes.md")).unwrap();
    let (code, out, _) = project.codegen(&[]);
    assert_eq!(code, 0);
    // The order matters: while the manifest names a crate that does not exist, cargo does not run, so neither does this
    // command.
    let lines: Vec<_> =
        out.lines().filter(|line| line.ends_with("Cargo.toml") || line.contains("generated/beta")).collect();
    assert_eq!(lines, ["wrote Cargo.toml", "removed generated/beta: it has no provider specs/beta"]);
    assert!(!project.path("generated/beta").exists());
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn usage_errors_exit_with_2_and_state_what_is_expected() {
    let project = Project::with(&["alpha", "beta"]);
    let (code, _, error) = project.codegen(&["--only", "alhpa"]);
    assert_eq!(code, 2);
    assert_eq!(error, "error: no provider `alhpa` in specs/; did you mean `alpha`? The providers are: alpha, beta\n");
    for wrong in [
        &["--check", "--dry-run"][..],
        &["--from", "x.yaml"],
        &["--out", "x"],
        &["--name", "x"],
        &["--from", "x.yaml", "--out", "x", "--only", "alpha"],
        &["--from", "x.yaml", "--out", "x", "--name", "../x"],
        &["--from", "x.yaml", "--out", "x", "--print", "files"],
        &["--print", "files"],
        &["--print", "files", "--only", "alpha", "--only", "beta"],
        &["--print", "soup", "--only", "alpha"],
        &["--print", "files", "--only", "alpha", "--check"],
    ] {
        let (code, out, error) = project.codegen(wrong);
        assert_eq!((code, out.as_str()), (2, ""), "{wrong:?}: {error}");
        assert!(error.starts_with("error: "), "{wrong:?}: {error}");
    }
}

#[test]
fn prints_a_stage() {
    let project = Project::with(&["alpha", "beta"]);
    let (code, out, _) = project.codegen(&["--print", "files", "--only", "beta"]);
    assert_eq!(code, 0);
    assert!(out.contains("src/lib.rs"), "{out}");
    assert!(!project.path("generated").exists());
    project.put("specs/beta/openapi.yaml", "openapi: [\n");
    let (code, out, error) = project.codegen(&["--print", "files", "--only", "beta"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(error.contains("specs/beta/openapi.yaml:"), "{error}");
}

#[test]
fn writes_a_crate_to_another_folder_but_never_over_foreign_files() {
    let project = Project::with(&[]);
    project.put("petstore.yaml", DOCUMENT);
    let arguments = ["--from", "petstore.yaml", "--out", "elsewhere/pets"];
    let (code, _, error) = project.codegen(&arguments);
    assert_eq!(code, 0, "{error}");
    assert!(project.path("elsewhere/pets/inputs.lock").exists());
    assert_eq!(fs::read_dir(project.path("elsewhere")).unwrap().count(), 1, "the staging folder was not removed");
    assert!(!project.path(".moored").exists() && !project.path("generated").exists());
    let check = [&arguments[..], &["--check"]].concat();
    assert_eq!(project.codegen(&check).0, 0);

    project.put("elsewhere/pets/target/built", "");
    project.put("petstore.yaml", &DOCUMENT.replace("Pets", "Dogs"));
    let (code, _, error) = project.codegen(&check);
    assert_eq!(code, 1);
    assert!(
        error.contains("to update them, run `cargo xtask codegen --from petstore.yaml --out elsewhere/pets`"),
        "{error}"
    );
    assert_eq!(project.codegen(&arguments).0, 0);
    assert!(project.path("elsewhere/pets/target/built").exists());

    project.put("elsewhere/pets/notes.md", "mine");
    let (code, _, error) = project.codegen(&arguments);
    assert_eq!(code, 2);
    assert!(error.contains("elsewhere/pets contains files that codegen did not write (\"notes.md\")"), "{error}");
    project.put("mine/README.md", "mine");
    assert_eq!(project.codegen(&["--from", "petstore.yaml", "--out", "mine"]).0, 2);
    assert_eq!(project.codegen(&["--from", "petstore.yaml", "--out", "petstore.yaml"]).0, 2);
    fs::create_dir(project.path("empty")).unwrap();
    assert_eq!(project.codegen(&["--from", "petstore.yaml", "--out", "empty"]).0, 0);
    assert_eq!(project.codegen(&["--from", "missing.yaml", "--out", "new"]).0, 3);
    project.put("broken.yaml", "openapi: [\n");
    let (code, _, error) = project.codegen(&["--from", "broken.yaml", "--out", "new"]);
    assert_eq!(code, 1);
    assert!(error.contains("--> broken.yaml:2:1"), "{error}");
    assert!(!project.path("new").exists());
}

#[test]
fn help_has_examples_and_exit_codes() {
    let (code, out, _) = Project::with(&[]).codegen(&["--help"]);
    assert_eq!(code, 0);
    assert!(out.contains("Examples:\n  cargo moored codegen  ") && out.contains("Exit codes:\n  0  "), "{out}");
    assert!(out.contains("files"), "the stages are missing: {out}");
}
