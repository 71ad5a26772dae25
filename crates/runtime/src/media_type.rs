//! Comparing media types.

/// `media_type` without parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The parameter `name` of `media_type`, as it was written; `None` if there is none or it is empty.
pub(crate) fn parameter<'a>(media_type: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let (_, value) = pairs.find(|(found, _)| found.trim().eq_ignore_ascii_case(name))?;
    Some(value.trim().trim_matches('"')).filter(|value| !value.is_empty())
}

/// Whether a response of the media type `received`, an [`essence`], has the `documented` media type or is in that
/// range.
pub(crate) fn fits(received: &str, documented: &str) -> bool {
    let documented = essence(documented);
    documented == received || is_in_range(received, &documented)
}

/// Whether `received` is in `range`, such as `image/*` or `*/*`.
pub(crate) fn is_in_range(received: &str, range: &str) -> bool {
    match range.strip_suffix('*') {
        Some("*/") => true,
        Some(prefix) => prefix.ends_with('/') && received.starts_with(prefix),
        None => false,
    }
}

/// Whether a body of `media_type` is one JSON value (RFC 6839, section 3.1). `application/x-json` is an older name.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("/x-json") || essence.ends_with("+json")
}
