//! Errors of the compiler in the code of a caller, joined to the changes that explain them.

use std::collections::{BTreeMap, HashSet};

use crate::{Change, Class, Drift, surface::COMPILE_ERROR};

/// An error of rustc in the code of a caller, which is compiled with the new client.
#[derive(Clone, Debug)]
pub struct CompilerError {
    /// `E0609`.
    pub code: Option<String>,
    /// What the compiler says.
    pub message: String,
    /// `src/main.rs:12:5`.
    pub location: String,
    /// The labels and the notes.
    pub labels: Vec<String>,
    /// The lines of code that the error is in.
    pub lines: Vec<String>,
}

/// At most so many locations are listed for a change.
const MOST_LOCATIONS: usize = 5;

impl Drift {
    /// Leaves those changes of code that `errors` show, and adds the errors that no change explains. What calls send
    /// and receive, and what behaves otherwise, stays: the compiler does not see it. Returns how many changes were left
    /// out.
    pub fn keep_compiled(&mut self, errors: Vec<CompilerError>) -> usize {
        let mut explained: BTreeMap<usize, Vec<&CompilerError>> = BTreeMap::new();
        let mut unexplained = Vec::new();
        for error in &errors {
            match self.explanation(error) {
                Some(index) => explained.entry(index).or_default().push(error),
                None => unexplained.push(change(error)),
            }
        }
        let before = self.changes.len();
        let changes = std::mem::take(&mut self.changes);
        let kept = changes.into_iter().enumerate().filter_map(|(index, mut change)| {
            match explained.get(&index) {
                Some(errors) => change.help = Some(with_errors(change.help.as_deref(), errors)),
                None if change.class == Class::Source => return None,
                None => {}
            }
            Some(change)
        });
        let kept: Vec<Change> = kept.collect();
        let left_out = before - kept.len();
        *self = Self::new(kept.into_iter().chain(unexplained).collect());
        left_out
    }

    /// The number of the change that explains `error` best.
    fn explanation(&self, error: &CompilerError) -> Option<usize> {
        let reported: HashSet<&str> =
            error.labels.iter().chain([&error.message]).flat_map(|text| names(text)).collect();
        let written: HashSet<&str> = error.lines.iter().flat_map(|line| names(line)).collect();
        let mut best: Option<(usize, usize)> = None;
        for (index, change) in self.changes.iter().enumerate() {
            let items = change.items.iter().map(|item| score(item, &reported, &written));
            let Some(score) = items.max().filter(|score| *score > 0) else { continue };
            // A type in the message is the one that the item has now.
            let new_type = change.signature.as_ref().and_then(|(_, new)| new.split_once(": "));
            let has_type = new_type.is_some_and(|(_, ty)| error.labels.iter().any(|label| label.contains(ty)));
            let score = score + usize::from(has_type) + usize::from(change.class <= Class::Source);
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, index));
            }
        }
        best.map(|(_, index)| index)
    }
}

/// How well the path of an item fits the names that an error reports and those of the code that it is in. 0 if it does
/// not.
fn score(item: &str, reported: &HashSet<&str>, written: &HashSet<&str>) -> usize {
    let mut parts = item.rsplit("::");
    let (last, owner) = (parts.next().unwrap_or_default(), parts.next());
    let value = |name: &str, of_report: usize| match (reported.contains(name), written.contains(name)) {
        (true, _) => of_report,
        (false, true) => 2,
        (false, false) => 0,
    };
    let of_item = value(last, 6);
    // The name of a module distinguishes no items, and functions that many types have need that of the type.
    let owner = owner.filter(|owner| owner.starts_with(|first: char| first.is_ascii_uppercase()));
    let of_owner = owner.map_or(0, |owner| value(owner, 3));
    let is_common = matches!(last, "new" | "send" | "send_with" | "stream" | "items" | "as_str" | "value");
    if of_item == 0 || (is_common && of_owner == 0) { 0 } else { of_item + of_owner }
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '_').filter(|name| !name.is_empty())
}

fn change(error: &CompilerError) -> Change {
    let code = error.code.as_deref().map(|code| format!(" ({code})")).unwrap_or_default();
    let message = format!("{}: {}{code}", error.location, error.message);
    let file = error.location.split(':').next().unwrap_or_default();
    // Without the line, which another edit of the file moves.
    Change::new(&COMPILE_ERROR, Class::Source, format!("{file} {}", error.message), message)
}

/// `help` with the locations of `errors`.
fn with_errors(help: Option<&str>, errors: &[&CompilerError]) -> String {
    let located = errors.iter().take(MOST_LOCATIONS).map(|error| match &error.code {
        Some(code) => format!("{} ({code})", error.location),
        None => error.location.clone(),
    });
    let mut text = located.collect::<Vec<_>>().join(", ");
    if errors.len() > MOST_LOCATIONS {
        text.push_str(&format!(" and {} more", errors.len() - MOST_LOCATIONS));
    }
    let text = format!("change the code at {text}");
    help.map_or_else(|| text.clone(), |help| format!("{help}; {text}"))
}
