//! Documents with random changes, from parsing to the files of a crate; the changes are those of
//! `crates/codegen/tests/generator/mutations`.

#![no_main]

use std::sync::LazyLock;

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use moored_codegen::generate;
use serde_json::Value;

#[path = "../../crates/codegen/tests/generator/check.rs"]
mod check;
#[path = "../../crates/codegen/tests/generator/shared/inputs.rs"]
mod inputs;
#[path = "../../crates/codegen/tests/generator/mutations/verify.rs"]
mod verify;
#[path = "../../crates/codegen/tests/generator/mutations/mutate.rs"]
mod mutate;
#[path = "../../crates/codegen/tests/generator/mutations/seeds.rs"]
mod seeds;

static DOCUMENTS: LazyLock<Vec<Value>> =
    LazyLock::new(|| seeds::documents(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/model/tests/cases")));

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = Unstructured::new(bytes);
    let mut choose = |below: usize| bytes.choose_index(below.max(1)).unwrap_or_default();
    let mut document = DOCUMENTS[choose(DOCUMENTS.len())].clone();
    mutate::mutate(&mut document, &mut choose);
    let text = document.to_string();
    let problems = verify::verify(&text, &generate(&inputs::inputs(&[("openapi.yaml", text.as_str())])));
    assert!(problems.is_empty(), "{text}\n{}", problems.join("\n"));
});
