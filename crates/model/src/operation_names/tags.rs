//! The tags after which operations are grouped.
//!
//! ```yaml
//! tags:
//!   - { name: Issues, description: Problems and plans }
//!   - { name: Beta, kind: badge }
//! paths:
//!   /issues: { get: { operationId: issues/list, tags: [Beta, Issues] } }   # in the group `issues`
//! ```
//!
//! An operation belongs to the first of its tags that structures the document. OpenAPI 3.2 has tags for other purposes:
//! those with another [`kind`](https://spec.openapis.org/oas/v3.2.0.html#tag-object) than `nav`.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules, suggest,
};
use serde_json::Value;

use super::{Group, pinned_groups};
use crate::{
    config::{Arrangement, Config},
    naming::{group_name, module_name},
};

/// A document with more operations than this is grouped by its tags, if it has two or more.
///
/// Half of 82 documents of providers, 41, have at most 30 operations: mostly services with one subject, whose methods
/// are a list of a screen or two, and a group would be one word more in each call. Of the larger ones, 30 have two tags
/// or more, with nine operations for each tag. None has between 30 and 32.
const MOST_FLAT: usize = 30;

/// The tags that make groups, and the group of each operation.
#[derive(Default)]
pub(super) struct Tags {
    /// The groups in the order of the document's tags, then of their first operation. The names of the handles are not
    /// final.
    pub(super) groups: Vec<Group>,
    members: BTreeMap<Pointer, Member>,
    /// What is reported about each group's name: the tag, where it stands.
    origins: Vec<Pointer>,
    /// The module that each tag had in the last run.
    pinned: BTreeMap<String, String>,
}

/// An operation of a group.
pub(super) struct Member {
    /// The index of the group.
    pub(super) group: usize,
    /// The operation's tag as a name, whatever the group is called.
    pub(super) tag: Option<String>,
}

impl Tags {
    /// Reads the tags of `operations`. Nothing is grouped if the settings or the size of the document do not ask for
    /// it.
    pub(super) fn read(document: &Document, config: &Config, operations: &[Pointer], findings: &mut Findings) -> Self {
        let declared = Declared::of(document);
        let tagged: Vec<(&Pointer, String)> = operations
            .iter()
            .filter_map(|operation| Some((operation, declared.first(operation.get(&document.value)?)?)))
            .collect();
        let (tagged, modules) = pinned_groups::keep(tagged, operations, config);
        let arrangement = config.operations.as_ref().map(|setting| *setting.get_ref());
        let arrangement = arrangement.or_else(|| pinned_groups::arrangement(config));
        let by_tag = match arrangement {
            Some(arrangement) => arrangement == Arrangement::ByTag,
            None => {
                let different: BTreeSet<_> =
                    tagged.iter().filter_map(|(_, tag)| name_of(tag, config, &modules)).collect();
                operations.len() > MOST_FLAT && different.len() > 1
            }
        };
        if let (true, Some(setting)) = (by_tag && tagged.is_empty(), &config.operations) {
            findings.push(config.unused(setting, "no operation has a tag".to_owned()));
        }
        let mut tags = Self { pinned: modules, ..Self::default() };
        if by_tag {
            tags.fill(document, config, &declared, &tagged, findings);
        }
        let used = |tag: &str| by_tag && tagged.iter().any(|(_, used)| used == tag);
        for tag in config.groups.keys().filter(|tag| !used(tag.get_ref())) {
            let why = if by_tag { "is the first tag of no operation" } else { "makes no group in this client" };
            let known = tagged.iter().map(|(_, tag)| tag.as_str()).filter(|_| by_tag);
            let help = suggest::did_you_mean(tag.get_ref(), known);
            findings.push(config.unused(tag, format!("the tag `{}` {why}", tag.get_ref())).help_if(help));
        }
        tags
    }

    fn fill(
        &mut self,
        document: &Document,
        config: &Config,
        declared: &Declared<'_>,
        tagged: &[(&Pointer, String)],
        findings: &mut Findings,
    ) {
        let mut locations: BTreeMap<&str, Pointer> = BTreeMap::new();
        for (operation, tag) in tagged {
            locations.entry(tag).or_insert_with(|| operation.join("tags"));
        }
        let used = locations.keys().copied().collect::<BTreeSet<_>>();
        let in_use = tagged.iter().map(|(_, tag)| tag.as_str());
        let order = declared.order.iter().copied().filter(|tag| used.contains(tag)).chain(in_use);
        let mut seen: BTreeMap<&str, Option<usize>> = BTreeMap::new();
        for tag in order {
            if seen.contains_key(tag) {
                continue;
            }
            let at = declared.pointer(tag).or_else(|| locations.get(tag).cloned()).unwrap_or_else(Pointer::root);
            seen.insert(tag, self.add(document, config, declared, tag, at, findings));
        }
        for (operation, tag) in tagged {
            if let Some(Some(group)) = seen.get(tag.as_str()) {
                let member = Member { group: *group, tag: group_name(tag) };
                self.members.insert((*operation).clone(), member);
            }
        }
        let modules: BTreeMap<&str, &str> =
            seen.iter().filter_map(|(tag, group)| Some((*tag, self.groups.get((*group)?)?.module.as_str()))).collect();
        let parents: Vec<Option<String>> = self
            .groups
            .iter()
            .map(|group| {
                let parent = declared.text(&group.tag, "parent")?;
                modules.get(parent).filter(|module| **module != group.module).map(|module| (*module).to_owned())
            })
            .collect();
        for (group, parent) in self.groups.iter_mut().zip(parents) {
            group.parent = parent;
        }
    }

    /// Adds the group of `tag`, unless it has no name, and returns its index.
    fn add(
        &mut self,
        document: &Document,
        config: &Config,
        declared: &Declared<'_>,
        tag: &str,
        at: Pointer,
        findings: &mut Findings,
    ) -> Option<usize> {
        let help = || format!("name the group in moored.toml: [groups] {tag:?} = \"…\"");
        let mut report = |message: String| {
            findings.push(Finding::new(&rules::TAG_NAME, document.locate(&at), message).help(help()));
        };
        let Some(module) = name_of(tag, config, &self.pinned) else {
            report(format!("the tag `{tag}` has no name in Rust; its operations are methods of `Client`"));
            return None;
        };
        if let Some(index) = self.groups.iter().position(|group| group.module == module) {
            let other = self.groups.get_mut(index)?;
            if config.group_name(tag).is_none() {
                let first = &other.tag;
                report(format!("the tags `{first}` and `{tag}` are both `{module}` in Rust; they are one group"));
            }
            if other.description.is_empty() {
                other.description = declared.text(tag, "description").unwrap_or_default().to_owned();
            }
            return Some(index);
        }
        let docs = declared.tags.get(tag).and_then(|(_, value)| value.get("externalDocs"));
        let text =
            |value: Option<&Value>, key: &str| value.and_then(|value| value.get(key)?.as_str()).map(str::to_owned);
        self.groups.push(Group {
            tag: tag.to_owned(),
            handle: String::new(),
            title: declared.text(tag, "summary").unwrap_or(tag).trim().to_owned(),
            description: declared.text(tag, "description").unwrap_or_default().to_owned(),
            external_docs: text(docs, "url").map(|url| (url, text(docs, "description").unwrap_or_default())),
            parent: None,
            module,
        });
        self.origins.push(at);
        Some(self.groups.len() - 1)
    }

    /// The group of `operation`.
    pub(super) fn of(&self, operation: &Pointer) -> Option<&Member> {
        self.members.get(operation)
    }

    /// Whether the group with this index keeps the name of the last run.
    pub(super) fn is_pinned(&self, index: usize) -> bool {
        self.groups.get(index).is_some_and(|group| self.pinned.get(&group.tag) == Some(&group.module))
    }

    /// The modules that keep the name of the last run.
    pub(super) fn pinned_modules(&self) -> impl Iterator<Item = &str> {
        let groups = self.groups.iter().enumerate().filter(|(index, _)| self.is_pinned(*index));
        groups.map(|(_, group)| group.module.as_str())
    }

    /// The module of the group of `operation`.
    pub(super) fn module_of(&self, operation: &Pointer) -> Option<&str> {
        Some(self.groups.get(self.of(operation)?.group)?.module.as_str())
    }

    /// Names the group with this index `module`, because its own name is taken.
    pub(super) fn rename(&mut self, index: usize, module: &str, document: &Document, findings: &mut Findings) {
        let (Some(group), Some(at)) = (self.groups.get_mut(index), self.origins.get(index)) else { return };
        let message = format!("`{}` is a method of the client already; this group is `{module}`", group.module);
        let help = format!("name the group in moored.toml: [groups] {:?} = \"…\"", group.tag);
        findings.push(Finding::new(&rules::TAG_NAME, document.locate(at), message).help(help));
        let before = std::mem::replace(&mut group.module, module.to_owned());
        for group in &mut self.groups {
            if group.parent.as_deref() == Some(&before) {
                group.parent = Some(module.to_owned());
            }
        }
    }
}

/// The name of the group of `tag`. `pinned` has the names of the last run.
fn name_of(tag: &str, config: &Config, pinned: &BTreeMap<String, String>) -> Option<String> {
    let name = config.group_name(tag).or_else(|| pinned.get(tag).cloned()).or_else(|| group_name(tag))?;
    Some(module_name(&name))
}

/// The tags that the document declares.
#[derive(Default)]
struct Declared<'a> {
    /// Each by its name, with its index in the document.
    tags: BTreeMap<&'a str, (usize, &'a Value)>,
    /// The names in the order of the document.
    order: Vec<&'a str>,
}

impl<'a> Declared<'a> {
    fn of(document: &'a Document) -> Self {
        let mut declared = Self::default();
        let list = document.value.get("tags").and_then(Value::as_array);
        for (index, tag) in list.into_iter().flatten().enumerate() {
            let Some(name) = tag.get("name").and_then(Value::as_str) else { continue };
            if let Entry::Vacant(entry) = declared.tags.entry(name) {
                entry.insert((index, tag));
                declared.order.push(name);
            }
        }
        declared
    }

    fn text(&self, tag: &str, key: &str) -> Option<&'a str> {
        let (_, value) = self.tags.get(tag)?;
        value.get(key)?.as_str().filter(|text| !text.trim().is_empty())
    }

    fn pointer(&self, tag: &str) -> Option<Pointer> {
        let (index, _) = self.tags.get(tag)?;
        Some(Pointer::root().join("tags").join(index))
    }

    /// The first tag of `operation` that structures the document.
    fn first(&self, operation: &Value) -> Option<String> {
        let tags = operation.get("tags")?.as_array()?.iter().filter_map(|tag| match tag {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        let structures = |tag: &String| self.text(tag, "kind").is_none_or(|kind| kind == "nav");
        tags.filter(|tag| !tag.trim().is_empty()).find(structures)
    }
}
