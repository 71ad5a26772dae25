//! A text is the same text wherever it stands, and never code.

use std::thread;

use super::slots::{Slot, slots};
use super::texts::TEXTS;
use super::{Failures, document, generate};
use crate::check::check;
use crate::shared::{NONE, Run, inputs};

#[test]
fn a_text_in_any_slot_stays_a_text() {
    let slots = &slots();
    // Each of four threads takes every fourth slot.
    let parts: Vec<(usize, Failures)> = thread::scope(|scope| {
        let threads: Vec<_> =
            (0..4).map(|first| scope.spawn(move || check_slots(slots.iter().skip(first).step_by(4)))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no run panics")).collect()
    });
    let crates: usize = parts.iter().map(|(crates, _)| crates).sum();
    // Most texts are harmless in most slots. If all of them were errors, nothing would have been checked.
    assert!(crates > slots.len() * TEXTS.len() / 2, "{crates} crates of {}", slots.len() * TEXTS.len());
    for (_, failures) in parts {
        failures.assert_none();
    }
}

/// How many crates were generated, and what is wrong with them.
fn check_slots<'a>(slots: impl Iterator<Item = &'a Slot>) -> (usize, Failures) {
    let (mut crates, mut failures) = (0, Failures::default());
    for slot in slots {
        for text in TEXTS {
            let Some(files) = generate(&slot.document(text).to_string()) else { continue };
            crates += 1;
            failures.check(format_args!("{} {text:?}", slot.name), &files);
        }
    }
    (crates, failures)
}

#[test]
fn a_text_in_the_settings_stays_a_text() {
    let plain = document().to_string();
    let (mut crates, mut failures) = (0, Failures::default());
    for text in TEXTS {
        let quoted = toml::Value::String((*text).to_owned());
        for settings in [
            format!("crate = {quoted}\n"),
            format!("title = {quoted}\n"),
            format!("accept = {quoted}\n"),
            format!("[methods]\nlistPets = {quoted}\n"),
            format!("[types]\n\"/components/schemas/Pet\" = {quoted}\n"),
        ] {
            let mut inputs = inputs(&[("openapi.yaml", plain.as_str()), ("moored.toml", settings.as_str())]);
            inputs.provider = (*text).to_owned();
            let Some(files) = Run::of(&inputs).outcome.files else { continue };
            crates += 1;
            failures.check(&settings, &files);
        }
    }
    assert!(crates > TEXTS.len() * 4, "{crates} crates");
    failures.assert_none();
}

#[test]
fn a_finding_has_no_control_characters() {
    for slot in slots() {
        for text in ["bell\u{7} escape\u{1b}[2J nul\u{0}", "right\u{202e}to left"] {
            let shown = Run::document(&slot.document(text).to_string()).rendered();
            let is_control =
                |character: &char| (character.is_control() && *character != '\n') || *character == '\u{202e}';
            assert_eq!(shown.chars().find(is_control), None, "{}: {shown:?}", slot.name);
        }
    }
}

#[test]
fn the_check_finds_every_problem_that_it_is_meant_to_find() {
    let files = generate(&document().to_string()).expect("a crate");
    assert_eq!(check(&files), NONE);
    for (path, added, problem) in [
        ("src/types/pet.rs", "#[path = \"/etc/passwd\"] mod evil;", "attribute"),
        ("src/types/pet.rs", "pub fn evil() { std::process::exit(1) }", "std::process"),
        ("src/types/pet.rs", "pub fn evil() -> &'static str { include_str!(\"/etc/passwd\") }", "macro"),
        ("src/lib.rs", "moored_runtime::document!(Client, \"/etc/passwd\");", "macro"),
        ("src/lib.rs", "moored_runtime::stubs!(Client, \"/etc/passwd\");", "macro"),
        ("src/types/pet.rs", "pub fn evil() -> String { format!(\"{}\", 1) }", "macro"),
        ("src/types/pet.rs", "const EVIL: u8 = 1;", "another kind"),
        ("src/types/pet.rs", "/// >     evil()\npub struct Evil;", "code"),
        ("src/types/pet.rs", "/// <div>\npub struct Evil;", "HTML"),
        ("src/types/pet.rs", "/// ```\n/// evil()\n/// ```\npub struct Evil;", "code"),
        ("src/types/pet.rs", "/// text\n///\n///     evil()\npub struct Evil;", "code"),
        ("src/types/pet.rs", "pub struct Pet;", "twice"),
        ("src/types/pet.rs", "fn {", "Rust"),
        ("src/types/pet.rs", "// \u{202e}", "direction"),
        ("Cargo.toml", "[lib]\npath = \"/evil.rs\"", "Cargo.toml"),
        ("Cargo.toml", "[dependencies.evil]\nversion = \"1\"", "Cargo.toml"),
        ("README.md", "```\nevil()\n```", "README.md"),
        ("README.md", "    evil()", "README.md"),
    ] {
        let mut changed = files.clone();
        let (_, text) = changed.iter_mut().find(|(other, _)| other.as_str() == path).expect("a file");
        text.push_str(&format!("\n\n{added}\n"));
        let problems = check(&changed);
        assert!(problems.iter().any(|other| other.contains(problem)), "{added}: {problems:?}");
    }
}
