//! Findings with their location and a way out, collected and shown together.

use std::{borrow::Cow, collections::BTreeMap, fmt::Write as _};

use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use crate::{
    pointer::Pointer,
    positions::Position,
    rules::{self, Level, Rule},
    source::Source,
};

/// Where a finding stands: a source, a position in it and, for a node of a document, its pointer.
#[derive(Clone, Debug)]
pub struct Location {
    /// The text that holds it.
    pub source: Source,
    /// Line and column.
    pub position: Position,
    /// The node, for a document; the root for any other text.
    pub pointer: Pointer,
}

impl Location {
    /// The start of `source`: for what concerns the whole of it.
    #[must_use]
    pub fn start_of(source: &Source) -> Self {
        Self::at(source, Position::START)
    }

    /// A position of a text that has no pointers.
    #[must_use]
    pub fn at(source: &Source, position: Position) -> Self {
        Self { source: source.clone(), position, pointer: Pointer::root() }
    }

    /// The line that the position is on, and the bytes of it to underline; `None` where the line is too long to show: some documents are
    /// one line.
    fn line(&self) -> Option<(&str, std::ops::Range<usize>)> {
        let line = self.source.text().lines().nth(self.position.line.saturating_sub(1))?;
        let start = line.char_indices().nth(self.position.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
        (line.len() <= LONGEST_LINE)
            .then(|| (line, start..start + line.get(start..).unwrap_or_default().trim_end().len()))
    }
}

/// In bytes; a longer line says nothing on a screen.
const LONGEST_LINE: usize = 240;

/// So many losses or warnings of one rule are shown; the rest is counted.
const SHOWN_PER_RULE: usize = 5;

/// So many errors of one rule: more than anybody mends before the next run.
const SHOWN_ERRORS_PER_RULE: usize = 100;

/// In characters; the middle of a longer message is left out.
const LONGEST_MESSAGE: usize = 1_000;

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is about.
    pub rule: &'static Rule,
    /// What is the matter here, in lower case and without a full stop.
    pub message: String,
    /// Where.
    pub location: Location,
    /// What else belongs to it, with its location where it has one.
    pub notes: Vec<(String, Option<Location>)>,
    /// The way out.
    pub help: Option<String>,
    /// What the caller gets instead, where that is not what the rule says of all its findings.
    pub instead: Option<String>,
}

impl Finding {
    /// A finding of `rule` at `place`.
    pub fn new(rule: &'static Rule, location: Location, message: impl Into<String>) -> Self {
        Self { rule, message: message.into(), location, notes: Vec::new(), help: None, instead: None }
    }

    /// Adds a location that belongs to it, such as where a name was used first.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>, location: Option<Location>) -> Self {
        self.notes.push((text.into(), location));
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Says what the caller gets instead, where the rule does not say it well enough: a phrase without a full stop, such as
    /// "typed as `serde_json::Value`".
    #[must_use]
    pub fn instead(mut self, text: impl Into<String>) -> Self {
        self.instead = Some(text.into());
        self
    }

    /// What the caller gets instead; `None` where nothing is lost.
    #[must_use]
    pub fn outcome(&self) -> Option<&str> {
        self.instead.as_deref().or(self.rule.instead)
    }

    /// The same with the document's control characters spelled out, so that none of them steers the reader's terminal.
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
        // The line alone: the renderer measures all that it is given.
        let mut group = match location.line() {
            Some((line, underlined)) if !line.contains(|letter: char| steers(letter) && letter != '\t') => group
                .element(
                    Snippet::source(line)
                        .line_start(location.position.line)
                        .path(location.source.name())
                        .annotation(AnnotationKind::Primary.span(underlined)),
                ),
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

/// Whether a terminal acts on a character instead of showing it: control characters, and marks that turn the direction of text.
fn steers(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How many findings of `rule` are shown.
fn shown_of(rule: &Rule) -> usize {
    if rule.level == Level::Error { SHOWN_ERRORS_PER_RULE } else { SHOWN_PER_RULE }
}

/// Without the middle, where a document's text makes it longer than anybody reads.
fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_MESSAGE || text.chars().nth(LONGEST_MESSAGE).is_none() {
        return Cow::Borrowed(text);
    }
    let half = text.char_indices().nth(LONGEST_MESSAGE / 2).map_or(text.len(), |(at, _)| at);
    let (start, end) = text.split_at(half);
    let tail = end.char_indices().rev().nth(LONGEST_MESSAGE / 2).map_or(0, |(at, _)| at);
    Cow::Owned(format!("{start} […] {}", end.get(tail..).unwrap_or_default()))
}

/// Such characters as escapes; line ends stay.
fn visible(text: &str) -> String {
    let text = shortened(text);
    let spelled = |letter: char| {
        if steers(letter) && letter != '\n' { letter.escape_default().collect() } else { letter.to_string() }
    };
    text.chars().map(spelled).collect()
}

/// Whether rendered text carries terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Plain text.
    Never,
    /// ANSI escape codes.
    Always,
}

/// All findings of a run, in the order of their places.
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

    /// Whether a finding stands in the way of a client.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.error_count() > 0
    }

    /// How many findings stand in the way of a client.
    #[must_use]
    pub fn error_count(&self) -> usize {
        self.count(Level::Error)
    }

    /// The findings that stand in the way of a client.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter().filter(|finding| finding.rule.level == Level::Error)
    }

    /// How many findings are of `level`.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.0.iter().filter(|finding| finding.rule.level == level).count()
    }

    /// The findings, gravest first and each level in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        let mut sorted: Vec<_> = self.0.iter().collect();
        sorted.sort_by(|one, other| {
            let names = one.location.source.name().cmp(other.location.source.name());
            one.rule.level.cmp(&other.rule.level).then(names).then(one.location.position.cmp(&other.location.position))
        });
        sorted.into_iter()
    }

    /// Keeps the findings that `keep` wants.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.0.retain(keep);
    }

    /// The findings as a reader sees them, each with its lines of the source, parted by empty lines; empty where there are none.
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
