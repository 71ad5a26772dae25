//! "Did you mean": the known name that an unknown one probably stands for.

/// Longer names are not compared: the time grows with the product of both lengths.
const MAX_COMPARED_CHARACTERS: usize = 100;

/// The help of a finding about the unknown name `wrong`; `None` if no name of `known` is similar.
///
/// ```
/// use moored_document::suggest::did_you_mean;
///
/// assert_eq!(did_you_mean("ColectionSchema", ["AliasSchema", "CollectionSchema"]).as_deref(),
///     Some("did you mean `CollectionSchema`?"));
/// assert_eq!(did_you_mean("Pet", ["Owner"]), None);
/// ```
#[must_use]
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(wrong, known).map(|name| format!("did you mean `{name}`?"))
}

/// The name of `known` that is most similar to `wrong`, the first one of several; `None` if none is similar.
///
/// Similar are names that differ in case only, or that one edit for each three characters makes equal. An edit inserts,
/// removes or replaces a character, or swaps two neighbours.
#[must_use]
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = wrong.chars().count();
    if length > MAX_COMPARED_CHARACTERS {
        return None;
    }
    let limit = length / 3;
    let lower = wrong.to_lowercase();
    let distance = |name: &'a str| {
        let is_possible = name.chars().count().abs_diff(length) <= limit;
        let edits = is_possible.then(|| strsim::osa_distance(&lower, &name.to_lowercase()))?;
        (edits <= limit).then_some((edits, name))
    };
    known.into_iter().filter_map(distance).min_by_key(|(edits, _)| *edits).map(|(_, name)| name)
}

/// The same for the JSON pointer `wrong`: the pointer of `known` that differs in its last key, and in nothing else. If
/// `wrong` has one key only, and no `/`, the last keys are compared, whatever is before them.
#[must_use]
pub fn did_you_mean_pointer<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let (parent, key) = wrong.rsplit_once('/').map_or((None, wrong), |(parent, key)| (Some(parent), key));
    let split = known.into_iter().filter_map(|pointer| pointer.rsplit_once('/'));
    let siblings: Vec<(&str, &str)> = split.filter(|(other, _)| parent.is_none_or(|parent| parent == *other)).collect();
    let key = nearest(key, siblings.iter().map(|(_, key)| *key))?;
    let (parent, key) = siblings.into_iter().find(|(_, other)| *other == key)?;
    Some(format!("did you mean `{parent}/{key}`?"))
}

/// The help for an error of serde about an unknown key or value: its message lists what is known in backticks, after
/// the unknown one.
#[must_use]
pub fn for_error(message: &str) -> Option<String> {
    let start = ["unknown field `", "unknown variant `"].iter().find_map(|start| message.split_once(start));
    let (wrong, rest) = start?.1.split_once('`')?;
    did_you_mean(wrong, rest.split('`').skip(1).step_by(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_and_none_that_is_too_far() {
        for (wrong, known, expected) in [
            ("titel", &["title", "types"][..], Some("title")),
            ("allows", &["allow", "types"], Some("allow")),
            ("wide-integers", &["wide_integers"], Some("wide_integers")),
            ("PETS", &["pets"], Some("pets")),
            ("pet", &["cat", "dog"], None),
            ("ab", &["ac"], None),
            ("AB", &["ab"], Some("ab")),
            ("", &["a"], None),
        ] {
            assert_eq!(nearest(wrong, known.iter().copied()), expected, "{wrong}");
        }
        assert_eq!(nearest(&"a".repeat(101), [format!("{}b", "a".repeat(100)).as_str()]), None, "too long to compare");
    }

    #[test]
    fn of_pointers_only_the_last_keys_are_compared() {
        let known = ["/paths/~1pets/get", "/components/schemas/Pet", "/components/schemas/Owner"];
        for (wrong, expected) in [
            ("/components/schemas/Pets", Some("/components/schemas/Pet")),
            ("/components/schemas/Toy", None),
            ("/components/responses/Pets", None),
            ("Owner", Some("/components/schemas/Owner")),
        ] {
            let expected = expected.map(|pointer| format!("did you mean `{pointer}`?"));
            assert_eq!(did_you_mean_pointer(wrong, known), expected, "{wrong}");
        }
    }

    #[test]
    fn the_errors_of_serde_name_what_is_known() {
        let one = toml::from_str::<One>("nmae = 1").map(|_| ()).map_err(|error| for_error(error.message()));
        assert_eq!(one, Err(Some("did you mean `name`?".to_owned())));
        let far = toml::from_str::<One>("other = 1").map(|_| ()).map_err(|error| for_error(error.message()));
        assert_eq!(far, Err(None));
        let value = serde_json::from_str::<Word>("\"flta\"").map(|_| ()).map_err(|error| for_error(&error.to_string()));
        assert_eq!(value, Err(Some("did you mean `flat`?".to_owned())));
    }

    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct One {
        #[serde(rename = "name")]
        _name: Option<u8>,
        #[serde(rename = "title")]
        _title: Option<u8>,
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Word {
        Flat,
        ByTag,
    }
}
