//! A variable of a server, and the type of its values.

/// A variable of a server's address.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Its name in the address.
    pub name: String,
    /// The method that gives it a value, and the argument for one that has no default.
    pub setter: String,
    /// What it may be; empty where it is any text.
    pub values: Vec<String>,
    /// The type of its values, where it has some.
    pub type_name: Option<String>,
    /// The value that it has unless the caller gives one.
    pub default: Option<String>,
    /// The document's words.
    pub description: String,
}

impl PartialEq for ServerVariable {
    /// Whether the document says the same of both: names in Rust do not count.
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.values, &self.default) == (&other.name, &other.values, &other.default)
    }
}

/// What a variable with a list of values may be.
#[derive(Clone, Debug)]
pub struct VariableType {
    /// The type.
    pub name: String,
    /// The variable.
    pub variable: String,
    /// Its variants, and what each stands for.
    pub variants: Vec<(String, String)>,
    /// The variant that is its default.
    pub default: Option<String>,
    /// The document's words.
    pub description: String,
}
