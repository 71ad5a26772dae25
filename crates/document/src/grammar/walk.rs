//! The walk to every object of the specification, for reading and for writing, out of one definition.

use serde_json::{Map, Value};

use super::{
    Form::{List, Named, One},
    Kind, is_extension,
};
use crate::path::Path;

macro_rules! walk {
    ($name:ident, $value:ty, $members:ty, $items:ident, $(#[$docs:meta])*) => {
        $(#[$docs])*
        pub fn $name(value: $value, path: &Path<'_>, kind: Kind, visit: &mut dyn FnMut(&Path<'_>, Kind, $members)) {
            let Value::Object(members) = value else { return };
            visit(path, kind, members);
            for (key, value) in members {
                let Some(form) = kind.form(key) else { continue };
                let path = path.key(key);
                match (form, value) {
                    (One(inner), value) => $name(value, &path, inner, visit),
                    (List(inner), Value::Array(items)) => {
                        for (index, item) in items.$items().enumerate() {
                            $name(item, &path.index(index), inner, visit);
                        }
                    }
                    (Named(inner), Value::Object(named)) => {
                        for (name, value) in named {
                            if !is_extension(kind, key, name) {
                                $name(value, &path.key(name), inner, visit);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    };
}

walk! {
    for_each, &Value, &Map<String, Value>, iter,
    /// Calls `visit` with every object of the specification in `value`, which is a `kind` at `path`, outer ones first.
}

walk! {
    for_each_mut, &mut Value, &mut Map<String, Value>, iter_mut,
    /// Calls `visit` with every object of the specification in `value`, which is a `kind` at `path`. Outer objects come
    /// first, so that the inner ones are those that `visit` has left in them.
}
