//! `cargo xtask codegen` for documents with losses.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "shared/project.rs"]
mod project;

use std::fs;

use project::{DOCUMENT, Project};

/// The document with `count` keywords that are not checked.
fn lossy(count: usize) -> String {
    let parameters: String = (0..count)
        .map(|number| {
            format!("        - {{ name: p{number}, in: query, schema: {{ type: integer, not: {{ enum: [9] }} }} }}\n")
        })
        .collect();
    DOCUMENT.replace("      responses:\n", &format!("      parameters:\n{parameters}      responses:\n"))
}

#[test]
fn check_rejects_unaccepted_losses_and_unused_acceptances() {
    let project = Project::with(&["alpha", "beta"]);
    project.put("specs/beta/openapi.yaml", &lossy(1));
    let (code, _, error) = project.codegen(&[]);
    assert_eq!(code, 0, "{error}");
    let brief = "beta: 1 loss, all in generated/beta/losses.json\n  \
                 specs/beta/openapi.yaml:12:59: loss[untyped-keyword]: `not` is not checked\n";
    assert!(error.starts_with(brief) && error.lines().count() == 3, "{error}");
    let (_, _, error) = project.codegen(&["--verbose"]);
    assert!(error.contains("loss[untyped-keyword]") && error.contains("--> specs/beta/openapi.yaml:12:59"), "{error}");
    assert!(
        error.contains(
            "beta: 1 loss\n  rule             losses  instead\n  untyped-keyword       1  not checked, neither in requests nor in responses\n"
        ),
        "{error}"
    );
    assert!(error.contains("  locations: generated/beta/losses.json\n"), "{error}");
    assert!(!error.contains("alpha: "), "{error}");

    let before = project.traces();
    let (code, out, error) = project.codegen(&["--check"]);
    assert_eq!((code, out.as_str()), (1, "2 crates up to date\n"));
    assert_eq!(project.traces(), before, "a file was touched");
    assert!(error.contains("error: specs/beta: 1 loss is not accepted; "), "{error}");
    let (comment, table) = error.split_once("\n[[allow]]\n").unwrap();
    assert!(comment.ends_with("`not` is not checked"), "{error}");
    assert!(comment.contains("\n# specs/beta/openapi.yaml:12:"), "{error}");
    assert_eq!(project.codegen(&["--check", "--only", "alpha"]).0, 0);

    let accepted = format!("[[allow]]\n{}", table.replace("reason = \"\"", "reason = \"The server checks it\""));
    project.put("specs/beta/moored.toml", &accepted);
    let (code, out, error) = project.codegen(&[]);
    assert_eq!(code, 0, "{error}");
    assert!(!error.contains("untyped-keyword"), "{error}");
    assert!(out.lines().any(|line| line.split_whitespace().take(5).eq(["beta", "1", "1", "100.0%", "1"])), "{out}");
    assert_eq!(project.codegen(&["--check"]).0, 0);
    let report = fs::read_to_string(project.path("generated/beta/losses.json")).unwrap();
    assert!(report.contains("\"accepted\": \"The server checks it\""), "{report}");

    project.put("specs/beta/openapi.yaml", DOCUMENT);
    for arguments in [&["--check"][..], &[]] {
        let (code, _, error) = project.codegen(arguments);
        assert_eq!(code, 1);
        assert!(error.contains("error[unused-allow]") && error.contains("specs/beta/moored.toml:2:8"), "{error}");
    }
}

#[test]
fn only_the_first_losses_are_listed_with_tables() {
    let project = Project::with(&["alpha"]);
    project.put("specs/alpha/openapi.yaml", &lossy(30));
    project.codegen(&[]);
    let (code, _, error) = project.codegen(&["--check"]);
    assert_eq!(code, 1);
    let table = "[[allow]]\nrule = \"untyped-keyword\"\npointer = \"/paths/~1pets/get/parameters\"\nreason = \"\"\n";
    let comment = "# specs/alpha/openapi.yaml:12:59: `not` is not checked (and 29 more)\n";
    assert!(error.ends_with(&format!("{comment}{table}")), "one table for the whole rule: {error}");
    let (code, _, error) = project.codegen(&["--check", "--verbose"]);
    assert_eq!(code, 1);
    assert_eq!(error.matches("[[allow]]\nrule").count(), 20, "{error}");
    assert!(
        error.ends_with("and 10 more; one [[allow]] accepts all losses of a rule at its pointer and below\n"),
        "{error}"
    );
    let wide = "[[allow]]\nrule = \"untyped-keyword\"\npointer = \"\"\nreason = \"The server checks it\"\n";
    project.put("specs/alpha/moored.toml", wide);
    assert_eq!(project.codegen(&[]).0, 0);
    assert_eq!(project.codegen(&["--check"]).0, 0);
}

#[test]
fn losses_of_a_document_outside_of_specs_are_reported_and_never_rejected() {
    let project = Project::with(&[]);
    project.put("petstore.yaml", &lossy(1));
    let arguments = ["--from", "petstore.yaml", "--out", "pets"];
    let (code, _, error) = project.codegen(&arguments);
    assert_eq!(code, 0, "{error}");
    assert!(error.starts_with("petstore.yaml: 1 loss, all in pets/losses.json\n"), "{error}");
    let verbose = [&arguments[..], &["--verbose"]].concat();
    let (_, _, error) = project.codegen(&verbose);
    assert!(error.contains("petstore.yaml: 1 loss\n") && error.contains(": pets/losses.json\n"), "{error}");
    assert!(error.contains("  fields: 3 of 3 have a type (100.0 %)\n"), "{error}");
    assert!(project.path("pets/losses.json").exists());
    assert_eq!(project.codegen(&[&arguments[..], &["--check"]].concat()).0, 0);
    project.put("petstore.yaml", DOCUMENT);
    let (_, _, error) = project.codegen(&verbose);
    assert!(error.contains("petstore.yaml: 0 losses\n"), "{error}");
}
