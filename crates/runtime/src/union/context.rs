//! CONTEXT

use std::cell::Cell;

/// What nested unions know of each other.
struct Context {
    /// How many unions are being read, one inside the other.
    depth: Cell<usize>,
    /// How many bytes may still be tried.
    budget: Cell<usize>,
    /// How much has been kept that the document does not list.
    unlisted: Cell<usize>,
}

thread_local! {
    static CONTEXT: Context = const { Context { depth: Cell::new(0), budget: Cell::new(0), unlisted: Cell::new(0) } };
}

/// As deep as serde_json goes; it counts anew for each text that it is given.
const MAX_DEPTH: usize = 128;

/// A union of unions tries each variant for each variant around it. This many times over, text is read for that; what is remaining is kept as it is.
const MAX_READINGS: usize = 256;
const MIN_BUDGET: usize = 64 * 1024;

/// Reads a union with `read`.
pub(super) fn decode_nested<T>(text: &str, read: impl FnOnce() -> T) -> Result<T, &'static str> {
    CONTEXT.with(|context| {
        if context.depth.get() == 0 {
            if nesting_depth(text) > MAX_DEPTH {
                return Err("recursion limit exceeded");
            }
            context.budget.set(text.len().saturating_mul(MAX_READINGS).saturating_add(MIN_BUDGET));
        }
        context.depth.set(context.depth.get() + 1);
        // Also where `read` panics: the thread may go on with another answer.
        let _guard = DepthGuard(context);
        Ok(read())
    })
}

struct DepthGuard<'a>(&'a Context);

impl Drop for DepthGuard<'_> {
    fn drop(&mut self) {
        self.0.depth.set(self.0.depth.get() - 1);
    }
}

/// Notes that `count` more things were kept that the document does not list.
pub(crate) fn count_unlisted(count: usize) {
    CONTEXT.with(|context| context.unlisted.set(context.unlisted.get().wrapping_add(count)));
}

/// Takes `bytes` from the budget, if there are as many.
pub(super) fn withdraw(bytes: usize) -> bool {
    CONTEXT.with(|context| {
        let remaining = context.budget.get().checked_sub(bytes);
        context.budget.set(remaining.unwrap_or(0));
        remaining.is_some()
    })
}

/// What `read` gives, and how much was noted meanwhile, which is forgotten.
pub(super) fn counting_unlisted<T>(read: impl FnOnce() -> T) -> (T, usize) {
    CONTEXT.with(|context| {
        let before = context.unlisted.get();
        let found = read();
        let unlisted = context.unlisted.get().wrapping_sub(before);
        context.unlisted.set(before);
        (found, unlisted)
    })
}

/// How deep brackets are nested in a JSON text.
fn nesting_depth(text: &str) -> usize {
    let (mut depth, mut max_depth) = (0_usize, 0_usize);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                max_depth = max_depth.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => {
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'\\' => {
                            bytes.next();
                        }
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    max_depth
}
