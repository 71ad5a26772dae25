//! Any text as a document: YAML, JSON and neither.

#![no_main]

use libfuzzer_sys::fuzz_target;
use moored_codegen::generate;

#[path = "../../crates/codegen/tests/hostile/check.rs"]
mod check;
#[path = "../../crates/codegen/tests/shared/inputs.rs"]
mod inputs;
#[path = "../../crates/codegen/tests/mutations/judge.rs"]
mod judge;

fuzz_target!(|text: &str| {
    let wrong = judge::judge(text, &generate(&inputs::inputs(&[("openapi.yaml", text)])));
    assert!(wrong.is_empty(), "{text}\n{}", wrong.join("\n"));
});
