//! Runs work on a thread with a large stack and catches its panics.
//!
//! Passes, syn, progenitor and typify recurse into the structure of a document. progenitor and typify also panic at
//! input that they do not support. Neither a deep recursion nor a panic may end the process.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

/// Stack sizes to try, the largest first. Pages that are not touched cost nothing. If the process may not reserve that
/// much address space, it gets less.
const STACKS: &[usize] = &[512 << 20, 64 << 20, 8 << 20];

/// The name of the thread, by which the panic hook recognizes it.
const THREAD: &str = "moored-codegen";

thread_local! {
    /// The source location of the last panic on this thread.
    static LOCATION: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `work` on a thread with a large stack.
///
/// # Errors
/// The message and source location of a panic in `work`, or the reason why the thread could not be started.
pub(crate) fn run<T: Send>(work: impl Fn() -> T + Sync) -> Result<T, String> {
    hide_panics_of_our_threads();
    let mut failure = String::new();
    for size in STACKS {
        let ended: Result<_, String> = thread::scope(|scope| {
            let thread = thread::Builder::new().name(THREAD.to_owned()).stack_size(*size);
            let thread = thread.spawn_scoped(scope, || caught(&work)).map_err(|error| error.to_string())?;
            Ok(thread.join().unwrap_or_else(|panic| Err(message(panic.as_ref()))))
        });
        match ended {
            Ok(ended) => return ended,
            Err(error) => failure = format!("there is no thread to run on: {error}"),
        }
    }
    Err(failure)
}

/// Returns the result of `work`, or the message and source location of its panic.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // Values that the closure borrows are not used after a panic.
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let location = LOCATION.take();
        let text = message(panic.as_ref());
        if location.is_empty() { text } else { format!("{text} ({location})") }
    })
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("the panic has no message").to_owned()
}

/// Installs a hook that does not print panics of our threads, because they become findings. The hook records the source
/// location.
fn hide_panics_of_our_threads() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() == Some(THREAD) {
                LOCATION.set(info.location().map(ToString::to_string).unwrap_or_default());
            } else {
                usual(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_panic_becomes_its_message_and_its_line() {
        let ended = super::run(|| -> u8 { panic!("so it goes") });
        let text = ended.expect_err("it panics");
        assert!(text.contains("so it goes") && text.contains("guard.rs:"), "{text}");
        assert_eq!(super::run(|| 1), Ok(1));
    }
}
