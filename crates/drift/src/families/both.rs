//! An operation in both documents, and how changes and roots of it begin.

use moored_document::pointer::Pointer;
use moored_model::api::Operation;

use super::items;
use crate::{Change, Class, Rule, Side, comparison::Comparison, values::Root};

/// An operation in both documents.
pub(super) struct Both<'a> {
    /// As `names.lock` writes it: `GET /pets/{}`.
    pub(super) key: String,
    pub(super) old: &'a Operation,
    pub(super) new: &'a Operation,
    /// The document of `old`.
    pub(super) before: Side<'a>,
    /// The document of `new`.
    pub(super) after: Side<'a>,
}

/// The operations that both documents have.
pub(super) fn operations<'a>(comparison: &Comparison<'a>) -> Vec<Both<'a>> {
    let pairs = comparison.matching.operations.iter();
    let both = pairs.map(|pair| Both {
        key: pair.key.clone(),
        old: pair.old,
        new: pair.new,
        before: comparison.old,
        after: comparison.new,
    });
    both.collect()
}

impl Both<'_> {
    /// The identity of a part of the operation: `GET /pets/{} query limit`.
    pub(super) fn element(&self, part: &str) -> String {
        format!("{} {part}", self.key)
    }

    /// A change of the part `part` of the operation. `at` has the keys of its node in the old operation and in the new
    /// one; a node that is missing is given by what would hold it.
    pub(super) fn change(
        &self,
        rule: &'static Rule,
        class: Class,
        part: &str,
        at: (&[&str], &[&str]),
        message: impl Into<String>,
    ) -> Change {
        let (old, new) = self.pointers(at);
        Change::new(rule, class, self.element(part), message)
            .operation(&self.key)
            .at(self.before.locate(&old), self.after.locate(&new))
    }

    /// The root of a value of the operation, at the node with these keys.
    pub(super) fn root(&self, part: &str, at: (&[&str], &[&str]), items: Vec<String>) -> Root {
        let (old, new) = self.pointers(at);
        Root {
            operation: Some(self.key.clone()),
            element: self.element(part),
            items,
            old: Some(self.before.locate(&old)),
            new: Some(self.after.locate(&new)),
        }
    }

    /// The nodes with these keys in the old and in the new operation.
    pub(super) fn pointers(&self, (old, new): (&[&str], &[&str])) -> (Pointer, Pointer) {
        let join = |at: Pointer, keys: &[&str]| keys.iter().fold(at, |at, key| at.join(key));
        (join(self.before.operation_at(self.old), old), join(self.after.operation_at(self.new), new))
    }

    /// The argument `name` of the call of the old client, and the method that starts it if the argument is required.
    pub(super) fn argument(&self, name: &str, is_required: bool) -> Vec<String> {
        let method = is_required.then(|| items::method(self.old));
        std::iter::once(items::of_call(self.old, name)).chain(method).collect()
    }

    /// What a call of the old client returns.
    pub(super) fn result(&self) -> Vec<String> {
        items::results(self.old)
    }

    /// The call as a caller writes it: `pets().list()`.
    pub(super) fn call(&self) -> String {
        format!("{}()", self.old.path_from_client())
    }
}
