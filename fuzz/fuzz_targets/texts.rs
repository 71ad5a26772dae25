//! Any text as a document: YAML, JSON and neither.

#![no_main]

use libfuzzer_sys::fuzz_target;
use moored_codegen::generate;

#[path = "../../crates/codegen/tests/generator/check.rs"]
mod check;
#[path = "../../crates/codegen/tests/generator/shared/inputs.rs"]
mod inputs;
#[path = "../../crates/codegen/tests/generator/mutations/verify.rs"]
mod verify;

fuzz_target!(|text: &str| {
    let problems = verify::verify(text, &generate(&inputs::inputs(&[("openapi.yaml", text)])));
    assert!(problems.is_empty(), "{text}\n{}", problems.join("\n"));
});
