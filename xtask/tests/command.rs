//! `cargo xtask codegen` as its user meets it, in a project of its own: what is printed, what is on disk, how it ends.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up, it cannot test")]

#[path = "shared/project.rs"]
mod project;

use std::fs;

use project::{DOCUMENT, Project};

#[test]
fn writes_and_then_has_nothing_to_do() {
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
    assert_eq!(project.traces(), before, "nothing was touched");
    assert!(out.lines().skip(1).all(|line| line.split_whitespace().nth(5) == Some("0")), "{out}");
}

#[test]
fn check_names_every_path_and_the_command_that_mends_it() {
    let project = Project::with(&["alpha", "beta"]);
    let (code, out, error) = project.codegen(&["--check"]);
    assert_eq!(code, 1);
    assert!(
        out.starts_with("generated/alpha: missing\ngenerated/beta: missing\nCargo.toml: changed\n    @@ line "),
        "{out}"
    );
    assert!(out.ends_with("src/providers.rs: missing\n"), "{out}");
    assert!(error.contains("error: 4 paths are stale; run `cargo xtask codegen` to mend them"), "{error}");
    project.codegen(&[]);

    project.put("generated/beta/src/lib.rs", "// mine\n");
    let (code, out, error) = project.codegen(&["--check"]);
    assert_eq!(code, 1);
    assert!(out.starts_with("generated/beta/src/lib.rs: edited by hand\n    @@ line 1\n    -// mine\n    +"), "{out}");
    assert!(error.ends_with("error: 1 path is stale; run `cargo xtask codegen --only beta` to mend it\n"), "{error}");
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
    assert!(!project.path(".moored").exists(), "not even a lock: the folder may be read-only");
}

#[test]
fn a_derived_document_is_written_and_watched() {
    let project = Project::with(&["alpha"]);
    fs::rename(project.path("specs/alpha/openapi.yaml"), project.path("specs/alpha/document.yaml")).unwrap();
    let (_, out, _) = project.codegen(&["--check"]);
    assert!(out.starts_with("specs/alpha/openapi.yaml: missing\n"), "{out}");
    let (code, out, _) = project.codegen(&[]);
    assert_eq!((code, out.lines().next()), (0, Some("wrote specs/alpha/openapi.yaml")));
    assert_eq!(project.codegen(&["--check"]).0, 0, "one run is enough");

    project.put("specs/alpha/document.yaml", &DOCUMENT.replace("Pets", "Dogs"));
    let (_, out, _) = project.codegen(&["--check"]);
    assert!(out.starts_with("specs/alpha/openapi.yaml: changed\n"), "{out}");
    project.put("specs/alpha/openapi.yaml", "mine: true\n");
    let (_, out, _) = project.codegen(&["--check"]);
    assert!(out.starts_with("specs/alpha/openapi.yaml: edited by hand\n"), "{out}");
    assert_eq!(project.codegen(&[]).0, 0);
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn shows_all_errors_and_writes_nothing_while_there_is_one() {
    let project = Project::with(&["alpha", "beta", "gamma", "delta"]);
    project.put("specs/beta/openapi.yaml", "openapi: [\n");
    project.put("specs/gamma/openapi.yaml", "openapi: [\n");
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 1);
    assert!(error.contains("specs/beta/openapi.yaml:") && error.contains("specs/gamma/openapi.yaml:"), "{error}");
    assert!(error.ends_with("error: nothing was written: mend the above and run this again\n"), "{error}");
    assert!(!project.path("generated").exists());

    fs::write(project.path("specs/delta/notes.txt"), b"caf\xe9 au lait").unwrap();
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 3, "what cannot be read is graver");
    assert!(
        error.contains("specs/delta/notes.txt: it is not UTF-8: the byte at offset 3 starts no character"),
        "{error}"
    );
    assert!(error.contains("specs/beta/openapi.yaml:"), "and hides nothing: {error}");
    assert_eq!(project.codegen(&["--only", "alpha"]).0, 0, "the others can still be written");
}

#[test]
fn a_document_may_be_utf_16_and_one_that_is_neither_is_refused_at_its_place() {
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
    assert!(error.contains("it begins like UTF-16 and is not") && error.contains("half.yaml:1:1"), "{error}");
    fs::write(project.path("latin.yaml"), b"openapi: 3.1.0\ninfo: { title: caf\xe9 }\n").unwrap();
    let (code, _, error) = project.codegen(&["--from", "latin.yaml", "--out", "latin"]);
    assert_eq!(code, 1);
    assert!(error.contains("error[unreadable]: it is not UTF-8") && error.contains("latin.yaml:2:19"), "{error}");
    assert!(error.contains("iconv"), "and a way out: {error}");
}

#[test]
fn a_provider_that_is_gone_takes_its_crate_along() {
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
        error.contains("generated/beta has no provider specs/beta, and holds what codegen did not write"),
        "{error}"
    );
    fs::remove_file(project.path("generated/beta/notes.md")).unwrap();
    let (code, out, _) = project.codegen(&[]);
    assert_eq!(code, 0);
    // Not the other way round: a manifest that names a crate which is not there stops cargo, and so this command.
    let lines: Vec<_> =
        out.lines().filter(|line| line.ends_with("Cargo.toml") || line.contains("generated/beta")).collect();
    assert_eq!(lines, ["wrote Cargo.toml", "removed generated/beta: its provider is gone"]);
    assert!(!project.path("generated/beta").exists());
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn wrong_use_ends_with_2_and_says_what_is_right() {
    let project = Project::with(&["alpha", "beta"]);
    let (code, _, error) = project.codegen(&["--only", "alhpa"]);
    assert_eq!(code, 2);
    assert_eq!(error, "error: there is no provider `alhpa` in specs/; there is: alpha, beta\n");
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
fn writes_a_crate_elsewhere_but_not_over_what_is_not_ours() {
    let project = Project::with(&[]);
    project.put("petstore.yaml", DOCUMENT);
    let asked = ["--from", "petstore.yaml", "--out", "elsewhere/pets"];
    let (code, _, error) = project.codegen(&asked);
    assert_eq!(code, 0, "{error}");
    assert!(project.path("elsewhere/pets/inputs.lock").exists());
    assert_eq!(fs::read_dir(project.path("elsewhere")).unwrap().count(), 1, "nothing is left beside it");
    assert!(!project.path(".moored").exists() && !project.path("generated").exists());
    let check = [&asked[..], &["--check"]].concat();
    assert_eq!(project.codegen(&check).0, 0);

    project.put("elsewhere/pets/target/built", "");
    project.put("petstore.yaml", &DOCUMENT.replace("Pets", "Dogs"));
    let (code, _, error) = project.codegen(&check);
    assert_eq!(code, 1);
    assert!(error.contains("run `cargo xtask codegen --from petstore.yaml --out elsewhere/pets`"), "{error}");
    assert_eq!(project.codegen(&asked).0, 0);
    assert!(project.path("elsewhere/pets/target/built").exists());

    project.put("elsewhere/pets/notes.md", "mine");
    let (code, _, error) = project.codegen(&asked);
    assert_eq!(code, 2);
    assert!(error.contains("elsewhere/pets holds what codegen did not write (\"notes.md\")"), "{error}");
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
fn help_tells_examples_and_exit_codes() {
    let (code, out, _) = Project::with(&[]).codegen(&["--help"]);
    assert_eq!(code, 0);
    assert!(out.contains("Examples:\n  cargo xtask codegen  ") && out.contains("Exit codes:\n  0  "), "{out}");
    assert!(out.contains("files"), "the stages are named: {out}");
}
