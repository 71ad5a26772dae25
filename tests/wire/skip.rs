//! Tests that need what is not on every machine.

use std::{
    env,
    io::{self, Write},
    sync::Once,
};

static SAID: Once = Once::new();

/// Says that tests are skipped, past the capturing of a passing test's output; or fails, where `variable` is 1.
pub(crate) fn skip(reason: &str, variable: &str) {
    assert!(env::var_os(variable).is_none_or(|value| value != "1"), "{variable}=1, but {reason}");
    SAID.call_once(|| {
        let line = format!("\nSKIPPED: {reason}; {variable}=1 makes this a failure\n");
        io::stderr().write_all(line.as_bytes()).expect("stderr");
    });
}
