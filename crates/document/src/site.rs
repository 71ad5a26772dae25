//! What a pass is given beside the node that it rewrites.

use crate::{
    document::Locator,
    finding::{Finding, Findings},
    path::Path,
    pointer::Pointer,
    rules::Rule,
};

/// Where a node stands, and where findings about it go.
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

    /// Reports a finding about the member `key` of the node.
    pub fn report(&mut self, rule: &'static Rule, key: &str, message: impl Into<String>) {
        self.push(self.finding(rule, &self.path.join(key), message));
    }

    /// Reports a finding about the node itself.
    pub fn report_here(&mut self, rule: &'static Rule, message: impl Into<String>) {
        self.push(self.finding(rule, &self.path.pointer(), message));
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

    /// Records that the node at `from` now stands at `to`.
    pub fn record_move(&mut self, from: &Pointer, to: &Pointer) {
        self.locator.record_move(from, to);
    }
}
