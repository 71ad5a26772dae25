//! The findings of a run as `rule level location` lines, without their messages.
//!
//! They are parsed from standard error, which every revision prints, instead of the generator's API, which changes.
//! Standard error has five findings for each rule (for errors a hundred) and the number of the others; `losses.json`
//! has all losses.

use std::collections::BTreeMap;

use crate::renames::Renames;

/// A line with the exit code, and a line for each finding, sorted.
pub(crate) fn lines(log: &str, exit: &str, renames: Option<&Renames>) -> String {
    let mut found = BTreeMap::<String, usize>::new();
    let mut current: Option<Finding> = None;
    for line in log.lines().chain([""]) {
        if let Some(finding) = title(line, renames) {
            flush(&mut found, current.replace(finding));
        } else if line.is_empty() {
            // A message may contain an empty line, but the location precedes the empty line that ends a finding.
            if current.as_ref().is_some_and(|finding| !finding.location.is_empty()) {
                flush(&mut found, current.take());
            }
        } else if let Some(finding) = &mut current {
            let line = line.trim_start();
            if let Some(location) = line.strip_prefix("--> ").filter(|_| finding.location.is_empty()) {
                location.clone_into(&mut finding.location);
            } else if let Some(pointer) = line.strip_prefix("= at: ") {
                finding.location.extend([" ", pointer]);
            }
        } else if line.contains("panicked at ") || line.starts_with("error: the generator") {
            *found.entry("panicked".to_owned()).or_default() += 1;
        }
    }
    flush(&mut found, current);
    let mut text = format!("exit {exit}\n");
    for (line, count) in found {
        text.extend(std::iter::repeat_n(format!("{line}\n"), count));
    }
    text
}

struct Finding {
    rule: String,
    level: String,
    location: String,
}

/// Parses `loss[tuple]: …`. For `loss[tuple]: 11 more: …`, the number is used as the location.
fn title(line: &str, renames: Option<&Renames>) -> Option<Finding> {
    let (level, rest) = line.split_once('[')?;
    let (rule, message) = rest.split_once("]: ")?;
    if !matches!(level, "error" | "warning" | "loss") {
        return None;
    }
    let more = message.split_once(" more: ").filter(|(count, _)| count.parse::<usize>().is_ok());
    Some(Finding {
        rule: renames.map_or(rule, |renames| renames.rule(rule)).to_owned(),
        level: level.to_owned(),
        location: more.map(|(count, _)| format!("{count} more")).unwrap_or_default(),
    })
}

fn flush(found: &mut BTreeMap<String, usize>, finding: Option<Finding>) {
    if let Some(Finding { rule, level, location }) = finding {
        *found.entry(format!("{rule} {level} {location}")).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "\
generating documents/a.yaml
warning[missing-operation-id]: this operation has no id
  --> documents/a.yaml:5:5
  |
5 |     get:
  |     ^^^^
  |
  = at: /paths/~1pets/get
  = help: name it

loss[tuple]: 11 more: A tuple.

";

    #[test]
    fn has_rule_level_and_location() {
        let expected =
            "exit 0\nmissing-operation-id warning documents/a.yaml:5:5 /paths/~1pets/get\ntuple loss 11 more\n";
        assert_eq!(lines(LOG, "0", None), expected);
    }

    #[test]
    fn ignores_messages_and_compares_locations() {
        assert_eq!(lines(LOG, "0", None), lines(&LOG.replace("has no id", "lacks an id"), "0", None));
        assert_ne!(lines(LOG, "0", None), lines(&LOG.replace("a.yaml:5:5", "a.yaml:5:6"), "0", None));
        assert_ne!(lines(LOG, "0", None), lines(&LOG.replace("11 more", "12 more"), "0", None));
        assert_ne!(lines(LOG, "0", None), lines(LOG, "1", None));
    }
}
