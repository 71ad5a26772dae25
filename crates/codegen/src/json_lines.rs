//! JSON with one line for each entry of a list. A reviewer sees what changed, and a large client has no line for each
//! brace.

use serde::Serialize;

/// The members of an object in the order in which they are written.
#[derive(Default)]
pub(crate) struct Lines(String);

impl Lines {
    /// Writes a member on one line.
    pub(crate) fn member(&mut self, name: &str, value: &impl Serialize) {
        self.begin(name);
        self.0.push_str(&json(value));
    }

    /// Writes a list with a line for each entry.
    pub(crate) fn list(&mut self, name: &str, entries: impl Iterator<Item = impl Serialize>) {
        self.begin(name);
        let mut separator = "[\n    ";
        for entry in entries {
            self.0.push_str(separator);
            self.0.push_str(&json(&entry));
            separator = ",\n    ";
        }
        self.0.push_str(if separator.starts_with('[') { "[]" } else { "\n  ]" });
    }

    /// Returns the whole object.
    pub(crate) fn finish(self) -> String {
        format!("{}\n}}\n", self.0)
    }

    fn begin(&mut self, name: &str) {
        self.0.push_str(if self.0.is_empty() { "{\n  \"" } else { ",\n  \"" });
        self.0.push_str(name);
        self.0.push_str("\": ");
    }
}

fn json(value: &impl Serialize) -> String {
    // Strings, numbers and booleans below string keys can always be serialized.
    let text = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    if !text.contains(char::is_control) {
        return text;
    }
    // serde_json escapes those of ASCII, except for U+007F.
    let escaped = |character: char| match character.is_control() {
        true => format!("\\u{:04x}", u32::from(character)),
        false => character.to_string(),
    };
    text.chars().map(escaped).collect()
}
