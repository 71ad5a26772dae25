//! Lifting: makes an OpenAPI 3.0 document of a Swagger 2.0 one, so that it generates like any other.
//!
//! It runs before every pass of lowering and does nothing to a document of another version. Each pass lifts one part; what OpenAPI 3.0
//! cannot say is reported. The two specifications: [2.0](https://spec.openapis.org/oas/v2.0.html), [3.0.3](https://spec.openapis.org/oas/v3.0.3.html).

mod collection_format;
mod form;
mod keywords;
mod media_types;
mod references;

// What 2.0 writes stands in documents of 3.x as well: `crate::repair` lifts it there.
pub(crate) use parameters::lift as lift_parameter;
pub(crate) use references::{follow, resolve};
pub(crate) use request_bodies::run as request_bodies;
pub(crate) use shared_bodies::{is_payload, run as shared_bodies};

use crate::{
    document::{Document, Version},
    finding::Findings,
    passes,
};

passes! {
    /// Every pass, in order.
    ///
    /// 1. `malformed` comes first: the others take what has the wrong shape for what is not there.
    /// 2. `shared_bodies` comes before `request_bodies`: what an operation sends depends on its own media types, so each gets a copy.
    /// 3. `request_bodies` comes before `parameters`, which are what it leaves.
    /// 4. `components` comes behind all that lift what stands there, and makes references follow everything that was moved. From there on the
    ///    document is 3.0, and `schemas` finds every schema where 3.0 has it.
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

/// Lifts a document of version 2.0; leaves any other as it is.
pub fn run(document: &mut Document, findings: &mut Findings) {
    if document.version != Version::V2_0 {
        return;
    }
    for pass in PASSES {
        pass.run(document, &(), findings);
    }
    document.version = Version::V3_0;
}
