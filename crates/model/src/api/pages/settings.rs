//! `[pages]` of `moored.toml`, compared with the operations.

use std::collections::BTreeSet;

use super::{
    PagesOrigin, Pagination,
    body::Body,
    draft::{Draft, DraftStyle, source, target},
    raw::Raw,
    resolve::{Problem, resolve},
};
use crate::{
    api::{Operation, Types},
    config::{Config, PagesEntry, PagesSetting, PagesTable},
};
use moored_document::{
    finding::{Finding, Findings},
    pointer::Pointer,
    suggest,
};

/// The settings, and those that have had an effect.
pub(super) struct Settings<'a> {
    config: &'a Config,
    used: BTreeSet<String>,
    /// What `[pages]` may have as keys.
    known: Vec<String>,
    /// Why the setting for all operations fits none, for the first operation that has a list.
    problem: Option<Problem>,
}

/// What the settings state about an operation.
pub(super) enum Choice {
    /// There are no pages.
    None,
    Pages(Box<Pagination>),
    /// Nothing.
    Open,
}

impl<'a> Settings<'a> {
    pub(super) fn of(config: &'a Config) -> Self {
        Self { config, used: BTreeSet::new(), known: Vec::new(), problem: None }
    }

    /// What the settings state about `operation`. Its own setting has to fit; that for all operations may.
    pub(super) fn of_operation(
        &mut self,
        operation: &Operation,
        raw: &Raw<'_>,
        types: &Types,
        findings: &mut Findings,
    ) -> Choice {
        let address = format!("{} {}", operation.verb, operation.path);
        self.known.extend([operation.id.clone(), address.clone()]);
        let is_own = |entry: &PagesEntry<'_>| {
            let key = entry.key.get_ref();
            *key == operation.id || key.eq_ignore_ascii_case(&address)
        };
        let config = self.config;
        if let Some(PagesEntry { key, setting }) = config.pages().find(is_own) {
            self.used.insert(key.get_ref().clone());
            let PagesSetting::Table(table) = setting else { return Choice::None };
            return match resolve(&draft(table), PagesOrigin::Settings, operation, raw, types) {
                Ok(pages) => Choice::Pages(Box::new(pages)),
                Err(Problem { message, help }) => {
                    let message = format!("the pages of `{}`: {message}", key.get_ref());
                    findings.push(config.unused(key, message).help_if(help));
                    Choice::None
                }
            };
        }
        let Some(PagesEntry { key, setting }) = config.pages().find(PagesEntry::is_for_all) else {
            return Choice::Open;
        };
        let PagesSetting::Table(table) = setting else {
            self.used.insert(key.get_ref().clone());
            return Choice::None;
        };
        // Most operations that write return what they have written.
        if operation.verb != "GET" && !matches!(draft(table).style, DraftStyle::Cursor(..)) {
            return Choice::Open;
        }
        match resolve(&draft(table), PagesOrigin::Settings, operation, raw, types) {
            Ok(pages) => {
                self.used.insert(key.get_ref().clone());
                Choice::Pages(Box::new(pages))
            }
            Err(problem) => {
                if Body::of(operation, types).is_some_and(|body| body.only_list().is_some()) {
                    self.problem.get_or_insert(problem);
                }
                Choice::Open
            }
        }
    }

    /// Reports settings for operations that do not exist, and one for all operations that fits none.
    pub(super) fn report_unused(self, findings: &mut Findings) {
        for entry in self.config.pages() {
            let PagesEntry { key, setting } = entry;
            if self.used.contains(key.get_ref()) {
                continue;
            }
            let finding: Finding = match setting {
                PagesSetting::Table(_) if entry.is_for_all() => {
                    let reason = self.problem.as_ref().map(|problem| format!(": {}", problem.message));
                    let message = format!("the pages of `*` fit no operation{}", reason.unwrap_or_default());
                    self.config.unused(key, message).help_if(self.problem.as_ref().and_then(|one| one.help.clone()))
                }
                // The document has no operations.
                PagesSetting::None if entry.is_for_all() => continue,
                _ => {
                    let message = format!("the operation `{}` does not exist", key.get_ref());
                    let known = self.known.iter().map(String::as_str);
                    self.config.unused(key, message).help_if(suggest::did_you_mean(key.get_ref(), known))
                }
            };
            findings.push(finding);
        }
    }
}

fn draft(table: &PagesTable) -> Draft {
    let PagesTable { items, next, cursor, page, first, offset, total_pages, total_items, has_more, .. } = table;
    let style = match (next, cursor, page, offset) {
        (Some(next), Some(cursor), ..) => DraftStyle::Cursor(target(cursor), source(next)),
        (Some(next), ..) => DraftStyle::NextUrl(source(next)),
        (None, _, Some(page), _) => DraftStyle::PageNumber(target(page), *first),
        (None, _, _, Some(offset)) => DraftStyle::Offset(target(offset)),
        (None, ..) => DraftStyle::LinkHeader,
    };
    Draft {
        style,
        items: items.as_deref().map(Pointer::parse),
        total_pages: total_pages.as_deref().map(source),
        total_items: total_items.as_deref().map(source),
        has_more: has_more.as_deref().map(source),
    }
}
