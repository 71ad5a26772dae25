//! Which property of the new schema is which of the old one.

use std::collections::HashMap;

use moored_model::api::{Field, Struct};

/// The properties of two schemas.
pub(super) struct Members<'a> {
    /// Those of both.
    pub(super) both: Vec<(&'a Field, &'a Field)>,
    /// Those that only the old schema has.
    pub(super) removed: Vec<&'a Field>,
    /// Those that only the new schema has.
    pub(super) added: Vec<&'a Field>,
}

impl<'a> Members<'a> {
    /// Matches properties by their names. `renamed` has the old and the new names of those that have another one.
    pub(super) fn of(old: &'a Struct, new: &'a Struct, renamed: &[(String, String)]) -> Self {
        let mut of_new: HashMap<&str, &Field> =
            new.fields.iter().map(|field| (field.wire_name.as_str(), field)).collect();
        let (mut both, mut removed) = (Vec::new(), Vec::new());
        for field in &old.fields {
            let name = field.wire_name.as_str();
            let other = renamed.iter().find(|(before, _)| before == name).map_or(name, |(_, after)| after);
            match of_new.remove(other) {
                Some(same) => both.push((field, same)),
                None => removed.push(field),
            }
        }
        let added = new.fields.iter().filter(|field| of_new.contains_key(field.wire_name.as_str())).collect();
        Self { both, removed, added }
    }
}
