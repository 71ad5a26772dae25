//! Removes prose from files that are not Rust.

use serde_json::Value;

use crate::renames::Renames;

/// The properties of a loss that are prose.
const PROSE_OF_A_LOSS: [&str; 2] = ["message", "instead"];

/// `losses.json` without messages; unchanged if it is not JSON.
pub(crate) fn losses(text: &str, renames: Option<&Renames>) -> String {
    let Ok(mut report) = serde_json::from_str::<Value>(text) else { return text.to_owned() };
    for loss in report.get_mut("losses").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(loss) = loss.as_object_mut() else { continue };
        for member in PROSE_OF_A_LOSS {
            loss.shift_remove(member);
        }
        if let (Some(renames), Some(Value::String(rule))) = (renames, loss.get_mut("rule")) {
            *rule = renames.rule(rule).to_owned();
        }
    }
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

/// A `Cargo.toml` without comments and the description of the package; unchanged if it is not TOML.
pub(crate) fn manifest(text: &str) -> String {
    let Ok(mut manifest) = text.parse::<toml::Table>() else { return text.to_owned() };
    if let Some(package) = manifest.get_mut("package").and_then(toml::Value::as_table_mut) {
        package.remove("description");
    }
    manifest.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_is_compared_without_its_message() {
        let old = r#"{"losses": [{"rule": "tuple", "line": 1, "message": "a", "instead": "b"}]}"#;
        assert_eq!(losses(old, None), losses(&old.replace(r#""a""#, r#""c""#), None));
        assert_ne!(losses(old, None), losses(&old.replace('1', "2"), None));
    }

    #[test]
    fn a_manifest_is_compared_without_comments() {
        let old = "# Written.\n[package]\nname = 'a'\ndescription = 'b'\n";
        assert_eq!(manifest(old), manifest(&old.replace("Written", "Made").replace("'b'", "'c'")));
        assert_ne!(manifest(old), manifest(&old.replace("'a'", "'c'")));
    }
}
