//! What a pass is given beside the node that it rewrites.

use serde_json::{Map, Value};

use crate::{
    finding::{Finding, Findings},
    grammar::Kind,
    locator::Locator,
    path::Path,
    pointer::Pointer,
    rules::Rule,
};

/// Rewrites the members of an object.
pub type VisitObject<'a> = dyn FnMut(&mut Map<String, Value>, &mut Site<'_>) + 'a;

/// Rewrites the members of an object of the specification.
pub type VisitKind<'a> = dyn FnMut(Kind, &mut Map<String, Value>, &mut Site<'_>) + 'a;

/// Where a node is, and where findings about it go.
///
/// Nothing is allocated until there is something to report: the path borrows its keys, and pointers and locations are
/// computed by the functions that report.
#[derive(Debug)]
pub struct Site<'a> {
    path: &'a Path<'a>,
    locator: &'a mut Locator,
    findings: &'a mut Findings,
}

impl<'a> Site<'a> {
    pub(crate) fn new(path: &'a Path<'a>, locator: &'a mut Locator, findings: &'a mut Findings) -> Self {
        Self { path, locator, findings }
    }

    /// The path of the node.
    #[must_use]
    pub fn path(&self) -> &'a Path<'a> {
        self.path
    }

    /// The pointer of the node.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        self.path.pointer()
    }

    /// Calls `visit` with the site of the member `key` of the node.
    pub fn member<R>(&mut self, key: &str, visit: impl FnOnce(&mut Site<'_>) -> R) -> R {
        visit(&mut Site { path: &self.path.key(key), locator: self.locator, findings: self.findings })
    }

    /// Calls `visit` with the site of the item `index` of the node.
    pub fn item<R>(&mut self, index: usize, visit: impl FnOnce(&mut Site<'_>) -> R) -> R {
        visit(&mut Site { path: &self.path.index(index), locator: self.locator, findings: self.findings })
    }

    /// Calls `visit` with the member `key` of the node, whose members are `members`, if it is an object.
    pub fn for_object(&mut self, members: &mut Map<String, Value>, key: &str, visit: &mut VisitObject<'_>) {
        if let Some(Value::Object(object)) = members.get_mut(key) {
            self.member(key, |site| visit(object, site));
        }
    }

    /// Calls `visit` with each object in the mapping or list that the node, whose members are `members`, has as its
    /// member `key`.
    pub fn for_each_in(&mut self, members: &mut Map<String, Value>, key: &str, visit: &mut VisitObject<'_>) {
        self.member(key, |site| match members.get_mut(key) {
            Some(Value::Object(named)) => {
                for (name, value) in named {
                    if let Value::Object(object) = value {
                        site.member(name, |site| visit(object, site));
                    }
                }
            }
            Some(Value::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    if let Value::Object(object) = item {
                        site.item(index, |site| visit(object, site));
                    }
                }
            }
            _ => {}
        });
    }

    /// Reports a finding about the member `key` of the node.
    pub fn report(&mut self, rule: &'static Rule, key: &str, message: impl Into<String>) {
        self.push(self.finding(rule, &self.path.join(key), message));
    }

    /// Reports a finding about the node itself.
    pub fn report_here(&mut self, rule: &'static Rule, message: impl Into<String>) {
        self.push(self.finding(rule, &self.path.pointer(), message));
    }

    /// The pointer that the node has in the text, moved or not.
    #[must_use]
    pub fn origin(&self) -> Pointer {
        self.locator.origin(&self.path.pointer())
    }

    /// A finding about the node at `pointer`, for those that have notes or help of their own.
    #[must_use]
    pub fn finding(&self, rule: &'static Rule, pointer: &Pointer, message: impl Into<String>) -> Finding {
        Finding::new(rule, self.locator.locate(pointer), message)
    }

    /// Reports `finding`.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Records that the node at `from` is now at `to`.
    pub fn record_move(&mut self, from: &Pointer, to: &Pointer) {
        self.locator.record_move(from, to);
    }

    /// Records that the member `from` of the node is now its member `to`.
    pub fn record_rename(&mut self, from: &str, to: &str) {
        let node = self.pointer();
        self.record_move(&node.join(from), &node.join(to));
    }
}
