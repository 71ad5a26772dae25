//! Limits of depth, number and length, each with its reason.
//!
//! They keep a broken or hostile document from exhausting the stack, the memory or the time. "Largest" is what the 82
//! real documents of the corpus need. A limit that changes what is generated is reported where it applies; the others
//! only end a comparison early.

/// Components that the parts of an `allOf` lead through, one within the other. A deeper hierarchy is a broken document.
/// Largest: 5.
pub(crate) const DEEPEST_PARTS: usize = 64;

/// Choices that are variants of each other and are distributed one after the other, each time over more variants.
/// Largest: 1.
pub(crate) const DEEPEST_CHOICES: usize = 8;

/// Combinations of the variants of several choices. Their number grows exponentially with the choices, and nobody wants
/// a type with more variants. Largest: none, because no document merges two choices.
pub(crate) const MOST_COMBINATIONS: usize = 32;

/// Variants of a single choice with shared parts. Each of them becomes a component. Largest: 57.
pub(crate) const MOST_VARIANTS: usize = 256;

/// References to components that follow each other with at most annotations beside them. A longer chain is a cycle.
/// Largest: 2.
pub(crate) const LONGEST_CHAIN: usize = 64;

/// Lists within lists whose items are compared. Recursive lists have no end. Largest: 1.
pub(crate) const DEEPEST_ITEMS: usize = 64;

/// Schemas in one intersection. Each pair of parts may add one, and each is merged at each use. Largest: 2.
pub(crate) const MOST_INTERSECTED: usize = 64;

/// Intersections that become components. Their number may grow with the square of the document. Largest: 10.
pub(crate) const MOST_INTERSECTIONS: usize = 10_000;

/// Characters of an example or a default in a description. A longer one does not help there. The longest has 4,869.
pub(crate) const LONGEST_EXAMPLE: usize = 200;

/// Bytes of a name that is made of a title. A longer title is a sentence. Longest: 45, and 9 of 3,393 are above the
/// limit.
pub(crate) const LONGEST_TITLE: usize = 40;

/// The same of a title or a value without a space, which is a name already, and of a variant that has no other.
/// Longest: 55, an event of OpenAI.
pub(crate) const LONGEST_WORD: usize = 64;
