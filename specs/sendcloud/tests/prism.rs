//! Prism accepts what Sendcloud's client sends, and rejects what it must not send.

use moored_document::markdown;

use crate::{
    calls::{Target, call},
    controls::{Controls, NO_SCHEME, Variant, invalid},
    document::read,
    prism::Prism,
    validation::validate,
};

pub(crate) const PRISM: Controls =
    Controls { provider: "sendcloud", invalid: &[invalid("GET", Variant::NoCredential, NO_SCHEME)] };

#[tokio::test]
async fn requests_and_responses_are_valid() {
    validate(&PRISM).await;
}

/// Without `specs/sendcloud/overlay.yaml` the document contradicts itself: Prism does not accept the document's
/// example.
#[tokio::test]
async fn the_published_document_rejects_its_own_example() {
    let page = read("specs/sendcloud/published.md");
    let published = markdown::extract(&page).expect("a fenced document").text;
    let Some(mut prism) = Prism::start(published) else {
        return;
    };
    let sendcloud = call("sendcloud", "GET");
    let outcome = sendcloud.send(Target::new(&prism.base_address, &sendcloud.schemes[..1])).await;
    let failed = outcome.unwrap_err();
    assert_eq!((failed.kind, failed.status), ("UndocumentedStatus", Some(500)));
    let body = String::from_utf8(failed.body.unwrap()).unwrap();
    assert!(body.contains(r#"user.registered must match format \"date-time\""#), "{body}");
    assert_ne!(prism.violations("contradiction").await, [""; 0]);
}
