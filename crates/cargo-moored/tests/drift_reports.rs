//! `drift`: its formats, `--fail-on`, exit codes, and the approvals in `drift.toml`.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed setup fails the test")]

#[path = "drift_reports/approvals.rs"]
mod approvals;
#[path = "shared/folder.rs"]
mod folder;

use folder::Folder;
use serde_json::{Value, json};

const SETTINGS: &str = "[workspace]\ngenerator = \"0.1.0\"\n";

/// A document with these lines of operations.
fn document(paths: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{ title: Pets, version: 1.0.0 }}\nservers: [{{ url: https://pets.example }}]\npaths:\n{paths}"
    )
}

const GET: &str = "  /pets:\n    get: { operationId: pets, responses: { '204': { description: Done } } }\n";
const POST: &str = "    post: { operationId: add, responses: { '204': { description: Done } } }\n";
const SHOPS: &str = "  /shops:\n    get: { operationId: shops, responses: { '204': { description: Done } } }\n";

/// A workspace in which `new.yaml` lacks an operation of the provider `pets`, and has another one.
fn workspace() -> Folder {
    Folder::new(&[
        ("moored.toml", SETTINGS),
        ("specs/pets/openapi.yaml", &document(&format!("{GET}{POST}"))),
        ("new.yaml", &document(&format!("{GET}{SHOPS}"))),
    ])
}

fn validated(text: &str, schema: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    value
}

/// A report in JSON, which has the form of its schema.
fn report(folder: &Folder, arguments: &str) -> (i32, Value) {
    let (exit, printed, error) = folder.moored(&format!("drift {arguments} --format json"));
    assert!(!printed.is_empty(), "{error}");
    (exit, validated(&printed, include_str!("../../../docs/drift.schema.json")))
}

#[test]
fn fail_on_decides_which_classes_fail() {
    let folder = workspace();
    folder.put("more.yaml", &document(&format!("{GET}{POST}{SHOPS}")));
    let codes = |file: &str| {
        let classes = ["wire", "source", "behaviour", "additive", "any"];
        classes.map(|class| folder.moored(&format!("drift --against {file} --fail-on {class} --quiet")).0)
    };
    let files = folder.files();
    assert_eq!(codes("new.yaml"), [1, 1, 1, 1, 1]);
    assert_eq!(folder.files(), files, "a comparison changed a file");
    assert_eq!(codes("more.yaml"), [0, 0, 0, 1, 1]);
    assert_eq!(codes("specs/pets/openapi.yaml"), [0, 0, 0, 0, 0]);
    assert_eq!(folder.moored("drift --against new.yaml").0, 1);
    assert_eq!(folder.moored("drift --against more.yaml").0, 0);
    let (exit, _, error) = folder.moored("drift --against more.yaml --fail-on nothing");
    assert_eq!(exit, 2);
    assert!(error.contains("[possible values: wire, source, behaviour, additive, any]"), "{error}");
}

#[test]
fn text_has_the_report_on_standard_output_and_why_it_fails_on_standard_error() {
    let folder = workspace();
    let (exit, printed, error) = folder.moored("drift --against new.yaml");
    assert_eq!((exit, error.as_str()), (1, "error: 1 of 2 findings fails `--fail-on source`\n"));
    let start = "\
pets: wire
  Calls that work today will fail or lose data, whether or not the client is generated again.
  old: specs/pets/openapi.yaml
  new: new.yaml
  findings: 1 wire, 0 source, 0 behaviour, 1 additive, 0 documentation
  breaks: POST /pets
";
    assert!(printed.starts_with(start), "{printed}");
    let (exit, printed, error) = folder.moored("drift --against new.yaml --quiet");
    assert_eq!((exit, error.as_str()), (1, "error: 1 of 2 findings fails `--fail-on source`\n"));
    assert_eq!(printed.lines().count(), 1, "{printed}");
    assert!(printed.starts_with("specs/pets/openapi.yaml:7:5: wire[operation-removed]: "), "{printed}");
    let (exit, printed, error) = folder.moored("drift --against specs/pets/openapi.yaml");
    assert_eq!((exit, error.as_str()), (0, ""));
    assert!(printed.starts_with("pets: none\n  Nothing has changed for callers.\n"), "{printed}");
}

#[test]
fn github_has_annotations_at_our_document() {
    let folder = workspace();
    let (exit, printed, error) = folder.moored("drift --against new.yaml --format github");
    assert_eq!((exit, error.as_str()), (1, ""));
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 2, "{printed}");
    let removed = "::error file=specs/pets/openapi.yaml,line=7,endLine=7,col=5,endColumn=";
    assert!(lines[0].starts_with(removed), "{printed}");
    assert!(
        lines[0].contains(",title=operation-removed::") && lines[0].contains("%0Aaffects: POST /pets"),
        "{printed}"
    );
    assert!(lines[1].starts_with("::notice file=new.yaml,line=8,"), "{printed}");
    // With another threshold, it is no error.
    let (exit, printed, _) = folder.moored("drift --from new.yaml --against new.yaml --format github");
    assert_eq!((exit, printed.as_str()), (0, ""));
}

#[test]
fn sarif_fits_its_schema_and_has_both_locations() {
    let folder = workspace();
    let typed = |ty: &str| {
        let parameters =
            format!("parameters: [{{ name: limit, in: query, required: true, schema: {{ type: {ty} }} }}]");
        document(&GET.replace("responses", &format!("{parameters}, responses")))
    };
    folder.put("specs/pets/openapi.yaml", &typed("string"));
    folder.put("new.yaml", &typed("integer"));
    let (exit, printed, error) = folder.moored("drift --against new.yaml --format sarif");
    assert_eq!((exit, error.as_str()), (1, ""));
    let sarif = validated(&printed, include_str!("sarif-2.1.0.json"));
    let run = &sarif["runs"][0];
    assert_eq!(run["invocations"][0]["exitCode"], 1);
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&json!("type-changed"), &json!("error")));
    let at = |location: &Value| {
        let location = &location["physicalLocation"];
        (location["artifactLocation"]["uri"].clone(), location["region"]["startLine"].clone())
    };
    assert_eq!(at(&result["locations"][0]), (json!("new.yaml"), json!(6)));
    assert_eq!(at(&result["relatedLocations"][0]), (json!("specs/pets/openapi.yaml"), json!(6)));
    let (_, report) = report(&folder, "--against new.yaml");
    assert_eq!(result["partialFingerprints"]["moored/v1"], report["reports"][0]["findings"][0]["fingerprint"]);
    let rule = &run["tool"]["driver"]["rules"][0];
    assert!(rule["id"] == "type-changed" && rule["help"]["text"].as_str().unwrap().len() > 20, "{rule}");
}

#[test]
fn markdown_and_html_are_printed_and_nothing_else() {
    let folder = workspace();
    for (format, start) in [("markdown", "## pets: wire\n\n**Calls"), ("html", "<!DOCTYPE html><html lang=\"en\">")] {
        let (exit, printed, error) = folder.moored(&format!("drift --against new.yaml --format {format}"));
        assert_eq!((exit, error.as_str()), (1, ""));
        assert!(printed.starts_with(start), "{printed}");
    }
}

#[test]
fn what_cannot_be_compared_does_not_hide_the_others() {
    let folder = workspace();
    folder.put("specs/shop/openapi.yaml", "openapi: 3.1.0\npaths: [");
    let (exit, result) = report(&folder, "--against new.yaml");
    assert_eq!((exit, &result["exit_code"]), (3, &json!(3)));
    assert_eq!(result["reports"][0]["verdict"], "wire");
    let failure = &result["failures"][0];
    assert_eq!(failure["name"], "shop");
    assert!(failure["message"].as_str().unwrap().starts_with("specs/shop/openapi.yaml:2:"), "{failure}");
    let (exit, printed, error) = folder.moored("drift --against new.yaml");
    assert_eq!(exit, 3);
    assert!(printed.contains("pets: wire") && error.contains("--> specs/shop/openapi.yaml:2:"), "{printed}{error}");
    let (_, printed, _) = folder.moored("drift --against new.yaml --format markdown");
    assert!(printed.starts_with("**shop** could not be compared: "), "{printed}");
}

#[test]
fn explain_has_the_rules_of_drift() {
    let folder = workspace();
    let (exit, printed, _) = folder.moored("explain operation-removed");
    assert_eq!(exit, 0);
    assert!(printed.starts_with("wire[operation-removed]: An operation is gone.\n\nCalls will fail"), "{printed}");
    assert_eq!(folder.moored("explain wire[operation-removed]").1, printed);
    let (_, list, _) = folder.moored("explain");
    for (_, rules) in moored_drift::rules() {
        for rule in rules {
            assert!(list.lines().any(|line| line.split_whitespace().next() == Some(rule.id)), "{}", rule.id);
        }
    }
    let (exit, _, error) = folder.moored("explain operation-removd");
    assert_eq!(exit, 2);
    assert!(error.contains("did you mean `operation-removed`?"), "{error}");
}
