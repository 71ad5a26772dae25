//! The singular of English nouns, for the name of an array's item.

/// The plurals that the rules would get wrong, with their singulars.
const IRREGULAR: &[(&str, &str)] = &[
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("atlases", "atlas"),
    ("axes", "axis"),
    ("biases", "bias"),
    ("bonuses", "bonus"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("campuses", "campus"),
    ("canvases", "canvas"),
    ("censuses", "census"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("corpuses", "corpus"),
    ("diagnoses", "diagnosis"),
    ("dns", "dns"),
    ("gps", "gps"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("kubernetes", "kubernetes"),
    ("lenses", "lens"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("news", "news"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("radiuses", "radius"),
    ("series", "series"),
    ("sms", "sms"),
    ("species", "species"),
    ("statuses", "status"),
    ("tls", "tls"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
];

/// The singular of the last word: `modules` → `module`, `orderStatuses` → `orderStatus`, `data` → `data`.
#[must_use]
pub(crate) fn singular(text: &str) -> String {
    let (before, word) = text.split_at_checked(last_word(text)).unwrap_or(("", text));
    let lower = word.to_ascii_lowercase();
    if let Some((plural, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == lower) {
        // The first letter, and with it its case, is the same, but for `people`.
        let kept = plural.bytes().zip(singular.bytes()).take_while(|(one, other)| one == other).count();
        let ending = singular.get(kept..).unwrap_or_default();
        let is_upper = !word.contains(|character: char| character.is_lowercase());
        let ending = if is_upper { ending.to_ascii_uppercase() } else { ending.to_owned() };
        return format!("{before}{}{ending}", word.get(..kept).unwrap_or_default());
    }
    let cut = |count: usize, ending: &str| {
        format!("{before}{}{ending}", word.len().checked_sub(count).and_then(|end| word.get(..end)).unwrap_or(word))
    };
    if lower.ends_with("ies") && lower.len() > 4 {
        cut(3, "y")
    } else if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| lower.ends_with(ending)) {
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

/// Where the last word begins: behind a sign, or at an upper case letter behind a lower case one.
fn last_word(text: &str) -> usize {
    let mut start = 0;
    let mut before = None;
    for (at, character) in text.char_indices() {
        if !character.is_alphanumeric() {
            start = at + character.len_utf8();
        } else if character.is_uppercase() && before.is_some_and(char::is_lowercase) {
            start = at;
        }
        before = Some(character);
    }
    start
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn plurals_become_singulars_and_others_stay() {
        for (plural, wanted) in [
            ("modules", "module"),
            ("addresses", "address"),
            ("companies", "company"),
            ("status", "status"),
            ("statuses", "status"),
            ("orderStatuses", "orderStatus"),
            ("ORDER_STATUSES", "ORDER_STATUS"),
            ("Analyses", "Analysis"),
            ("ANALYSES", "ANALYSIS"),
            ("databases", "database"),
            ("licenses", "license"),
            ("boxes", "box"),
            ("sizes", "size"),
            ("searches", "search"),
            ("people", "person"),
            ("cookies", "cookie"),
            ("s", "s"),
            ("日本s", "日本"),
            ("data", "data"),
        ] {
            assert_eq!(singular(plural), wanted, "{plural}");
        }
    }
}
