//! Takes a text out of a page, as `extract` in `source.toml` describes it.

use std::collections::BTreeMap;

use moored_document::provenance::Extract;
use serde_json::value::RawValue;

use super::{
    html,
    problem::{About, Problem},
};

/// The text in `page`. A JSON value is taken as it stands, without changing numbers, order or spaces.
pub(super) fn run(page: &str, extract: &Extract) -> Result<String, Problem> {
    let mut text = page.to_owned();
    if let Some(selector) = &extract.element {
        let (found, count) = html::element(&text, selector);
        if count != 1 {
            let message = match count {
                0 => format!("the page has no element `{selector}`"),
                count => format!("the page has {count} elements `{selector}`, and one was expected"),
            };
            return Err(problem(message));
        }
        text = found;
    }
    if let Some(marker) = &extract.after {
        let Some((_, rest)) = text.split_once(marker.as_str()) else {
            return Err(problem(format!("`{marker}` is not in the page")));
        };
        text = first_value(rest).map_err(|error| problem(format!("no JSON value stands after `{marker}`: {error}")))?;
    }
    match &extract.pointer {
        Some(pointer) => value_at(&text, pointer).map_err(problem),
        None => Ok(text),
    }
}

fn problem(message: String) -> Problem {
    let help = "the provider has changed the page: correct `extract`, or set `address` to that of the document itself";
    Problem::new(message, help).about(About::Extract)
}

/// The JSON value with which `text` begins.
fn first_value(text: &str) -> serde_json::Result<String> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    Ok(values.next().transpose()?.map(|value| value.get().to_owned()).unwrap_or_default())
}

/// The value at `pointer`; a string is the text in it.
fn value_at(text: &str, pointer: &str) -> Result<String, String> {
    let mut value: &RawValue = serde_json::from_str(text).map_err(|error| format!("no JSON is there: {error}"))?;
    for key in moored_document::pointer::Pointer::parse(pointer).keys() {
        let missing = || format!("there is nothing at `{pointer}`: `{key}` is missing");
        value = if value.get().starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(value.get()).map_err(|error| error.to_string())?;
            let index = key.parse::<usize>().map_err(|_| missing())?;
            items.get(index).copied().ok_or_else(missing)?
        } else {
            let members: BTreeMap<String, &RawValue> = serde_json::from_str(value.get()).map_err(|_| missing())?;
            members.get(key).copied().ok_or_else(missing)?
        };
    }
    if value.get().starts_with('"') {
        return serde_json::from_str(value.get()).map_err(|error| error.to_string());
    }
    Ok(value.get().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extract(element: &str, after: &str, pointer: &str) -> Extract {
        let part = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Extract { element: part(element), after: part(after), pointer: part(pointer) }
    }

    #[test]
    fn a_document_is_found_in_the_forms_of_pages() {
        let page = r#"<html><script id="data">{"props": {"spec": {"b": 1.0, "a": 12345678901234567890}}}</script>
            <script>const state = {"spec": "openapi: 3.1.0\n", "list": [0, {"x": 1}]}; start(state)</script></html>"#;
        for (extract, wanted) in [
            (extract("#data", "", "/props/spec"), r#"{"b": 1.0, "a": 12345678901234567890}"#),
            (extract("", "const state =", "/spec"), "openapi: 3.1.0\n"),
            (extract("", "state =", "/list/1"), r#"{"x": 1}"#),
        ] {
            assert_eq!(run(page, &extract).unwrap(), wanted, "{extract:?}");
        }
        for (extract, wanted) in [
            (extract("#other", "", ""), "the page has no element `#other`"),
            (extract("script", "", ""), "the page has 2 elements `script`, and one was expected"),
            (extract("", "window.x", ""), "`window.x` is not in the page"),
            (extract("#data", "", "/props/api"), "there is nothing at `/props/api`: `api` is missing"),
            (extract("", "state =", "/list/7"), "there is nothing at `/list/7`: `7` is missing"),
        ] {
            let error = run(page, &extract).unwrap_err();
            assert_eq!((error.message.as_str(), error.about), (wanted, About::Extract));
        }
        assert!(run(page, &extract("", "start(", "")).unwrap_err().message.starts_with("no JSON value stands after"));
    }
}
