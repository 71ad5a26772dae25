//! The state that nested unions share while one value is decoded: remaining budget and the number of unlisted values.
//! Why it is thread-local: see [`trials`](super::trials).

use std::cell::Cell;

/// Shared by all unions of one thread.
struct Context {
    /// How many unions are being decoded, one inside the other.
    depth: Cell<usize>,
    /// How many bytes of JSON may still be decoded by trials.
    budget: Cell<usize>,
    /// How many values that the document does not list have been decoded.
    unlisted: Cell<usize>,
}

thread_local! {
    static CONTEXT: Context = const { Context { depth: Cell::new(0), budget: Cell::new(0), unlisted: Cell::new(0) } };
}

/// The budget of the outermost union is this many times the size of its text, plus [`EXTRA_BUDGET`]. Nested unions try
/// each variant for each variant around them, which is exponential in the depth; a value that exceeds the budget is
/// kept undecoded.
const MAX_READINGS: usize = 256;
/// In bytes. Small texts may need more readings.
const EXTRA_BUDGET: usize = 64 * 1024;

/// Runs `read`, which decodes a union from `size` bytes of JSON, as the outermost union or nested in the one that is
/// running.
pub(super) fn decode_nested<T>(size: usize, read: impl FnOnce() -> T) -> T {
    CONTEXT.with(|context| {
        if context.depth.get() == 0 {
            context.budget.set(size.saturating_mul(MAX_READINGS).saturating_add(EXTRA_BUDGET));
        }
        context.depth.set(context.depth.get() + 1);
        // A guard, so that the depth is also restored if `read` panics: the thread may decode another response later.
        let _guard = DepthGuard(context);
        read()
    })
}

struct DepthGuard<'a>(&'a Context);

impl Drop for DepthGuard<'_> {
    fn drop(&mut self) {
        self.0.depth.set(self.0.depth.get() - 1);
    }
}

/// Records that `count` values were decoded that the document does not list.
pub(crate) fn count_unlisted(count: usize) {
    CONTEXT.with(|context| context.unlisted.set(context.unlisted.get().wrapping_add(count)));
}

/// Takes `bytes` from the budget; `false` if fewer are left.
pub(super) fn withdraw(bytes: usize) -> bool {
    CONTEXT.with(|context| {
        let remaining = context.budget.get().checked_sub(bytes);
        context.budget.set(remaining.unwrap_or(0));
        remaining.is_some()
    })
}

/// Runs `read`. Returns its result and the number of unlisted values that it recorded, and removes these from the
/// total.
pub(super) fn counting_unlisted<T>(read: impl FnOnce() -> T) -> (T, usize) {
    CONTEXT.with(|context| {
        let before = context.unlisted.get();
        let found = read();
        let unlisted = context.unlisted.get().wrapping_sub(before);
        context.unlisted.set(before);
        (found, unlisted)
    })
}
