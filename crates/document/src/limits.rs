//! Every limit of this crate: on sizes, depths and chains, each with its reason.
//!
//! A document may come from anybody, so nothing that it contains decides how much memory or time reading it takes.
//! "Real documents" are the 82 of the corpus (`docs/corpus.md`), from 5 kB to 4.8 MB.

/// Collections within collections. The parsers of values call themselves for each level and stop at this depth.
/// Real documents: up to 31.
pub(crate) const MAX_DEPTH: usize = 127;

/// Brackets within brackets in a text that is not YAML up to its end. The time of the parsers grows with the square of
/// this depth. Real documents: up to 31.
pub(crate) const MAX_BRACKET_DEPTH: usize = 1_000;

/// Bytes of a key. Keys become names of types, fields and files. Real documents: up to 220.
pub(crate) const MAX_KEY_BYTES: usize = 1 << 16;

/// Bytes of a string. Real documents: up to 40,000.
pub(crate) const MAX_STRING_BYTES: usize = 16 << 20;

/// Bytes that aliases (`*name`) may repeat of a text, because aliases of aliases grow exponentially. Real documents
/// have no aliases.
pub(crate) const MAX_ALIASED_BYTES: usize = 64 << 20;

/// Bytes that a node counts for beside its text, towards [`MAX_ALIASED_BYTES`].
pub(crate) const NODE_BYTES: usize = 32;

/// Repeated keys that are reported of a text that is not YAML up to its end: more are not typing errors. Not measured.
pub(crate) const MAX_REPEATED_KEYS: usize = 1_000;

/// References that refer to references. A longer chain counts as a cycle. Real documents: up to 3.
pub(crate) const MAX_REFERENCES: usize = 32;

/// Media types of one `consumes` or `produces`. The upgrade writes the schema of a body once for each, so a long list
/// multiplies the document. Real documents: up to 7.
pub(crate) const MAX_MEDIA_TYPES: usize = 32;

/// Copies of nodes to where a reference to them is, because copies that contain references grow exponentially. Only
/// objects to which the specification allows no reference are copied. Not measured.
pub(crate) const MAX_COPIES: usize = 10_000;

/// Bytes of a source line that is shown with a finding: some documents are a single line.
pub(crate) const MAX_LINE_BYTES: usize = 240;

/// Losses or warnings of one rule that are shown; the rest is counted.
pub(crate) const MAX_SHOWN: usize = 5;

/// Errors of one rule that are shown: more than anybody corrects before the next run.
pub(crate) const MAX_SHOWN_ERRORS: usize = 100;

/// Characters of a message that are shown; the middle of a longer one is left out.
pub(crate) const MAX_MESSAGE_CHARACTERS: usize = 1_000;

/// References to nothing for which a similar name is searched: each search compares all names beside it.
pub(crate) const MAX_SEARCHES: usize = 100;
