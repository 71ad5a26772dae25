//! A variable of a server, and the type of its values.

/// A variable in the address of a server.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// The name in the address.
    pub name: String,
    /// The method that sets it, and the argument for a variable without a default.
    pub setter: String,
    /// The allowed values; empty if any text is allowed.
    pub values: Vec<String>,
    /// The type of its values, if it has a list of them.
    pub type_name: Option<String>,
    /// The default value.
    pub default: Option<String>,
    /// The description in the document.
    pub description: String,
}

impl PartialEq for ServerVariable {
    /// Compares what the document declares; names in Rust are ignored.
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.values, &self.default) == (&other.name, &other.values, &other.default)
    }
}

/// The type of a variable with a list of values.
#[derive(Clone, Debug)]
pub struct VariableType {
    /// The name of the type.
    pub name: String,
    /// The name of the variable.
    pub variable: String,
    /// The variants and their values.
    pub variants: Vec<(String, String)>,
    /// The variant of the default value.
    pub default: Option<String>,
    /// The description in the document.
    pub description: String,
}
