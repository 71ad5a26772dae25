//! What is left out of a recording.

use std::collections::BTreeSet;

use super::super::content::{Content, Part};
use super::super::values::Values;
use super::{Redaction, Secrets, looks_secret};
use crate::Operation;
use crate::stubs::Stubs;

static STUBS: Stubs = Stubs::new(r#"{"version":1,"operations":[{"id":"a","secrets":["pin","key"]}]}"#);
static OPERATION: Operation = Operation::new("a", "POST", "/a/{pin}/{+path}");

/// What is recorded of `change`, and what is listed as left out.
fn redacted<T>(change: impl FnOnce(&mut Redaction<'_>) -> T) -> (T, Vec<String>) {
    let (secrets, mut values, mut left_out) = (Secrets::new(&STUBS, &[]), Values::default(), BTreeSet::new());
    let mut redaction =
        Redaction { secrets: &secrets, operation: &OPERATION, values: &mut values, left_out: &mut left_out };
    (change(&mut redaction), left_out.into_iter().collect())
}

#[test]
fn a_secret_is_listed_only_if_it_was_left_out() {
    let json = |text: &str| Content::Json(serde_json::from_str(text).unwrap());
    let (content, left_out) = redacted(|it| it.content(json(r#"{"pin":[123,"abc"],"key":5}"#)));
    assert_eq!((content, left_out), (json(r#"{"pin":[123,"[redacted]"],"key":5}"#), vec!["member pin".to_owned()]));
}

#[test]
fn secrets_in_texts_parts_and_deep_objects_are_found() {
    let pretty = "{\n  \"pin\": \"abc\"\n}\n";
    let (content, _) = redacted(|it| it.content(Content::Text(pretty.to_owned())));
    assert_eq!(content, Content::Text("{\"pin\":\"[redacted]\"}\n".to_owned()));
    let (content, _) = redacted(|it| it.content(Content::Text("see /login?token=abc#sig=d, then\n".to_owned())));
    assert_eq!(content, Content::Text("see /login?token=[redacted]#sig=[redacted], then\n".to_owned()));
    let (content, _) = redacted(|it| it.content(Content::Form(vec!["filter[pin]=abc".to_owned()])));
    assert_eq!(content, Content::Form(vec!["filter[pin]=[redacted]".to_owned()]));
    let headers = vec!["Content-Disposition: form-data; name=\"key\"".to_owned()];
    let part = |body| Content::Parts(vec![Part { headers: headers.clone(), body }]);
    let (content, _) = redacted(|it| it.content(part(Content::Base64("/w==".to_owned()))));
    assert_eq!(content, part(Content::Text("[redacted]".to_owned())));
}

#[test]
fn a_parameter_in_the_path_is_found_before_one_with_slashes() {
    let url = "https://a.example/v1/a/abcdefg/x/y".parse().unwrap();
    assert_eq!(redacted(|it| it.path(&url)).0, "/v1/a/[redacted]/x/y");
}

#[test]
fn names_of_credentials_are_known() {
    for name in ["X-Api-Key", "api_key", "key", "X-Amz-Signature", "access_token", "sig", "X-Amz-Security-Token"] {
        assert!(looks_secret(name), "{name}");
    }
    for name in ["page_token", "nextToken", "idempotency-key", "keyword", "sort_key", "author", "etag", "x-request-id"]
    {
        assert!(!looks_secret(name), "{name}");
    }
}
