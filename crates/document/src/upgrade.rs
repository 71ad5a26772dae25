//! The upgrade: rewrites a Swagger 2.0 document as OpenAPI 3.0, so that clients are generated from it like from any
//! other.
//!
//! It runs before every other pass and leaves a document of another version alone. Each pass upgrades one part, and
//! reports what OpenAPI 3.0 cannot express. The specifications: [2.0](https://spec.openapis.org/oas/v2.0.html),
//! [3.0.3](https://spec.openapis.org/oas/v3.0.3.html).

mod collection_format;
mod form;
mod keywords;
mod media_types;

// Documents of 3.x also contain parts of 2.0, which `crate::repair` upgrades.
pub(crate) use parameters::upgrade as upgrade_parameter;
pub(crate) use request_bodies::run as request_bodies;
pub(crate) use shared_bodies::{is_payload, is_payload_in, run as shared_bodies};

use crate::{
    document::{Document, Version},
    finding::Findings,
    passes,
};

passes! {
    /// Every pass, in order. Why one comes after another is in its own file.
    PASSES: Pass<()> = [
        malformed
        servers
        security_schemes
        shared_bodies
        request_bodies
        parameters
        responses
        components
        schemas
    ]
}

/// Upgrades a document of version 2.0; leaves any other alone.
pub fn run(document: &mut Document, findings: &mut Findings) {
    if document.version != Version::V2_0 {
        return;
    }
    for pass in PASSES {
        pass.run(document, &(), findings);
    }
    document.version = Version::V3_0;
}
