use std::collections::BTreeMap;

use super::*;

fn parse(text: &str) -> Result<Pins, Findings> {
    Pins::parse(&Source::new("specs/pets/names.lock", text))
}

fn sample() -> Pins {
    let mut pins = Pins::default();
    for (table, owner, key, name) in [
        (Table::Methods, "", "GET /pets/{}", "list_pets"),
        (Table::Types, "", "Pet", "Pet"),
        (Table::Fields, "Pet", "fullName", "full_name"),
        (Table::Fields, "Pet", "a = \"b\"\\\n\u{7f}\u{1}日", "a_b"),
        (Table::Fields, "Pet", "", "x"),
        (Table::Arguments, "GET /pets/{}", "query a.b", "a_b"),
    ] {
        assert!(pins.add(table, owner, key.to_owned(), Pin { name: name.to_owned(), line: 0 }));
    }
    pins
}

fn listed(pins: &Pins) -> Vec<(Table, &str, &str, &str)> {
    pins.iter().map(|(table, owner, key, pin)| (table, owner, key, pin.name.as_str())).collect()
}

#[test]
fn what_is_written_is_read() {
    let pins = sample();
    let text = pins.render();
    let again = parse(&text).expect("it is valid");
    assert_eq!(listed(&again), listed(&pins));
    assert_eq!(again.render(), text);
    let pin = again.get(Table::Types, "", "Pet").expect("it is there");
    assert_eq!(text.lines().nth(pin.line - 1), Some("Pet = \"Pet\""));
}

#[test]
fn it_is_toml() {
    let table: toml::Table = sample().render().parse().expect("it is TOML");
    let fields: BTreeMap<&str, &str> = table["fields"]["Pet"]
        .as_table()
        .expect("a table")
        .iter()
        .map(|(key, name)| (key.as_str(), name.as_str().expect("a name")))
        .collect();
    assert_eq!(fields, [("fullName", "full_name"), ("a = \"b\"\\\n\u{7f}\u{1}日", "a_b"), ("", "x")].into());
    assert_eq!(table["arguments"]["GET /pets/{}"]["query a.b"].as_str(), Some("a_b"));
}

#[test]
fn a_text_that_is_not_valid_is_an_error_at_its_line() {
    for (text, line, part) in [
        ("version = 2\n", 1, "version 2"),
        ("# header\n\n[types]\n", 3, "expected `version = 1`"),
        ("version = 1\n[types]\n<<<<<<< HEAD\nPet = \"Pet\"\n", 3, "merge conflict"),
        ("version = 1\n[kinds]\n", 2, "heading"),
        ("version = 1\n[types.Pet]\n", 2, "heading"),
        ("version = 1\n[fields]\n", 2, "heading"),
        ("version = 1\nPet = \"Pet\"\n", 2, "no table"),
        ("version = 1\n[types]\nPet = Pet\n", 3, "form"),
        ("version = 1\n[types]\na b = \"Pet\"\n", 3, "form"),
        ("version = 1\n[types]\nPet = \"a b\"\n", 3, "not a name"),
        ("version = 1\n[types]\nPet = \"type\"\n", 3, "not a name"),
        ("version = 1\n[types]\nPet = \"Pet\"\n\nPet = \"Pet2\"\n", 5, "twice"),
    ] {
        let findings = parse(text).expect_err(text);
        let first = findings.iter().next().expect("a finding");
        assert_eq!((first.rule.id, first.location.position.line), ("names-lock", line), "{text}");
        assert!(first.message.contains(part), "{}", first.message);
    }
    assert_eq!(parse("").expect("no names").iter().count(), 0);
}

#[test]
fn line_ends_do_not_matter() {
    let text = sample().render().replace('\n', "\r\n");
    assert_eq!(listed(&parse(&text).expect("it is valid")), listed(&sample()));
}

#[test]
fn names_of_path_parameters_do_not_matter() {
    let operations = [("get", "/pets/{id}"), ("get", "/pets/{name}"), ("put", "/pets/{id}/a{b"), ("get", "/")];
    assert_eq!(
        operation_keys(operations.into_iter()),
        ["GET /pets/{}", "GET /pets/{name}", "PUT /pets/{}/a{b", "GET /"]
    );
}
