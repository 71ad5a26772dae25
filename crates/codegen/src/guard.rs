//! A thread with room for what nests, out of which no panic gets.
//!
//! Passes, syn, progenitor and typify follow a document's structure by calling themselves, and both of the latter stop at what they do not
//! know by panicking. Neither may end the process.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

/// Address space to try, the most first; pages that are not touched cost nothing. Where a process may not have as much, it gets less.
const STACKS: &[usize] = &[512 << 20, 64 << 20, 8 << 20];

/// The thread's name, by which the panic hook knows it.
const THREAD: &str = "moored-codegen";

thread_local! {
    /// Where in the sources the last panic of this thread came from.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `work` on a thread with room.
///
/// # Errors
/// The words of the panic that ended it, and the line that it came from; or why there is no thread.
pub(crate) fn run<T: Send>(work: impl Fn() -> T + Sync) -> Result<T, String> {
    silence_panics_here();
    let mut refused = String::new();
    for size in STACKS {
        let ended: Result<_, String> = thread::scope(|scope| {
            let thread = thread::Builder::new().name(THREAD.to_owned()).stack_size(*size);
            let thread = thread.spawn_scoped(scope, || caught(&work)).map_err(|error| error.to_string())?;
            Ok(thread.join().unwrap_or_else(|panic| Err(words(panic.as_ref()))))
        });
        match ended {
            Ok(ended) => return ended,
            Err(error) => refused = format!("there is no thread to run on: {error}"),
        }
    }
    Err(refused)
}

/// What `work` gives, or the words of its panic and where it came from.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // What the closure borrows is not looked at after a panic.
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let place = PLACE.take();
        let words = words(panic.as_ref());
        if place.is_empty() { words } else { format!("{words} ({place})") }
    })
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("without a word").to_owned()
}

/// Keeps the hook from printing panics of our threads, which become findings; it notes where they came from.
fn silence_panics_here() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() == Some(THREAD) {
                PLACE.set(info.location().map(ToString::to_string).unwrap_or_default());
            } else {
                usual(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_panic_is_its_words_and_its_line() {
        let ended = super::run(|| -> u8 { panic!("so it goes") });
        let words = ended.expect_err("it panics");
        assert!(words.contains("so it goes") && words.contains("guard.rs:"), "{words}");
        assert_eq!(super::run(|| 1), Ok(1));
    }
}
