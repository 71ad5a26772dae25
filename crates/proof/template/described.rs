//! What a value was decoded as: which variants, and which fields have which members.

use std::collections::BTreeMap;

pub use moored_runtime::Field;
use serde::Serialize;
pub use serde_json::Value;
use serde_json::json;

/// A value that its type describes.
pub trait Described {
    fn describe(&self) -> Value;
}

/// A value of any type: `(&Any(value)).any()` is the description by its type, or the JSON if the type has none. It has
/// to be called where the type is known, because method resolution decides.
pub struct Any<'a, T>(pub &'a T);

pub trait ByType {
    fn any(&self) -> Value;
}

impl<T: Described> ByType for Any<'_, T> {
    fn any(&self) -> Value {
        self.0.describe()
    }
}

pub trait ByValue {
    fn any(&self) -> Value;
}

impl<T: Serialize> ByValue for &Any<'_, T> {
    fn any(&self) -> Value {
        value(self.0)
    }
}

pub fn value<T: Serialize + ?Sized>(value: &T) -> Value {
    json!({ "value": serde_json::to_value(value).unwrap_or_default() })
}

pub fn structure(name: &str, fields: Vec<(&str, Value)>, rest: Vec<Value>) -> Value {
    json!({ "struct": { "name": name, "fields": BTreeMap::from_iter(fields), "rest": rest } })
}

pub fn union(name: &str, variant: Option<&str>, value: Value) -> Value {
    json!({ "union": { "name": name, "variant": variant, "value": value } })
}

pub fn enumeration(name: &str, variant: Option<&str>) -> Value {
    json!({ "enum": { "name": name, "variant": variant } })
}

pub fn list(items: Vec<Value>) -> Value {
    json!({ "list": items })
}

macro_rules! by_value {
    ($($ty:ty),*) => {
        $(impl Described for $ty {
            fn describe(&self) -> Value {
                value(self)
            }
        })*
    };
}

by_value!(String, bool, i64, u64, f64, moored_runtime::JsonValue, moored_runtime::JsonObject);

impl<T: Described> Described for Vec<T> {
    fn describe(&self) -> Value {
        list(self.iter().map(Described::describe).collect())
    }
}

impl<T: Described> Described for BTreeMap<String, T> {
    fn describe(&self) -> Value {
        let members = self.iter().map(|(name, value)| (name, value.describe()));
        json!({ "map": BTreeMap::from_iter(members) })
    }
}

impl<T: Described> Described for moored_runtime::ExtraFields<T> {
    fn describe(&self) -> Value {
        let members = self.iter().map(|(name, value)| (name, value.describe()));
        json!({ "map": BTreeMap::from_iter(members) })
    }
}

impl<T: Described> Described for Option<T> {
    fn describe(&self) -> Value {
        self.as_ref().map_or_else(|| value(&Value::Null), Described::describe)
    }
}

impl<T: Described> Described for Box<T> {
    fn describe(&self) -> Value {
        (**self).describe()
    }
}

impl<T: Described> Described for moored_runtime::union::Tagged<T> {
    fn describe(&self) -> Value {
        (**self).describe()
    }
}

impl<T: Described> Described for Field<T> {
    fn describe(&self) -> Value {
        match self {
            Self::Absent => "absent".into(),
            Self::Null => value(&Value::Null),
            Self::Value(value) => value.describe(),
        }
    }
}
