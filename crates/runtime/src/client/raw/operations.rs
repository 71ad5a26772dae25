//! The operations of raw requests.
//!
//! Everything that knows an operation borrows it for the whole program: errors, hooks, responses. A raw request has no
//! constant to borrow, so that one is made, once for each method, path, `Accept` and list of schemes. All but the
//! method are texts of the program, which has finitely many.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use http::Method;

use crate::Operation;
use crate::lock::lock;

#[derive(PartialEq, Eq, Hash)]
struct Key {
    method: Method,
    path: &'static str,
    accept: Option<&'static str>,
    schemes: Vec<&'static str>,
}

static OPERATIONS: LazyLock<Mutex<HashMap<Key, &'static Operation>>> = LazyLock::new(Mutex::default);

/// The operation that needs the credentials of all `schemes`.
pub(super) fn intern(
    method: &Method,
    path: &'static str,
    accept: Option<&'static str>,
    schemes: Vec<&'static str>,
) -> &'static Operation {
    let mut operations = lock(&OPERATIONS);
    let key = Key { method: method.clone(), path, accept, schemes };
    if let Some(operation) = operations.get(&key) {
        return operation;
    }
    let schemes: &'static [&'static str] = key.schemes.clone().leak();
    let security: &'static [&'static [&'static str]] = match schemes {
        [] => &[],
        schemes => vec![schemes].leak(),
    };
    let method = method.as_str().to_owned().leak();
    let operation = Operation { id: "raw", method, path, accept, security, redirects: &[] };
    let operation: &'static Operation = Box::leak(Box::new(operation));
    operations.insert(key, operation);
    operation
}
