//! The names of variants without a name: what the document calls them, or what distinguishes them.

use moored_document::schemas::{component_name, members};
use serde_json::Value;

use crate::{
    limits::{LONGEST_TITLE, LONGEST_WORD},
    naming::variant_name,
    native::Native,
};

/// Names that are not of the document, and mean nothing beside other types.
pub(super) const GENERAL: &[&str] = &["Item", "Listed", "ListedNumber", "Object", "String", "Value"];

/// What a variant may be called.
#[derive(Default)]
struct Candidates {
    /// Names that stand for the variant, best first.
    own: Vec<String>,
    /// Its only required property, or its only property.
    only: Option<String>,
    /// Its properties, required ones first.
    properties: Vec<String>,
    /// The properties with listed values, and a word for the values if they are few.
    listed: Vec<(String, Option<String>)>,
    /// The word for the items of a list, or for the values of a map.
    part: Option<&'static str>,
    /// A title or a value that is long, and a name already.
    long: Option<String>,
    is_object: bool,
}

/// The names for `variants`, without that of the type `holder`; `None` where the document has no word.
pub(super) fn variant_names(holder: &str, variants: &[Value]) -> Vec<Option<String>> {
    let candidates: Vec<Candidates> = variants.iter().map(|variant| of_variant(variant, holder)).collect();
    let objects = candidates.iter().filter(|candidates| candidates.is_object).count();
    let mut names: Vec<Option<String>> = Vec::new();
    for (index, own) in candidates.iter().enumerate() {
        let others =
            || candidates.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, candidates)| candidates);
        let is_unique = |word: &&String| others().all(|other| !other.own.contains(word));
        let is_only = |word: &&String| is_unique(word) && others().all(|other| !other.properties.contains(word));
        let only = own.only.iter().find(is_only);
        let distinguishing = own.properties.iter().find(is_only).filter(|_| objects > 1);
        let name = own.own.iter().find(is_unique).or(only).or(distinguishing).or(own.own.first()).cloned();
        names.push(name.or_else(|| (own.is_object && objects == 1).then(|| "Object".to_owned())));
    }
    let weaker: Vec<Option<String>> = (0..names.len()).map(|index| weaker(index, &candidates, &names)).collect();
    names.into_iter().zip(weaker).map(|(name, weaker)| name.or(weaker)).collect()
}

/// A name for the variant with this index that says less than those in `names`.
fn weaker(index: usize, candidates: &[Candidates], names: &[Option<String>]) -> Option<String> {
    let own = candidates.get(index)?;
    let is_free = |word: &str| !names.iter().flatten().any(|name| name == word);
    // Values distinguish the variant where another one lists other values of the property.
    let others = || candidates.iter().enumerate().filter(|(other, _)| *other != index);
    let distinguishes = |property: &String| others().any(|(_, other)| other.lists(property));
    let listed = own.listed.iter().filter(|(property, _)| distinguishes(property));
    let values = listed.filter_map(|(_, word)| word.as_deref()).find(|word| is_free(word));
    let unnamed = candidates.iter().zip(names).filter(|(_, name)| name.is_none());
    let is_only_part = unnamed.filter(|(other, _)| other.part == own.part).count() == 1;
    let part = own.part.filter(|part| is_only_part && is_free(part));
    let long = own.long.as_deref().filter(|long| is_free(long));
    values.or(part).or(long).map(str::to_owned)
}

impl Candidates {
    fn lists(&self, property: &str) -> bool {
        self.listed.iter().any(|(listed, _)| listed == property)
    }
}

fn of_variant(variant: &Value, holder: &str) -> Candidates {
    let inner = innermost(variant);
    let mut candidates = candidates(inner, holder);
    // The variant itself is called `ItemList`.
    if !std::ptr::eq(inner, variant) {
        candidates.part = Some(if variant.get("items").is_some() { "Item" } else { "Value" });
    }
    candidates
}

/// The items of lists and the values of maps, which get the name.
fn innermost(mut schema: &Value) -> &Value {
    loop {
        let ty = schema.get("type").and_then(Value::as_str);
        let inner = match ty {
            Some("array") => schema.get("items"),
            Some("object") if schema.get("properties").is_none() => schema.get("additionalProperties"),
            _ => None,
        };
        match inner.filter(|inner| inner.is_object()) {
            Some(inner) if schema.get("title").is_none() => schema = inner,
            _ => return schema,
        }
    }
}

fn candidates(schema: &Value, holder: &str) -> Candidates {
    let mut candidates = Candidates::default();
    let text = |schema: &Value, key: &str| schema.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut own: Vec<String> = text(schema, "title").into_iter().collect();
    match text(schema, "type").as_deref() {
        Some("string") if schema.get("enum").is_some() => own.push("Listed".to_owned()),
        Some("string") if Native::of(schema).is_none() => own.push("String".to_owned()),
        Some("integer" | "number") if schema.get("enum").is_some() => own.push("Listed number".to_owned()),
        _ => {}
    }
    // The parts of an `allOf` are parts of the variant.
    let inline = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let parts: Vec<&Value> = [schema].into_iter().chain(inline).collect();
    let properties = || parts.iter().flat_map(|part| members(part.get("properties")));
    own.extend(properties().filter_map(|(name, property)| only_value(name, property)));
    let is_declared = |name: &str| properties().any(|(property, _)| property == name);
    let mut required: Vec<&str> = Vec::new();
    for name in parts.iter().filter_map(|part| part.get("required")?.as_array()).flatten().filter_map(Value::as_str) {
        if is_declared(name) && !required.contains(&name) {
            required.push(name);
        }
    }
    own.extend(parts.iter().filter_map(|part| component_name(part)));
    own.extend(parts.iter().skip(1).filter_map(|part| Native::of(part)).map(|native| native.name().to_owned()));
    let all: Vec<&str> = properties().map(|(name, _)| name.as_str()).collect();
    let only = match (required.as_slice(), all.as_slice()) {
        ([only], _) | ([], [only]) => Some((*only).to_owned()),
        _ => None,
    };
    let within = |text: &String, longest: usize| {
        let name = variant_name(text);
        let rest = name.strip_prefix(holder).filter(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()));
        let name = rest.map_or(name.clone(), str::to_owned);
        // `Empty` is the name of a text without any character that Rust allows in a name. Types give files their names.
        (name.len() <= longest && name != "Empty" && name.is_ascii()).then_some(name)
    };
    let name = |text: &String| within(text, LONGEST_TITLE);
    let mut identifiers = own.iter().filter(|text| !text.contains(char::is_whitespace));
    candidates.long = identifiers.find_map(|text| within(text, LONGEST_WORD));
    candidates.only = only.as_ref().and_then(name);
    candidates.own = own.iter().filter_map(name).collect();
    let all: Vec<String> = required.into_iter().chain(all).map(str::to_owned).collect();
    candidates.properties = all.iter().filter_map(name).collect();
    let listed = properties().filter(|(_, property)| property.get("enum").is_some());
    candidates.listed =
        listed.map(|(key, property)| (key.clone(), few_values(property).as_ref().and_then(name))).collect();
    candidates.is_object = !all.is_empty();
    candidates
}

/// The word for a property with only one value: the value, if it is a text.
fn only_value(name: &str, property: &Value) -> Option<String> {
    let list = property.get("enum")?.as_array()?;
    match list.as_slice() {
        [Value::String(only)] => Some(only.clone()),
        [Value::Number(only)] => Some(format!("{name} {only}")),
        [Value::Bool(true)] => Some(name.to_owned()),
        [Value::Bool(false)] => Some(format!("not {name}")),
        _ => None,
    }
}

/// The text for a property with two or three values, such as `queued or in_progress`.
fn few_values(property: &Value) -> Option<String> {
    let list = property.get("enum")?.as_array()?;
    let texts: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
    ((2..=3).contains(&texts.len()) && texts.len() == list.len()).then(|| texts.join(" or "))
}
