//! `docs/drift-rules.md` is made from the rules, followed by a part that is written by hand.
//! `UPDATE=1 cargo test -p moored-drift --test rules` writes it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use moored_drift::{Class, Rule};

/// Where the part begins that is written by hand.
const BY_HAND: &str = "## What oasdiff checks";

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/drift-rules.md")
}

#[test]
fn the_page_lists_the_rules() {
    let written = fs::read_to_string(file()).unwrap_or_default();
    let by_hand = written.find(BY_HAND).and_then(|at| written.get(at..)).unwrap_or_default();
    let page = format!("{}{by_hand}", page());
    if env::var_os("UPDATE").is_some() {
        fs::write(file(), &page).expect("the page can be written");
    } else {
        assert!(written == page, "docs/drift-rules.md is old: UPDATE=1 cargo test -p moored-drift --test rules");
    }
    assert!(!by_hand.is_empty(), "the part `{BY_HAND}` is missing");
}

#[test]
fn each_rule_has_its_own_id_and_its_classes_in_order() {
    let mut ids = BTreeSet::new();
    for rule in moored_drift::rules().flat_map(|(_, rules)| rules) {
        assert!(ids.insert(rule.id), "two rules are called `{}`", rule.id);
        assert!(rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.id);
        assert!(!rule.classes.is_empty() && rule.classes.is_sorted(), "{}: {:?}", rule.id, rule.classes);
        for text in [rule.summary, rule.explanation] {
            assert!(text.ends_with('.') && !text.contains('|'), "{}: {text}", rule.id);
        }
    }
}

fn page() -> String {
    let mut page = String::from(
        "# Rules of drift\n\nEvery change that `cargo moored drift` can report, by family; written by \
         `UPDATE=1 cargo test -p moored-drift --test rules` from `crates/drift/src`.\n\nA change has one of five classes, \
         of which the most severe is the first:\n\n| class | what it means |\n| --- | --- |\n",
    );
    for class in Class::ALL {
        let meaning = match class {
            Class::Wire => "a call that worked will fail, a response no longer decodes, or data is lost",
            Class::Source => "with the new client, code no longer compiles or means something else",
            Class::Behaviour => "code compiles and works with both clients, but something differs",
            Class::Additive => "there is more to use than before",
            Class::Documentation => "only texts differ",
        };
        page.push_str(&format!("| {class} | {meaning} |\n"));
    }
    page.push_str("\nA change that also breaks callers' code is at least `source`, whatever its rule has here.\n");
    let mut last = "";
    for (title, rules) in moored_drift::rules() {
        if title != last {
            page.push_str(&format!(
                "\n## {title}\n\n| rule | class | what has changed | what follows |\n| --- | --- | --- | --- |\n"
            ));
            last = title;
        }
        rules.iter().for_each(|rule| page.push_str(&row(rule)));
    }
    page.push('\n');
    page
}

fn row(rule: &Rule) -> String {
    let classes: Vec<&str> = rule.classes.iter().map(|class| class.word()).collect();
    format!("| `{}` | {} | {} | {} |\n", rule.id, classes.join(", "), rule.summary, rule.explanation)
}
