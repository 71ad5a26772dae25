//! The approvals in `drift.toml`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{GET, POST, SHOPS, document, folder::Folder, report, workspace};

const FILE: &str = "specs/pets/drift.toml";

/// The report about `pets`, and its finding that an operation is gone.
fn removed(folder: &Folder, arguments: &str) -> (i32, Value, Value) {
    let (exit, result) = report(folder, &format!("pets --against new.yaml {arguments}"));
    let one = result["reports"][0].clone();
    let findings = one["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["rule"] == "operation-removed").unwrap().clone();
    (exit, one, finding)
}

/// An approval of the finding.
fn table(one: &Value, finding: &Value, expires: &str) -> String {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    format!(
        "[[approve]]\nrule = \"operation-removed\"\nelement = \"POST /pets\"\nfingerprint = \"{}\"\nold = \"{}\"\nnew = \
         \"{}\"\nreason = \"Nobody adds pets\"\nauthor = \"Ada <ada@acme.example>\"\nexpires = \"{expires}\"\n",
        text(&finding["fingerprint"]),
        text(&one["old"]["sha256"]),
        text(&one["new"]["sha256"]),
    )
}

#[test]
fn an_approved_finding_is_shown_and_does_not_fail() {
    let folder = workspace();
    let (exit, one, finding) = removed(&folder, "");
    assert_eq!((exit, &finding["approval"]), (1, &Value::Null));
    folder.put(FILE, &table(&one, &finding, "9999-12-31"));
    let (exit, one, finding) = removed(&folder, "");
    assert_eq!((exit, &one["verdict"], &one["approved"]), (0, &json!("wire"), &json!(1)));
    let approval = json!({ "reason": "Nobody adds pets", "author": "Ada <ada@acme.example>", "expires": "9999-12-31" });
    assert_eq!((&finding["approval"], &finding["fails"]), (&approval, &json!(false)));
    let (_, printed, _) = folder.moored("drift --against new.yaml");
    let line = "      approved by Ada <ada@acme.example> until 9999-12-31: Nobody adds pets\n";
    assert!(printed.contains(line), "{printed}");
    let (_, printed, _) = folder.moored("drift --against new.yaml --format github");
    assert!(!printed.contains("operation-removed"), "{printed}");
    let (_, printed, _) = folder.moored("drift --against new.yaml --format sarif");
    assert!(printed.contains("\"justification\": \"Nobody adds pets\""), "{printed}");
    // Another class is not approved by it.
    assert_eq!(folder.moored("drift --against new.yaml --fail-on additive").0, 1);
}

#[test]
fn an_approval_that_has_expired_fails_at_its_line() {
    let folder = workspace();
    let (_, one, finding) = removed(&folder, "");
    folder.put(FILE, &format!("# Approvals\n\n{}", table(&one, &finding, "2020-01-31")));
    let (exit, printed, error) = folder.moored("drift --against new.yaml --fail-on wire");
    assert_eq!(exit, 1);
    assert!(!printed.contains("approved by"), "{printed}");
    assert!(
        error.contains("error[expired-approval]: the approval of `operation-removed` at `POST /pets` expired"),
        "{error}"
    );
    assert!(error.contains("--> specs/pets/drift.toml:11:11"), "{error}");
    assert!(error.ends_with("error: 2 of 3 findings fail `--fail-on wire`\n"), "{error}");
    let (_, one, _) = removed(&folder, "");
    assert_eq!((&one["problems"][0]["rule"], &one["problems"][0]["line"]), (&json!("expired-approval"), &json!(11)));
    let (_, printed, _) = folder.moored("drift --against new.yaml --format github");
    assert!(printed.contains("::error file=specs/pets/drift.toml,line=11,"), "{printed}");
    // Another approval takes its place.
    let (exit, _, error) = folder.moored("drift --against new.yaml --approve all --reason Again --author Ada");
    assert_eq!((exit, error.as_str()), (0, "1 new approval in specs/pets/drift.toml\n"));
    let text = folder.text(FILE);
    assert!(text.starts_with("# Approvals\n\n[[approve]]\n") && !text.contains("2020-01-31"), "{text}");
    // Until the end of the day that it names, it is valid.
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    folder.put(FILE, &table(&one, &finding, &today));
    assert_eq!(folder.moored("drift --against new.yaml").0, 0);
}

#[test]
fn an_approval_is_checked_only_when_its_two_documents_are_compared() {
    let folder = workspace();
    let (_, one, finding) = removed(&folder, "");
    let unused =
        table(&one, &finding, "9999-12-31").replace(finding["fingerprint"].as_str().unwrap(), "0000000000000000");
    let expired = table(&one, &finding, "2020-01-31");
    folder.put(FILE, &format!("{unused}\n{expired}"));
    folder.put("other.yaml", &document(&format!("{GET}{POST}{SHOPS}")));
    let (exit, _, error) = folder.moored("drift --against other.yaml");
    assert_eq!((exit, error.as_str()), (0, ""));
    let (exit, _, error) = folder.moored("drift --against new.yaml");
    assert_eq!(exit, 1);
    assert!(error.contains("error[unused-approval]: no finding has the fingerprint `0000000000000000`"), "{error}");
    assert!(error.contains("--> specs/pets/drift.toml:4:15") && error.contains("error[expired-approval]"), "{error}");
}

#[test]
fn an_approval_states_the_truth_about_what_it_approves() {
    let folder = workspace();
    let (_, one, finding) = removed(&folder, "");
    let table = table(&one, &finding, "9999-12-31");
    folder.put(FILE, &table.replace("POST /pets", "GET /shops"));
    let (exit, _, error) = folder.moored("drift --against new.yaml");
    assert_eq!(exit, 1);
    let help = "has the rule `operation-removed` and the element `POST /pets`";
    assert!(error.contains("error[unused-approval]") && error.contains(help), "{error}");
}

#[test]
fn mistakes_in_the_file_are_findings_at_their_lines() {
    let folder = workspace();
    let (_, one, finding) = removed(&folder, "");
    let table = table(&one, &finding, "9999-12-31");
    let old = one["old"]["sha256"].as_str().unwrap();
    for (right, wrong, at, message) in [
        ("reason =", "raison =", "7:1", "did you mean `reason`?"),
        ("\"Nobody adds pets\"", "\" \"", "7:10", "the `reason` of the approval is empty"),
        ("\"9999-12-31\"", "\"31.12.9999\"", "9:11", "`31.12.9999` is not a day"),
        ("\"9999-12-31\"", "\"9999-02-31\"", "9:11", "`9999-02-31` is not a day"),
        (old, "abc", "5:7", "`old` is not the SHA-256 of a document"),
    ] {
        folder.put(FILE, &table.replace(right, wrong));
        let (exit, _, error) = folder.moored("drift --against new.yaml");
        assert_eq!(exit, 1);
        assert!(
            error.contains(&format!("--> specs/pets/drift.toml:{at}")) && error.contains(message),
            "{wrong}: {error}"
        );
    }
}

#[test]
fn approve_adds_an_approval_with_reason_author_and_last_day() {
    let folder = workspace();
    let (_, one, finding) = removed(&folder, "");
    let fingerprint = finding["fingerprint"].as_str().unwrap();
    let arguments = format!("drift --against new.yaml --approve {fingerprint} --reason Unused");
    let (exit, _, error) = folder.moored(&format!("{arguments} --author Ada --expires 9999-12-31"));
    assert_eq!((exit, error.as_str()), (0, "1 new approval in specs/pets/drift.toml\n"));
    let expected = table(&one, &finding, "9999-12-31").replace("Nobody adds pets", "Unused");
    assert_eq!(folder.text(FILE), expected.replace("Ada <ada@acme.example>", "Ada"));
    assert_eq!(folder.moored("drift --against new.yaml").0, 0);
    // It is approved already.
    let (exit, _, error) = folder.moored(&arguments);
    assert_eq!(exit, 2);
    assert!(error.contains(&format!("no finding that is not approved has the fingerprint `{fingerprint}`")), "{error}");
    // A comment that is there stays.
    folder.put(FILE, "# Ask before you approve.\n");
    let (exit, _, _) = folder.moored("drift --against new.yaml --approve all --reason Unused --author Ada");
    assert_eq!(exit, 0);
    let text = folder.text(FILE);
    assert!(text.starts_with("# Ask before you approve.\n\n[[approve]]\nrule = \"operation-removed\"\n"), "{text}");
    assert_eq!(text.matches("[[approve]]").count(), 1, "only what fails: {text}");
    // By default, it is valid for 90 days.
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let last = today.checked_add(jiff::ToSpan::days(90)).unwrap();
    assert!(text.contains(&format!("expires = \"{last}\"")), "{text}");
}

#[test]
fn approvals_need_a_reason_and_a_provider() {
    let folder = workspace();
    for arguments in [
        "--against new.yaml --approve all",
        "--against new.yaml --approve all --reason=",
        "--against new.yaml --approve all --reason x --expires tomorrow",
        "--against new.yaml --reason x",
        "--from new.yaml --against new.yaml --approve all --reason x",
        "--from new.yaml --against new.yaml --prune",
    ] {
        assert_eq!(folder.moored(&format!("drift {arguments}")).0, 2, "{arguments}");
    }
    assert_eq!(folder.text(FILE), "");
}

#[test]
fn prune_removes_the_approvals_of_other_documents_and_keeps_comments() {
    let folder = workspace();
    let (_, one, finding) = removed(&folder, "");
    let mine = table(&one, &finding, "9999-12-31");
    let other = mine.replace(one["new"]["sha256"].as_str().unwrap(), &"0".repeat(64));
    folder.put(
        FILE,
        &format!("# Ask before you approve.\n\n# old\n{other}\n# mine\n{mine}\n# older\n{other}\n# The end\n"),
    );
    let (exit, _, error) = folder.moored("drift --against new.yaml --prune");
    assert_eq!((exit, error.as_str()), (0, "2 approvals of other documents removed from specs/pets/drift.toml\n"));
    assert_eq!(folder.text(FILE), format!("# Ask before you approve.\n\n# mine\n{mine}\n# The end\n"));
    let before = folder.text(FILE);
    assert_eq!(folder.moored("drift --against new.yaml --prune").2, "");
    assert_eq!(folder.text(FILE), before);
    folder.put(FILE, &other);
    assert_eq!(folder.moored("drift --against new.yaml --prune").0, 1);
    assert!(!folder.path(FILE).exists());
}

#[test]
fn approvals_are_no_input_of_the_generator() {
    let folder = workspace();
    folder.put("Cargo.toml", "[workspace]\nmembers = [\"generated/*\"]\nresolver = \"3\"\n");
    assert_eq!(folder.moored("codegen").0, 0);
    let (exit, _, error) = folder.moored("drift --against new.yaml --approve all --reason Unused --author Ada");
    assert_eq!(exit, 0, "{error}");
    assert!(folder.path(FILE).exists());
    let (exit, printed, error) = folder.moored("codegen --check");
    assert_eq!((exit, printed.as_str(), error.contains("unknown-file")), (0, "1 crate up to date\n", false), "{error}");
    let status = folder.moored("status --format json").1;
    let status: Value = serde_json::from_str(&status).unwrap();
    assert_eq!(status["providers"][0]["state"], "fresh");
}

#[test]
fn the_page_and_the_schema_of_settings_have_the_keys_of_an_approval() {
    let folder = workspace();
    folder.put(FILE, "[[approve]]\nzzzz = 1\n");
    let (_, _, error) = folder.moored("drift --against new.yaml");
    let (_, list) = error.split_once("unknown field `zzzz`, expected one of ").unwrap();
    let known: BTreeSet<&str> = list.lines().next().unwrap().split('`').skip(1).step_by(2).collect();
    assert_eq!(known.len(), 8, "{error}");

    let page = include_str!("../../../../docs/settings.md");
    let (_, section) = page.split_once("\n### `[[approve]]`\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let cells = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(cells.collect::<BTreeSet<_>>(), known);

    let schema: Value = serde_json::from_str(include_str!("../../../../docs/moored.schema.json")).unwrap();
    let keys = schema["$defs"]["approve"]["properties"].as_object().unwrap().keys();
    assert_eq!(keys.map(String::as_str).collect::<BTreeSet<_>>(), known);
    let required = schema["$defs"]["approve"]["required"].as_array().unwrap();
    assert_eq!(required.iter().filter_map(Value::as_str).collect::<BTreeSet<_>>(), known);

    let (_, example) = section.split_once("```toml\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let is_valid = |text: &str| {
        let value = serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap();
        folder.put(FILE, text);
        let (exit, _, error) = folder.moored("drift --against specs/pets/openapi.yaml");
        assert_eq!(validator.is_valid(&value), exit == 0, "the schema and the parser disagree: {text}{error}");
        exit == 0
    };
    assert!(is_valid(example));
    for (right, wrong) in
        [("\"We never send a limit\"", "\"\""), ("2027-01-31", "2027-1-31"), ("= \"0a", "= \"0A"), ("author", "autor")]
    {
        assert!(example.contains(right) && !is_valid(&example.replace(right, wrong)), "{wrong}");
    }
}
