//! Where a walk is in a document, without an allocation for each step.

use std::fmt;

use crate::pointer::Pointer;

/// The keys and indexes from the root of a document to the node that a walk visits.
///
/// Each step borrows the one above it, which lives on the stack of the walk. [`Path::pointer`] returns an owned
/// [`Pointer`], for a walk that has something to report.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    above: Option<&'a Self>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    /// The node where the walk began.
    Start(&'a [String]),
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// The root of a document.
    #[must_use]
    pub const fn root() -> Self {
        Self { above: None, step: Step::Start(&[]) }
    }

    /// The node at `pointer`, for a walk that begins there.
    #[must_use]
    pub fn at(pointer: &'a Pointer) -> Self {
        Self { above: None, step: Step::Start(pointer.keys()) }
    }

    /// The member `key` of the node.
    #[must_use]
    pub const fn key(&'a self, key: &'a str) -> Self {
        Self { above: Some(self), step: Step::Key(key) }
    }

    /// The item `index` of the node.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> Self {
        Self { above: Some(self), step: Step::Index(index) }
    }

    /// The same path as an owned pointer.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        let mut pointer = match self.above {
            Some(above) => above.pointer(),
            None => Pointer::root(),
        };
        match self.step {
            Step::Start(keys) => keys.iter().for_each(|key| pointer.push(key)),
            Step::Key(key) => pointer.push(key),
            Step::Index(index) => pointer.push(index.to_string()),
        }
        pointer
    }

    /// The pointer of the member or item `key` of the node.
    #[must_use]
    pub fn join(&self, key: impl fmt::Display) -> Pointer {
        self.pointer().join(key)
    }

    /// The first keys of the path, as many as there are up to `N`; empty strings stand for those that are missing.
    #[must_use]
    pub fn first<const N: usize>(&self) -> [&'a str; N] {
        let mut found = [""; N];
        self.fill(&mut found);
        found
    }

    /// The last key; `None` for the root and for items of lists.
    #[must_use]
    pub fn last(&self) -> Option<&'a str> {
        match self.step {
            Step::Start(keys) => keys.last().map(String::as_str),
            Step::Key(key) => Some(key),
            Step::Index(_) => None,
        }
    }

    /// The key of the list that the node is an item of; `None` for any other node.
    #[must_use]
    pub fn list(&self) -> Option<&'a str> {
        match self.step {
            Step::Index(_) => self.above?.last(),
            Step::Start(_) | Step::Key(_) => None,
        }
    }

    /// How many steps there are from the root.
    #[must_use]
    pub fn depth(&self) -> usize {
        let own = match self.step {
            Step::Start(keys) => keys.len(),
            Step::Key(_) | Step::Index(_) => 1,
        };
        own + self.above.map_or(0, Path::depth)
    }

    /// Writes the first keys into `found` and returns the number of steps.
    fn fill(&self, found: &mut [&'a str]) -> usize {
        let before = self.above.map_or(0, |above| above.fill(found));
        let mut put = |index: usize, key: &'a str| {
            if let Some(slot) = found.get_mut(index) {
                *slot = key;
            }
        };
        match self.step {
            Step::Start(keys) => {
                keys.iter().enumerate().for_each(|(index, key)| put(before + index, key));
                before + keys.len()
            }
            Step::Key(key) => {
                put(before, key);
                before + 1
            }
            // Callers ask for names, and an index is none.
            Step::Index(_) => before + 1,
        }
    }

    /// The name of the schema component that the node is; `None` where it is anything else.
    #[must_use]
    pub fn component(&self) -> Option<&'a str> {
        match self.first() {
            ["components", "schemas", name] if self.depth() == 3 => Some(name),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_pointer_of_its_steps() {
        let start = Pointer::parse("/components/schemas");
        let start = Path::at(&start);
        let pet = start.key("Pet");
        assert_eq!(pet.component(), Some("Pet"));
        let (one_of, root) = (pet.key("oneOf"), Path::root());
        let first = one_of.index(0);
        assert_eq!(first.pointer(), Pointer::parse("/components/schemas/Pet/oneOf/0"));
        assert_eq!((first.component(), first.depth()), (None, 5));
        assert_eq!(first.first(), ["components", "schemas", "Pet", "oneOf"]);
        assert_eq!((first.list(), one_of.list()), (Some("oneOf"), None));
        assert_eq!(root.key("paths").first(), ["paths", ""]);
    }
}
