//! Whether two names may be names of the same thing.

use moored_document::suggest;

/// Whether the names have the same parts (`userName`, `user_name`), or differ in one similar word (`colour`, `color`).
/// `minValue` and `maxValue` are not similar.
pub(crate) fn is_similar(one: &str, other: &str) -> bool {
    let (one, other) = (parts(one), parts(other));
    let joined = |parts: &[String]| parts.concat();
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if joined(&one) == joined(&other) {
        return true;
    }
    if one.len() != other.len() {
        return false;
    }
    let mut different = one.iter().zip(&other).filter(|(one, other)| one != other);
    match (different.next(), different.next()) {
        (Some((one, other)), None) => is_one_word(one, other),
        _ => false,
    }
}

/// Whether the names differ in case and separators only: `userName`, `user_name`.
pub(crate) fn is_spelling(one: &str, other: &str) -> bool {
    let (one, other) = (parts(one).concat(), parts(other).concat());
    !one.is_empty() && one == other
}

/// Whether the parts of one name are the first or the last of the other: `organization`, `organizationId`.
pub(crate) fn is_longer(one: &str, other: &str) -> bool {
    let (one, other) = (parts(one), parts(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && short.len() < long.len() && (long.starts_with(&short) || long.ends_with(&short))
}

/// Two spellings or forms of a word. `address1` and `address2` are two things.
fn is_one_word(one: &str, other: &str) -> bool {
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    if has_digit(one) || has_digit(other) {
        return false;
    }
    suggest::nearest(one, [other]).is_some() && suggest::nearest(other, [one]).is_some()
}

/// The parts of a name in lower case: `userName`, `user_name` and `UserName` have the same.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut is_new = true;
    let mut before_is_lower = false;
    for character in name.chars() {
        if !character.is_alphanumeric() {
            is_new = true;
            continue;
        }
        if is_new || (character.is_uppercase() && before_is_lower) {
            parts.push(String::new());
        }
        is_new = false;
        before_is_lower = !character.is_uppercase();
        if let Some(word) = parts.last_mut() {
            word.extend(character.to_lowercase());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{is_longer, is_similar};

    #[test]
    fn spellings_of_a_name_are_similar() {
        for (one, other) in [
            ("userName", "user_name"),
            ("weblink", "web_link"),
            ("colour", "color"),
            ("activity-instance", "activity-instances"),
            ("cancelled", "canceled"),
        ] {
            assert!(is_similar(one, other) && is_similar(other, one), "{one}, {other}");
        }
    }

    #[test]
    fn names_of_different_things_are_not_similar() {
        for (one, other) in [
            ("minValue", "maxValue"),
            ("from", "to"),
            ("startDate", "endDate"),
            ("created", "updated"),
            ("address1", "address2"),
            ("v1", "v2"),
            ("id", "ip"),
            ("name", "fullName"),
            ("", ""),
            ("-", "_"),
        ] {
            assert!(!is_similar(one, other) && !is_similar(other, one), "{one}, {other}");
        }
    }

    #[test]
    fn a_longer_name_contains_the_shorter_one() {
        assert!(is_longer("organization", "organizationId"));
        assert!(is_longer("fullName", "name"));
        assert!(!is_longer("name", "username"));
        assert!(!is_longer("name", "name"));
    }
}
