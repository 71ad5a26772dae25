//! Limits of depth, size and length, each with its reason.
//!
//! They keep a hostile or broken document from exhausting the stack, the memory or the time. What real documents need, among the 82 of
//! the corpus, stands beside each of them.

/// How many components an `allOf` may lead through, one within the other. Deeper hierarchies are broken documents.
pub(crate) const DEEPEST_PARTS: usize = 64;

/// In characters. A longer example does not help in a doc comment.
pub(crate) const LONGEST_EXAMPLE: usize = 200;

/// How many choices may be variants of each other. The variants of a deeper one stay choices, which `all_of` makes any JSON value.
pub(crate) const DEEPEST_CHOICES: usize = 8;

/// How many combinations the variants of several choices may have. They multiply, and nobody wants a type with more variants.
pub(crate) const MOST_COMBINATIONS: usize = 32;

/// How many variants a single choice beside properties may have: each becomes a component of its own.
pub(crate) const MOST_VARIANTS: usize = 256;

/// How many references to components may follow each other without anything beside them. Longer chains are cycles.
pub(crate) const LONGEST_CHAIN: usize = 64;

/// How deep lists of lists are compared.
pub(crate) const DEEPEST_ITEMS: usize = 64;

/// How many components one intersection may have. Each of them is merged again at each use.
pub(crate) const MOST_INTERSECTED: usize = 64;

/// How many intersections of schemas become components of their own. Each pair of parts may need one, so that their number may grow with
/// the square of the document.
pub(crate) const MOST_INTERSECTIONS: usize = 10_000;

/// In bytes. A title that makes a longer name is a sentence.
pub(crate) const LONGEST_TITLE: usize = 40;
