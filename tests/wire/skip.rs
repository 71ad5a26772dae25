//! Skips tests that require software which is not on every machine.

use std::{
    env,
    io::{self, Write},
    sync::Once,
};

static REPORTED: Once = Once::new();

/// Prints that tests are skipped, to standard error itself, because the test runner captures the output of passing
/// tests. Panics if the environment variable `variable` is 1.
pub(crate) fn skip(reason: &str, variable: &str) {
    assert!(env::var_os(variable).is_none_or(|value| value != "1"), "{variable}=1, but {reason}");
    REPORTED.call_once(|| {
        let line = format!("\nSKIPPED: {reason}; set {variable}=1 to fail instead\n");
        io::stderr().write_all(line.as_bytes()).expect("stderr");
    });
}
