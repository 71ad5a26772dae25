//! Every operation of every generated client decodes the response that its own `stubs.json` has for it. The list of
//! calls is made from the clients (`build/calls.rs`).

#![cfg(all(feature = "providers", feature = "testing"))]
#![expect(clippy::unwrap_used, reason = "an unexpected result fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::pin::Pin;

use moored_runtime::testing::{FakeProvider, FakeResponse, HasStubs};
use moored_runtime::{Call, HttpRequest, Transport as _};

/// What a call makes of its stub: the operation, or the error.
type Decoded = Pin<Box<dyn Future<Output = Result<String, String>>>>;

fn calls() -> Vec<Decoded> {
    let mut found = Vec::new();
    include!(concat!(env!("OUT_DIR"), "/stubs.rs"));
    found
}

/// Sends a request of the call `O` to a fake provider of the client `C`, and decodes the response.
fn decoded<C: HasStubs, O: Call<Error: std::fmt::Debug + 'static> + 'static>(client: &'static str) -> Decoded {
    Box::pin(async move {
        let operation = O::OPERATION;
        let address = format!("https://provider.invalid{}", operation.path.replace(['{', '}'], ""));
        let mut request = HttpRequest::new(operation.method.parse().unwrap(), address.parse().unwrap());
        if let Some(accept) = operation.accept {
            request.headers_mut().insert("accept", accept.parse().unwrap());
        }
        let fake = FakeProvider::of::<C>();
        let mut response = fake.send(request.with_operation(operation)).await.map_err(|error| format!("{error:?}"))?;
        let body = std::mem::take(response.body_mut()).read(1 << 20).await.unwrap();
        let mut stub = FakeResponse::new(response.status().as_u16()).bytes(body);
        for (name, value) in response.headers() {
            stub = stub.header(name.as_str(), value.to_str().unwrap());
        }
        match stub.decode::<O>() {
            Ok(_) => Ok(format!("{client}: {operation}")),
            Err(error) => Err(format!("{client}: {operation}: {error:?}")),
        }
    })
}

#[tokio::test]
async fn every_operation_decodes_its_stub() {
    let (mut decoded, mut failed) = (BTreeSet::new(), Vec::new());
    for call in calls() {
        match call.await {
            Ok(name) => drop(decoded.insert(name)),
            Err(error) => failed.push(error),
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(decoded.len() >= 20, "{decoded:#?}");
    for client in providers().iter().map(String::as_str).chain(["builds", "tracker", "vault"]) {
        assert!(decoded.iter().any(|name| name.starts_with(&format!("{client}: "))), "{client} has no call");
    }
}

/// The folders of the providers.
fn providers() -> Vec<String> {
    let folders = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/specs")).unwrap();
    folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect()
}
