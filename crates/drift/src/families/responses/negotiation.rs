//! Which representation a provider sends for an `Accept` header (RFC 9110, section 12.5.1).

use moored_document::media_type::essence;
use moored_model::api::Representation;

/// The media types of an `Accept` header.
fn ranges(accept: &str) -> Vec<String> {
    accept.split(',').map(essence).filter(|range| !range.is_empty()).collect()
}

/// Whether two headers have the same media types.
pub(super) fn same(old: Option<&str>, new: Option<&str>) -> bool {
    let sorted = |accept: Option<&str>| {
        let mut ranges = ranges(accept.unwrap_or_default());
        ranges.sort();
        ranges
    };
    sorted(old) == sorted(new)
}

/// Those of `representations` that a provider may send for `accept`. Without the header it may send any.
pub(super) fn accepted<'r>(accept: Option<&str>, representations: &'r [Representation]) -> Vec<&'r Representation> {
    let ranges = ranges(accept.unwrap_or_default());
    let is_accepted = |one: &&Representation| {
        let any = |media_type: &String| ranges.iter().any(|range| overlaps(range, &essence(media_type)));
        ranges.is_empty() || one.media_types.is_empty() || one.media_types.iter().any(any)
    };
    representations.iter().filter(is_accepted).collect()
}

/// Whether two representations have a media type in common.
pub(super) fn shares_media_type(one: &[String], other: &[String]) -> bool {
    one.iter().any(|one| other.iter().any(|other| overlaps(&essence(one), &essence(other))))
}

/// Whether two media types, which may be ranges such as `image/*`, have one in common.
fn overlaps(one: &str, other: &str) -> bool {
    let is_in = |media_type: &str, range: &str| match range.strip_suffix('*') {
        Some("*/") => true,
        Some(prefix) => prefix.ends_with('/') && media_type.starts_with(prefix),
        None => false,
    };
    one == other || is_in(one, other) || is_in(other, one)
}
