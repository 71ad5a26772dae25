//! Runs `cargo xtask corpus`, and compares the outcomes for tests/corpus with its table expected.toml.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[path = "../../crates/cargo-moored/tests/shared/project.rs"]
mod project;

use std::path::Path;
use std::process::Command;

use project::{DOCUMENT, Project, run};
use serde_json::Value;

/// Runs the command in `folder`, with the target folder in `project`.
fn corpus(project: &Project, folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("corpus").args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", project.path("target"));
    run(&mut command)
}

fn json(project: &Project, arguments: &[&str]) -> (i32, Value) {
    let all = [&["documents", "--format", "json"], arguments].concat();
    let (code, out, error) = corpus(project, &project.path("."), &all);
    (code, serde_json::from_str(&out).unwrap_or_else(|_| Value::String(error)))
}

fn names(value: &Value) -> Vec<&str> {
    let documents = value["documents"].as_array().into_iter().flatten();
    documents.filter_map(|line| line["document"].as_str()).collect()
}

#[test]
fn the_corpus_of_this_repository_has_the_expected_outcomes() {
    let project = Project::with(&[]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let command_line = ["tests/corpus", "--expect", "tests/corpus/expected.toml"];
    let (code, out, error) = corpus(&project, &root, &command_line);
    let differences: Vec<_> = out.lines().filter(|line| line.starts_with(['-', '+'])).collect();
    assert_eq!(code, 0, "update tests/corpus/expected.toml:\n{}\n{error}", differences.join("\n"));
}

#[test]
fn a_line_contains_the_results_for_a_document() {
    let project = Project::with(&[]);
    project.put("documents/b/pets.yaml", DOCUMENT);
    project.put("documents/a.json", "{ \"openapi\": \"9.9\", \"paths\": { \"/a\": { \"get\": {} } } }");
    project.put("documents/.hidden.yaml", "");
    project.put("documents/notes.txt", "");
    let (code, result) = json(&project, &[]);
    assert_eq!(code, 1, "a document is rejected");
    assert_eq!(names(&result), ["a.json", "b/pets.yaml"]);
    let [rejected, generated] = result["documents"].as_array().unwrap().as_slice() else { unreachable!() };
    assert_eq!((&rejected["outcome"], &rejected["version"]), (&"rejected: unsupported-version".into(), &"9.9".into()));
    assert_eq!((&rejected["operations_in"], &rejected["operations_out"]), (&1.into(), &0.into()));
    assert_eq!((&generated["outcome"], &generated["version"]), (&"generated".into(), &"3.0.3".into()));
    assert_eq!((&generated["operations_in"], &generated["operations_out"]), (&1.into(), &1.into()));
    assert_eq!(generated["fields"]["typed"], 2);
    assert_eq!(generated["compiled"]["result"], "not-tried");
    assert!(generated["seconds"].as_f64().unwrap() > 0.0);
    assert_eq!((&result["totals"]["generated"], &result["totals"]["documents"]), (&1.into(), &2.into()));
    assert!(!project.path("target/corpus").exists() || project.path("target/corpus").read_dir().unwrap().count() == 0);
}

#[cfg(unix)]
#[test]
fn a_failed_process_is_reported_as_a_line() {
    let project = Project::with(&[]);
    project.put("documents/pets.yaml", DOCUMENT);
    let outcome = |arguments: &[&str]| {
        let (code, result) = json(&project, arguments);
        assert_eq!(code, 1, "{result}");
        result["documents"][0]["outcome"].clone()
    };
    assert_eq!(outcome(&["--seconds", "0"]), "timed out");
    let numbers = "1,".repeat(500_000);
    project.put("documents/pets.yaml", &format!("{{\"openapi\": \"3.1.0\", \"paths\": {{}}, \"x\": [{numbers}1]}}"));
    assert_eq!(outcome(&["--memory", "150"]), "out of memory");
}

#[test]
fn the_parts_contain_every_document_once() {
    let project = Project::with(&[]);
    for name in ["a", "b", "c", "d", "e"] {
        project.put(&format!("documents/{name}.yaml"), DOCUMENT);
    }
    let part = |part: &str| {
        let (code, result) = json(&project, &["--partition", part]);
        assert_eq!(code, 0, "{result}");
        names(&result).join(" ")
    };
    assert_eq!([part("1/2"), part("2/2")], ["a.yaml c.yaml e.yaml", "b.yaml d.yaml"]);
    assert_eq!(part("5/5"), "e.yaml");
}

#[test]
fn differences_from_the_table_fail_whether_better_or_worse() {
    let project = Project::with(&[]);
    project.put("documents/pets.yaml", DOCUMENT);
    let command_line = ["documents", "--expect", "expected.toml"];
    let line = "\"pets.yaml\" = { outcome = \"generated\", operations = \"1 of 1\", compiled = \"yes\" }\n";
    project.put("expected.toml", line);
    assert_eq!(corpus(&project, &project.path("."), &command_line).0, 0, "what was not compiled is not compared");
    let worse = line.replace("generated", "rejected: emission").replace("1 of 1", "0 of 1");
    project.put(
        "expected.toml",
        &format!("{worse}\"gone.yaml\" = {{ outcome = \"generated\", operations = \"1 of 1\" }}\n"),
    );
    let (code, out, error) = corpus(&project, &project.path("."), &command_line);
    assert_eq!(code, 1);
    assert!(out.contains(&format!("\n- {worse}+ {line}- \"gone.yaml\" = {{ ")), "{out}");
    assert!(error.contains("error: 2 differences from expected.toml; "), "{error}");
}

#[test]
fn kept_crates_go_to_an_empty_folder_only() {
    let project = Project::with(&[]);
    project.put("documents/pets.yaml", DOCUMENT);
    let command_line = ["documents", "--keep", "kept"];
    let before = project.traces();
    assert_eq!(corpus(&project, &project.path("."), &command_line).0, 0);
    let kept = project.traces().into_keys().filter(|path| !before.contains_key(path)).count();
    assert!(kept > 10, "{kept}");
    // What codegen writes, but for the names, which only a crate that is generated again has to keep.
    let (code, printed, _) =
        project.codegen(&["--from", "documents/pets.yaml", "--out", "kept/0000-pets-yaml", "--check"]);
    let stale: Vec<&str> = printed.lines().filter_map(|line| line.strip_prefix("kept/0000-pets-yaml/")).collect();
    assert_eq!((code, stale), (1, vec!["inputs.lock: changed", "names.lock: missing"]), "{printed}");
    assert_eq!(corpus(&project, &project.path("."), &command_line).0, 2);
    for wrong in
        [&["nowhere"][..], &["documents", "--partition", "3/2"], &["documents", "--compile", "some"], &["specs"]]
    {
        assert_eq!(corpus(&project, &project.path("."), wrong).0, 2, "{wrong:?}");
    }
}
