//! The title of a document within a sentence: `Gotify REST-API.` → `the Gotify REST-API`.

use super::sanitize;

/// What a title says about the document instead of the service.
const ABOUT_THE_DOCUMENT: &[&str] =
    &["client", "docs", "documentation", "openapi", "reference", "sdk", "spec", "specification", "swagger"];

/// Returns the service that a document with this title describes, with an article if it needs one.
pub(crate) fn subject(title: &str) -> String {
    let text = sanitize(title);
    let mut terms: Vec<&str> = text.split_whitespace().collect();
    while let [.., before, last] = terms.as_slice() {
        let last = last.trim_matches(is_sign);
        let is_about_the_document = ABOUT_THE_DOCUMENT.contains(&last.to_ascii_lowercase().as_str());
        // `Reference` alone is a name; so is `for Client`.
        if !last.is_empty() && (!is_about_the_document || before.chars().all(is_lowercase)) {
            break;
        }
        terms.pop();
    }
    let name = terms.join(" ");
    let name = name.trim_end_matches(|last: char| is_sign(last) || last.is_whitespace());
    let name = if name.is_empty() { "API" } else { name };
    let parts = || name.split(|character: char| !character.is_alphanumeric());
    let has_article = parts().next().is_some_and(|first| ["the", "a", "an"].contains(&first.to_lowercase().as_str()));
    if has_article {
        let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
        return format!("{}{rest}", first.to_lowercase());
    }
    let is_api = parts().any(|part| ["api", "apis"].contains(&part.to_ascii_lowercase().as_str()));
    if is_api { format!("the {name}") } else { name.to_owned() }
}

/// Whether a sign ends a sentence, or leads from a title to a word that is left out.
const fn is_sign(character: char) -> bool {
    matches!(character, '.' | ',' | ';' | ':' | '!' | '-' | '–' | '|' | '/')
}

const fn is_lowercase(character: char) -> bool {
    character.is_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_fits_into_a_sentence() {
        for (title, expected) in [
            ("Gotify", "Gotify"),
            ("Gotify REST-API.", "the Gotify REST-API"),
            ("GitHub v3 REST API", "the GitHub v3 REST API"),
            ("Pet store API - OpenAPI specification", "the Pet store API"),
            ("Petstore Client", "Petstore"),
            ("Reference", "Reference"),
            ("The Things API", "the Things API"),
            ("A Better World", "a Better World"),
            ("Messages for client", "Messages for client"),
            ("Plants\nof the world!", "Plants of the world"),
            ("API", "the API"),
            ("Rapid Things", "Rapid Things"),
            ("...", "the API"),
        ] {
            assert_eq!(subject(title), expected, "{title}");
        }
    }
}
