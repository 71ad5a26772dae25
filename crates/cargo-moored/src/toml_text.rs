//! Edits the text of a TOML file of the user: comments, order and line ends stay.

use anyhow::Context as _;
use toml_edit::{Array, DocumentMut, RawString, Value};

/// `text` after `edit`. The name is that of the file, for errors.
///
/// # Errors
/// Returns the error of `edit`, or one that says where `text` is not valid TOML.
pub fn edited(
    name: &str,
    text: &str,
    edit: impl FnOnce(&mut DocumentMut) -> anyhow::Result<()>,
) -> anyhow::Result<String> {
    let mut document: DocumentMut = text.parse().with_context(|| format!("{name} is not valid TOML"))?;
    edit(&mut document)?;
    let after = document.to_string();
    // The library writes `\n`.
    let has_carriage_returns = text.contains("\r\n") && text.replace("\r\n", "").find('\n').is_none();
    Ok(if has_carriage_returns { after.replace("\r\n", "\n").replace('\n', "\r\n") } else { after })
}

/// Appends `word`, on a line of its own if the last element is on one.
pub fn append(array: &mut Array, word: &str) {
    let mut value = Value::from(word);
    let (mut trailing, has_comma) = (raw(Some(array.trailing())), array.trailing_comma());
    let last = array.len().checked_sub(1).and_then(|at| array.get_mut(at)).map(Value::decor_mut);
    if let Some(last) = last {
        let before_last = raw(last.prefix());
        // Without a comma, what is behind the last element belongs to it.
        if !has_comma {
            trailing.insert_str(0, &raw(last.suffix()));
            last.set_suffix("");
        }
        match before_last.rfind('\n') {
            None => {
                value.decor_mut().set_prefix(" ");
                value.decor_mut().set_suffix(trailing);
                array.set_trailing("");
                array.set_trailing_comma(has_comma);
            }
            Some(at) => {
                // A comment behind the last element stays behind it.
                let indent = before_last.get(at..).unwrap_or_default();
                value.decor_mut().set_prefix(format!("{}{indent}", trailing.trim_end()));
                array.set_trailing_comma(true);
                array.set_trailing("\n");
            }
        }
    }
    array.push_formatted(value);
}

fn raw(text: Option<&RawString>) -> String {
    text.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_c(text: &str) -> String {
        edited("Cargo.toml", text, |document| {
            append(document.get_mut("x").unwrap().as_array_mut().unwrap(), "c");
            Ok(())
        })
        .unwrap()
    }

    #[test]
    fn an_array_keeps_its_form() {
        for (before, after) in [
            ("x = []\n", "x = [\"c\"]\n"),
            ("x = [\"a\"] # why\n", "x = [\"a\", \"c\"] # why\n"),
            ("x = [ \"a\", \"b\" ]\n", "x = [ \"a\", \"b\", \"c\" ]\n"),
            ("x = [\n    \"a\",\n]\n", "x = [\n    \"a\",\n    \"c\",\n]\n"),
            ("x = [\n  \"a\",\n  \"b\"\n]\n", "x = [\n  \"a\",\n  \"b\",\n  \"c\",\n]\n"),
            ("x = [\n  \"a\", # one\n  \"b\", # two\n]\n", "x = [\n  \"a\", # one\n  \"b\", # two\n  \"c\",\n]\n"),
            ("x = [\n  # one\n  \"a\" # two\n]\n", "x = [\n  # one\n  \"a\", # two\n  \"c\",\n]\n"),
            ("x = [\r\n  \"a\",\r\n]\r\n", "x = [\r\n  \"a\",\r\n  \"c\",\r\n]\r\n"),
        ] {
            assert_eq!(with_c(before), after);
        }
    }

    #[test]
    fn a_text_that_is_not_toml_is_an_error_with_its_line() {
        let error = edited("Cargo.toml", "a = 1\nb = = 2\n", |_| Ok(())).unwrap_err();
        let message = format!("{error:#}");
        assert!(message.starts_with("Cargo.toml is not valid TOML") && message.contains("line 2"), "{message}");
    }
}
