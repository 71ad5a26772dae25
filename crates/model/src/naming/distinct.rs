//! Names of texts that stand next to each other, such as the values of an enum and the properties of an object.
//!
//! A text that is a name already keeps it, whatever else is there. Texts that would have the same name are
//! distinguished by their signs (`a.b` is `a_dot_b` beside `a_b`) and by their case; a number is the last means, and
//! never one that makes the name of another text.

use std::collections::BTreeSet;

use moored_document::scope::Scope;

use super::{
    KEYWORDS, field_name, shortened, snake_name, value_name, variant_name,
    words::{MINUS, Signs},
};

/// A listed value.
#[derive(Clone, Debug)]
pub(crate) struct Listed<'a> {
    /// The value, or a text that describes it.
    pub(crate) text: String,
    /// The name that the document gives it.
    pub(crate) label: Option<&'a str>,
}

/// The names of the variants for `values`, none of which is taken in `scope`.
pub(crate) fn value_names(values: &[Listed<'_>], scope: &mut Scope) -> Vec<String> {
    let texts = with_minus_signs(values);
    let preferred = |(value, text): (&Listed<'_>, &String)| match value.label.map(variant_name) {
        Some(label) if label != "Empty" => label,
        _ => value_name(text, Signs::Named),
    };
    let preferred: Vec<String> = values.iter().zip(&texts).map(preferred).collect();
    let rank = |index: usize| {
        let (text, name) = (values.get(index).map(|value| &value.text), preferred.get(index));
        match (text, name) {
            (Some(text), Some(name)) if text == name => 0,
            (Some(text), _) if text.chars().all(char::is_alphanumeric) => 1,
            _ => 2,
        }
    };
    let others = |index: usize| {
        let text = texts.get(index).map_or("", String::as_str);
        let spelled = value_name(text, Signs::Spelled);
        let marked = match case(text) {
            Case::Upper => Some(format!("Uppercase{spelled}")),
            Case::Lower => Some(format!("Lowercase{spelled}")),
            Case::Mixed => None,
        };
        [spelled].into_iter().chain(marked).collect()
    };
    distinct(&preferred, &rank, &others, "Other", scope)
}

/// The names of the fields for properties with the names `texts`, of which the first `specified` have a schema, and the
/// names that are taken then.
pub(crate) fn field_names(texts: &[&str], specified: usize) -> (Vec<String>, Scope) {
    let preferred: Vec<String> = texts.iter().map(|text| field_name(text, Signs::Named)).collect();
    let rank = |index: usize| {
        let (text, name) = (texts.get(index).copied().unwrap_or_default(), preferred.get(index));
        (exactness(text, name.map_or("", String::as_str)), index >= specified, text)
    };
    let others = |index: usize| {
        let text = texts.get(index).copied().unwrap_or_default();
        let spelled = field_name(text, Signs::Spelled);
        let marked = (case(text) == Case::Upper).then(|| format!("uppercase_{}", spelled.trim_end_matches('_')));
        [spelled].into_iter().chain(marked).collect()
    };
    let mut scope = Scope::default();
    let names = distinct(&preferred, &rank, &others, "_other", &mut scope);
    (names, scope)
}

/// The order in which arguments with these names in the document take their names.
pub(crate) fn argument_order(texts: Vec<&str>) -> Vec<usize> {
    let mut order: Vec<(u8, usize)> =
        texts.into_iter().map(|text| exactness(text, &snake_name(text))).zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

/// How much `text` has to be changed to become `name`: it is a keyword, which gets an underscore by convention, it is
/// not changed at all, or something else. Of `type` and `type_`, the former is `type_`.
fn exactness(text: &str, name: &str) -> u8 {
    match name {
        _ if KEYWORDS.contains(&text) => 0,
        _ if text == name => 1,
        _ => 2,
    }
}

/// One name for each of `preferred`: first those with the lowest `rank` that are free, then the `others`.
fn distinct<R: Ord>(
    preferred: &[String],
    rank: &dyn Fn(usize) -> R,
    others: &dyn Fn(usize) -> Vec<String>,
    suffix: &str,
    scope: &mut Scope,
) -> Vec<String> {
    let mut rest: Vec<usize> = (0..preferred.len()).collect();
    rest.sort_by_cached_key(|index| rank(*index));
    rest.retain(|index| !preferred.get(*index).is_some_and(|name| scope.take(name)));
    let mut names = preferred.to_vec();
    let numbered: BTreeSet<String> = if rest.is_empty() { BTreeSet::new() } else { first_parts(preferred) };
    for index in rest {
        let mut candidates = others(index);
        if let Some(last) = candidates.last()
            && numbered.contains(&last.to_ascii_lowercase())
        {
            candidates.push(format!("{last}{suffix}"));
        }
        let name = scope.take_first(&candidates);
        if let Some(slot) = names.get_mut(index) {
            *slot = name;
        }
    }
    names
}

/// What stands before the digits at the end of `names`.
fn first_parts(names: &[String]) -> BTreeSet<String> {
    let part = |name: &String| {
        let part = name.trim_end_matches(|last: char| last.is_ascii_digit());
        (part.len() < name.len()).then(|| part.trim_end_matches('_').to_ascii_lowercase())
    };
    names.iter().filter_map(part).collect()
}

/// The case of the letters of a text.
#[derive(PartialEq)]
enum Case {
    Upper,
    Lower,
    /// Both, or no letters that have a case.
    Mixed,
}

fn case(text: &str) -> Case {
    match (text.chars().any(char::is_uppercase), text.chars().any(char::is_lowercase)) {
        (true, false) => Case::Upper,
        (false, true) => Case::Lower,
        _ => Case::Mixed,
    }
}

/// How many plus signs of a text are looked at.
const MOST_SIGNS: usize = 8;

/// The texts of `values`. A hyphen is a minus sign in a number (`1e-5`), and where another value has a plus sign:
/// `GMT-1` beside `GMT+1`.
fn with_minus_signs(values: &[Listed<'_>]) -> Vec<String> {
    let texts: Vec<_> = values.iter().map(|value| shortened(&value.text)).collect();
    let mut before_plus: BTreeSet<&str> = BTreeSet::new();
    for text in &texts {
        before_plus.extend(text.match_indices('+').take(MOST_SIGNS).filter_map(|(at, _)| text.get(..at)));
    }
    let replaced = |text: &str| {
        let is_number = text.parse::<f64>().is_ok();
        let mut replaced = String::with_capacity(text.len());
        for (at, character) in text.char_indices() {
            let is_minus =
                character == '-' && (is_number || text.get(..at).is_some_and(|start| before_plus.contains(start)));
            replaced.push(if is_minus { MINUS } else { character });
        }
        replaced
    };
    texts.iter().map(|text| replaced(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants(values: &[&str]) -> Vec<String> {
        let listed: Vec<Listed<'_>> =
            values.iter().map(|value| Listed { text: (*value).to_owned(), label: None }).collect();
        value_names(&listed, &mut Scope::default())
    }

    #[test]
    fn signs_and_digits_of_values_stay() {
        for (values, names) in [
            (vec!["m²", "m³", "m", "µm", "°C"], vec!["M2", "M3", "M", "MicroM", "DegreeC"]),
            (vec!["-1", "1", "12", "1.2", "-12", "+1"], vec!["Minus1", "X1", "X12", "X1_2", "Minus12", "Plus1"]),
            (vec!["-INF", "INF"], vec!["MinusInf", "Inf"]),
            (vec!["name", "-name", "+name", "first-name"], vec!["Name", "MinusName", "PlusName", "FirstName"]),
            (vec!["UTC+1", "UTC-1", "a-1"], vec!["UtcPlus1", "UtcMinus1", "A1"]),
            (
                vec!["<", "<=", "=", "!=", ">=", ">"],
                vec!["Less", "LessOrEqual", "Equal", "NotEqual", "GreaterOrEqual", "Greater"],
            ),
            (vec!["<5", ">5", "5-10", "510"], vec!["Less5", "Greater5", "X5_10", "X510"]),
            (vec!["A+", "A", "A-"], vec!["APlus", "A", "AMinus"]),
            (vec!["C", "C#", "C++"], vec!["C", "CSharp", "CPlusPlus"]),
            (vec!["", " ", "+", "-", "*", "€"], vec!["Empty", "Space", "Plus", "Minus", "Asterisk", "Euro"]),
            (vec!["10²", "102", "½", "Straße", "日本"], vec!["X10_2", "X102", "X1_2", "Strasse", "日本"]),
            (vec!["List<String>", "a->b", "50%", "١"], vec!["ListString", "AToB", "X50Percent", "X1"]),
        ] {
            assert_eq!(variants(&values), names, "{values:?}");
        }
    }

    #[test]
    fn a_value_that_is_a_name_keeps_it() {
        assert_eq!(variants(&["active", "Active", "ACTIVE"]), ["LowercaseActive", "Active", "UppercaseActive"]);
        assert_eq!(variants(&["a.b", "a_b", "ab2", "aB"]), ["ADotB", "AUnderscoreB", "Ab2", "Ab"]);
        assert_eq!(variants(&["a", "A", "a2", "á"]), ["LowercaseA", "A", "A2", "Au00e1"]);
        assert_eq!(variants(&["1e-5", "1e5", "1.0", "1_0"]), ["X1eMinus5", "X1e5", "X1_0", "X1Underscore0"]);
    }

    #[test]
    fn a_number_for_uniqueness_makes_no_other_name() {
        assert_eq!(variants(&["Ab", "aB", "ab2"]), ["Ab", "AbOther", "Ab2"]);
        assert_eq!(variants(&["Ab1", "aB1"]), ["Ab1", "Ab1_2"]);
    }

    #[test]
    fn the_property_that_has_the_name_gets_it() {
        for (texts, names) in [
            (vec!["$type", "@type", "_type", "type"], vec!["dollar_type", "at_type", "underscore_type", "type_"]),
            (vec!["type_", "type"], vec!["type_underscore", "type_"]),
            (vec!["user", "user2", "USER"], vec!["user", "user2", "uppercase_user"]),
            (vec!["M", "m"], vec!["uppercase_m", "m"]),
            (vec!["a b", "a.b", "a_b", "aB"], vec!["a_space_b", "a_dot_b", "a_b", "a_b2"]),
            (vec!["user2", "User2", "User"], vec!["user2", "user2_2", "user"]),
            (vec!["+1", "-1", "m²", "-name"], vec!["plus1", "minus1", "m2", "minus_name"]),
            (vec!["", "_", "@", "été", "日本"], vec!["x", "underscore", "at", "été", "日本"]),
        ] {
            assert_eq!(field_names(&texts, texts.len()).0, names, "{texts:?}");
        }
    }
}
