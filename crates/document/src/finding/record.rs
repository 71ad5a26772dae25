//! Findings in the form in which programs read them: docs/formats.md describes the members.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Finding, Location};
use crate::{positions::Position, source::Source};

/// A finding without the text that it is about.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// The id of the rule.
    pub rule: &'static str,
    /// `error`, `warning` or `loss`.
    pub level: &'static str,
    /// What is wrong here.
    pub message: String,
    /// Where.
    #[serde(flatten)]
    pub location: Span,
    /// The node of the document (RFC 6901); `None` for the whole text, and for a text that has no pointers.
    pub pointer: Option<String>,
    /// What the caller of the client gets instead; `None` where nothing is lost.
    pub instead: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// More about it.
    pub notes: Vec<Note>,
}

/// A note of a [`Record`].
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// The text.
    pub message: String,
    /// Where, if the note has a location.
    #[serde(flatten)]
    pub location: Option<Span>,
}

/// A part of a line of a file. Lines and columns are counted from 1; columns are those of characters (code points).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The path that findings show.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the end; `None` where the line has nothing at the column.
    pub end_line: Option<usize>,
    /// The column behind the last character.
    pub end_column: Option<usize>,
}

/// Makes records. It remembers where the lines of a text end, so that a text with thousands of findings is read once.
#[derive(Debug, Default)]
pub struct Recorder(BTreeMap<String, Vec<usize>>);

impl Recorder {
    /// The record of `finding`.
    pub fn record(&mut self, finding: &Finding) -> Record {
        let pointer = finding.location.pointer.to_string();
        let note = |(message, location): &(String, Option<Location>)| Note {
            message: message.clone(),
            location: location.as_ref().map(|location| self.span(location)),
        };
        Record {
            notes: finding.notes.iter().map(note).collect(),
            rule: finding.rule.id,
            level: finding.rule.level.word(),
            message: finding.message.clone(),
            location: self.span(&finding.location),
            pointer: Some(pointer).filter(|pointer| !pointer.is_empty()),
            instead: finding.outcome().map(str::to_owned),
            help: finding.help.clone(),
        }
    }

    /// The part of the line from `location` to its end.
    pub fn span(&mut self, location: &Location) -> Span {
        let Position { line, column } = location.position;
        let end = self.end_of_line(&location.source, line).filter(|end| *end > column);
        Span { file: location.source.name().to_owned(), line, column, end_line: end.map(|_| line), end_column: end }
    }

    /// The column behind the last character of `line` that is no space.
    fn end_of_line(&mut self, source: &Source, line: usize) -> Option<usize> {
        let ends = self
            .0
            .entry(source.name().to_owned())
            .or_insert_with(|| source.text().lines().map(|line| line.trim_end().chars().count() + 1).collect());
        ends.get(line.checked_sub(1)?).copied()
    }
}
