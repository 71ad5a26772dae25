//! What each format shows of a small pair of documents.

#![expect(clippy::indexing_slicing, reason = "a report without what it needs fails the test")]

#[path = "reports/html.rs"]
mod html;
#[path = "reports/markdown.rs"]
mod markdown;
#[path = "reports/pair.rs"]
mod pair;

use moored_document::finding::Color;
use moored_drift::{
    Class,
    report::{Detail, Failure, Report, Style},
};
use pair::{added, approved, changes, report, report_of};
use serde_json::{Value, json};

const PLAIN: Style = Style { color: Color::Never, width: 100, detail: Detail::Normal };

#[test]
fn text_starts_with_what_it_means() {
    let expected = "\
shop: wire
  Calls that work today will fail or lose data, whether or not the client is generated again.
  old: old/openapi.yaml
  new: new/openapi.yaml
  findings: 2 wire, 0 source, 1 behaviour, 1 additive, 0 documentation (1 approved)
  breaks: POST /pets, GET /pets
  The next version of the crate is a major one (below 1.0.0, a minor one).

wire: a call will fail, a response will not decode, or data is lost
  POST /pets
    operation-removed: `POST /pets` is gone; `add_pet` will fail
      was at old/openapi.yaml:6:5
      fingerprint f
  GET /pets
    type-changed: query limit: the type of `limit` has changed
      at new/openapi.yaml:5:11, was old/openapi.yaml:5:11
      string → integer
      - fn limit(self, limit: impl Into<String>) -> Self
      + fn limit(self, limit: i64) -> Self
      help: send a number
      approved by Ada until 2027-01-31: Nobody sets a limit

behaviour: code compiles and works, but something differs
  enum-value-added: schema Kind value bird: `Kind` can be `bird` (new/openapi.yaml:9:30)

additive: there is more to use
  operation-added: GET /shops
";
    let mut report = approved();
    report.sections[0].entries[0].fingerprint = "f".to_owned();
    assert_eq!(report.text(PLAIN), expected);
    let full = report.text(Style { detail: Detail::Full, ..PLAIN });
    let expected = "
  GET /pets, GET /pets/{}, GET /shops/{}/pets
    enum-value-added: schema Kind value bird: `Kind` can be `bird`
      at new/openapi.yaml:9:30, was old/openapi.yaml:9:5
";
    assert!(full.contains(expected), "{full}");
    let failing = report.text(Style { detail: Detail::Failing, ..PLAIN });
    assert_eq!(failing, "old/openapi.yaml:6:5: wire[operation-removed]: `POST /pets` is gone; `add_pet` will fail\n");
}

#[test]
fn a_terminal_has_colours_and_its_width_is_kept() {
    let text = report().text(Style { color: Color::Always, width: 40, detail: Detail::Normal });
    assert!(text.starts_with("\u{1b}[1mshop\u{1b}[0m: \u{1b}[1;31mwire\u{1b}[0m\n"), "{text}");
    let prose = text.lines().filter(|line| !line.contains("openapi.yaml") && !line.contains('\u{1b}'));
    let widest = prose.map(|line| line.chars().count()).max();
    assert!(widest.is_some_and(|width| (30..=40).contains(&width)), "{widest:?}: {text}");
}

#[test]
fn operations_that_only_one_version_has_are_one_line() {
    let many: Vec<String> = (1..=60).map(|number| format!("/shops/{number}")).collect();
    let report = report_of(many.iter().map(|path| added(path)).collect());
    let names = "GET /shops/1, GET /shops/2, GET /shops/3, GET /shops/4, GET /shops/5 and 55 more";
    let line = format!("  operation-added: 60 operations are new: {names}\n");
    let text = report.text(Style { width: 200, ..PLAIN });
    assert!(text.ends_with(&format!("additive: there is more to use\n{line}")), "{text}");
    let full = report.text(Style { detail: Detail::Full, ..PLAIN });
    assert_eq!(full.matches("operation-added: `GET ").count(), 60, "{full}");
}

#[test]
fn nothing_of_a_document_controls_a_terminal() {
    let mut changes = changes();
    changes[0].message = "`\u{1b}[2J\u{202e}` is gone\nfind me: wire".to_owned();
    changes[0].operations = vec!["GET /\u{1b}]0;\u{7}".to_owned()];
    for detail in [Detail::Normal, Detail::Full, Detail::Failing] {
        let text = report_of(changes.clone()).text(Style { detail, ..PLAIN });
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{text:?}");
        assert!(text.contains("`\\u{1b}[2J\\u{202e}` is gone find me: wire"), "{text}");
    }
}

#[test]
fn json_has_the_form_of_its_schema() {
    let mut report = approved();
    report.failures.push(Failure { name: "beta".to_owned(), message: "git has no such revision".to_owned() });
    let result: Value = serde_json::from_str(&report.json()).unwrap();
    let schema: Value = serde_json::from_str(include_str!("../../../docs/drift.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&result).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(
        (&result["exit_code"], &result["fail_on"], &result["verdict"]),
        (&json!(3), &json!("source"), &json!("wire"))
    );
    let one = &result["reports"][0];
    assert_eq!((&one["bump"], &one["approved"]), (&json!("major"), &json!(1)));
    assert_eq!(one["counts"], json!({ "wire": 2, "source": 0, "behaviour": 1, "additive": 1, "documentation": 0 }));
    let mut limit = one["findings"][1].clone();
    limit["fingerprint"] = json!("f");
    let expected = json!({
        "rule": "type-changed", "class": "wire", "message": "the type of `limit` has changed",
        "operations": ["GET /pets"], "element": "GET /pets query limit", "direction": "request", "items": [],
        "old": { "pointer": "/paths/~1pets/get/parameters/0", "file": "old/openapi.yaml", "line": 5, "column": 11 },
        "new": { "pointer": "/paths/~1pets/get/parameters/0", "file": "new/openapi.yaml", "line": 5, "column": 11 },
        "before": "string", "after": "integer",
        "signature": {
            "old": "fn limit(self, limit: impl Into<String>) -> Self", "new": "fn limit(self, limit: i64) -> Self",
        },
        "help": "send a number", "fingerprint": "f", "fails": false,
        "approval": { "reason": "Nobody sets a limit", "author": "Ada", "expires": "2027-01-31" },
    });
    assert_eq!(limit, expected);
    assert_eq!(result["failures"], json!([{ "name": "beta", "message": "git has no such revision" }]));
}

#[test]
fn the_exit_code_follows_from_the_classes_the_approvals_and_what_could_not_be_compared() {
    let code = |fail_on: Class, report: &Report| Report { fail_on, ..report.clone() }.exit_code();
    let none = report_of(Vec::new());
    let lesser = report_of(changes().split_off(2));
    let additive = report_of(changes().split_off(3));
    let codes = |report: &Report| Class::ALL.map(|fail_on| code(fail_on, report));
    assert_eq!(codes(&report()), [1, 1, 1, 1, 1]);
    assert_eq!(codes(&lesser), [0, 0, 1, 1, 1]);
    assert_eq!(codes(&additive), [0, 0, 0, 1, 1]);
    assert_eq!(codes(&none), [0, 0, 0, 0, 0]);
    let mut all_approved = approved();
    all_approved.sections[0].entries[0].approval = all_approved.sections[0].entries[1].approval.clone();
    assert_eq!(codes(&all_approved), [0, 0, 1, 1, 1]);
    for report in [report(), none] {
        let failure = Failure { name: "beta".to_owned(), message: "it is down".to_owned() };
        assert_eq!(codes(&Report { failures: vec![failure], ..report }), [3; 5]);
    }
    assert_eq!(approved().conclusion().as_deref(), Some("1 of 4 findings fails `--fail-on source`"));
    assert_eq!(lesser.conclusion(), None);
}

#[test]
fn a_fingerprint_depends_on_what_has_changed_and_on_nothing_else() {
    let of = |change: &moored_drift::Change| report_of(vec![change.clone()]).sections[0].entries[0].fingerprint.clone();
    let limit = changes().remove(1);
    let mut same = limit.clone();
    (same.message, same.help, same.items) = ("another message".to_owned(), None, vec!["Client::pets".to_owned()]);
    (same.old, same.signature) = (None, None);
    assert_eq!(of(&same), of(&limit));
    assert_eq!(of(&limit).len(), 16);
    let different: [fn(&mut moored_drift::Change); 6] = [
        |change| change.element.push('s'),
        |change| change.operations.push("GET /".to_owned()),
        |change| change.before = Some("number".to_owned()),
        |change| change.after = None,
        |change| change.direction = None,
        |change| change.rule = changes()[0].rule,
    ];
    for (index, differ) in different.into_iter().enumerate() {
        let mut other = limit.clone();
        differ(&mut other);
        assert_ne!(of(&other), of(&limit), "{index}");
    }
    // What has no values has those of its signature.
    let mut item = limit.clone();
    (item.before, item.after) = (None, None);
    let mut other = item.clone();
    other.signature = Some(("fn limit()".to_owned(), "fn limit(self)".to_owned()));
    assert_ne!(of(&other), of(&item));
}
