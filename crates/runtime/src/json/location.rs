//! Where an error is: path, line and column.

use super::document::{Document, Kind, ROOT};
use super::error::Fault;

/// A step from a value to one that it contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The element of an array.
    Element(usize),
    /// The member of an object; `None` if its name cannot be decoded.
    Member(Option<String>),
}

impl Document {
    /// The path of the value that caused `fault`.
    pub(crate) fn path(&self, fault: &Fault) -> Vec<Step> {
        fault.entry.map_or_else(Vec::new, |target| self.path_to(target))
    }

    /// The path of the value `target`.
    pub(crate) fn path_to(&self, target: usize) -> Vec<Step> {
        let mut path = Vec::new();
        let mut at = ROOT;
        while at != target {
            let step = match self.kind(at) {
                Kind::Array => self.elements(at).enumerate().find_map(|(index, element)| {
                    self.contains(element, target).then_some((element, Step::Element(index)))
                }),
                Kind::Object => self.all_members(at).find_map(|(name, value)| {
                    let step = || Step::Member(self.string(name).ok().map(std::borrow::Cow::into_owned));
                    self.contains(value, target).then(|| (value, step()))
                }),
                _ => None,
            };
            // The target may also be the name of a member; its path is that of the object.
            let Some((value, step)) = step else { break };
            path.push(step);
            at = value;
        }
        path
    }

    fn contains(&self, at: usize, target: usize) -> bool {
        (at..self.entry(at).next as usize).contains(&target)
    }

    /// How many bytes precede the position of `fault`; `None` if it has none.
    pub(crate) fn offset(&self, fault: &Fault) -> Option<usize> {
        fault.position.or_else(|| {
            let end = self.entry(fault.entry?).end as usize;
            end.checked_sub(1)
        })
    }

    /// The line and the column in bytes, both starting at 1, of the byte at `offset`.
    pub(crate) fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let before = self.text().get(..offset).unwrap_or(self.text());
        let line = before.iter().filter(|byte| **byte == b'\n').count().saturating_add(1);
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count().saturating_add(1);
        (line, column)
    }
}
