//! Reads the positions of a YAML text from the events of its parser.

use std::borrow::Cow;

use saphyr_parser::{Event, Marker, Parser};

use super::{Position, Reading, Within};

/// Reads `text` up to its end, to the first fault, or to where it is neither YAML nor JSON.
pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut documents = 0;
    for event in Parser::new_from_str(&without_surrogates(text)) {
        let (event, span) = match event {
            Ok(read) => read,
            Err(error) => {
                reading.stopped = Some(position(error.marker()));
                break;
            }
        };
        let position = position(&span.start);
        match event {
            Event::Scalar(text, _, anchor, _) => reading.scalar(&text, anchor, position),
            Event::Alias(anchor) => reading.alias(anchor, position),
            Event::MappingStart(anchor, _) => reading.open(anchor, Within::Members(Vec::new()), position),
            Event::SequenceStart(anchor, _) => reading.open(anchor, Within::Items(Vec::new()), position),
            Event::MappingEnd | Event::SequenceEnd => reading.close(),
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    reading.fail(position, "a second YAML document starts here; expected only one");
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        if reading.fault.is_some() {
            break;
        }
    }
    reading.close_all();
    reading
}

fn position(marker: &Marker) -> Position {
    Position { line: marker.line(), column: marker.col() + 1 }
}

/// `text` with escapes of spaces for JSON's surrogates (`\ud83d\ude00`), which YAML does not have. All positions
/// remain.
fn without_surrogates(text: &str) -> Cow<'_, str> {
    let is_half = |escape: &str| {
        escape.starts_with(['d', 'D'])
            && escape.get(1..2).is_some_and(|second| "89abcdefABCDEF".contains(second))
            && escape.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let mut replaced = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u") {
        let half = after.get(..4).filter(|escape| is_half(escape) && !is_escape(before));
        replaced.push_str(before);
        replaced.push_str(if half.is_some() { "\\u0020" } else { "\\u" });
        rest = after.get(if half.is_some() { 4 } else { 0 }..).unwrap_or_default();
    }
    if replaced.is_empty() {
        return Cow::Borrowed(text);
    }
    replaced.push_str(rest);
    Cow::Owned(replaced)
}

/// Whether `text` ends with a backslash that escapes what follows.
fn is_escape(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}
