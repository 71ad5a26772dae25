//! Locks a mutex even if a thread panicked while holding it.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Ignores poisoning: what these mutexes protect is usable after each single change.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
