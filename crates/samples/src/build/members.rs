//! The members of an object.

use serde_json::{Map, Value};

use super::{Build, Size};
use crate::{
    Unsampled,
    flat::{Flat, Reached},
    pattern,
};

impl<'a> Build<'_, 'a> {
    pub(super) fn object(&mut self, flat: &Flat<'a>, site: &str) -> Result<Value, Unsampled> {
        let mut members = Map::new();
        let large = self.is_large();
        let least = flat.sizes.min_properties.unwrap_or(0) as usize;
        let most = flat.sizes.max_properties.map_or(usize::MAX, |most| most as usize);
        // Many documents do not require the tag.
        let is_optional = flat.tags.keys().any(|name| !flat.required.contains(name));
        let is_untagged = is_optional && self.decide(&format!("{site}#tag"), 2) == 1;
        for (name, schemas) in &flat.properties {
            if is_untagged && flat.tags.contains_key(name) && !flat.required.contains(name) {
                continue;
            }
            let required = flat.required.contains(name) || (flat.tags.contains_key(name) && !is_untagged);
            if !required && (members.len() >= most || !(large || members.len() < least)) {
                continue;
            }
            if !required && self.is_atypical(schemas) {
                continue;
            }
            let below = format!("{site}/{name}");
            match self.member(flat, name, schemas, &below) {
                Ok(value) => {
                    members.insert((*name).to_owned(), value);
                }
                Err(error) if required => return Err(error),
                Err(_) => {}
            }
        }
        for (name, tag) in &flat.tags {
            if !is_untagged || flat.required.contains(name) {
                members.entry((*name).to_owned()).or_insert_with(|| tag.clone().into());
            }
        }
        for name in &flat.required {
            if !members.contains_key(*name) {
                let value = match flat.additional.as_slice() {
                    [] => "anything".into(),
                    schemas => self.value(Flat::default(), schemas, &format!("{site}/{name}"), 0)?,
                };
                members.insert((*name).to_owned(), value);
            }
        }
        self.more(flat, site, &mut members)?;
        Ok(members.into())
    }

    fn member(&mut self, flat: &Flat<'a>, name: &str, schemas: &[&'a Value], site: &str) -> Result<Value, Unsampled> {
        let Some(tag) = flat.tags.get(name) else { return self.value(Flat::default(), schemas, site, 0) };
        let mut declared = Flat::default();
        for schema in schemas {
            declared.add(self.sampler, schema, Reached::Itself)?;
        }
        // The schema of the property takes precedence over the discriminator, because mappings are often incomplete.
        let tag = Value::from(tag.as_str());
        let fits = declared.constant.is_none_or(|constant| *constant == tag)
            && declared.choices.as_ref().is_none_or(|choices| choices.contains(&&tag));
        if fits { Ok(tag) } else { self.value(Flat::default(), schemas, site, 0) }
    }

    /// Undeclared members: those of `patternProperties` and `additionalProperties`.
    fn more(&mut self, flat: &Flat<'a>, site: &str, members: &mut Map<String, Value>) -> Result<(), Unsampled> {
        let most = flat.sizes.max_properties.map_or(usize::MAX, |most| most as usize);
        let least = flat.sizes.min_properties.unwrap_or(0) as usize;
        if self.is_large() {
            for (pattern, schema) in &flat.patterns {
                if let Some(name) = pattern::text(pattern, 1).filter(|_| members.len() < most)
                    && let Ok(value) = self.value(Flat::default(), &[schema], &format!("{site}/{name}"), 0)
                {
                    members.entry(name).or_insert(value);
                }
            }
        }
        let free = flat.properties.is_empty() && flat.patterns.is_empty() && flat.groups.is_empty();
        let schemas: Vec<&'a Value> = flat.additional.iter().copied().filter(|schema| !schema.is_boolean()).collect();
        let closed = flat.additional.contains(&&Value::Bool(false));
        let wanted = if closed {
            0
        } else if self.is_large() && (free || !schemas.is_empty()) {
            if self.plan.size == Size::Typical { 1 } else { 2 }
        } else {
            0
        };
        for index in 0.. {
            if members.len() >= most || (index >= wanted && members.len() >= least) || index > 20 || closed {
                break;
            }
            let name = self.key(flat, index);
            let value = match schemas.as_slice() {
                [] => Ok("anything".into()),
                schemas => self.value(Flat::default(), schemas, &format!("{site}/{name}"), index),
            };
            match value {
                Ok(value) => members.insert(name, value),
                Err(error) if members.len() < least => return Err(error),
                Err(_) => break,
            };
        }
        Ok(())
    }

    /// Whether a typical value, which is that of a response, is without the property: because only requests have it, or
    /// because it is another object in the innermost ones.
    fn is_atypical(&self, schemas: &[&Value]) -> bool {
        let is_write_only = |schema: &&Value| schema.get("writeOnly") == Some(&Value::Bool(true));
        let refers = |schema: &&Value| schema.get("$ref").is_some();
        self.plan.size == Size::Typical
            && schemas.iter().any(|schema| is_write_only(schema) || (self.is_innermost() && refers(schema)))
    }

    /// A name that `propertyNames` allows.
    fn key(&mut self, flat: &Flat<'a>, index: usize) -> String {
        let name = flat.names.map(|schema| self.value(Flat::default(), &[schema], "#name", index));
        match name {
            Some(Ok(Value::String(name))) => name,
            _ => format!("key{index}"),
        }
    }
}
