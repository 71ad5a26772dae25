//! Rust names from a document's text. No other module makes an identifier out of a document.
//!
//! A name that leaves here is an ASCII identifier, is no keyword, and comes out of typify's own naming unchanged, so that a schema
//! called `User` in the lowered document is the type `User` in the client.

use std::borrow::Cow;

use heck::{ToPascalCase as _, ToSnakeCase as _};

use moored_document::{digest::digest, status::Status};

/// Words that Rust keeps for itself (reference, "Keywords"), with those of the 2024 edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Type names that generated code uses itself and a schema must not hide.
const PRELUDE: &[&str] = &[
    "Box", "Default", "Err", "Field", "From", "Into", "None", "Ok", "Option", "Result", "Self", "Some", "String",
    "TryFrom", "Vec",
];

/// In bytes. Types and calls name files, whose names may have 255 bytes, and so do numbers behind them.
const LONGEST: usize = 120;

/// So much of a longer name stays in front of its digest.
const KEPT: usize = 100;

/// A type's name: `user-module` → `UserModule`; `Empty` where no letter or digit is left.
#[must_use]
pub fn type_name(text: &str) -> String {
    let name = pascal(text);
    if PRELUDE.contains(&name.as_str()) { format!("{name}Value") } else { name }
}

/// A variant's name, which may be that of a type that everybody knows.
#[must_use]
pub fn variant_name(text: &str) -> String {
    let name = pascal(text);
    if name == "Self" { "SelfValue".to_owned() } else { name }
}

fn pascal(text: &str) -> String {
    let name = stable_pascal(&ascii(&shortened(text)).to_pascal_case());
    let name = if name.len() > LONGEST { stable_pascal(&cut(&name, text, "X")) } else { name };
    match name.chars().next() {
        None => "Empty".to_owned(),
        // typify writes the same prefix.
        Some(first) if first.is_ascii_digit() => format!("X{name}"),
        Some(_) => name,
    }
}

fn stable_pascal(text: &str) -> String {
    let mut name = text.to_owned();
    // `S3S3` is one word to heck where `s3 s3` was two, and typify asks it again.
    loop {
        let again = name.to_pascal_case();
        if again == name {
            break;
        }
        name = again;
    }
    name
}

/// The start of a name that is too long, and a digest of the whole text, so that two of them stay two.
fn cut(name: &str, text: &str, sign: &str) -> String {
    let start: String = name.chars().take(KEPT).collect();
    let digest: String = digest(text).chars().take(12).collect();
    format!("{}{sign}{digest}", start.trim_end_matches('_'))
}

/// A text of any length as one that names are made of in no time.
fn shortened(text: &str) -> Cow<'_, str> {
    if text.len() <= 8 * LONGEST { Cow::Borrowed(text) } else { Cow::Owned(cut(text, text, " x")) }
}

/// Files that Windows takes for devices, whatever their extension.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// The name of a module, and of its file, for the method or type `name`.
#[must_use]
pub fn module_name(name: &str) -> String {
    let name = method_name(name);
    let digit = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = ["com", "lpt"].iter().any(|device| name.strip_prefix(device).is_some_and(digit));
    if numbered || DEVICES.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// A method's name: a [`snake_name`] that is not too long for a file's.
#[must_use]
pub(crate) fn method_name(text: &str) -> String {
    let name = snake_name(&shortened(text));
    if name.len() > LONGEST { cut(&name, text, "_x") } else { name }
}

/// A function's, field's or module's name: `getUser` → `get_user`; a keyword gets an underscore behind it.
#[must_use]
pub fn snake_name(text: &str) -> String {
    let name = ascii(text).to_snake_case();
    match name.chars().next() {
        None => "empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("x{name}"),
        Some(_) if KEYWORDS.contains(&name.as_str()) => format!("{name}_"),
        Some(_) => name,
    }
}

/// A field's name: `fullName` → `full_name`. Letters of other scripts stay, which Rust allows; a keyword gets an underscore behind it.
#[must_use]
pub fn field_name(text: &str) -> String {
    let name = match text {
        // Nothing but a sign and a digit: without the sign the two would have one name.
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => {
            text.replace('\'', "").replace(|character| !unicode_ident::is_xid_continue(character), "-").to_snake_case()
        }
    };
    match name.chars().next() {
        None => "x".to_owned(),
        Some(first) if !unicode_ident::is_xid_start(first) => format!("x{name}"),
        Some(_) if KEYWORDS.contains(&name.as_str()) => format!("{name}_"),
        Some(_) => name,
    }
}

/// Names for a media type, best first: `text/csv` → `csv`, `application/vnd.acme.v2+json` → `acme_v2`, `acme_v2_json`.
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
    let words = |text: &str| snake_name(&text.replace('+', " "));
    let short = subtype.split('+').next().unwrap_or(subtype);
    [short.to_owned(), subtype.to_owned(), format!("{subtype} {parameters}")].map(|text| words(&text)).into()
}

/// Whether Rust keeps `name` for itself.
#[must_use]
pub(crate) fn is_keyword(name: &str) -> bool {
    name == "Self" || KEYWORDS.contains(&name)
}

/// A constant part of a crate's name: `Acme Inc.` → `acme-inc`.
#[must_use]
pub fn crate_part(text: &str) -> String {
    let name = ascii(text).to_snake_case().replace('_', "-");
    if name.is_empty() { "api".to_owned() } else { name }
}

/// One of several, for the name of an array's item: `modules` → `module`, `addresses` → `address`, `data` → `data`.
#[must_use]
pub(crate) fn singular(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let cut = |count: usize, ending: &str| format!("{}{ending}", text.get(..text.len() - count).unwrap_or(text));
    if lower.ends_with("ies") && lower.len() > 4 {
        cut(3, "y")
    } else if ["sses", "shes", "ches", "xes", "zes"].iter().any(|ending| lower.ends_with(ending)) {
        cut(2, "")
    } else if lower.ends_with('s')
        && !["ss", "us", "is"].iter().any(|ending| lower.ends_with(ending))
        && lower.len() > 2
    {
        cut(1, "")
    } else {
        text.to_owned()
    }
}

/// `word` without what the end of `whole` says already: `EventMade` and `MadeByHand` are `EventMadeByHand`.
#[must_use]
pub(crate) fn without_overlap<'a>(whole: &str, word: &'a str) -> &'a str {
    let starts = whole.char_indices().filter(|(_, letter)| letter.is_ascii_uppercase()).map(|(at, _)| at);
    let mut rests = starts.filter_map(|at| word.strip_prefix(whole.get(at..)?));
    rests.find(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase())).unwrap_or(word)
}

/// ASCII letters and digits stay, the signs that carry meaning become words, anything else parts words.
fn ascii(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' => name.push(letter),
            '+' => name.push_str(" plus "),
            '\'' | '’' => {}
            'ä' | 'à' | 'á' | 'â' | 'å' | 'ã' => name.push('a'),
            'é' | 'è' | 'ê' | 'ë' => name.push('e'),
            'í' | 'ì' | 'î' | 'ï' => name.push('i'),
            'ö' | 'ó' | 'ò' | 'ô' | 'õ' => name.push('o'),
            'ü' | 'ú' | 'ù' | 'û' => name.push('u'),
            'ç' => name.push('c'),
            'ñ' => name.push('n'),
            'ß' => name.push_str("ss"),
            _ => name.push(' '),
        }
    }
    name
}

/// The name of a variant for `status`: `NotFound`, `ClientError`, `Other`.
#[must_use]
pub fn status_variant(status: Status) -> String {
    match status {
        Status::Code(code) => match http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason()) {
            Some(reason) => variant_name(reason),
            None => format!("Status{code}"),
        },
        Status::Range(1) => "Informational".to_owned(),
        Status::Range(2) => "Success".to_owned(),
        Status::Range(3) => "Redirection".to_owned(),
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(_) => "ServerError".to_owned(),
        Status::Default => "Other".to_owned(),
    }
}

/// The name of a variant for a key of `responses`.
#[must_use]
pub(crate) fn status_name(key: &str) -> String {
    Status::parse(key).map_or_else(|| variant_name(key), status_variant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_a_reader_expects() {
        assert_eq!(type_name("user-module"), "UserModule");
        assert_eq!(type_name("meSchema"), "MeSchema");
        assert_eq!(type_name("404"), "X404");
        assert_eq!(type_name("Option"), "OptionValue");
        assert_eq!(type_name("日本"), "Empty");
        assert_eq!(snake_name("type"), "type_");
        assert_eq!(snake_name("get-me"), "get_me");
        assert_eq!([module_name("Aux"), module_name("com1"), module_name("Comb")], ["aux_", "com1_", "comb"]);
        assert_eq!(singular("modules"), "module");
        assert_eq!(singular("addresses"), "address");
        assert_eq!(singular("companies"), "company");
        assert_eq!(singular("status"), "status");
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
