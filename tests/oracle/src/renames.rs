//! The table of renames, old → new.
//!
//! ```toml
//! [identifiers]       # types, methods, fields; the module and the file of a type are renamed with it
//! Reply = "Response"
//! [strings]           # string literals in Rust code, whole
//! "a reply" = "a response"
//! [sequences]         # Rust tokens, for names that documents use too; delimiters are balanced
//! "fn read(reply: runtime::Reply)" = "fn decode(response: runtime::Response)"
//! [rules]             # ids of rules, in findings and losses.json
//! old-rule = "new-rule"
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use heck::ToSnakeCase as _;
use proc_macro2::TokenStream;
use serde::Deserialize;

/// The table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Renames {
    identifiers: BTreeMap<String, String>,
    strings: BTreeMap<String, String>,
    rules: BTreeMap<String, String>,
    /// Written as the tokens are printed.
    sequences: BTreeMap<String, String>,
    /// Derived from `identifiers`: the modules of types. Not applied to fields, which may have the same names.
    #[serde(skip)]
    modules: BTreeMap<String, String>,
}

impl Renames {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// Returns an error if it cannot be read or is not a valid table of renames.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let cannot = || format!("cannot read {}", path.display());
        Self::parse(&fs::read_to_string(path).with_context(cannot)?).with_context(cannot)
    }

    /// Parses a table of renames.
    ///
    /// # Errors
    /// Returns an error if `text` is not a valid table of renames.
    pub(crate) fn parse(text: &str) -> anyhow::Result<Self> {
        let mut renames: Self = toml::from_str(text)?;
        let printed = |tokens: &String| tokens.parse::<TokenStream>().map(|tokens| tokens.to_string());
        let sequences = renames.sequences.iter().map(|(old, new)| Ok((printed(old)?, printed(new)?)));
        renames.sequences = sequences
            .collect::<Result<_, proc_macro2::LexError>>()
            .map_err(|error| anyhow::anyhow!("a sequence is not Rust tokens: {error}"))?;
        let types = renames.identifiers.iter().filter(|(old, _)| old.starts_with(char::is_uppercase));
        renames.modules = types.map(|(old, new)| (old.to_snake_case(), new.to_snake_case())).collect();
        Ok(renames)
    }

    /// The new name of an identifier.
    pub(crate) fn identifier<'a>(&'a self, old: &'a str) -> &'a str {
        self.identifiers.get(old).map_or(old, String::as_str)
    }

    /// The new name of a module.
    pub(crate) fn module<'a>(&'a self, old: &'a str) -> &'a str {
        self.identifiers.get(old).or_else(|| self.modules.get(old)).map_or(old, String::as_str)
    }

    /// The new content of a string literal.
    pub(crate) fn string(&self, old: &str) -> Option<&str> {
        self.strings.get(old).map(String::as_str)
    }

    /// The new code: `code` is printed tokens.
    pub(crate) fn code(&self, mut code: String) -> String {
        for (old, new) in &self.sequences {
            code = replace_tokens(&code, old, new);
        }
        code
    }

    /// The new id of a rule.
    pub(crate) fn rule<'a>(&'a self, old: &'a str) -> &'a str {
        self.rules.get(old).map_or(old, String::as_str)
    }

    /// The new path of a file in a crate: the folders and files below `src` are modules.
    pub(crate) fn path(&self, old: &str) -> String {
        let mut below_src = false;
        let parts = old.split('/').map(|part| match part.strip_suffix(".rs") {
            Some(stem) if below_src => format!("{}.rs", self.module(stem)),
            None if below_src => self.module(part).to_owned(),
            _ => {
                below_src = part == "src";
                part.to_owned()
            }
        });
        parts.collect::<Vec<_>>().join("/")
    }
}

/// Replaces `old` where it does not start or end within an identifier.
fn replace_tokens(code: &str, old: &str, new: &str) -> String {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    let mut replaced = String::with_capacity(code.len());
    let mut rest = code;
    while let Some((before, after)) = rest.split_once(old) {
        let starts_within = old.starts_with(is_name)
            && (before.ends_with(is_name) || (before.is_empty() && replaced.ends_with(is_name)));
        let ends_within = old.ends_with(is_name) && after.starts_with(is_name);
        replaced.push_str(before);
        replaced.push_str(if starts_within || ends_within { old } else { new });
        rest = after;
    }
    replaced + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_type_is_renamed_with_the_type() -> anyhow::Result<()> {
        let renames = Renames::parse("[identifiers]\nGetUserReply = 'GetUserResponse'\nlist = 'list_all'\n")?;
        assert_eq!(
            renames.path("generated/a/src/types/get_user_reply.rs"),
            "generated/a/src/types/get_user_response.rs"
        );
        assert_eq!(renames.path("src/operations/list.rs"), "src/operations/list_all.rs");
        assert_eq!(renames.path("list/README.md"), "list/README.md");
        assert_eq!(renames.identifier("get_user_reply"), "get_user_reply");
        Ok(())
    }

    #[test]
    fn a_sequence_of_tokens_is_replaced_but_not_within_names() -> anyhow::Result<()> {
        let renames = Renames::parse("[sequences]\n'let reply =' = 'let response ='\n'.of' = '.with'\n")?;
        assert_eq!(renames.code("let reply = a . of (reply)".to_owned()), "let response = a . with (reply)");
        assert_eq!(
            renames.code("let reply_ = a . of_ (outlet reply = 1)".to_owned()),
            "let reply_ = a . of_ (outlet reply = 1)"
        );
        Ok(())
    }

    #[test]
    fn an_unknown_section_is_an_error() {
        assert!(Renames::parse("[identifier]\nA = 'B'\n").is_err());
    }
}
