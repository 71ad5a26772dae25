//! Names of members and media types that may be shown.

use std::borrow::Cow;

/// What stands for a name that is not shown, and for the index of an item.
pub(super) const ANY: &str = "*";

/// The longest name of a property that is shown.
const MAX_LENGTH: usize = 40;

/// How many runs of digits a name may have: `address2_line1` has two. Tokens, UUIDs and dates have more.
const MAX_RUNS_OF_DIGITS: usize = 2;

/// How many digits may follow each other. Numbers of customers have more.
const MAX_DIGITS: usize = 4;

/// `name` if it looks like the name of a property and not like data, and [`ANY`] otherwise. Only for names that the
/// document does not have. It is stricter than what errors show, because reports are kept.
pub(super) fn shown(name: Cow<'_, str>) -> Cow<'_, str> {
    if is_plain(&name) { name } else { Cow::Borrowed(ANY) }
}

fn is_plain(name: &str) -> bool {
    let begins_like_a_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || "_$@".contains(c));
    let is_of_a_name = |c: char| c.is_ascii_alphanumeric() || "_-.:".contains(c);
    begins_like_a_name && name.len() <= MAX_LENGTH && name.chars().skip(1).all(is_of_a_name) && {
        let runs = name.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        runs.clone().count() <= MAX_RUNS_OF_DIGITS && runs.map(str::len).all(|length| length <= MAX_DIGITS)
    }
}

/// `media_type` with [`ANY`] for each half that does not look like a name. Only for those that the document does not
/// have.
pub(super) fn shown_media_type(media_type: &str) -> String {
    const TYPES: [&str; 10] =
        ["application", "audio", "example", "font", "haptics", "image", "message", "model", "multipart", "text"];
    let (ty, subtype) = media_type.split_once('/').unwrap_or((media_type, ""));
    let ty = if ty == "video" || TYPES.contains(&ty) { ty } else { ANY };
    let subtype = if subtype.split(['.', '+']).all(is_plain) { subtype } else { ANY };
    format!("{ty}/{subtype}")
}

#[cfg(test)]
mod tests {
    use super::{shown, shown_media_type};

    #[test]
    fn names_of_properties_are_shown() {
        for name in ["id", "internalAdminTokenUserId", "address2_line1", "$ref", "@type", "x-rate.limit", "sha256"] {
            assert_eq!(shown(name.into()), name);
        }
    }

    #[test]
    fn what_may_be_data_is_not_shown() {
        for name in [
            "",
            "42",
            "2026-11-26",
            "ada@example.com",
            "Ada Lovelace",
            "customer-1234567",
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "a3f2504e04f8911d39a0c",
            "sk_live_a1b2c3d4",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9aaaaaaaaaa",
            "straße",
        ] {
            assert_eq!(shown(name.into()), "*", "{name}");
        }
    }

    #[test]
    fn media_types_are_shown_in_halves() {
        for (media_type, expected) in [
            ("text/html", "text/html"),
            ("video/mp4", "video/mp4"),
            ("application/vnd.github.v3+json", "application/vnd.github.v3+json"),
            ("application/tok-0123456789", "application/*"),
            ("hunter2/secret value", "*/*"),
            ("nothing", "*/*"),
        ] {
            assert_eq!(shown_media_type(media_type), expected);
        }
    }
}
