//! A report about two small documents.

use moored_document::{finding::Location, pointer::Pointer, positions::Position, source::Source};
use moored_drift::{
    Change, Class, Direction, Drift, Rule,
    report::{Approval, Failure, Report, Section, Version},
};

const OLD: &str = "\
paths:
  /pets:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: string } }
    post: {}
components:
  schemas:
    Kind: { enum: [cat, dog] }
";

const NEW: &str = "\
paths:
  /pets:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
  /shops: { get: {} }
components:
  schemas:
    Kind: { enum: [cat, dog, bird] }
";

static REMOVED: Rule = rule("operation-removed", Class::Wire);
static TYPE: Rule = rule("type-changed", Class::Wire);
static ENUM: Rule = rule("enum-value-added", Class::Behaviour);
static ADDED: Rule = rule("operation-added", Class::Additive);

const fn rule(id: &'static str, class: Class) -> Rule {
    let classes: &'static [Class] = match class {
        Class::Wire => &[Class::Wire],
        Class::Behaviour => &[Class::Behaviour],
        _ => &[Class::Additive],
    };
    Rule { id, classes, summary: "A summary.", explanation: "An explanation." }
}

fn change(rule: &'static Rule, element: &str, message: &str, operations: &[&str]) -> Change {
    Change {
        rule,
        class: rule.classes[0],
        message: message.to_owned(),
        operations: operations.iter().map(ToString::to_string).collect(),
        element: element.to_owned(),
        direction: None,
        old: None,
        new: None,
        before: None,
        after: None,
        signature: None,
        items: Vec::new(),
        help: None,
    }
}

fn at(name: &str, text: &str, pointer: &str, line: usize, column: usize) -> Option<Location> {
    let source = Source::new(format!("{name}/openapi.yaml"), text);
    Some(Location { source, position: Position { line, column }, pointer: Pointer::parse(pointer) })
}

fn old(pointer: &str, line: usize, column: usize) -> Option<Location> {
    at("old", OLD, pointer, line, column)
}

fn new(pointer: &str, line: usize, column: usize) -> Option<Location> {
    at("new", NEW, pointer, line, column)
}

/// An operation that only the new document has.
pub(crate) fn added(path: &str) -> Change {
    let key = format!("GET {path}");
    Change { new: new("/paths/~1shops/get", 6, 13), ..change(&ADDED, &key, &format!("`{key}` is new"), &[&key]) }
}

/// What differs.
pub(crate) fn changes() -> Vec<Change> {
    let removed = change(&REMOVED, "POST /pets", "`POST /pets` is gone; `add_pet` will fail", &["POST /pets"]);
    let removed = Change { old: old("/paths/~1pets/post", 6, 5), items: vec!["Client::add_pet".to_owned()], ..removed };
    let limit = change(&TYPE, "GET /pets query limit", "the type of `limit` has changed", &["GET /pets"]);
    let limit = Change {
        direction: Some(Direction::Request),
        old: old("/paths/~1pets/get/parameters/0", 5, 11),
        new: new("/paths/~1pets/get/parameters/0", 5, 11),
        before: Some("string".to_owned()),
        after: Some("integer".to_owned()),
        signature: Some((
            "fn limit(self, limit: impl Into<String>) -> Self".to_owned(),
            "fn limit(self, limit: i64) -> Self".to_owned(),
        )),
        help: Some("send a number".to_owned()),
        ..limit
    };
    let operations = ["GET /pets", "GET /pets/{}", "GET /shops/{}/pets"];
    let kind = change(&ENUM, "schema Kind value bird", "`Kind` can be `bird`", &operations);
    let kind = Change {
        direction: Some(Direction::Response),
        old: old("/components/schemas/Kind", 9, 5),
        new: new("/components/schemas/Kind/enum/2", 9, 30),
        ..kind
    };
    vec![removed, limit, kind, added("/shops")]
}

/// The report about `changes`, which has one section.
pub(crate) fn report_of(changes: Vec<Change>) -> Report {
    let drift = Drift { changes };
    let version = |name: &str, digit: &str| Version { name: format!("{name}/openapi.yaml"), sha256: digit.repeat(64) };
    let section = Section::new("shop", version("old", "0"), version("new", "1"), drift);
    Report { sections: vec![section], failures: Vec::new(), fail_on: Class::Source }
}

/// The report about [`changes`].
pub(crate) fn report() -> Report {
    report_of(changes())
}

/// A report in which the second finding is approved.
pub(crate) fn approved() -> Report {
    let mut report = report();
    report.sections[0].entries[1].approval = Some(Approval {
        reason: "Nobody sets a limit".to_owned(),
        author: "Ada".to_owned(),
        expires: "2027-01-31".to_owned(),
    });
    report
}

/// Texts that would be markup, links, mentions or script.
pub(crate) const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "</details></code></pre><img src=x onerror=alert(1)>",
    "[click](https://evil.example) ![x](https://evil.example/x.png) https://evil.example www.evil.example",
    "@everyone #1 owner/repository#1 **bold** _it_ ~~no~~ $x$",
    "`; `` ``` ```` <b>\" onload='x'",
    "x\n\n# Heading\n\n- item\n```\nblock",
    "| a | b |\n| --- | --- |",
    "javascript:alert(1)\u{0}\u{202e}&lt;b&gt;&#60;",
];

/// A report with `text` in each of its texts.
pub(crate) fn hostile(text: &str) -> Report {
    let mut changes = changes();
    for change in &mut changes {
        for field in [&mut change.message, &mut change.element] {
            field.push_str(&format!(" {text} `{text}`"));
        }
        change.operations = vec![text.to_owned(), format!("GET /{text}")];
        (change.before, change.after) = (Some(text.to_owned()), Some(text.to_owned()));
        change.signature = Some((text.to_owned(), text.to_owned()));
        change.help = Some(text.to_owned());
    }
    let mut report = report_of(changes);
    let approval = Approval { reason: text.to_owned(), author: text.to_owned(), expires: text.to_owned() };
    report.sections[0].entries[0].approval = Some(approval);
    report.sections[0].notes.push(text.to_owned());
    text.clone_into(&mut report.sections[0].name);
    text.clone_into(&mut report.sections[0].old.name);
    report.failures.push(Failure { name: text.to_owned(), message: text.to_owned() });
    report
}
