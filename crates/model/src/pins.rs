//! `names.lock`: the names of the last run, which the next version of a document keeps. docs/names-lock.md explains the
//! format.
//!
//! ```toml
//! version = 1
//!
//! [methods]
//! "GET /pets/{}" = "list_pets"
//!
//! [types]
//! Pet = "Pet"
//!
//! [fields.Pet]
//! fullName = "full_name"
//! ```
//!
//! A name is found by what it belongs to, never by its number in a list: an operation by method and path, a property by
//! its name in JSON, a type without a name in the document by what holds it.

mod carried;
mod reader;
mod writer;

use std::collections::BTreeMap;

use moored_document::{
    finding::{Finding, Findings, Location},
    positions::Position,
    rules,
    source::Source,
};

pub use carried::Carried;

/// The name of the file.
pub const FILE_NAME: &str = "names.lock";

/// A table of the file, in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    /// HTTP method and path → method.
    Methods,
    /// HTTP method and path → module of the group.
    Groups,
    /// Tag → module of the group.
    Tags,
    /// Module of a group → its handle, if that does not have the name of the module.
    Handles,
    /// HTTP method and path → what the types of the operation are named after, if that is not the method.
    Operations,
    /// Schema with a name in the document → type.
    Types,
    /// Operation, or the type that holds it; what holds it → type.
    Inline,
    /// Operation; location and name → argument.
    Arguments,
    /// Operation; media type → variant.
    Bodies,
    /// Operation; media type and part → field.
    Parts,
    /// Operation; status and media type → variant of the error.
    Errors,
    /// Type; property → field.
    Fields,
    /// Type; listed value, or what distinguishes a variant → variant.
    Variants,
    /// Type → the field or the variant for everything else.
    Others,
    /// Security scheme → constructor.
    Credentials,
    /// Pointer of the request → function.
    Webhooks,
    /// The document, or the address of the first server of an operation; address → variant.
    Servers,
    /// Choice, server or variable → type.
    ServerTypes,
    /// Address of a server; variable → setter, or argument of the constructor.
    ServerVariables,
    /// Type of a variable; listed value → variant.
    ServerValues,
}

impl Table {
    const ALL: [Self; 20] = [
        Self::Methods,
        Self::Groups,
        Self::Tags,
        Self::Handles,
        Self::Operations,
        Self::Types,
        Self::Inline,
        Self::Arguments,
        Self::Bodies,
        Self::Parts,
        Self::Errors,
        Self::Fields,
        Self::Variants,
        Self::Others,
        Self::Credentials,
        Self::Webhooks,
        Self::Servers,
        Self::ServerTypes,
        Self::ServerVariables,
        Self::ServerValues,
    ];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Methods => "methods",
            Self::Groups => "groups",
            Self::Tags => "tags",
            Self::Handles => "handles",
            Self::Operations => "operations",
            Self::Types => "types",
            Self::Inline => "inline",
            Self::Arguments => "arguments",
            Self::Bodies => "bodies",
            Self::Parts => "parts",
            Self::Errors => "errors",
            Self::Fields => "fields",
            Self::Variants => "variants",
            Self::Others => "others",
            Self::Credentials => "credentials",
            Self::Webhooks => "webhooks",
            Self::Servers => "servers",
            Self::ServerTypes => "server_types",
            Self::ServerVariables => "server_variables",
            Self::ServerValues => "server_values",
        }
    }

    /// Whether its keys belong to an operation or a type, which the heading of the table names.
    const fn has_owner(self) -> bool {
        matches!(
            self,
            Self::Inline
                | Self::Arguments
                | Self::Bodies
                | Self::Parts
                | Self::Errors
                | Self::Fields
                | Self::Variants
                | Self::Servers
                | Self::ServerVariables
                | Self::ServerValues
        )
    }
}

/// A name and the line that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pin {
    pub(crate) name: String,
    pub(crate) line: usize,
}

/// Names by what they belong to.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    source: Option<Source>,
    tables: BTreeMap<Table, BTreeMap<String, BTreeMap<String, Pin>>>,
}

impl Pins {
    /// Reads `source`. An empty text has no names.
    ///
    /// # Errors
    /// [`rules::NAMES_LOCK`] for each line that is not valid.
    pub fn parse(source: &Source) -> Result<Self, Findings> {
        let mut pins = Self { source: Some(source.clone()), tables: BTreeMap::new() };
        let mut findings = Findings::default();
        reader::read(source.text(), &mut pins, &mut |line, message| {
            findings.push(
                Finding::new(&rules::NAMES_LOCK, Location::at(source, Position { line, column: 1 }), message).help(
                    "take the version before the change from version control; without the file, all names are chosen \
                     anew",
                ),
            );
        });
        if findings.is_empty() { Ok(pins) } else { Err(findings) }
    }

    /// The text of the file.
    #[must_use]
    pub fn render(&self) -> String {
        writer::render(self)
    }

    /// The name of `key`. `owner` is empty in a table without owners.
    pub(crate) fn get(&self, table: Table, owner: &str, key: &str) -> Option<&Pin> {
        self.tables.get(&table)?.get(owner)?.get(key)
    }

    /// Whether a table has names.
    pub(crate) fn has(&self, table: Table) -> bool {
        self.tables.contains_key(&table)
    }

    /// The keys that have `name` in the table of `owner`.
    pub(crate) fn keys_of<'a>(&'a self, table: Table, owner: &str, name: &str) -> impl Iterator<Item = &'a str> {
        let keys = self.tables.get(&table).and_then(|owners| owners.get(owner)).into_iter().flatten();
        keys.filter(move |(_, pin)| pin.name == name).map(|(key, _)| key.as_str())
    }

    /// Adds a name. The first name of a key stays.
    pub(crate) fn add(&mut self, table: Table, owner: &str, key: String, pin: Pin) -> bool {
        let owners = self.tables.entry(table).or_default();
        let keys = match owners.get_mut(owner) {
            Some(keys) => keys,
            None => owners.entry(owner.to_owned()).or_default(),
        };
        let is_new = !keys.contains_key(&key);
        keys.entry(key).or_insert(pin);
        is_new
    }

    /// All names, each with its table, its owner and its key, in the order of the file.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Table, &str, &str, &Pin)> {
        self.tables.iter().flat_map(|(table, owners)| {
            owners
                .iter()
                .flat_map(|(owner, keys)| keys.iter().map(|(key, pin)| (*table, owner.as_str(), key.as_str(), pin)))
        })
    }

    /// The location of a name.
    pub(crate) fn locate(&self, pin: &Pin) -> Location {
        let source = self.source.clone().unwrap_or_else(|| Source::new(FILE_NAME, ""));
        Location::at(&source, Position { line: pin.line, column: 1 })
    }
}

/// The keys of operations, given the HTTP method and the path of each: `GET /pets/{}`. The names of path parameters do
/// not matter, unless two paths differ in nothing else.
#[must_use]
pub fn operation_keys<'a>(operations: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let mut taken = std::collections::BTreeSet::new();
    let key = |(verb, path): (&str, &str)| {
        let short = format!("{} {}", verb.to_ascii_uppercase(), without_names(path));
        if taken.insert(short.clone()) { short } else { format!("{} {path}", verb.to_ascii_uppercase()) }
    };
    operations.map(key).collect()
}

/// `/pets/{petId}` → `/pets/{}`.
fn without_names(path: &str) -> String {
    let mut short = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((_, behind)) = after.split_once('}') else { break };
        short.push_str(before);
        short.push_str("{}");
        rest = behind;
    }
    short.push_str(rest);
    short
}

#[cfg(test)]
mod tests;
