//! Locks a mutex even if a thread panicked while holding it.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Ignores poisoning: every change of the values in these mutexes is one assignment, so a panic leaves them consistent.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
