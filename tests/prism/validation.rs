//! Prism accepts the requests of the clients, the clients decode the responses that Prism generates, and Prism rejects
//! invalid requests.

use moored_runtime::HeaderMap;

use crate::{
    calls::{Call, PROVIDERS, Target, calls},
    controls::{Controls, assert_rejects_invalid_requests},
    document::{Document, read},
    prism::Prism,
    providers::CONTROLS,
    schema::{everything, one_at_a_time},
};

fn calls_of(provider: &str) -> impl Iterator<Item = &'static Call> {
    calls().filter(move |call| call.provider == provider)
}

pub(crate) async fn validate(controls: &Controls) {
    let provider = controls.provider;
    let document = read(&format!("specs/{provider}/openapi.yaml"));
    let Some(mut prism) = Prism::start(&document) else {
        return;
    };
    assert_accepts(&mut prism, provider).await;
    assert_decodes(&prism, provider).await;
    assert_rejects_invalid_requests(&mut prism, controls).await;
}

/// Sends each operation with each credential, and with each request body that the schema allows.
async fn assert_accepts(prism: &mut Prism, provider: &str) {
    let document = Document::of(provider);
    for call in calls_of(provider) {
        for scheme in call.schemes {
            let target = Target::new(&prism.base_address, &[scheme]);
            let outcome = call.send(target).await;
            outcome.unwrap_or_else(|failed| panic!("{} with {scheme}: {failed:?}", call.name()));
        }
        let Some(schema) = document.request_schema(call) else {
            continue;
        };
        let mut bodies = one_at_a_time(&document, schema);
        bodies.push(everything(&document, schema));
        for body in bodies {
            let target = Target::new(&prism.base_address, &call.schemes[..1]);
            let outcome = call.send_body(target, body.clone()).await;
            outcome.unwrap_or_else(|failed| panic!("{} with {body}: {failed:?}", call.name()));
        }
    }
    assert_eq!(prism.violations("accepted").await, [""; 0]);
}

/// Decodes responses that Prism generates from the schemas, with random properties, texts and numbers.
async fn assert_decodes(prism: &Prism, provider: &str) {
    let headers = HeaderMap::from_iter([("prefer".parse().unwrap(), "dynamic=true".parse().unwrap())]);
    for call in calls_of(provider) {
        for _ in 0..20 {
            let target = Target { headers: headers.clone(), ..Target::new(&prism.base_address, &call.schemes[..1]) };
            let outcome = call.send(target).await;
            outcome.unwrap_or_else(|failed| panic!("{}: {failed:?}", call.name()));
        }
    }
}

#[test]
fn every_provider_is_validated() {
    let validated: Vec<_> = CONTROLS.iter().map(|controls| controls.provider).collect();
    let all: Vec<_> = PROVIDERS.iter().map(|provider| provider.name).collect();
    assert_eq!(validated, all, "each provider with a tests/provider.rs needs a tests/prism.rs");
}
