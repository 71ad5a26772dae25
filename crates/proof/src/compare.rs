//! Compares a value with the original after it was decoded and encoded.

use serde_json::Value;

use moored_samples::UNKNOWN_MEMBER;

/// The pointer of the first difference between `before` and `after`, and its description; `None` if they are the same.
///
/// Two documented differences are ignored: a member that the document does not declare may be dropped, and a number may
/// have another notation.
#[must_use]
pub fn difference(before: &Value, after: &Value) -> Option<String> {
    at("", before, after, Allowed::Nothing)
}

/// The pointer of the first value of `before` that `after` does not have, and its description. More members are
/// allowed, and so is no member instead of `null`.
#[must_use]
pub(crate) fn loss(before: &Value, after: &Value) -> Option<String> {
    at("", before, after, Allowed::More)
}

/// The differences that are none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Allowed {
    Nothing,
    More,
}

fn at(pointer: &str, before: &Value, after: &Value, allowed: Allowed) -> Option<String> {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            let known = |name: &&String| name.as_str() != UNKNOWN_MEMBER;
            for name in before.keys().filter(known) {
                let pointer = format!("{pointer}/{name}");
                match after.get(name) {
                    None if allowed == Allowed::More && before.get(name).is_some_and(Value::is_null) => {}
                    None => return Some(format!("`{pointer}` is lost")),
                    Some(value) => {
                        if let Some(found) = at(&pointer, before.get(name)?, value, allowed) {
                            return Some(found);
                        }
                    }
                }
            }
            if allowed == Allowed::More {
                return None;
            }
            let added = after.keys().filter(known).find(|name| !before.contains_key(*name))?;
            Some(format!("`{pointer}/{added}` is new"))
        }
        (Value::Array(before), Value::Array(after)) => {
            if before.len() != after.len() {
                return Some(format!("`{pointer}` has {} items instead of {}", after.len(), before.len()));
            }
            let mut pairs = before.iter().zip(after).enumerate();
            pairs.find_map(|(index, (before, after))| at(&format!("{pointer}/{index}"), before, after, allowed))
        }
        (Value::Number(before), Value::Number(after)) if before.as_f64() == after.as_f64() => None,
        _ if before == after => None,
        _ => Some(format!("`{pointer}` is {} instead of {}", short(after), short(before))),
    }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 60 { text } else { text.chars().take(60).chain("…".chars()).collect() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{difference, loss};

    #[test]
    fn what_is_lost_added_or_changed_is_named() {
        let before = json!({ "a": [1, { "b": null }], "x-moored-unknown-member": true });
        assert_eq!(difference(&before, &json!({ "a": [1.0, { "b": null }] })), None);
        assert_eq!(difference(&before, &json!({ "a": [1, {}] })).as_deref(), Some("`/a/1/b` is lost"));
        assert_eq!(difference(&before, &json!({ "a": [1] })).as_deref(), Some("`/a` has 1 items instead of 2"));
        assert_eq!(difference(&json!({}), &json!({ "c": 1 })).as_deref(), Some("`/c` is new"));
        assert_eq!(difference(&json!("0"), &json!(0)).as_deref(), Some("`` is 0 instead of \"0\""));
    }

    #[test]
    fn what_the_old_version_does_not_have_is_no_loss() {
        let before = json!({ "a": 1, "b": null });
        assert_eq!(loss(&before, &json!({ "a": 1, "c": 2 })), None);
        assert_eq!(loss(&before, &json!({ "b": null })).as_deref(), Some("`/a` is lost"));
        assert_eq!(loss(&json!([before]), &json!([{ "a": 2 }])).as_deref(), Some("`/0/a` is 2 instead of 1"));
    }
}
