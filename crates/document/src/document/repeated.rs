//! Finds keys that a mapping has twice after the reader of positions has stopped: the parsers of values accept texts
//! that are not YAML for that reader.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::Value;

use super::yaml::Yaml;
use crate::{limits::MAX_REPEATED_KEYS, pointer::Pointer};

/// The keys of `text`, which has been read as a value, that a mapping has more than once.
pub(super) fn find(text: &str) -> BTreeSet<Pointer> {
    let found = RefCell::new(BTreeSet::new());
    let root = || Node { at: Pointer::root(), found: &found };
    if root().deserialize(&mut serde_json::Deserializer::from_str(text)).is_err() {
        found.borrow_mut().clear();
        // A text that cannot be read at all has been reported before.
        let _ = root().deserialize(serde_yaml::Deserializer::from_str(text)).is_ok();
    }
    found.into_inner()
}

/// A node to read.
struct Node<'a> {
    at: Pointer,
    found: &'a RefCell<BTreeSet<Pointer>>,
}

impl<'a> Node<'a> {
    fn within(&self, key: impl fmt::Display) -> Self {
        Node { at: self.at.join(key), found: self.found }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($visit:ident: $kind:ty),*) => { $(fn $visit<E>(self, _: $kind) -> Result<(), E> { Ok(()) })* };
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    scalars! { visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128, visit_f64: f64, visit_str: &str }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<(), A::Error> {
        let (_tag, tagged) = data.variant::<String>()?;
        tagged.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut index = 0_usize;
        while items.next_element_seed(self.within(index))?.is_some() {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut known = BTreeSet::new();
        while let Some(Yaml(key)) = members.next_key()? {
            let key = match key {
                Value::String(key) => key,
                Value::Array(_) | Value::Object(_) => return Err(A::Error::custom("no key")),
                scalar => scalar.to_string(),
            };
            let node = self.within(&key);
            // Several merge keys are several sources.
            if key != "<<" && !known.insert(key) {
                let mut found = self.found.borrow_mut();
                if found.len() < MAX_REPEATED_KEYS {
                    found.insert(node.at.clone());
                }
            }
            members.next_value_seed(node)?;
        }
        Ok(())
    }
}
