//! The documents in `specs/` state the same as the pages that the providers publish.
//!
//! The two sides are read independently. The published text results in claims (`GET /user response/id type integer`),
//! and the transcription results in claims of the same form. The two sets must be equal, except for the deviations that
//! a provider's module lists with a reason. These modules are `specs/<provider>/tests/fidelity.rs`.

#![expect(clippy::expect_used, clippy::panic, reason = "a file that cannot be read fails the test")]

#[path = "fidelity/claims.rs"]
mod claims;
#[path = "fidelity/shape.rs"]
mod shape;
#[path = "fidelity/specs.rs"]
mod specs;

mod providers {
    include!(concat!(env!("OUT_DIR"), "/fidelity.rs"));
}

use moored_document::{overlay::Overlay, source::Source};
use sha2::{Digest, Sha256};

use specs::Spec;

#[test]
fn published_files_have_the_recorded_digest() {
    for spec in Spec::all() {
        let digest: String = Sha256::digest(spec.published()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(spec.source("sha256"), digest, "sha256 in specs/{}/source.toml", spec.name);
    }
}

#[test]
fn every_document_has_its_source() {
    for spec in Spec::all() {
        for key in ["title", "address", "licence", "notes"] {
            assert!(!spec.source(key).trim().is_empty(), "`{key}` in specs/{}/source.toml", spec.name);
        }
        let date = spec.source("retrieved");
        let parts: Vec<usize> = date.split('-').map(str::len).collect();
        assert_eq!(parts, [4, 2, 2], "`retrieved` in specs/{}/source.toml", spec.name);
    }
}

#[test]
fn transcriptions_exist_exactly_where_source_toml_declares_them() {
    for spec in Spec::all() {
        let transcribed = spec.source("transcribed");
        assert!(
            matches!(transcribed.as_str(), "openapi" | "fenced" | "by-hand"),
            "specs/{}/source.toml: {transcribed}",
            spec.name
        );
        assert_eq!(spec.has("document.yaml"), transcribed == "by-hand", "specs/{}/document.yaml", spec.name);
    }
}

#[test]
fn every_correction_has_a_reason() {
    for spec in Spec::all().filter(|spec| spec.has("overlay.yaml")) {
        let overlay = spec.yaml("overlay.yaml");
        let actions = overlay.pointer("/actions").and_then(|actions| actions.as_array()).expect("actions");
        for (index, action) in actions.iter().enumerate() {
            let reason = action.pointer("/description").and_then(|reason| reason.as_str()).unwrap_or_default();
            assert!(!reason.trim().is_empty(), "specs/{}/overlay.yaml: action {index} has no reason", spec.name);
        }
    }
}

/// The clients are generated from `openapi.yaml`, which must contain nothing but the transcription and the corrections.
#[test]
fn openapi_yaml_is_the_transcription_with_the_corrections() {
    for spec in Spec::all().filter(|spec| spec.has("overlay.yaml")) {
        let text = spec.text("overlay.yaml");
        let overlay = Overlay::parse(&Source::new("overlay.yaml", text)).expect("an overlay");
        let mut document = spec.transcription();
        let findings = overlay.apply(&mut document);
        assert!(findings.is_empty(), "specs/{}/overlay.yaml: {findings:?}", spec.name);
        assert!(document == spec.yaml("openapi.yaml"), "specs/{}/openapi.yaml is not document and overlay", spec.name);
    }
}
