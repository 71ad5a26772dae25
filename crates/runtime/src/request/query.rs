//! Parameters of a query that is already written.

use percent_encoding::percent_decode_str;
use url::Url;

use super::encoding::query_pair;

/// Sets the query parameter `name`: replaces the first one of this name and removes the others, or adds it at the end.
pub(crate) fn set_query(url: &mut Url, name: &str, value: &str) {
    let mut new = Some(query_pair(name, value));
    let mut pairs: Vec<String> = Vec::new();
    for pair in pairs_of(url) {
        match name_of(pair) == name {
            true => pairs.extend(new.take()),
            false => pairs.push(pair.to_owned()),
        }
    }
    pairs.extend(new);
    url.set_query(Some(&pairs.join("&")));
}

/// Removes the query parameters whose names are `removed`.
pub(crate) fn remove_query(url: &mut Url, removed: impl Fn(&str) -> bool) {
    // Most calls have no query, and setting none is not free.
    if url.query().is_none() {
        return;
    }
    let pairs: Vec<&str> = pairs_of(url).filter(|pair| !removed(&name_of(pair))).collect();
    let query = (!pairs.is_empty()).then(|| pairs.join("&"));
    url.set_query(query.as_deref());
}

/// The value of the query parameter `name`, if there is one.
pub(crate) fn query_value(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn pairs_of(url: &Url) -> impl Iterator<Item = &str> {
    url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty())
}

fn name_of(pair: &str) -> String {
    let name = pair.split('=').next().unwrap_or_default().replace('+', " ");
    percent_decode_str(&name).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{query_value, remove_query, set_query};

    #[test]
    fn a_parameter_is_replaced_and_the_others_stay_as_they_are() {
        for (query, wanted) in [
            ("", "page%5Bafter%5D=a%26b"),
            ("?a=%2f&b", "a=%2f&b&page%5Bafter%5D=a%26b"),
            ("?page[after]=1&a=1&page%5bafter%5D=2", "page%5Bafter%5D=a%26b&a=1"),
        ] {
            let mut url = Url::parse(&format!("https://a.example/{query}")).unwrap();
            set_query(&mut url, "page[after]", "a&b");
            assert_eq!(url.query(), Some(wanted), "{query}");
            assert_eq!(query_value(&url, "page[after]").as_deref(), Some("a&b"));
        }
        let mut url = Url::parse("https://a.example/?a=1&b+c=2").unwrap();
        remove_query(&mut url, |name| name == "b c");
        assert_eq!(url.query(), Some("a=1"));
        remove_query(&mut url, |name| name == "a");
        assert_eq!(url.as_str(), "https://a.example/");
    }
}
