//! Changes: what differs between two versions of a document.

use moored_document::finding::Location;
use serde::Serialize;

use crate::{Class, Rule};

/// One change, with everything that it affects.
#[derive(Clone, Debug)]
pub struct Change {
    /// What it is about.
    pub rule: &'static Rule,
    /// What it means for a caller.
    pub class: Class,
    /// What has changed and what follows for the caller, in lower case and without a full stop.
    pub message: String,
    /// The operations that it affects, as `names.lock` writes them (`GET /pets/{}`), in the order of the document.
    pub operations: Vec<String>,
    /// What has changed, as text that is the same in the next comparison: `GET /pets/{} query limit`, `Pet.name`.
    pub element: String,
    /// Whether it concerns requests or responses; `None` if it concerns both or neither.
    pub direction: Option<Direction>,
    /// The node in the old document; `None` if it has none.
    pub old: Option<Location>,
    /// The node in the new document; `None` if it has none.
    pub new: Option<Location>,
    /// The old value as short text: `string`, `required`, `1 to 100`.
    pub before: Option<String>,
    /// The new value.
    pub after: Option<String>,
    /// The signature of the public item in the old client and in the new one, if it differs.
    pub signature: Option<(String, String)>,
    /// The public items of the old client that it concerns, or of the new client if only that has them, as `items` of
    /// `client.json` has them: `types::Pet`, `types::Pet::name`, `operations::GetPetCall::limit`.
    pub items: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
}

/// Which messages a change concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// What the client sends.
    Request,
    /// What the provider sends: responses, webhooks and callbacks.
    Response,
}

impl Change {
    /// A change of `rule` with the class `class`.
    pub(crate) fn new(
        rule: &'static Rule,
        class: Class,
        element: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            class,
            message: message.into(),
            operations: Vec::new(),
            element: element.into(),
            direction: None,
            old: None,
            new: None,
            before: None,
            after: None,
            signature: None,
            items: Vec::new(),
            help: None,
        }
    }

    /// Adds an operation that it affects.
    #[must_use]
    pub(crate) fn operation(mut self, key: impl Into<String>) -> Self {
        self.operations.push(key.into());
        self
    }

    /// States where the node is in the two documents.
    #[must_use]
    pub(crate) fn at(mut self, old: impl Into<Option<Location>>, new: impl Into<Option<Location>>) -> Self {
        (self.old, self.new) = (old.into(), new.into());
        self
    }

    /// States the old and the new value.
    #[must_use]
    pub(crate) fn values(mut self, before: impl Into<String>, after: impl Into<String>) -> Self {
        (self.before, self.after) = (Some(before.into()), Some(after.into()));
        self
    }

    /// States which messages it concerns.
    #[must_use]
    pub(crate) fn direction(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }

    /// Adds a public item that it concerns.
    #[must_use]
    pub(crate) fn item(mut self, path: impl Into<String>) -> Self {
        self.items.push(path.into());
        self
    }

    /// States what to do about it.
    #[must_use]
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }
}
