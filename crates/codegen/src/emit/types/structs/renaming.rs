//! One rule of serde for the names of all fields of a struct, instead of a name at each.

use moored_model::api::Field;
use proc_macro2::TokenStream;
use quote::quote;

/// How the name of a field becomes the name of its property, as serde's `rename_all` does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Renaming {
    /// The name of the field.
    None,
    /// `camelCase`.
    Camel,
    /// `PascalCase`.
    Pascal,
    /// `kebab-case`.
    Kebab,
    /// `SCREAMING_SNAKE_CASE`.
    Screaming,
}

impl Renaming {
    const ALL: [Self; 5] = [Self::None, Self::Camel, Self::Pascal, Self::Kebab, Self::Screaming];

    /// The rule after which the fewest fields need a name of their own; none, unless it saves two names.
    pub(super) fn of(fields: &[Field]) -> Self {
        // serde takes the first byte of a name without its underscores.
        let is_plain = |field: &Field| field.name.is_ascii() && field.name.contains(|sign| sign != '_');
        if !fields.iter().all(is_plain) {
            return Self::None;
        }
        let exceptions = |rule: Self| fields.iter().filter(|field| rule.apply(&field.name) != field.wire_name).count();
        let best = Self::ALL.into_iter().min_by_key(|rule| exceptions(*rule)).unwrap_or(Self::None);
        if exceptions(best) + 1 < exceptions(Self::None) { best } else { Self::None }
    }

    /// The name of the property of the field `name`.
    pub(super) fn apply(self, name: &str) -> String {
        let pascal = || -> String { name.split('_').map(capitalized).collect() };
        match self {
            Self::None => name.to_owned(),
            Self::Pascal => pascal(),
            Self::Camel => {
                let pascal = pascal();
                let mut characters = pascal.chars();
                characters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(characters).collect()
            }
            Self::Kebab => name.replace('_', "-"),
            Self::Screaming => name.to_ascii_uppercase(),
        }
    }

    /// The argument of the serde attribute.
    pub(super) fn attribute(self) -> Option<TokenStream> {
        let rule = match self {
            Self::None => return None,
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Kebab => "kebab-case",
            Self::Screaming => "SCREAMING_SNAKE_CASE",
        };
        Some(quote!(rename_all = #rule))
    }
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
}
