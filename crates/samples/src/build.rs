//! Builds one value of a schema according to a plan.

mod members;

use serde_json::Value;

use super::flat::{Flat, Group, Reached};
use super::{Sampler, Unsampled, scalar};

/// The limit of nested references for large values. Deeper values are as small as possible.
const DETAILED: usize = 2;

/// The limit of nested values without `null` where it is allowed.
const NULLABLE: usize = 3;

/// How many values can be large; further ones are small.
const ENOUGH: usize = 2_000;

/// The same two limits for a typical value, which a reader should see at a glance.
const TYPICAL: (usize, usize) = (1, 60);

/// The properties of the value to build.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) size: Size,
    /// Whether examples in the document are used for members.
    pub(super) examples: bool,
    /// The choices to take at some sites, instead of the first.
    pub(super) forced: Vec<(String, usize)>,
}

/// Which optional parts are present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    Minimal,
    /// As a server would send it: most parts, lists of one item, and nothing that only requests have.
    Typical,
    Maximal,
}

impl Plan {
    pub(super) fn new(size: Size) -> Self {
        Self { size, examples: false, forced: Vec::new() }
    }
}

/// A site where the schema allows a choice.
#[derive(Clone, Debug)]
pub(super) struct Decision {
    pub(super) site: String,
    pub(super) choices: usize,
}

impl Decision {
    /// Whether it is the choice of a variant: `oneOf`, `anyOf`, or the children of a component.
    pub(super) fn is_union(&self) -> bool {
        self.site.rsplit('#').next().is_some_and(|keyword| keyword.contains("Of"))
    }
}

/// The state while one value is built.
pub(super) struct Build<'s, 'a> {
    sampler: &'s Sampler<'a>,
    plan: &'s Plan,
    pub(super) decisions: Vec<Decision>,
    /// The number of nested references.
    depth: usize,
    made: usize,
    /// Whether an example of the document is a part of the value.
    pub(super) has_example: bool,
}

impl<'s, 'a> Build<'s, 'a> {
    pub(super) fn new(sampler: &'s Sampler<'a>, plan: &'s Plan) -> Self {
        Self { sampler, plan, decisions: Vec::new(), depth: 0, made: 0, has_example: false }
    }

    /// A value of the root schema, which may be the component `name`.
    pub(super) fn root(&mut self, schema: &'a Value, name: Option<&str>) -> Result<Value, Unsampled> {
        let flat = Flat { name: name.map(str::to_owned), ..Flat::default() };
        self.value(flat, &[schema], "", 0)
    }

    /// A value that satisfies `schemas` and `flat`. `salt` distinguishes the items of a list.
    fn value(
        &mut self,
        mut flat: Flat<'a>,
        schemas: &[&'a Value],
        site: &str,
        salt: usize,
    ) -> Result<Value, Unsampled> {
        self.made += 1;
        let refers = schemas.iter().any(|schema| schema.get("$ref").is_some());
        if self.sampler.heights.of_schema(schemas.first().unwrap_or(&&Value::Null), 0).is_none() {
            return Err(Unsampled::Endless);
        }
        if self.depth + site.matches('/').count() > 200 {
            return Err(Unsampled::Endless);
        }
        for schema in schemas {
            flat.add(self.sampler, schema, Reached::Itself)?;
        }
        // A response that is only a reference does not count as nesting.
        self.depth += usize::from(refers && !site.is_empty());
        let value = self.choose(flat, site, salt);
        self.depth -= usize::from(refers && !site.is_empty());
        value
    }

    fn choose(&mut self, mut flat: Flat<'a>, site: &str, salt: usize) -> Result<Value, Unsampled> {
        if let Some(example) = flat.example.filter(|example| self.takes(example, &flat, site)) {
            self.has_example = true;
            return Ok(example.clone());
        }
        let mut count = 0;
        while let Some(group) = flat.groups.pop() {
            self.join(
                &mut flat,
                &group,
                &format!("{site}#{}{}", group.keyword, if count == 0 { String::new() } else { count.to_string() }),
            )?;
            count += 1;
            if count > 50 {
                return Err(Unsampled::Endless);
            }
        }
        let null = flat.nullable || flat.types.as_ref().is_some_and(|types| types.contains(&"null"));
        if null && (self.decide(&format!("{site}#null"), 2) == 1 || self.is_deep(site)) {
            return Ok(Value::Null);
        }
        if let Some(constant) = flat.constant {
            return Ok(constant.clone());
        }
        if let Some(choices) = &flat.choices {
            let choices: Vec<&&Value> = choices.iter().filter(|value| !value.is_null() || choices.len() == 1).collect();
            let choice = self.decide(&format!("{site}#enum"), choices.len());
            let choice = if choice == 0 { salt % choices.len().max(1) } else { choice };
            let none = || Unsampled::Contradiction("an enum that allows nothing".to_owned());
            return choices.get(choice).map(|value| (**value).clone()).ok_or_else(none);
        }
        self.of_kind(&flat, site, salt)
    }

    /// Chooses a variant and adds its constraints.
    fn join(&mut self, flat: &mut Flat<'a>, group: &Group<'a>, site: &str) -> Result<(), Unsampled> {
        let heights: Vec<Option<u32>> =
            group.variants.iter().map(|variant| self.sampler.heights.of_schema(variant, 0)).collect();
        let is_null = |index: usize| {
            group.variants.get(index).is_some_and(|variant| variant.get("type") == Some(&Value::from("null")))
        };
        let is_possible = |index: &usize| {
            group.variants.get(*index).is_some_and(|variant| flat.shares_value(self.sampler.resolved(variant)))
        };
        let lowest = (0..heights.len())
            .filter(|index| !is_null(*index) || self.is_deep(site))
            .filter(is_possible)
            .filter_map(|index| Some((heights.get(index).copied().flatten()?, index)))
            .min();
        let first = match self.is_large() {
            true => (0..heights.len())
                .filter(is_possible)
                .find(|index| heights.get(*index).is_some_and(Option::is_some) && !is_null(*index)),
            false => lowest.map(|(_, index)| index),
        };
        let forced = self.forced(site, group.variants.len());
        let choice = forced.or(first).unwrap_or(0);
        let Some(variant) = group.variants.get(choice) else { return Ok(()) };
        let name = flat.name.take();
        flat.name = group.names.get(choice).cloned().flatten();
        flat.add(self.sampler, variant, Reached::Itself)?;
        flat.name = name.or(flat.name.take());
        if let Some(Some((property, tag))) = group.tags.get(choice) {
            flat.tags.insert(property, tag.clone());
        }
        Ok(())
    }

    /// A value of the remaining type; of the first if there are several.
    fn of_kind(&mut self, flat: &Flat<'a>, site: &str, salt: usize) -> Result<Value, Unsampled> {
        let kinds: Vec<&str> = match &flat.types {
            Some(types) => types.iter().copied().filter(|kind| *kind != "null").collect(),
            None => vec![implied(flat)],
        };
        if kinds.is_empty() && flat.types.as_ref().is_some_and(|types| types.contains(&"null")) {
            return Ok(Value::Null);
        }
        let choice = if kinds.len() > 1 { self.decide(&format!("{site}#type"), kinds.len()) } else { 0 };
        match kinds.get(choice).copied() {
            Some("object") => self.object(flat, site),
            Some("array") => self.array(flat, site),
            Some("string") => scalar::string(flat, salt),
            Some("integer") => scalar::integer(flat, salt),
            Some("number") => scalar::number(flat, salt),
            Some("boolean") => Ok(Value::Bool(self.decide(&format!("{site}#boolean"), 2) == 0)),
            Some("any") => Ok(match self.decide(&format!("{site}#any"), 3) {
                0 => "anything".into(),
                1 => serde_json::json!({ "any": ["thing", 1, null] }),
                _ => 7.into(),
            }),
            Some(other) => Err(Unsampled::Contradiction(format!("`{other}` is no type"))),
            None => Err(Unsampled::Contradiction("types that exclude each other".to_owned())),
        }
    }

    fn array(&mut self, flat: &Flat<'a>, site: &str) -> Result<Value, Unsampled> {
        let least = flat.sizes.min_items.unwrap_or(0) as usize;
        let most = flat.sizes.max_items.map_or(usize::MAX, |most| most as usize);
        let wanted = match self.is_large() {
            true if self.plan.size == Size::Typical => 1,
            true => (self.decide(&format!("{site}#items"), 3) + 2) % 3,
            false => 0,
        };
        let count = wanted
            .max(flat.tuple.len().min(if self.is_large() { usize::MAX } else { least }))
            .clamp(least, most.max(least));
        let mut items = Vec::new();
        for index in 0..count.min(1_000) {
            let (name, schemas) = match flat.tuple.get(index) {
                Some(schema) => (index.to_string(), vec![*schema]),
                None if flat.items.is_empty() => (String::new(), flat.contains.into_iter().collect()),
                None => (String::new(), flat.items.clone()),
            };
            match self.value(Flat::default(), &schemas, &format!("{site}/{name}"), index) {
                // A type with a single value has only one distinct item.
                Ok(item) if flat.distinct && items.contains(&item) => break,
                Ok(item) => items.push(item),
                Err(error) if index < least => return Err(error),
                Err(_) => break,
            }
        }
        Ok(items.into())
    }

    /// Whether optional parts are present.
    fn is_large(&self) -> bool {
        let (deepest, most) = match self.plan.size {
            Size::Minimal => return false,
            Size::Typical => TYPICAL,
            Size::Maximal => (DETAILED, ENOUGH),
        };
        self.depth <= deepest && self.made < most
    }

    /// Whether what is below a reference from here is as small as possible.
    fn is_innermost(&self) -> bool {
        self.depth >= TYPICAL.0
    }

    /// Whether the plan takes the example of the schemas in `flat`. In a typical value it has to obey them.
    fn takes(&self, example: &Value, flat: &Flat<'a>, site: &str) -> bool {
        let is_typical = self.plan.size == Size::Typical;
        self.plan.examples && (is_typical || !site.is_empty()) && (!is_typical || self.sampler.allows(flat, example, 0))
    }

    /// Whether the value is `null` wherever it may be, because only that ends a recursion of required properties.
    fn is_deep(&self, site: &str) -> bool {
        self.depth > DETAILED || site.matches('/').count() > NULLABLE
    }

    /// Which of `choices` choices to take at `site`: the first, unless the plan forces another.
    fn decide(&mut self, site: &str, choices: usize) -> usize {
        self.forced(site, choices).unwrap_or(0)
    }

    fn forced(&mut self, site: &str, choices: usize) -> Option<usize> {
        // The target of a reference is tested as a component, but whether it may be `null` is tested here.
        let here = self.depth == 0 || (self.depth == 1 && site.ends_with("#null"));
        let known = self.decisions.iter().any(|decision| decision.site == site);
        if here && choices > 1 && !known {
            self.decisions.push(Decision { site: site.to_owned(), choices });
        }
        let forced = self.plan.forced.iter().find(|(forced, choice)| forced == site && *choice < choices);
        forced.map(|(_, choice)| *choice)
    }
}

/// The type that the keywords imply if `type` is missing.
pub(super) fn implied(flat: &Flat<'_>) -> &'static str {
    let has = |condition: bool, kind: &'static str| condition.then_some(kind);
    has(!flat.properties.is_empty() || !flat.required.is_empty() || !flat.additional.is_empty(), "object")
        .or(has(!flat.patterns.is_empty() || flat.names.is_some() || !flat.tags.is_empty(), "object"))
        .or(has(!flat.items.is_empty() || !flat.tuple.is_empty() || flat.contains.is_some(), "array"))
        .or(has(flat.sizes.min_items.is_some() || flat.sizes.max_items.is_some(), "array"))
        .or(has(flat.pattern.is_some() || flat.format.is_some(), "string"))
        .or(has(flat.sizes.min_length.is_some() || flat.sizes.max_length.is_some(), "string"))
        .or(has(flat.least.is_some() || flat.most.is_some(), "number"))
        .unwrap_or("any")
}
