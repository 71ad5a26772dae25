//! Public items, as a caller sees them.

/// A public item of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As in `items` of `client.json`: `types::Pet`, `types::Pet::name`, `Client::get_pet`.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// The signature as in the documentation of the client, with names without their modules.
    pub signature: String,
    /// Whether callers cannot construct it, or cannot match it exhaustively. Of a field, what holds for its struct.
    pub non_exhaustive: bool,
    /// The traits that it implements, as far as they differ between the types of clients.
    pub traits: Vec<Trait>,
    /// The signature without other names of types, if it has any.
    pub(crate) resolved: Option<String>,
    /// What the signature consists of, each by the path that it has or would have as an item, and with its type: the
    /// arguments of a call and of a constructor.
    pub(crate) parts: Vec<(String, String)>,
    /// What it was made from.
    pub(crate) subject: Subject,
}

/// An implemented trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trait {
    /// `Default`, `From<Cat>`; `Into<Vec<Tree>>` for a `From` of another crate's type.
    pub name: String,
    /// The path of the item that the implementation is for.
    pub(crate) of: Option<String>,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A struct.
    Struct,
    /// An enum.
    Enum,
    /// Another name of a type.
    Alias,
    /// A function.
    Function,
    /// A public field of a struct.
    Field,
    /// A variant of an enum.
    Variant,
    /// An item of the runtime that the client exports.
    Export,
}

impl Item {
    /// The signature without other names of types.
    pub(super) fn meaning(&self) -> &str {
        self.resolved.as_deref().unwrap_or(&self.signature)
    }
}

impl Kind {
    /// Whether it has fields, variants or functions.
    pub(super) const fn is_type(self) -> bool {
        matches!(self, Self::Struct | Self::Enum | Self::Alias)
    }
}

/// What an item was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The type with this number.
    Type(usize),
    /// The operation with this number.
    Operation(usize),
    /// Servers, credentials, groups and webhooks.
    Client,
}

/// Items of one subject.
pub(super) struct Items<'a> {
    found: &'a mut Vec<Item>,
    subject: Subject,
}

impl<'a> Items<'a> {
    pub(super) fn new(found: &'a mut Vec<Item>, subject: Subject) -> Self {
        Self { found, subject }
    }

    fn push(&mut self, path: String, kind: Kind, signature: String) -> &mut Item {
        let index = self.found.len();
        let new = Item {
            path,
            kind,
            signature,
            non_exhaustive: false,
            traits: Vec::new(),
            resolved: None,
            parts: Vec::new(),
            subject: self.subject,
        };
        self.found.push(new);
        // The item was pushed before.
        #[expect(clippy::indexing_slicing, reason = "the index is that of the last item")]
        &mut self.found[index]
    }

    /// Adds parts to the last function.
    pub(super) fn add_parts(&mut self, parts: Vec<(String, String)>) {
        let function = self.found.iter_mut().rev().find(|item| item.kind == Kind::Function);
        if let Some(item) = function {
            item.parts.extend(parts);
        }
    }

    /// `pub struct Pet`.
    pub(super) fn structure(&mut self, path: &str, traits: &[&str]) -> &mut Item {
        let item = self.push(path.to_owned(), Kind::Struct, format!("pub struct {}", last(path)));
        item.traits = traits.iter().map(|name| Trait::new(*name)).collect();
        item
    }

    /// `pub enum Status`. All enums of a client are `non_exhaustive`.
    pub(super) fn enumeration(&mut self, path: &str, traits: &[&str]) -> &mut Item {
        let item = self.push(path.to_owned(), Kind::Enum, format!("pub enum {}", last(path)));
        item.traits = traits.iter().map(|name| Trait::new(*name)).collect();
        item.non_exhaustive = true;
        item
    }

    /// `pub type Id = i64`.
    pub(super) fn alias(&mut self, path: &str, ty: &str) {
        self.push(path.to_owned(), Kind::Alias, format!("pub type {} = {ty}", last(path)));
    }

    /// `pub name: String`, of the struct `owner`.
    pub(super) fn field(&mut self, owner: &str, name: &str, ty: &str, non_exhaustive: bool) -> &mut Item {
        let item = self.push(format!("{owner}::{name}"), Kind::Field, format!("pub {name}: {ty}"));
        item.non_exhaustive = non_exhaustive;
        item
    }

    /// `Cat(Cat)`, of the enum `owner`.
    pub(super) fn variant(&mut self, owner: &str, name: &str, held: Option<&str>) -> &mut Item {
        let signature = held.map_or_else(|| name.to_owned(), |held| format!("{name}({held})"));
        let item = self.push(format!("{owner}::{name}"), Kind::Variant, signature);
        item.non_exhaustive = true;
        item
    }

    /// The function `name` of `owner`, with its arguments and the type that it returns: `fn name(self) -> Self`.
    pub(super) fn function(&mut self, owner: &str, name: &str, rest: &str) -> &mut Item {
        self.push(format!("{owner}::{name}"), Kind::Function, format!("pub fn {name}{rest}"))
    }

    /// A function with `const` or `async`.
    pub(super) fn qualified(&mut self, owner: &str, qualifier: &str, name: &str, rest: &str) -> &mut Item {
        self.push(format!("{owner}::{name}"), Kind::Function, format!("pub {qualifier} fn {name}{rest}"))
    }

    /// `pub use runtime::Event`.
    pub(super) fn export(&mut self, name: &str) {
        self.push(name.to_owned(), Kind::Export, format!("pub use runtime::{name}"));
    }
}

impl Trait {
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), of: None }
    }

    pub(super) fn of(name: impl Into<String>, path: String) -> Self {
        Self { name: name.into(), of: Some(path) }
    }
}

/// The last name of a path.
pub(super) fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
