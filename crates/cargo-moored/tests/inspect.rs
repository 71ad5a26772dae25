//! The commands that only print: `explain`, `status` and `completions`.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::{fs, process::Command};

use project::{DOCUMENT, Project, run};
use serde_json::{Value, json};

fn moored(project: &Project, arguments: &[&str]) -> (i32, String, String) {
    let program = env!("CARGO_BIN_EXE_cargo-moored");
    run(Command::new(program).args(arguments).current_dir(project.path("")))
}

#[test]
fn explain_has_the_meaning_an_example_and_what_to_do() {
    let project = Project::with(&[]);
    let (code, out, error) = moored(&project, &["explain", "tuple"]);
    assert_eq!((code, error.as_str()), (0, ""));
    let expected = "\
loss[tuple]: A tuple (`prefixItems`) has no fixed length.

A tuple whose length is fixed (`items: false` and `minItems`) is a tuple in Rust. Without a fixed
length it is a list, whose items have any of the types.

openapi.yaml:

    components:
      schemas:
        Point: { type: array, prefixItems: [{ type: number }, { type: string }] }

Add `items: false` and `minItems` in overlay.yaml, if the length is fixed.

What the caller gets instead: typed as a list whose items have any of its types.

To accept it, give a reason in moored.toml. The pointer is that of the finding, or one above it;
`\"\"` is the whole document. `--check` rejects losses that are not accepted.

moored.toml:

    [[allow]]
    rule = \"tuple\"
    pointer = \"\"
    reason = \"Nobody needs it\"
";
    assert_eq!(out, expected);
    assert_eq!(moored(&project, &["codegen", "--explain", "tuple"]).1, expected);
    assert_eq!(moored(&project, &["explain", "loss[tuple]"]).1, expected, "as findings show it");
}

#[test]
fn an_unknown_rule_is_a_usage_error_with_the_nearest_rule() {
    let project = Project::with(&[]);
    let (code, out, error) = moored(&project, &["explain", "unchecked-bounds"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(error, "error: no rule `unchecked-bounds`; did you mean `unchecked-bound`?\n");
    let (code, _, error) = moored(&project, &["explain", "soup"]);
    assert_eq!((code, error.as_str()), (2, "error: no rule `soup`; `explain` without a rule lists all of them\n"));
    let (code, out, _) = moored(&project, &["explain"]);
    assert_eq!(code, 0);
    assert!(out.contains("\ntuple ") && out.lines().count() > 60, "{out}");
}

#[test]
fn status_compares_crates_with_their_locks() {
    let project = Project::with(&["alpha", "beta", "delta", "gamma"]);
    let lossy = "      parameters:\n        - { name: a, in: query, schema: { type: integer, not: { enum: [9] } } }\n      responses:\n";
    project.put("specs/beta/openapi.yaml", &DOCUMENT.replace("      responses:\n", lossy));
    let accepted = "[[allow]]\nrule = \"untyped-keyword\"\npointer = \"\"\nreason = \"The server checks it\"\n";
    project.put("specs/beta/moored.toml", accepted);
    for name in ["alpha", "beta", "gamma"] {
        assert_eq!(project.codegen(&[name]).0, 0);
    }
    project.put("specs/alpha/openapi.yaml", &DOCUMENT.replace("1.0.0", "2.0.0"));
    project.put("specs/alpha/moored.toml", "");
    project.put("generated/gamma/src/lib.rs", "// mine\n");
    let before = project.traces();
    let (code, out, error) = moored(&project, &["status"]);
    assert_eq!((code, error.as_str()), (0, ""));
    let expected = "\
moored 0.1.0, runtime: path runtime
provider  version  OpenAPI  retrieved  operations  losses          state
alpha     2.0.0    3.0.3    -                   1  0               stale
beta      1.0.0    3.0.3    -                   1  1 (1 accepted)  fresh
delta     1.0.0    3.0.3    -                   1  -               missing
gamma     1.0.0    3.0.3    -                   1  0               edited
alpha: specs/alpha/openapi.yaml has changed since the crate was generated (and 1 more); run `cargo xtask codegen alpha`
delta: generated/delta has not been generated; run `cargo xtask codegen delta`
gamma: generated/gamma/src/lib.rs is not as the last run wrote it; run `cargo xtask codegen gamma`
States are those of digests; `cargo xtask codegen --check` generates, and is exact.
";
    assert_eq!(out, expected);
    assert_eq!(project.traces(), before, "a file was touched");

    let (code, out, _) = moored(&project, &["status", "beta", "--format", "json"]);
    let status: Value = serde_json::from_str(&out).unwrap();
    let expected = json!({
        "version": 1, "generator": "0.1.0", "runtime": "path runtime",
        "providers": [{
            "name": "beta", "version": "1.0.0", "openapi": "3.0.3", "operations": 1, "retrieved": null, "age_days": null,
            "losses": 1, "accepted_losses": 1, "state": "fresh", "changed": [],
        }],
    });
    assert_eq!((code, status), (0, expected));
    let (code, _, error) = moored(&project, &["status", "bata"]);
    let expected =
        "error: no provider `bata` in specs/; did you mean `beta`? The providers are: alpha, beta, delta, gamma\n";
    assert_eq!((code, error.as_str()), (2, expected));
}

#[test]
fn status_has_the_age_of_a_document() {
    let project = Project::with(&["alpha"]);
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    for (days, shown) in [(1, "(1 day)"), (400, "(400 days)")] {
        let date = today.checked_sub(jiff::Span::new().days(days)).unwrap();
        project.put("specs/alpha/source.toml", &format!("retrieved = {date}\n"));
        let (_, out, _) = moored(&project, &["status"]);
        assert!(out.contains(&format!("  {date} {shown}  ")), "{out}");
    }
    project.put("specs/alpha/source.toml", "retrieved = \"in May\"\n");
    let (code, out, _) = moored(&project, &["status"]);
    assert!(code == 0 && out.contains("  in May  "), "{out}");
}

#[test]
fn a_workspace_of_another_version_is_shown() {
    let project = Project::with(&[]);
    project.put("moored.toml", "[workspace]\ngenerator = \"0.0.9\"\nruntime = { path = \"crates/runtime\" }\n");
    let (code, out, _) = moored(&project, &["status"]);
    let expected = "moored 0.1.0 (the workspace has 0.0.9: run `cargo moored upgrade`), runtime: path crates/runtime\nno providers\n";
    assert_eq!((code, out.as_str()), (0, expected));
}

#[test]
fn completions_are_scripts_with_the_commands() {
    let project = Project::with(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, out, error) = moored(&project, &["completions", shell]);
        assert_eq!((code, error.as_str()), (0, ""));
        for word in ["codegen", "drift", "fail-on", "status", "explain", "completions", "dry-run"] {
            assert!(out.contains(word), "{shell} does not complete {word}");
        }
        // The scripts of the other shells do not have the values of options.
        assert_eq!(out.contains("sarif"), ["bash", "fish", "zsh"].contains(&shell), "{shell}");
    }
    assert_eq!(moored(&project, &["completions", "tcsh"]).0, 2);
}

/// What bash completes of `line`, after a script that has completed cargo before.
fn completed(project: &Project, line: &[&str]) -> Vec<String> {
    let script = include_str!("inspect/complete.bash");
    let mut command = Command::new("bash");
    command.args(["--norc", "-c", script, "bash"]).args(line).current_dir(project.path(""));
    let (code, out, error) = run(&mut command);
    assert_eq!((code, error.as_str()), (0, ""), "{line:?}");
    out.lines().map(str::to_owned).collect()
}

#[test]
#[cfg(unix)]
fn bash_completes_the_program_and_the_subcommand_of_cargo() {
    let project = Project::with(&[]);
    let (_, script, _) = moored(&project, &["completions", "bash"]);
    fs::write(project.path("completions.bash"), script).unwrap();
    let (code, _, error) = run(Command::new("bash").args(["-n", "completions.bash"]).current_dir(project.path("")));
    assert_eq!((code, error.as_str()), (0, ""));
    for line in [&["cargo-moored", "sta"][..], &["cargo", "moored", "sta"]] {
        assert_eq!(completed(&project, line), ["status"], "{line:?}");
    }
    let formats = completed(&project, &["cargo", "moored", "codegen", "--format", ""]);
    assert_eq!(formats, ["text", "json", "github", "sarif"]);
    assert_eq!(completed(&project, &["cargo", "bui"]), ["of-cargo"], "the other commands of cargo");
}
