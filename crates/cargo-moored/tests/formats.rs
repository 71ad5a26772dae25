//! `cargo xtask codegen --format …`: standard output has the result, valid in its format, and nothing else.

#![expect(clippy::unwrap_used, reason = "a failed setup fails the test")]

#[expect(dead_code, reason = "only other tests use all of it")]
#[path = "shared/project.rs"]
mod project;

use std::fs;

use project::{DOCUMENT, Project};
use serde_json::{Value, json};

const JSON_SCHEMA: &str = include_str!("../../../docs/codegen.schema.json");
const SARIF_SCHEMA: &str = include_str!("sarif-2.1.0.json");

/// A project with a loss and a warning in `beta`.
fn project() -> Project {
    let project = Project::with(&["alpha", "beta"]);
    let lossy =
        "      parameters:\n        - { name: größe, in: query, schema: { type: integer, not: { enum: [9] } } }\n";
    let document = DOCUMENT.replace("      operationId: listPets\n", lossy);
    project.put("specs/beta/openapi.yaml", &document);
    project
}

fn validated(text: &str, schema: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap();
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    value
}

#[test]
fn json_has_findings_losses_and_changes_and_fits_its_schema() {
    let project = project();
    let (code, out, error) = project.codegen(&["--format", "json"]);
    assert_eq!((code, error.as_str()), (0, ""));
    let result = validated(&out, JSON_SCHEMA);
    assert_eq!(result["action"], "write");
    assert_eq!(
        result["summary"],
        json!({
            "crates": 2, "operations": 2, "errors": 0, "warnings": 1, "losses": 1, "unaccepted_losses": 1,
            "stale": 0, "changed": result["changes"].as_array().unwrap().len(),
        })
    );
    assert_eq!(
        result["losses"],
        json!([{
            "provider": "beta", "rule": "untyped-keyword", "level": "loss", "message": "`not` is not checked",
            "file": "specs/beta/openapi.yaml", "line": 11, "column": 62, "end_line": 11, "end_column": 84,
            "pointer": "/paths/~1pets/get/parameters/0/schema/not",
            "instead": "not checked, neither in requests nor in responses", "help": null, "notes": [],
            "accepted": null,
        }])
    );
    assert_eq!(result["findings"][0]["rule"], "missing-operation-id");
    assert_eq!(result["crates"][1]["folder"], "generated/beta");
    let created = json!({ "path": "generated/alpha/src/lib.rs", "change": "created" });
    assert!(result["changes"].as_array().unwrap().contains(&created), "{out}");

    let (code, out, _) = project.codegen(&["--format", "json", "--dry-run"]);
    let result = validated(&out, JSON_SCHEMA);
    assert_eq!((code, &result["action"], &result["changes"]), (0, &json!("dry-run"), &json!([])));
}

#[test]
fn json_of_a_check_has_stale_paths_accepted_losses_and_the_exit_code() {
    let project = project();
    project.codegen(&[]);
    let accepted = "[[allow]]\nrule = \"untyped-keyword\"\npointer = \"\"\nreason = \"The server checks it\"\n";
    project.put("specs/beta/moored.toml", accepted);
    project.codegen(&[]);
    project.put("generated/beta/src/lib.rs", "// mine\n");
    fs::remove_file(project.path("generated/beta/README.md")).unwrap();
    let (code, out, error) = project.codegen(&["--check", "--format", "json"]);
    assert_eq!((code, error.as_str()), (1, ""));
    let result = validated(&out, JSON_SCHEMA);
    assert_eq!((&result["exit_code"], &result["summary"]["unaccepted_losses"]), (&json!(1), &json!(0)));
    assert_eq!(result["losses"][0]["accepted"], "The server checks it");
    assert_eq!(result["update"], "cargo xtask codegen beta");
    let states: Vec<_> =
        result["stale"].as_array().unwrap().iter().map(|stale| (&stale["path"], &stale["state"])).collect();
    let expected = [
        (&json!("generated/beta/README.md"), &json!("missing")),
        (&json!("generated/beta/src/lib.rs"), &json!("edited")),
    ];
    assert_eq!(states, expected);
    assert!(result["stale"][1]["diff"].as_str().unwrap().contains("-// mine"), "{out}");
}

#[test]
fn json_of_a_run_with_errors_has_their_locations_and_unreadable_files() {
    let project = project();
    project.put("specs/alpha/openapi.yaml", "openapi: 3.0.3\npaths: [\n");
    fs::create_dir(project.path("specs/gamma")).unwrap();
    fs::write(project.path("specs/beta/notes.txt"), b"caf\xe9").unwrap();
    let (code, out, error) = project.codegen(&["--format", "json"]);
    assert_eq!((code, error.as_str()), (3, ""));
    let result = validated(&out, JSON_SCHEMA);
    let findings = result["findings"].as_array().unwrap();
    let located: Vec<_> = findings.iter().map(|finding| (&finding["provider"], &finding["rule"])).collect();
    let expected = [(&json!("alpha"), &json!("unreadable")), (&json!("gamma"), &json!("missing-source"))];
    assert!(expected.iter().all(|expected| located.contains(expected)), "{out}");
    assert_eq!(result["crates"], json!([]));
    assert!(!project.path("generated").exists());
}

#[test]
fn mistakes_in_the_settings_of_the_workspace_are_findings_in_every_format() {
    let project = project();
    project.put("moored.toml", "[workspace]\ngenerater = \"0.1.0\"\n");
    let (code, out, error) = project.codegen(&["--format", "json"]);
    assert_eq!((code, error.as_str()), (1, ""));
    let result = validated(&out, JSON_SCHEMA);
    let finding = &result["findings"][0];
    assert_eq!(
        (&finding["rule"], &finding["file"], &finding["line"]),
        (&json!("config"), &json!("moored.toml"), &json!(2))
    );
    let (code, out, error) = project.codegen(&[]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(error.starts_with("error[config]: ") && error.contains("--> moored.toml:2:1"), "{error}");
}

#[test]
fn github_has_an_annotation_for_each_finding_with_escaped_texts() {
    let project = project();
    project.codegen(&[]);
    let (code, out, error) = project.codegen(&["--check", "--format", "github"]);
    assert_eq!((code, error.as_str()), (1, ""));
    let expected = "\
::warning file=specs/beta/openapi.yaml,line=9,endLine=9,col=5,endColumn=9,title=warning[missing-operation-id]::\
the operation has no `operationId`; its method is `get_pets`%0Ahelp: set its name in moored.toml: [methods] \
\"get /pets\" = \"…\"
::error file=specs/beta/openapi.yaml,line=11,endLine=11,col=62,endColumn=84,title=loss[untyped-keyword]::`not` is not \
checked%0Ainstead: not checked, neither in requests nor in responses%0Ahelp: correct the document in \
specs/beta/overlay.yaml, or accept the loss in specs/beta/moored.toml
";
    assert_eq!(out, expected);
    // Without --check, a loss that is not accepted is no error.
    let (code, out, _) = project.codegen(&["--format", "github"]);
    assert_eq!((code, out.matches("::warning ").count(), out.matches("::error").count()), (0, 2, 0), "{out}");

    project.put("a, 100%.yaml", &fs::read_to_string(project.path("specs/beta/openapi.yaml")).unwrap());
    let (_, out, _) = project.codegen(&["--check", "--format", "github", "--from", "a, 100%.yaml", "--out", "x:y"]);
    assert!(out.contains("::warning file=a%2C 100%25.yaml,line=11,"), "{out}");
    let stale = "::error file=x%3Ay,title=out-of-date::x:y: missing%0Ahelp: run `cargo xtask codegen --from a, 100%25.yaml --out x:y`\n";
    assert!(out.ends_with(stale), "{out}");
}

#[test]
fn annotations_name_files_from_the_root_of_the_repository() {
    let project = project();
    let (_, out, _) = project.codegen(&["--format", "github"]);
    assert!(out.contains("::warning file=specs/beta/openapi.yaml,"), "{out}");
    fs::create_dir(project.path(".git")).unwrap();
    project.put("services/pets/petstore.yaml", "openapi: [\n");
    let mut command = project.command(&["--from", "petstore.yaml", "--out", "pets", "--format", "github"]);
    let (code, out, _) = project::run(command.current_dir(project.path("services/pets")));
    assert_eq!(code, 1);
    assert!(out.starts_with("::error file=services/pets/petstore.yaml,line=2,"), "{out}");
}

#[test]
fn sarif_has_rules_results_and_suppressed_losses_and_fits_its_schema() {
    let project = project();
    project.codegen(&[]);
    project.put("generated/alpha/src/lib.rs", "// mine\n");
    let (code, out, error) = project.codegen(&["--check", "--format", "sarif"]);
    assert_eq!((code, error.as_str()), (1, ""));
    let sarif = validated(&out, SARIF_SCHEMA);
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    let ids: Vec<_> = results.iter().map(|result| result["ruleId"].as_str().unwrap()).collect();
    assert_eq!(ids, ["missing-operation-id", "untyped-keyword", "out-of-date"]);
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    assert!(rules[1]["help"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{out}");
    assert_eq!(results[1]["level"], "error");
    assert_eq!(
        results[1]["locations"][0],
        json!({
            "logicalLocations": [{ "fullyQualifiedName": "/paths/~1pets/get/parameters/0/schema/not" }],
            "physicalLocation": {
                "artifactLocation": { "uri": "specs/beta/openapi.yaml", "uriBaseId": "%SRCROOT%" },
                "region": { "startLine": 11, "startColumn": 62, "endLine": 11, "endColumn": 84 },
            },
        })
    );
    let root = run["originalUriBaseIds"]["%SRCROOT%"]["uri"].as_str().unwrap();
    assert!(root.starts_with("file:///") && root.ends_with('/'), "{root}");

    let accepted = "[[allow]]\nrule = \"untyped-keyword\"\npointer = \"\"\nreason = \"The server checks it\"\n";
    project.put("specs/beta/moored.toml", accepted);
    let (code, out, _) = project.codegen(&["--format", "sarif"]);
    let sarif = validated(&out, SARIF_SCHEMA);
    let expected = json!([{ "kind": "external", "status": "accepted", "justification": "The server checks it" }]);
    assert_eq!((code, &sarif["runs"][0]["results"][1]["suppressions"]), (0, &expected));
}

#[test]
fn the_text_of_a_stage_has_no_other_format() {
    let (code, out, error) = project().codegen(&["--print", "files", "--only", "alpha", "--format", "json"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        error.starts_with("error: the argument '--print <STAGE>' cannot be used with '--format <FORMAT>'"),
        "{error}"
    );
}

#[test]
fn the_losses_of_five_providers_fit_on_a_screen() {
    let names = ["a", "b", "c", "d", "e"];
    let project = Project::with(&names);
    let lossy = "      parameters:\n\
        \x20       - { name: a, in: query, schema: { type: integer, not: { enum: [9] } } }\n\
        \x20       - { name: b, in: cookie, style: matrix, schema: { type: string } }\n\
        \x20       - { name: c, in: query, content: { a/b: { schema: { type: object } } } }\n\
        \x20       - { name: c, in: query, schema: { type: string } }\n";
    for name in names {
        let document = DOCUMENT.replace("      operationId: listPets\n", lossy);
        project.put(&format!("specs/{name}/openapi.yaml"), &document);
    }
    project.codegen(&[]);
    let (code, out, error) = project.codegen(&[]);
    assert_eq!(code, 0);
    let lines = out.lines().count() + error.lines().count();
    assert!(lines <= 24, "{lines} lines:\n{out}{error}");
    for name in names {
        assert!(
            error.contains(&format!("{name}: 4 losses, all in generated/{name}/losses.json; 1 warning\n")),
            "{error}"
        );
    }
    assert_eq!(error.matches("  and findings of 4 other rules\n").count(), 5, "{error}");
    let (_, _, all) = project.codegen(&["a", "--verbose"]);
    assert_eq!(all.matches("\nloss[").count() + usize::from(all.starts_with("loss[")), 4, "{all}");
    let (_, one, error) = project.codegen(&["a"]);
    assert_eq!(error.lines().count(), 7, "all rules of a single provider have a line: {one}{error}");
}

#[test]
fn quiet_prints_errors_only() {
    let project = project();
    let (code, out, error) = project.codegen(&["--quiet"]);
    assert_eq!((code, out.as_str(), error.as_str()), (0, "", ""));
    assert_eq!(project.codegen(&["-q", "--dry-run"]).1, "");
    project.put("generated/alpha/src/lib.rs", "// mine\n");
    let (code, out, error) = project.codegen(&["-q", "--check", "alpha"]);
    let expected = "error: 1 path is out of date; to update it, run `cargo xtask codegen alpha`\n";
    assert_eq!((code, out.as_str(), error.as_str()), (1, "", expected));
    project.put("specs/alpha/openapi.yaml", "openapi: 3.1.0\ninfo: { title: A, version: '1' }\n");
    let (code, out, error) = project.codegen(&["--quiet"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(error.starts_with("error[empty-document]: ") && !error.contains("loss["), "{error}");
    let (code, _, error) = project.codegen(&["--quiet", "--verbose"]);
    assert_eq!(code, 2);
    assert!(error.starts_with("error: the argument '--quiet' cannot be used with '--verbose'"), "{error}");
}

#[test]
fn colours_are_for_terminals_unless_they_are_asked_for() {
    let project = project();
    let run = |arguments: &[&str]| project::run(project.command(arguments).env_remove("NO_COLOR")).2;
    project.put("specs/alpha/openapi.yaml", "openapi: [\n");
    assert!(!run(&[]).contains('\u{1b}'));
    assert!(!run(&["--color", "never"]).contains('\u{1b}'));
    assert!(run(&["--color", "always"]).contains("\u{1b}[1;31merror\u{1b}[0m: nothing was written"));
    let (_, out, _) = project::run(project.command(&["--color", "always", "--format", "json"]).env("NO_COLOR", "1"));
    assert!(!out.contains('\u{1b}'), "{out}");
}
