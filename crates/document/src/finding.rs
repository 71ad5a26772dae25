//! Findings: what is reported about a document, with its location and what to do about it.

mod brief;
mod record;
mod visible;

pub use record::{Note, Record, Recorder, Span};
use visible::is_control;
pub use visible::visible;

use std::{collections::BTreeMap, fmt::Write as _};

use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use crate::{
    limits::{MAX_LINE_BYTES, MAX_SHOWN, MAX_SHOWN_ERRORS},
    pointer::Pointer,
    positions::Position,
    rules::{self, Level, Rule},
    source::Source,
};

/// Where a finding is: a source, a position in it and, for a node of a document, its pointer.
#[derive(Clone, Debug)]
pub struct Location {
    /// The text that contains it.
    pub source: Source,
    /// Line and column.
    pub position: Position,
    /// The node, for a document; the root for any other text.
    pub pointer: Pointer,
}

impl Location {
    /// The start of `source`, for findings about the whole of it.
    #[must_use]
    pub fn start_of(source: &Source) -> Self {
        Self::at(source, Position::START)
    }

    /// A position of a text that has no pointers.
    #[must_use]
    pub fn at(source: &Source, position: Position) -> Self {
        Self { source: source.clone(), position, pointer: Pointer::root() }
    }

    /// The line that the position is on, and the bytes of it to underline; `None` where the line is too long to show.
    fn line(&self) -> Option<(&str, std::ops::Range<usize>)> {
        let line = self.source.text().lines().nth(self.position.line.saturating_sub(1))?;
        let start = line.char_indices().nth(self.position.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
        (line.len() <= MAX_LINE_BYTES)
            .then(|| (line, start..start + line.get(start..).unwrap_or_default().trim_end().len()))
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is about.
    pub rule: &'static Rule,
    /// What is wrong here, in lower case and without a full stop.
    pub message: String,
    /// Where.
    pub location: Location,
    /// More about it, each with its location where it has one.
    pub notes: Vec<(String, Option<Location>)>,
    /// What to do about it.
    pub help: Option<String>,
    /// What the caller of the client gets instead, where that is not the same for all findings of the rule.
    pub instead: Option<String>,
}

impl Finding {
    /// A finding of `rule` at `location`.
    pub fn new(rule: &'static Rule, location: Location, message: impl Into<String>) -> Self {
        Self { rule, message: message.into(), location, notes: Vec::new(), help: None, instead: None }
    }

    /// Adds a note, with a location where it has one: where a name was used first.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>, location: Option<Location>) -> Self {
        self.notes.push((text.into(), location));
        self
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds what to do about it, if it is known.
    #[must_use]
    pub fn help_if(mut self, text: Option<String>) -> Self {
        self.help = text.or(self.help);
        self
    }

    /// Replaces what the rule states that the caller gets instead: a phrase without a full stop, such as
    /// "typed as `JsonValue`".
    #[must_use]
    pub fn instead(mut self, text: impl Into<String>) -> Self {
        self.instead = Some(text.into());
        self
    }

    /// What the caller of the client gets instead; `None` where nothing is lost.
    #[must_use]
    pub fn outcome(&self) -> Option<&str> {
        self.instead.as_deref().or(self.rule.instead)
    }

    /// The same with escapes for control characters of the document, so that none of them controls the terminal.
    fn visible(&self) -> Self {
        let mut shown = self.clone();
        shown.message = visible(&shown.message);
        shown.help = shown.help.as_deref().map(visible);
        shown.instead = shown.instead.as_deref().map(visible);
        for (text, _) in &mut shown.notes {
            *text = visible(text);
        }
        shown
    }

    fn render(&self, renderer: &Renderer) -> String {
        let level = match self.rule.level {
            Level::Error => Title::ERROR,
            Level::Warning => Title::WARNING,
            Level::Loss => Title::INFO.with_name("loss"),
        };
        let location = &self.location;
        let group = Group::with_title(level.primary_title(&self.message).id(self.rule.id));
        // Only the line, because the renderer measures the whole text that it gets.
        let mut group = match location.line() {
            Some((line, underlined))
                if !line.contains(|character: char| is_control(character) && character != '\t') =>
            {
                group.element(
                    Snippet::source(line)
                        .line_start(location.position.line)
                        .path(location.source.name())
                        .annotation(AnnotationKind::Primary.span(underlined)),
                )
            }
            _ => group.element(
                Origin::path(location.source.name()).line(location.position.line).char_column(location.position.column),
            ),
        };
        if location.pointer != Pointer::root() {
            group = group.element(Title::NOTE.with_name("at").message(visible(&location.pointer.to_string())));
        }
        for (text, location) in &self.notes {
            let text = match location {
                Some(Location { source, position, .. }) => {
                    format!("{text} at {}:{}:{}", source.name(), position.line, position.column)
                }
                None => text.clone(),
            };
            group = group.element(Title::NOTE.message(text));
        }
        if let Some(instead) = self.outcome() {
            group = group.element(Title::NOTE.with_name("instead").message(instead));
        }
        if let Some(help) = &self.help {
            group = group.element(Title::HELP.message(help.clone()));
        }
        renderer.render(&[group])
    }
}

/// How many findings of `rule` are shown.
fn shown_of(rule: &Rule) -> usize {
    if rule.level == Level::Error { MAX_SHOWN_ERRORS } else { MAX_SHOWN }
}

/// Whether rendered text has terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Plain text.
    Never,
    /// ANSI escape codes.
    Always,
}

/// All findings of a run.
#[derive(Clone, Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds all findings of `others`.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a finding prevents a client from being generated.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.error_count() > 0
    }

    /// How many findings prevent a client from being generated.
    #[must_use]
    pub fn error_count(&self) -> usize {
        self.count(Level::Error)
    }

    /// The findings that prevent a client from being generated.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter().filter(|finding| finding.rule.level == Level::Error)
    }

    /// How many findings are of `level`.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.0.iter().filter(|finding| finding.rule.level == level).count()
    }

    /// The findings, the most severe level first and each level in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_by(|one, other| {
            let names = one.location.source.name().cmp(other.location.source.name());
            one.rule.level.cmp(&other.rule.level).then(names).then(one.location.position.cmp(&other.location.position))
        });
        sorted.into_iter()
    }

    /// Keeps the findings for which `keep` returns `true`.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.0.retain(keep);
    }

    /// The findings as text, each with its line of the source and followed by an empty line; empty where there are
    /// none.
    #[must_use]
    pub fn render(&self, color: Color) -> String {
        let renderer = match color {
            Color::Never => Renderer::plain(),
            Color::Always => Renderer::styled(),
        };
        let mut text = String::new();
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in self.iter() {
            let count = shown.entry(finding.rule.id).or_default();
            *count += 1;
            if *count <= shown_of(finding.rule) {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{}\n", finding.visible().render(&renderer));
            }
        }
        for rule in rules::ALL {
            let hidden = shown.get(rule.id).map_or(0, |count| count.saturating_sub(shown_of(rule)));
            if hidden > 0 {
                let _ = writeln!(text, "{}[{}]: {hidden} more: {}\n", rule.level.word(), rule.id, rule.summary);
            }
        }
        text
    }
}

impl From<Finding> for Findings {
    fn from(finding: Finding) -> Self {
        Self(vec![finding])
    }
}
