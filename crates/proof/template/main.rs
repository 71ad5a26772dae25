//! Written by `cargo prove`: decodes and encodes samples, and calls operations.

#![allow(deprecated, reason = "samples have deprecated members as well")]

mod calls;
mod described;
mod descriptions;
mod trips;

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Value, json};

/// `trip <tasks> <results>`, or `call <tasks> <results> <base address>`: files with a list of JSON values each.
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let tasks = std::fs::read_to_string(&arguments[2]).expect("a file of tasks");
    let tasks: Vec<Value> = serde_json::from_str(&tasks).expect("a list");
    std::panic::set_hook(Box::new(|_| {}));
    let wanted = arguments[1].clone();
    let address = arguments.get(4).cloned();
    // What is nested deep wants more than the usual stack.
    let work = move || match wanted.as_str() {
        "trip" => tasks.iter().map(trip).collect::<Vec<Value>>(),
        _ => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            let address = address.expect("an address");
            tasks.iter().map(|task| runtime.block_on(calls::call(task, &address))).collect()
        }
    };
    let results = std::thread::Builder::new().stack_size(256 << 20).spawn(work).expect("a thread").join();
    let results = Value::from(results.unwrap_or_default());
    std::fs::write(&arguments[3], results.to_string()).expect("a file of results");
}

fn trip(task: &Value) -> Value {
    let kind = task["kind"].as_u64().unwrap_or(u64::MAX);
    let sample = task["sample"].as_str().unwrap_or_default();
    match catch_unwind(AssertUnwindSafe(|| trips::trip(kind, sample))) {
        // As text: a description nests more deeply than its value, and the reader of the results has a limit.
        Ok(Ok(Trip { once, twice, described })) => {
            json!({ "once": once, "twice": twice, "described": described.to_string() })
        }
        Ok(Err(error)) => json!({ "error": error }),
        Err(_) => json!({ "error": "panicked" }),
    }
}

/// A sample after one and after two round trips, and what it was decoded as.
pub struct Trip {
    once: Value,
    twice: Value,
    described: Value,
}

/// Decodes `sample`, encodes it, and does both again with the result. `describe` describes the decoded value.
pub fn there_and_back<T>(sample: &str, describe: impl Fn(&T) -> Value) -> Result<Trip, String>
where
    T: serde::de::DeserializeOwned + serde::Serialize,
{
    let decode = |text: &str| decode::<T>(text).map_err(|error| format!("does not decode: {error}"));
    let encode = |value: &T| serde_json::to_string(value).map_err(|error| format!("does not encode: {error}"));
    let decoded = decode(sample)?;
    let once = encode(&decoded)?;
    let twice = encode(&decode(&once).map_err(|error| format!("what was encoded {error}"))?)?;
    let value = |text: &str| serde_json::from_str(text).map_err(|error| error.to_string());
    Ok(Trip { once: value(&once)?, twice: value(&twice)?, described: describe(&decoded) })
}

/// Decodes `text` like clients do. The path of the value that does not match is part of the message.
pub fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    moored_runtime::decode(text.as_bytes()).map_err(|error| match error.path() {
        "" | "." => error.to_string(),
        path => format!("at {path}: {error}"),
    })
}

/// The same with the function that the crate has for it.
pub fn by_function<T, E>(
    sample: &str,
    decode: impl Fn(&[u8]) -> Result<T, E>,
    describe: impl Fn(&T) -> Value,
) -> Result<Trip, String>
where
    T: serde::Serialize,
    E: std::fmt::Display,
{
    let there = |text: &str| decode(text.as_bytes()).map_err(|error| format!("does not decode: {error}"));
    let back = |value: &T| serde_json::to_value(value).map_err(|error| format!("does not encode: {error}"));
    let decoded = there(sample)?;
    let once = back(&decoded)?;
    let twice = back(&there(&once.to_string())?)?;
    Ok(Trip { once, twice, described: describe(&decoded) })
}
