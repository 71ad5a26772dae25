//! `docs/rules.md` is what the generator's rules say. `UPDATE=1 cargo test -p moored-document --test rules` writes it.

use std::path::Path;
use std::{env, fs};

use moored_document::rules;

#[test]
fn the_page_lists_the_rules_that_the_generator_has() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let page = page();
    if env::var_os("UPDATE").is_some() {
        fs::write(&file, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(written, page, "docs/rules.md is old: UPDATE=1 cargo test -p moored-document --test rules");
}

fn page() -> String {
    let mut page = String::from(
        "# Rules\n\nEvery rule that a finding can name, in the order of the pipeline; written by \
         `UPDATE=1 cargo test -p moored-document --test rules` from `crates/document/src/rules.rs` and the files beside it.\n`cargo moored explain <rule>` prints the same.\n\n\
         | id | level | meaning | what the caller gets instead |\n| --- | --- | --- | --- |\n",
    );
    for rule in rules::ALL {
        let cell = |text: &str| text.replace('|', "\\|");
        let (summary, instead) = (cell(rule.summary), cell(rule.instead.unwrap_or_default()));
        page.push_str(&format!("| [`{0}`](#{0}) | {1} | {summary} | {instead} |\n", rule.id, rule.level.word()));
    }
    for rule in rules::ALL {
        page.push_str(&format!("\n## {}\n\n{}", rule.id, rule.explain()));
    }
    page
}
