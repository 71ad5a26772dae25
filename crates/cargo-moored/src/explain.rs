//! `cargo moored explain`: what a rule means, what the client gets instead, and what to do about its findings.

use moored_drift::Class;

use crate::{
    exit::{Exit, UsageError},
    generator::{RULES, Rule, did_you_mean},
    report::{Align, Console, aligned},
};

/// Prints the explanation of the rule with this id, or a list of all rules.
///
/// # Errors
/// Returns a [`UsageError`] if there is no such rule, and an error if standard output cannot be written.
pub fn run(id: Option<&str>, console: &Console) -> anyhow::Result<Exit> {
    console.text(&text(id)?)?;
    Ok(Exit::Success)
}

fn text(id: Option<&str>) -> anyhow::Result<String> {
    let Some(id) = id else { return Ok(list()) };
    // As findings show it: `loss[tuple]`.
    let id = id.split_once('[').map_or(id, |(_, id)| id.trim_end_matches(']'));
    if let Some(rule) = RULES.iter().find(|rule| rule.id == id) {
        return Ok(page(rule));
    }
    if let Some(rule) = of_drift().find(|rule| rule.id == id) {
        return Ok(page_of_drift(rule));
    }
    let advice = did_you_mean(id, RULES.iter().map(|rule| rule.id).chain(of_drift().map(|rule| rule.id)));
    let advice = advice.unwrap_or_else(|| "`explain` without a rule lists all of them".to_owned());
    Err(UsageError(format!("no rule `{id}`; {advice}")).into())
}

/// The rules of `drift`.
fn of_drift() -> impl Iterator<Item = &'static moored_drift::Rule> {
    moored_drift::rules().flat_map(|(_, rules)| rules.iter().copied())
}

/// The rules, with their levels or classes and what they are about.
fn list() -> String {
    let row = |rule: &&Rule| [rule.id.to_owned(), rule.level.word().to_owned(), rule.summary.to_owned()];
    let row_of_drift = |rule: &moored_drift::Rule| [rule.id.to_owned(), classes(rule.classes), rule.summary.to_owned()];
    let rows: Vec<_> = RULES.iter().map(row).chain(of_drift().map(row_of_drift)).collect();
    aligned(&rows, [Align::Left, Align::Left, Align::Left])
}

/// `wire, source`
fn classes(classes: &[Class]) -> String {
    classes.iter().map(|class| class.word()).collect::<Vec<_>>().join(", ")
}

/// The explanation of a rule of `drift`.
fn page_of_drift(rule: &moored_drift::Rule) -> String {
    let lines = textwrap::fill(rule.explanation, 100);
    format!("{}[{}]: {}\n\n{lines}\n", classes(rule.classes), rule.id, rule.summary)
}

/// The explanation for a terminal: the code blocks of the Markdown are indented, below the names of their files.
fn page(rule: &Rule) -> String {
    let mut text = format!("{}[{}]: {}\n\n", rule.level.word(), rule.id, rule.summary);
    let mut fence = None;
    for line in rule.explain().lines() {
        let start = line.trim_start_matches('`');
        match (fence, line.len() - start.len()) {
            (None, ticks @ 3..) => {
                fence = Some(ticks);
                let file = start.split_once(' ').map_or(start, |(_, file)| file);
                text.push_str(&format!("{file}:\n\n"));
            }
            (Some(ticks), found) if found == ticks && start.is_empty() => fence = None,
            (Some(_), _) if !line.is_empty() => text.push_str(&format!("    {line}\n")),
            _ => text.push_str(&format!("{line}\n")),
        }
    }
    text
}
