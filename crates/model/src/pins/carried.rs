//! The lines of `names.lock` with which something that has another key in the next version of the document keeps its
//! name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pin, Pins, Table, writer};

/// Something that has another key in the next version, and is to keep its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carried {
    /// An operation with everything that belongs to it: `GET /pets/{}`.
    Operation {
        /// The key in this version.
        old: String,
        /// The key in the next one.
        new: String,
    },
    /// A parameter: `query page-size`.
    Parameter {
        /// The key of the operation in the next version.
        operation: String,
        /// The key in this version.
        old: String,
        /// The key in the next one.
        new: String,
    },
    /// A type, by its name in Rust.
    Type {
        /// The name in this version.
        old: String,
        /// The name that it has without a pin in the next one.
        new: String,
    },
    /// A property.
    Property {
        /// The name of the type in this version.
        owner: String,
        /// The property in this version.
        old: String,
        /// The property in the next one.
        new: String,
    },
    /// A listed value.
    Value {
        /// The name of the type in this version.
        owner: String,
        /// The value in this version.
        old: String,
        /// The value in the next one.
        new: String,
    },
    /// A security scheme.
    Scheme {
        /// The name in this version.
        old: String,
        /// The name in the next one.
        new: String,
    },
}

impl Pins {
    /// The names of those types whose schemas have names in the document, each with the name of its schema.
    #[must_use]
    pub fn named_types(&self) -> BTreeMap<&str, &str> {
        let types = self.tables.get(&Table::Types).and_then(|owners| owners.get("")).into_iter().flatten();
        types.map(|(key, pin)| (pin.name.as_str(), key.as_str())).collect()
    }

    /// The names of those types whose schemas have no names in the document, each with what holds them: operations by
    /// their keys, types by their names.
    #[must_use]
    pub fn holders(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut holders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (owner, keys) in self.tables.get(&Table::Inline).into_iter().flatten() {
            keys.values().for_each(|pin| _ = holders.entry(pin.name.as_str()).or_default().insert(owner.as_str()));
        }
        holders
    }

    /// The lines that keep the names of `carried` in the version with the names `next`. What keeps its name anyway has
    /// none.
    #[must_use]
    pub fn carried(&self, next: &Self, carried: &BTreeSet<Carried>) -> Self {
        let mut lines = Self::default();
        let mut types = BTreeMap::new();
        for one in carried {
            match one {
                Carried::Operation { old, new } => self.of_operation(old, new, &mut lines),
                Carried::Parameter { operation, old, new } => {
                    self.again(&[Table::Arguments, Table::Inline], operation, old, new, &mut lines);
                }
                Carried::Type { old, new } => _ = types.insert(new.as_str(), old.as_str()),
                Carried::Property { owner, old, new } => {
                    self.again(&[Table::Fields, Table::Inline], owner, old, new, &mut lines);
                }
                Carried::Value { owner, old, new } => self.again(&[Table::Variants], owner, old, new, &mut lines),
                Carried::Scheme { old, new } => self.of_scheme(old, new, &mut lines),
            }
        }
        if !types.is_empty() {
            for (table, owner, key, pin) in next.iter() {
                if let (Table::Types | Table::Inline, Some(old)) = (table, types.get(pin.name.as_str())) {
                    // A type without a name in the document is found by the name that its owner had.
                    let owner = types.get(owner).unwrap_or(&owner);
                    lines.add(table, owner, key.to_owned(), unlocated(old));
                }
            }
        }
        self.without_known(lines, next)
    }

    /// The names, by themselves: of types, each with the lines that have it.
    #[must_use]
    pub fn by_name(&self) -> BTreeMap<&str, Self> {
        let mut names: BTreeMap<&str, Self> = BTreeMap::new();
        for (table, owner, key, pin) in self.iter() {
            names.entry(pin.name.as_str()).or_default().add(table, owner, key.to_owned(), pin.clone());
        }
        names
    }

    /// Adds `other`, whose names take precedence.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        for (table, owner, key, pin) in other.iter() {
            self.tables
                .entry(table)
                .or_default()
                .entry(owner.to_owned())
                .or_default()
                .insert(key.to_owned(), pin.clone());
        }
        self
    }

    /// Whether it has no names.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// The names without the head of the file, to be appended to it.
    #[must_use]
    pub fn lines(&self) -> String {
        writer::tables(self).trim().to_owned()
    }

    /// The names of an operation and of what belongs to it, under the key `new`.
    fn of_operation(&self, old: &str, new: &str, lines: &mut Self) {
        for table in [Table::Methods, Table::Groups, Table::Operations] {
            if let Some(pin) = self.get(table, "", old) {
                lines.add(table, "", new.to_owned(), unlocated(&pin.name));
            }
        }
        for table in [Table::Inline, Table::Arguments, Table::Bodies, Table::Parts, Table::Errors] {
            for (key, pin) in self.tables.get(&table).and_then(|owners| owners.get(old)).into_iter().flatten() {
                lines.add(table, new, key.clone(), unlocated(&pin.name));
            }
        }
    }

    /// The name of `old` in each of `tables`, under the key `new`.
    fn again(&self, tables: &[Table], owner: &str, old: &str, new: &str, lines: &mut Self) {
        for table in tables {
            if let Some(pin) = self.get(*table, owner, old) {
                lines.add(*table, owner, new.to_owned(), unlocated(&pin.name));
            }
        }
    }

    /// The names of a security scheme, and of its sources of tokens.
    fn of_scheme(&self, old: &str, new: &str, lines: &mut Self) {
        let keys = self.tables.get(&Table::Credentials).and_then(|owners| owners.get("")).into_iter().flatten();
        for (key, pin) in keys {
            if let Some(rest) = key.strip_prefix(old).filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
                lines.add(Table::Credentials, "", format!("{new}{rest}"), unlocated(&pin.name));
            }
        }
    }

    /// `lines` without those that have no effect, since `next` has the same name.
    fn without_known(&self, lines: Self, next: &Self) -> Self {
        let mut kept = Self::default();
        for (table, owner, key, pin) in lines.iter() {
            let has = |pins: &Self| pins.get(table, owner, key).is_some_and(|other| other.name == pin.name);
            if !has(self) && !has(next) {
                kept.add(table, owner, key.to_owned(), pin.clone());
            }
        }
        kept
    }
}

fn unlocated(name: &str) -> Pin {
    Pin { name: name.to_owned(), line: 0 }
}
