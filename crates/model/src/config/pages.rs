//! `[pages]`: which operations return lists in pages, and how the next page is requested.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};
use toml::Spanned;

use super::Config;
use moored_document::{
    finding::{Finding, Findings},
    rules,
};

/// The setting of an operation, or of all operations.
#[derive(Clone, Debug)]
pub enum PagesSetting {
    /// There are no pages.
    None,
    /// There are pages.
    Table(Box<PagesTable>),
}

/// The key for all operations.
const ALL: &str = "*";

/// An entry of `[pages]`.
#[derive(Clone, Copy, Debug)]
pub struct PagesEntry<'a> {
    /// An operation id, an HTTP method and a path, or `*` for all operations.
    pub key: &'a Spanned<String>,
    /// What is set.
    pub setting: &'a PagesSetting,
}

/// How the next page is requested. The keys decide about the style.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PagesTable {
    /// Where the response has the items.
    pub items: Option<String>,
    /// Whether the header `Link` has the address of the next page.
    #[serde(default)]
    pub link_header: bool,
    /// Where the response has the cursor, or the address, of the next page.
    pub next: Option<String>,
    /// Where the request has the cursor.
    pub cursor: Option<String>,
    /// Where the request has the number of the page.
    pub page: Option<String>,
    /// The number of the first page.
    pub first: Option<u64>,
    /// Where the request has the number of items before the page.
    pub offset: Option<String>,
    /// Where the response has the number of pages.
    pub total_pages: Option<String>,
    /// Where the response has the number of items of all pages.
    pub total_items: Option<String>,
    /// Where the response states whether there are more pages.
    pub has_more: Option<String>,
}

impl PagesTable {
    /// What is wrong with the keys that are set, whatever the operation is.
    fn problem(&self) -> Option<&'static str> {
        let styles = [self.link_header, self.cursor.is_some(), self.page.is_some(), self.offset.is_some()];
        match (styles.iter().filter(|is_set| **is_set).count(), self.next.is_some(), self.cursor.is_some()) {
            (0, false, _) => Some("nothing states how the next page is requested"),
            (0, true, _) | (1, true, true) => None,
            (1, false, true) => Some("`cursor` needs `next`, where the response has it"),
            (1, true, false) => {
                Some("`next` is the address of the next page, or the value of `cursor`; there is another style")
            }
            (1, false, false) => None,
            _ => Some("only one of `link_header`, `cursor`, `page` and `offset` can be set"),
        }
        .or_else(|| (self.first.is_some() && self.page.is_none()).then_some("`first` needs `page`"))
    }
}

impl<'de> Deserialize<'de> for PagesSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SettingVisitor)
    }
}

struct SettingVisitor;

impl<'de> Visitor<'de> for SettingVisitor {
    type Value = PagesSetting;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`false`, or a table")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<PagesSetting, E> {
        match value {
            false => Ok(PagesSetting::None),
            true => {
                Err(E::custom("`true` is not valid; expected `false`, or a table that states how pages are requested"))
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PagesSetting, A::Error> {
        let table = PagesTable::deserialize(MapAccessDeserializer::new(map))?;
        Ok(PagesSetting::Table(Box::new(table)))
    }
}

/// The settings for operations, by operation id, HTTP method and path, or `*`.
pub(super) type Pages = BTreeMap<Spanned<String>, PagesSetting>;

impl PagesEntry<'_> {
    /// Whether it is for all operations.
    #[must_use]
    pub fn is_for_all(&self) -> bool {
        self.key.get_ref() == ALL
    }
}

impl Config {
    /// The entries of `[pages]`.
    pub fn pages(&self) -> impl Iterator<Item = PagesEntry<'_>> {
        self.pages.iter().map(|(key, setting)| PagesEntry { key, setting })
    }

    /// Whether pages are inferred where nothing states them.
    #[must_use]
    pub fn infers_pages(&self) -> bool {
        self.infer_pages.unwrap_or(true)
    }

    /// What is wrong with the entries, whatever the document is.
    pub(super) fn pages_problems(&self) -> Findings {
        let mut findings = Findings::default();
        for PagesEntry { key, setting } in self.pages() {
            if let PagesSetting::Table(table) = setting
                && let Some(problem) = table.problem()
            {
                let message = format!("the pages of `{}`: {problem}", key.get_ref());
                let help = "docs/settings.md lists the keys of each style";
                findings.push(Finding::new(&rules::CONFIG, self.locate(key), message).help(help));
            }
        }
        findings
    }
}
