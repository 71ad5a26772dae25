//! Every folder in `tests/cases/<stage>/<pass>/` is a case: a small document, the result of the pass, and its findings.
//!
//! The passes of `repair` and `lower` run alone; those of `upgrade` all together, because a document is of one version
//! or of the other. `in.yaml` and `out.yaml` are whole documents, `findings.txt` has a line for each finding (rule and
//! pointer; no file: none), and `moored.toml` has the settings where the case needs some. All of them are written by
//! hand, after the doc comment of the pass.

#![expect(
    clippy::expect_used,
    reason = "this is test code throughout, and a file that cannot be read is a failed test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use moored_document::document::Document;
use moored_document::finding::{Color, Findings};
use moored_document::pass::Pass;
use moored_document::repair;
use moored_document::rules::Level;
use moored_document::source::Source;
use moored_document::upgrade;
use moored_model::config::Config;
use moored_model::lower;
use serde_json::Value;

#[test]
fn every_case_has_its_result_and_its_findings() {
    let mut failures = String::new();
    for case in cases() {
        if let Err(difference) = case.check() {
            failures.push_str(&format!("=== {}\n{difference}\n", case.name()));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn a_second_run_of_a_pass_changes_and_reports_nothing_more() {
    let mut failures = String::new();
    for case in cases() {
        let mut document = case.document("in.yaml");
        let first = case.run(&mut document);
        let once = document.value.clone();
        let second = case.run_again(&mut document);
        if document.value != once {
            failures.push_str(&format!("=== {}\n{}\n", case.name(), difference(&once, &document.value)));
        }
        let new: Vec<String> = lines(&second).into_iter().filter(|line| !lines(&first).contains(line)).collect();
        if !new.is_empty() {
            failures.push_str(&format!("=== {}: found only on the second run: {new:?}\n", case.name()));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn a_document_without_the_pattern_is_not_changed() {
    let mut failures = String::new();
    for case in cases() {
        let mut document = case.document("out.yaml");
        let before = document.value.clone();
        let found = case.run_again(&mut document);
        if document.value != before {
            failures.push_str(&format!("=== {}\n{}\n", case.name(), difference(&before, &document.value)));
        }
        // A loss is gone with its pattern; an error or a warning may be about a part that stays.
        let other: Vec<_> = found.iter().filter(|found| found.rule.level == Level::Loss).collect();
        if !other.is_empty() {
            failures.push_str(&format!("=== {}\n{}\n", case.name(), found.render(Color::Never)));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_pass_has_a_case_and_every_case_a_pass() {
    for stage in STAGES.iter() {
        let passes: BTreeSet<String> = stage.passes.iter().map(|pass| pass.name.to_owned()).collect();
        let folders: BTreeSet<String> = folders(&stage.root()).iter().map(|folder| name(folder)).collect();
        assert_eq!(folders, passes, "left: folders with cases, right: passes");
        assert_eq!(passes.len(), stage.passes.len(), "two passes have one name");
    }
}

#[test]
fn every_pass_has_a_case_that_fails_without_it() {
    for (stage, pass) in passes() {
        let is_needed =
            cases().iter().filter(|case| case.stage.name == stage.name && case.pass.name == pass.name).any(|case| {
                let mut document = case.document("in.yaml");
                let found = case.run_without(&mut document);
                document.value != case.document("out.yaml").value || lines(&found) != case.reported()
            });
        assert!(is_needed, "{}: no case would fail without it", pass.name);
    }
}

#[test]
fn every_pass_opens_with_the_yaml_before_and_after() {
    for (stage, pass) in passes() {
        let owner = if stage.name == "lower" { "." } else { "../document" };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(owner).join("src").join(stage.name);
        let text = read(&folder.join(format!("{}.rs", pass.name)));
        let docs: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
        assert!(
            docs.first().is_some_and(|first| first.ends_with('.')),
            "{}: the first line is not a sentence",
            pass.name
        );
        let yaml: Vec<&str> = docs
            .iter()
            .copied()
            .skip_while(|line| *line != "```yaml")
            .skip(1)
            .take_while(|line| *line != "```")
            .collect();
        let parts: Vec<&[&str]> = yaml.split(|line| *line == "---").collect();
        assert!(
            parts.len() == 2 && parts.iter().all(|part| !part.is_empty()),
            "{}: no yaml block with a before, `---` and an after",
            pass.name
        );
    }
}

#[test]
fn an_upgraded_document_is_openapi_3_0() {
    let mut failures = String::new();
    for case in cases().iter().filter(|case| case.stage.name == "upgrade") {
        let mut document = case.document("in.yaml");
        // What is invalid in 3.0 as well is left to `repair`.
        let is_valid = case.run(&mut document).iter().all(|found| found.rule.id != "invalid-document");
        if is_valid && let Err(error) = serde_json::from_value::<openapiv3::OpenAPI>(document.value) {
            failures.push_str(&format!("=== {}: {error}\n", case.name()));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// A table of passes.
struct Stage {
    name: &'static str,
    passes: Vec<Row>,
}

/// One pass, with or without settings.
struct Row {
    name: &'static str,
    run: Box<Run>,
}

type Run = dyn Fn(&mut Document, &Config, &mut Findings) + Send + Sync;

static STAGES: LazyLock<Vec<Stage>> = LazyLock::new(|| {
    let plain = |pass: &'static Pass| Row {
        name: pass.name,
        run: Box::new(|document, _, findings| pass.run(document, &(), findings)),
    };
    let configured = |pass: &'static Pass<Config>| Row {
        name: pass.name,
        run: Box::new(|document, config, findings| pass.run(document, config, findings)),
    };
    vec![
        Stage { name: "upgrade", passes: upgrade::PASSES.iter().map(plain).collect() },
        Stage { name: "repair", passes: repair::PASSES.iter().map(plain).collect() },
        Stage { name: "lower", passes: lower::TABLES.into_iter().flatten().map(configured).collect() },
    ]
});

/// Every pass of every stage.
fn passes() -> impl Iterator<Item = (&'static Stage, &'static Row)> {
    STAGES.iter().flat_map(|stage| stage.passes.iter().map(move |pass| (stage, pass)))
}

impl Stage {
    fn root(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(self.name)
    }
}

/// A folder of `tests/cases/<stage>/<pass>/`.
struct Case {
    folder: PathBuf,
    stage: &'static Stage,
    pass: &'static Row,
    config: Config,
}

impl Case {
    fn name(&self) -> String {
        format!("{}/{}/{}", self.stage.name, self.pass.name, name(&self.folder))
    }

    fn document(&self, file: &str) -> Document {
        let source = Source::new(file, read(&self.folder.join(file)));
        Document::parse(&source).map_err(|found| found.render(Color::Never)).expect("a case is an OpenAPI document")
    }

    fn run(&self, document: &mut Document) -> Findings {
        let mut found = Findings::default();
        match self.stage.name {
            "upgrade" => upgrade::run(document, &mut found),
            _ => (self.pass.run)(document, &self.config, &mut found),
        }
        found
    }

    /// Runs on a document that has been rewritten. `upgrade::run` does nothing then, because the document is no longer
    /// of version 2.0, so the passes of its table run one by one.
    fn run_again(&self, document: &mut Document) -> Findings {
        let mut found = Findings::default();
        match self.stage.name {
            "upgrade" => self.stage.passes.iter().for_each(|pass| (pass.run)(document, &self.config, &mut found)),
            _ => (self.pass.run)(document, &self.config, &mut found),
        }
        found
    }

    /// What comes out where the pass does not run.
    fn run_without(&self, document: &mut Document) -> Findings {
        let mut found = Findings::default();
        if self.stage.name == "upgrade" {
            for pass in self.stage.passes.iter().filter(|pass| pass.name != self.pass.name) {
                (pass.run)(document, &self.config, &mut found);
            }
        }
        found
    }

    /// The lines of `findings.txt`.
    fn reported(&self) -> Vec<String> {
        let file = self.folder.join("findings.txt");
        if file.exists() { read(&file).lines().map(str::to_owned).collect() } else { Vec::new() }
    }

    fn check(&self) -> Result<(), String> {
        let mut document = self.document("in.yaml");
        let found = lines(&self.run(&mut document));
        let expected = self.document("out.yaml").value;
        let reported = self.reported();
        if document.value != expected {
            return Err(difference(&expected, &document.value));
        }
        if found != reported {
            return Err(format!("findings: {found:#?}\nexpected: {reported:#?}"));
        }
        Ok(())
    }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (stage, pass) in passes() {
        for folder in folders(&stage.root().join(pass.name)) {
            let settings = folder.join("moored.toml");
            let config = if settings.exists() {
                let read = Config::parse(&Source::new("moored.toml", read(&settings)));
                read.map_err(|found| found.render(Color::Never)).expect("a case has settings that can be read")
            } else {
                Config::default()
            };
            cases.push(Case { folder, stage, pass, config });
        }
    }
    assert!(!cases.is_empty());
    cases
}

/// The folders in `folder`, in the order of their names.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).map(|entries| entries.collect::<Result<Vec<_>, _>>().expect("a folder can be read"));
    let mut found: Vec<PathBuf> = entries.unwrap_or_default().into_iter().map(|entry| entry.path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display())).expect("a case is complete")
}

/// `rule pointer`, by level and then in the order of the text.
fn lines(found: &Findings) -> Vec<String> {
    found.iter().map(|found| format!("{} {}", found.rule.id, found.location.pointer)).collect()
}

/// The differences of two documents as YAML with sorted keys.
fn difference(expected: &Value, actual: &Value) -> String {
    let yaml = |value: &Value| serde_yaml::to_string(&sorted(value)).expect("JSON is YAML");
    let (expected, actual) = (yaml(expected), yaml(actual));
    let diff = similar::TextDiff::from_lines(&expected, &actual);
    format!("--- expected\n+++ actual\n{}", diff.unified_diff().context_radius(3))
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        scalar => scalar.clone(),
    }
}
