//! Rust names from a document's text. No other module derives an identifier from a document.
//!
//! Every name from this module is an identifier and no keyword. Types, methods and modules give files their names, so
//! that these names are ASCII; fields and variants keep letters of other scripts.

mod distinct;
mod paths;
mod singular;
mod status;
mod validity;
mod words;

use std::borrow::Cow;

use heck::{ToPascalCase as _, ToSnakeCase as _};

pub(crate) use distinct::{Listed, argument_order, field_names, value_names};
pub(crate) use paths::path_name;
pub(crate) use singular::singular;
pub(crate) use status::status_name;
pub use status::status_variant;
pub(crate) use validity::{is_identifier, is_keyword, is_method_name, is_type_name};

use moored_document::digest::digest;

use words::{Letters, Signs, words};

/// Keywords (Rust reference), including those of the 2024 edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Type names that generated code uses, and that a schema must not shadow.
const PRELUDE: &[&str] = &[
    "Box", "Default", "Err", "Field", "From", "Into", "None", "Ok", "Option", "Result", "Self", "Some", "String",
    "TryFrom", "Vec",
];

/// In bytes. Types and calls give files their names. A file name may have 255 bytes, and a number may follow the name.
const LONGEST: usize = 120;

/// How many bytes of a longer name are kept before the digest.
const KEPT: usize = 100;

/// The name of a type: `user-module` → `UserModule`; `Empty` if the text has no ASCII letter or digit.
#[must_use]
pub fn type_name(text: &str) -> String {
    let name = pascal(text, Signs::Separate, Letters::Ascii);
    if PRELUDE.contains(&name.as_str()) { format!("{name}Value") } else { name }
}

/// The name of a variant. Unlike the name of a type, it may be one of the prelude, and it keeps letters of other
/// scripts.
#[must_use]
pub(crate) fn variant_name(text: &str) -> String {
    not_self(pascal(text, Signs::Separate, Letters::Latin))
}

/// The name of the variant for a value: a [`variant_name`] in which signs are as `signs` states.
fn value_name(text: &str, signs: Signs) -> String {
    not_self(pascal(text, signs, Letters::Latin))
}

fn not_self(name: String) -> String {
    if name == "Self" { "SelfValue".to_owned() } else { name }
}

fn pascal(text: &str, signs: Signs, letters: Letters) -> String {
    let name = stable_pascal(&words(&shortened(text), signs, letters));
    let name = if name.len() > LONGEST { stable_pascal(&cut(&name, text, "X")) } else { name };
    match name.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if !unicode_ident::is_xid_start(first) => format!("X{name}"),
        Some(_) => name,
    }
}

/// How often heck converts a name until it stays the same.
const MOST_CONVERSIONS: usize = 8;

fn stable_pascal(text: &str) -> String {
    let mut name = text.to_owned();
    // heck reads `S3S3` as one word and `s3 s3` as two, and names are made of other names.
    for _ in 0..MOST_CONVERSIONS {
        let again = joined_pascal(&name);
        // After a letter, heck sees that a word begins behind the digits.
        let again = if again.starts_with(|first: char| first.is_ascii_digit()) { format!("X{again}") } else { again };
        if again == name {
            break;
        }
        name = again;
    }
    name
}

/// The words of `text` in one; digits of two words stay apart: `version 1 2` → `Version1_2`, which is not `Version12`.
fn joined_pascal(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for word in text.split(|character: char| character.is_whitespace() || character == '_') {
        let are_digits = name.ends_with(|last: char| last.is_ascii_digit())
            && word.starts_with(|first: char| first.is_ascii_digit());
        let word = match are_digits {
            // As within a word: `V2_0Request` has been joined already, and stays.
            true => format!("X{word}").to_pascal_case().replacen('X', "_", 1),
            false => word.to_pascal_case(),
        };
        name.extend(word.chars().filter(|character| unicode_ident::is_xid_continue(*character)));
    }
    name
}

/// The start of a name that is too long and a digest of the whole text, so that two long names stay different.
fn cut(name: &str, text: &str, sign: &str) -> String {
    let start: String = name.chars().take(KEPT).collect();
    let digest: String = digest(text).chars().take(12).collect();
    format!("{}{sign}{digest}", start.trim_end_matches('_'))
}

/// Limits the length of `text`, so that building a name takes little time.
fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= 8 * LONGEST { Cow::Borrowed(text) } else { Cow::Owned(cut(text, text, " x")) }
}

/// Reserved device names of Windows, with any extension.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// The name of the module, and of its file, for the method or type `name`.
#[must_use]
pub fn module_name(name: &str) -> String {
    let name = method_name(name);
    let digit = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = ["com", "lpt"].iter().any(|device| name.strip_prefix(device).is_some_and(digit));
    if numbered || DEVICES.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// The name of a method: a [`snake_name`] short enough for a file name.
#[must_use]
pub(crate) fn method_name(text: &str) -> String {
    let name = snake_name(&shortened(text));
    if name.len() > LONGEST { cut(&name, text, "_x") } else { name }
}

/// The name of a group of operations: a [`method_name`] without the word API at its end, `Balances API` → `balances`.
/// `None` if the text has no ASCII letter or digit.
pub(crate) fn group_name(text: &str) -> Option<String> {
    let name = method_name(text);
    let is_empty = name == "empty" && !text.to_ascii_lowercase().contains("empty");
    (!is_empty).then(|| name.strip_suffix("_api").map(method_name).unwrap_or(name))
}

/// The name of a function, field or module: `getUser` → `get_user`. A keyword gets an underscore at its end.
#[must_use]
pub fn snake_name(text: &str) -> String {
    let name = words(text, Signs::Separate, Letters::Ascii).to_snake_case();
    match name.chars().next() {
        None => "empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("x{name}"),
        Some(_) if KEYWORDS.contains(&name.as_str()) => format!("{name}_"),
        Some(_) => name,
    }
}

/// The name of a field: `fullName` → `full_name`. Letters of other scripts are kept, which Rust allows. A keyword gets
/// an underscore at its end.
fn field_name(text: &str, signs: Signs) -> String {
    let name = words(text, signs, Letters::All).to_snake_case();
    match name.chars().next() {
        None => "x".to_owned(),
        Some(first) if !unicode_ident::is_xid_start(first) => format!("x{name}"),
        Some(_) if KEYWORDS.contains(&name.as_str()) => format!("{name}_"),
        Some(_) => name,
    }
}

/// Names for a media type, the preferred one first: `text/csv` → `csv`, `application/vnd.acme.v2+json` → `acme_v2`,
/// `acme_v2_json`.
#[must_use]
pub fn media_type_names(media_type: &str) -> Vec<String> {
    let (essence, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
    let (kind, subtype) = essence.trim().split_once('/').unwrap_or(("", essence.trim()));
    let subtype = match (kind, subtype) {
        (_, "plain") => "text",
        (_, "octet-stream") => "bytes",
        ("*", _) => "any",
        (kind, "*") => kind,
        (_, subtype) => subtype,
    };
    let subtype = ["vnd.", "x-", "x."].iter().find_map(|prefix| subtype.strip_prefix(prefix)).unwrap_or(subtype);
    let name = |text: &str| snake_name(&text.replace('+', " "));
    let short = subtype.split('+').next().unwrap_or(subtype);
    [short.to_owned(), subtype.to_owned(), format!("{subtype} {parameters}")].map(|text| name(&text)).into()
}

/// A part of a crate's name: `Acme Inc.` → `acme-inc`.
#[must_use]
pub fn crate_part(text: &str) -> String {
    let name = words(text, Signs::Separate, Letters::Ascii).to_snake_case().replace('_', "-");
    if name.is_empty() { "api".to_owned() } else { name }
}

/// `word` without a start that repeats the end of `whole`: `EventMade` and `MadeByHand` make `EventMadeByHand`.
#[must_use]
pub(crate) fn without_overlap<'a>(whole: &str, word: &'a str) -> &'a str {
    let starts = whole.char_indices().filter(|(_, character)| character.is_ascii_uppercase()).map(|(at, _)| at);
    let mut rests = starts.filter_map(|at| word.strip_prefix(whole.get(at..)?));
    rests.find(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase())).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_a_reader_expects() {
        assert_eq!(type_name("user-module"), "UserModule");
        assert_eq!(type_name("meSchema"), "MeSchema");
        assert_eq!(type_name("404"), "X404");
        assert_eq!(type_name("version 1 2"), "Version1_2");
        assert_eq!(type_name("V2025_0Request"), "V2025_0Request");
        assert_eq!(type_name("Option"), "OptionValue");
        assert_eq!(type_name("日本"), "Empty");
        assert_eq!(type_name("Größe łódź Æther œuvre Đà Nẵng ŋ"), "GrosseLodzAetherOeuvreDaNangNg");
        assert_eq!(snake_name("type"), "type_");
        assert_eq!(snake_name("get-me"), "get_me");
        assert_eq!([module_name("Aux"), module_name("com1"), module_name("Comb")], ["aux_", "com1_", "comb"]);
    }

    #[test]
    fn names_come_out_of_their_own_naming_unchanged() {
        for text in [
            "HTTPBasicAuth",
            "a_b-c.d",
            "x509Cert",
            "V2User2FA",
            "été",
            "+1",
            "<script>",
            "r#type",
            "destination-s3 s3_bucket",
        ] {
            assert_eq!(type_name(&type_name(text)), type_name(text), "{text}");
            assert_eq!(snake_name(&snake_name(text)), snake_name(text), "{text}");
        }
    }

    #[test]
    fn media_types_are_called_as_people_call_them() {
        for (media_type, name) in [
            ("text/csv", "csv"),
            ("text/plain; charset=utf-8", "text"),
            ("application/octet-stream", "bytes"),
            ("image/*", "image"),
            ("image/svg+xml", "svg"),
            ("application/x-yaml", "yaml"),
            ("application/vnd.apple.mpegurl", "apple_mpegurl"),
        ] {
            assert_eq!(media_type_names(media_type).first().map(String::as_str), Some(name));
        }
        assert_eq!(
            media_type_names("application/vnd.acme+json; version=2"),
            ["acme", "acme_json", "acme_json_version_2"]
        );
    }

    #[test]
    fn long_names_are_short_and_different() {
        let long = |end: &str| format!("{}{end}", "aVeryLongName".repeat(100));
        for name in [type_name(&long("a")), method_name(&long("a")), type_name(&"A".repeat(150))] {
            assert!(name.len() <= LONGEST && name.to_ascii_lowercase().starts_with('a'), "{name}");
            assert_eq!(type_name(&type_name(&name)), type_name(&name));
            assert_eq!(method_name(&name.to_ascii_lowercase()), name.to_ascii_lowercase());
        }
        assert_ne!(type_name(&long("a")), type_name(&long("b")));
        assert_ne!(method_name(&long("a")), method_name(&long("b")));
    }
}
