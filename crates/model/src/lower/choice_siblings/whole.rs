//! A schema with a choice, and what its variants add to it.

use moored_document::{rules, site::Site};
use serde_json::{Map, Value};

use super::keywords::{Nature, applies_to, form, implied_types, is_distributed, nature};
use crate::{
    bounds::{ALTERNATIVES, KEYWORDS},
    constants::lists_null,
    parts::is_unconstrained,
};

/// Keywords of variants whose types are unknown here.
pub(super) const OPAQUE: &[&str] = &["$ref", "allOf"];

/// A schema with a choice.
pub(super) struct Whole {
    /// The keywords beside the choice that are about one type.
    members: Map<String, Value>,
    /// The types that it has or implies, without `null`.
    pub(super) types: Vec<String>,
    /// Whether `null` is among its types.
    pub(super) is_nullable: bool,
}

/// What decides the Rust type of a variant.
#[derive(PartialEq)]
struct Shape {
    types: Vec<String>,
    /// The type that its format has.
    form: Option<&'static str>,
    items: Option<Value>,
}

/// What is left of a choice whose variants only add rules.
pub(super) struct Collapsed {
    /// What all variants state alike.
    common: Map<String, Value>,
    /// What the variants state beyond that about which values are valid.
    rules: Rules,
    is_nullable: bool,
}

/// Rules of the variants that are not common to all.
enum Rules {
    None,
    /// Bounds alone, which are checked in requests: the variants.
    Bounds(Vec<Value>),
    /// Others, which are not checked.
    Unchecked,
}

impl Whole {
    pub(super) fn of(schema: &Map<String, Value>) -> Self {
        let mut types = types_of(schema);
        let is_nullable = types.iter().any(|name| name == "null");
        types.retain(|name| name != "null");
        if types.is_empty() {
            let implied = ["properties", "additionalProperties"].iter().any(|key| schema.contains_key(*key));
            types.extend(implied.then(|| "object".to_owned()));
        }
        let members = schema.iter().filter(|(key, _)| is_distributed(key));
        Self { members: members.map(|(key, value)| (key.clone(), value.clone())).collect(), types, is_nullable }
    }

    pub(super) fn is_object(&self) -> bool {
        matches!(self.types.as_slice(), [only] if only == "object")
    }

    /// What the choice among `variants` adds to the whole, if that is no type.
    pub(super) fn collapse(&self, variants: &[Value]) -> Option<Collapsed> {
        let variants = variants.iter().map(Value::as_object).collect::<Option<Vec<_>>>()?;
        let (nulls, others): (Vec<_>, Vec<_>) = variants.into_iter().partition(|variant| is_null(variant));
        let (first, rest) = others.split_first()?;
        // `single_all_of` resolves a choice of one variant, whose rules then apply.
        if rest.is_empty() {
            return None;
        }
        // A choice of constants.
        if others.iter().all(|variant| variant.contains_key("enum")) {
            return None;
        }
        let shape = self.shape(first)?;
        if !rest.iter().all(|variant| self.shape(variant).as_ref() == Some(&shape)) {
            return None;
        }
        let is_common = |(key, value): &(&String, &Value)| {
            nature(key) != Nature::Annotation && rest.iter().all(|variant| variant.get(*key) == Some(*value))
        };
        let common: Map<String, Value> =
            first.iter().filter(is_common).map(|(key, value)| (key.clone(), value.clone())).collect();
        let is_rule = |key: &String| {
            !["type", "format"].contains(&key.as_str())
                && nature(key) != Nature::Annotation
                && !common.contains_key(key)
                && self.members.get(key).is_none_or(|own| others.iter().any(|variant| variant.get(key) != Some(own)))
        };
        let rules: Vec<&String> = others.iter().flat_map(|variant| variant.keys()).filter(|key| is_rule(key)).collect();
        let rules = match rules.as_slice() {
            [] => Rules::None,
            rules if rules.iter().all(|key| KEYWORDS.contains(&key.as_str())) => {
                Rules::Bounds(others.iter().map(|variant| Value::Object((*variant).clone())).collect())
            }
            _ => Rules::Unchecked,
        };
        let is_marked = |variant: &&Map<String, Value>| variant.get("nullable") == Some(&Value::Bool(true));
        let is_nullable = self.is_nullable || !nulls.is_empty() || others.iter().any(is_marked);
        Some(Collapsed { common, rules, is_nullable })
    }

    /// What decides the Rust type of a variant of the whole; `None` if it is more than its type, its format and the
    /// type of its items.
    fn shape(&self, variant: &Map<String, Value>) -> Option<Shape> {
        let is_numeric = |types: &[String]| !types.iter().any(|name| name == "string");
        let mut types = types_of(variant);
        types.retain(|name| name != "null");
        if types.is_empty() {
            // A variant that only adds rules allows the other types as well.
            let has_form = ["format", "items"].iter().any(|key| variant.contains_key(*key));
            types = if has_form { self.types_for(variant) } else { self.types.clone() };
        }
        let mut items = self.members.get("items").cloned();
        for (key, value) in variant {
            match key.as_str() {
                "type" | "format" => {}
                "enum" if is_numeric(&types) => {}
                "items" => {
                    let adds_nothing = match (&items, value) {
                        (Some(Value::Object(own)), Value::Object(added)) => {
                            let own = Self::of(own);
                            own.shape(added).is_some_and(|shape| Some(shape) == own.shape(&Map::new()))
                        }
                        _ => false,
                    };
                    if !adds_nothing {
                        items = Some(value.clone());
                    }
                }
                key if nature(key) == Nature::Shape => return None,
                _ => {}
            }
        }
        let format = variant.get("format").or_else(|| self.members.get("format")).and_then(Value::as_str);
        let form = match (types.as_slice(), format) {
            ([only], Some(format)) => form(only, format),
            _ => None,
        };
        Some(Shape { types, form, items })
    }

    /// Those types of the whole that the keywords of `variant` are about.
    fn types_for(&self, variant: &Map<String, Value>) -> Vec<String> {
        let implied = implied_types(variant);
        let is_meant = |name: &&String| implied.is_empty() || implied.contains(&name.as_str());
        self.types.iter().filter(is_meant).cloned().collect()
    }

    /// Gives each variant the types and the keywords of the whole that apply to it.
    pub(super) fn distribute(&self, variants: &mut [Value]) {
        for variant in variants.iter_mut().filter_map(Value::as_object_mut) {
            let is_map = variant.contains_key("additionalProperties");
            if is_null(variant) || OPAQUE.iter().any(|key| variant.contains_key(*key)) || (self.is_object() && !is_map)
            {
                continue;
            }
            if !variant.contains_key("type") {
                let types = match self.types_for(variant).as_slice() {
                    [] => None,
                    [only] => Some(only.as_str().into()),
                    several => Some(several.into()),
                };
                variant.extend(types.map(|types| ("type".to_owned(), types)));
            }
            let types = types_of(variant);
            for (key, value) in &self.members {
                let is_stated = variant.get(key).is_some_and(|own| key != "items" || !is_unconstrained(own));
                if !is_stated && types.iter().any(|name| applies_to(key, value, name)) {
                    variant.insert(key.clone(), value.clone());
                }
            }
        }
    }
}

impl Collapsed {
    /// Writes it to `schema` in place of the choice `key`.
    pub(super) fn write(self, schema: &mut Map<String, Value>, key: &str, site: &mut Site<'_>) {
        schema.shift_remove(key);
        schema.shift_remove("discriminator");
        for (key, value) in self.common {
            schema.entry(key).or_insert(value);
        }
        if self.is_nullable {
            schema.insert("nullable".to_owned(), true.into());
        }
        match self.rules {
            // Those of another choice are there already.
            Rules::Bounds(variants) if !schema.contains_key(ALTERNATIVES) => {
                site.record_rename(key, ALTERNATIVES);
                schema.insert(ALTERNATIVES.to_owned(), Value::Array(variants));
            }
            Rules::None => {}
            Rules::Bounds(_) | Rules::Unchecked => {
                site.report(&rules::UNTYPED_KEYWORD, key, format!("the alternatives of `{key}` are not checked"));
            }
        }
    }
}

/// The types of a schema by its `type`.
fn types_of(schema: &Map<String, Value>) -> Vec<String> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Whether a variant is `null` alone.
fn is_null(variant: &Map<String, Value>) -> bool {
    lists_null(variant.get("enum")) || types_of(variant) == ["null"]
}
