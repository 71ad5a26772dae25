//! `cargo xtask corpus` as its user meets it; and the outcomes that tests/corpus/expected.toml promises.

#![expect(clippy::unwrap_used, reason = "what a test cannot set up, it cannot test")]

#[path = "shared/project.rs"]
mod project;

use std::path::Path;
use std::process::Command;

use project::{DOCUMENT, Project, run};
use serde_json::Value;

/// The command in `folder`, with crates and target folder in `project`.
fn corpus(project: &Project, folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("corpus").args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", project.path("target"));
    run(&mut command)
}

fn json(project: &Project, arguments: &[&str]) -> (i32, Value) {
    let asked = [&["documents", "--format", "json"], arguments].concat();
    let (code, out, error) = corpus(project, &project.path("."), &asked);
    (code, serde_json::from_str(&out).unwrap_or_else(|_| Value::String(error)))
}

fn names(value: &Value) -> Vec<&str> {
    let documents = value["documents"].as_array().into_iter().flatten();
    documents.filter_map(|line| line["document"].as_str()).collect()
}

#[test]
fn every_document_of_ours_comes_out_as_the_table_says() {
    let project = Project::with(&[]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let asked = ["tests/corpus", "--expect", "tests/corpus/expected.toml"];
    let (code, out, error) = corpus(&project, &root, &asked);
    let differences: Vec<_> = out.lines().filter(|line| line.starts_with(['-', '+'])).collect();
    assert_eq!(code, 0, "mend tests/corpus/expected.toml:\n{}\n{error}", differences.join("\n"));
}

#[test]
fn a_line_says_what_came_out_of_a_document() {
    let project = Project::with(&[]);
    project.put("documents/b/pets.yaml", DOCUMENT);
    project.put("documents/a.json", "{ \"openapi\": \"9.9\", \"paths\": { \"/a\": { \"get\": {} } } }");
    project.put("documents/.hidden.yaml", "");
    project.put("documents/notes.txt", "");
    let (code, result) = json(&project, &[]);
    assert_eq!(code, 1, "one is refused");
    assert_eq!(names(&result), ["a.json", "b/pets.yaml"]);
    let [refused, generated] = result["documents"].as_array().unwrap().as_slice() else { unreachable!() };
    assert_eq!((&refused["outcome"], &refused["version"]), (&"refused: unsupported-version".into(), &"9.9".into()));
    assert_eq!((&refused["operations_in"], &refused["operations_out"]), (&1.into(), &0.into()));
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
fn a_process_that_ends_badly_is_a_line_like_the_others() {
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
fn parts_are_all_documents_once() {
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
fn a_table_that_is_old_is_refused_for_better_and_for_worse() {
    let project = Project::with(&[]);
    project.put("documents/pets.yaml", DOCUMENT);
    let asked = ["documents", "--expect", "expected.toml"];
    let line = "\"pets.yaml\" = { outcome = \"generated\", operations = \"1 of 1\", compiled = \"yes\" }\n";
    project.put("expected.toml", line);
    assert_eq!(corpus(&project, &project.path("."), &asked).0, 0, "what is not tried is not compared");
    let worse = line.replace("generated", "refused: emission").replace("1 of 1", "0 of 1");
    project.put(
        "expected.toml",
        &format!("{worse}\"gone.yaml\" = {{ outcome = \"generated\", operations = \"1 of 1\" }}\n"),
    );
    let (code, out, error) = corpus(&project, &project.path("."), &asked);
    assert_eq!(code, 1);
    assert!(out.contains(&format!("\n- {worse}+ {line}- \"gone.yaml\" = {{ ")), "{out}");
    assert!(error.contains("error: 2 differences from expected.toml: "), "{error}");
}

#[test]
fn crates_are_kept_where_they_are_wanted_and_never_over_others() {
    let project = Project::with(&[]);
    project.put("documents/pets.yaml", DOCUMENT);
    let asked = ["documents", "--keep", "kept"];
    let before = project.traces();
    assert_eq!(corpus(&project, &project.path("."), &asked).0, 0);
    let kept = project.traces().into_keys().filter(|path| !before.contains_key(path)).count();
    assert!(kept > 10, "{kept}");
    assert_eq!(project.codegen(&["--from", "documents/pets.yaml", "--out", "kept/0000-pets-yaml", "--check"]).0, 0);
    assert_eq!(corpus(&project, &project.path("."), &asked).0, 2);
    for wrong in
        [&["nowhere"][..], &["documents", "--partition", "3/2"], &["documents", "--compile", "some"], &["specs"]]
    {
        assert_eq!(corpus(&project, &project.path("."), wrong).0, 2, "{wrong:?}");
    }
}
