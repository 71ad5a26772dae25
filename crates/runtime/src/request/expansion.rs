//! The expansions of RFC 6570 that the styles of OpenAPI refer to.

use serde_json::value::RawValue;

use super::encoding::Encoding;
use super::style::{Style, StyleKind};
use super::value::{Value, text_of};

/// Values below this depth are written as JSON text.
const MAX_DEPTH: usize = 32;

/// The properties of an operator (RFC 6570, appendix A), and the delimiter within a value that is not exploded.
struct Operator {
    prefix: &'static str,
    /// Between exploded elements or members.
    separator: &'static str,
    /// Between elements or members that are not exploded.
    delimiter: &'static str,
    names: Names,
}

/// Whether values are preceded by their name.
#[derive(PartialEq)]
enum Names {
    Never,
    /// `;name`, without an equals sign if the value is empty.
    UnlessEmpty,
    Always,
}

/// Writes `value` as the parameter `name`; `None` if nothing is sent.
pub(super) fn expand(
    name: &str,
    style: Style,
    value: &Value,
    encoding: Encoding,
) -> Result<Option<String>, serde_json::Error> {
    if style.kind == StyleKind::DeepObject {
        let mut pairs = Vec::new();
        expand_deep(&encoding.encode_name(name), value, encoding, 0, &mut pairs)?;
        return Ok((!pairs.is_empty()).then(|| pairs.join("&")));
    }
    let operator = Operator::of(style, encoding);
    let named = |name: &str, value: &str| match operator.names {
        Names::Never => value.to_owned(),
        Names::UnlessEmpty if value.is_empty() => encoding.encode_name(name),
        Names::UnlessEmpty | Names::Always => format!("{}={value}", encoding.encode_name(name)),
    };
    let parts: Vec<String> = match value {
        Value::Null => Vec::new(),
        Value::Scalar(text) => vec![named(name, &encoding.encode(text))],
        Value::Array(elements) => {
            let mut texts = Vec::new();
            for element in elements {
                texts.extend(text_of(element)?.map(|text| encoding.encode(&text)));
            }
            match style.exploded {
                true => texts.iter().map(|text| named(name, text)).collect(),
                false if texts.is_empty() => Vec::new(),
                false => vec![named(name, &texts.join(operator.delimiter))],
            }
        }
        Value::Object(members) => {
            let mut pairs = Vec::new();
            for (key, json) in members {
                for text in member_texts(json, style)? {
                    pairs.push((encoding.encode_name(key), encoding.encode(&text)));
                }
            }
            match style.exploded {
                true => pairs.iter().map(|(key, text)| format!("{key}={text}")).collect(),
                false if pairs.is_empty() => Vec::new(),
                false => {
                    let texts: Vec<_> = pairs.into_iter().flat_map(|(key, text)| [key, text]).collect();
                    vec![named(name, &texts.join(operator.delimiter))]
                }
            }
        }
    };
    Ok((!parts.is_empty()).then(|| format!("{}{}", operator.prefix, parts.join(operator.separator))))
}

impl Operator {
    fn of(style: Style, encoding: Encoding) -> Self {
        let separator = if matches!(encoding, Encoding::Cookie | Encoding::CookieAsGiven) { "; " } else { "&" };
        let form = |delimiter| Self { prefix: "", separator, delimiter, names: Names::Always };
        match style.kind {
            StyleKind::Simple => Self { prefix: "", separator: ",", delimiter: ",", names: Names::Never },
            StyleKind::Label => Self { prefix: ".", separator: ".", delimiter: ",", names: Names::Never },
            StyleKind::Matrix => Self { prefix: ";", separator: ";", delimiter: ",", names: Names::UnlessEmpty },
            StyleKind::SpaceDelimited => form("%20"),
            StyleKind::PipeDelimited => form("%7C"),
            StyleKind::Form | StyleKind::Cookie | StyleKind::DeepObject | StyleKind::Json => form(","),
        }
    }
}

/// The texts of an object's member. An array becomes one text per element if the member is a parameter of its own.
fn member_texts(json: &RawValue, style: Style) -> Result<Vec<String>, serde_json::Error> {
    let mut texts = Vec::new();
    match Value::parse(json)? {
        Value::Array(elements) if style.exploded && matches!(style.kind, StyleKind::Form | StyleKind::Cookie) => {
            for element in &elements {
                texts.extend(text_of(element)?);
            }
        }
        _ => texts.extend(text_of(json)?),
    }
    Ok(texts)
}

/// Adds `name[key][key]=value` for each scalar within `value`; `name` is already encoded.
fn expand_deep(
    name: &str,
    value: &Value,
    encoding: Encoding,
    depth: usize,
    pairs: &mut Vec<String>,
) -> Result<(), serde_json::Error> {
    let mut inner = |name: &str, json: &RawValue| match Value::parse(json)? {
        Value::Array(_) | Value::Object(_) if depth >= MAX_DEPTH => {
            pairs.push(format!("{name}={}", encoding.encode(json.get())));
            Ok(())
        }
        value => expand_deep(name, &value, encoding, depth + 1, pairs),
    };
    match value {
        Value::Null => {}
        Value::Scalar(text) => pairs.push(format!("{name}={}", encoding.encode(text))),
        Value::Array(elements) => {
            let has_only_scalars = !elements.iter().any(|element| element.get().starts_with(['[', '{']));
            for (index, element) in elements.iter().enumerate() {
                let index = if has_only_scalars { String::new() } else { index.to_string() };
                inner(&format!("{name}%5B{index}%5D"), element)?;
            }
        }
        Value::Object(members) => {
            for (key, json) in members {
                inner(&format!("{name}%5B{}%5D", encoding.encode_name(key)), json)?;
            }
        }
    }
    Ok(())
}
