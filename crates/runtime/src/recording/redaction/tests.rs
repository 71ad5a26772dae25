//! What is left out of a recording.

use std::collections::BTreeSet;

use super::super::content::{Content, Part};
use super::super::values::Values;
use super::{Redaction, Side};
use crate::Operation;
use crate::secret_names::SecretNames;
use crate::stubs::Stubs;

static STUBS: Stubs = Stubs::new(r#"{"version":1,"operations":[{"id":"a","secrets":["pin","key"]}]}"#);
static OPERATION: Operation = Operation::new("a", "POST", "/a/{pin}/{+path}");

/// What is recorded of `change`, and what is listed as left out.
fn redacted<T>(change: impl FnOnce(&mut Redaction<'_>) -> T) -> (T, Vec<String>) {
    let (mut secrets, mut values, mut left_out) = (SecretNames::new(&STUBS, &[]), Values::default(), BTreeSet::new());
    secrets.add("ssn".to_owned());
    let change = change(&mut Redaction::new(&secrets, &OPERATION, &mut values, &mut left_out));
    (change, left_out.into_iter().collect())
}

#[test]
fn a_secret_is_listed_only_if_it_was_left_out() {
    let json = |text: &str| Content::Json(serde_json::from_str(text).unwrap());
    let (content, left_out) = redacted(|it| it.content(json(r#"{"pin":[123,"abc"],"key":5}"#), Side::Request));
    assert_eq!((content, left_out), (json(r#"{"pin":[123,"[redacted]"],"key":5}"#), vec!["member pin".to_owned()]));
}

#[test]
fn secrets_in_texts_parts_and_deep_objects_are_found() {
    let pretty = "{\n  \"pin\": \"abc\"\n}\n";
    let (content, _) = redacted(|it| it.content(Content::Text(pretty.to_owned()), Side::Request));
    assert_eq!(content, Content::Text("{\"pin\":\"[redacted]\"}\n".to_owned()));
    let (content, _) =
        redacted(|it| it.content(Content::Text("see /login?token=abc#sig=d, then\n".to_owned()), Side::Request));
    assert_eq!(content, Content::Text("see /login?token=[redacted]#sig=[redacted], then\n".to_owned()));
    let (content, _) = redacted(|it| it.content(Content::Form(vec!["filter[pin]=abc".to_owned()]), Side::Request));
    assert_eq!(content, Content::Form(vec!["filter[pin]=[redacted]".to_owned()]));
    let headers = vec!["Content-Disposition: form-data; name=\"key\"".to_owned()];
    let part = |body| Content::Parts(vec![Part { headers: headers.clone(), body }]);
    let (content, _) = redacted(|it| it.content(part(Content::Base64("/w==".to_owned())), Side::Request));
    assert_eq!(content, part(Content::Text("[redacted]".to_owned())));
}

#[test]
fn a_parameter_in_the_path_is_found_before_one_with_slashes() {
    let url = "https://a.example/v1/a/abcdefg/x/y".parse().unwrap();
    assert_eq!(redacted(|it| it.path(&url)).0, "/v1/a/[redacted]/x/y");
}

#[test]
fn a_number_is_left_out_if_the_user_names_it() {
    let json = |text: &str| Content::Json(serde_json::from_str(text).unwrap());
    let sent = r#"{"pin":5,"ssn":123,"of":{"ssn":[1,"abcdefg"]}}"#;
    let (content, left_out) = redacted(|it| it.content(json(sent), Side::Response));
    assert_eq!(content, json(r#"{"pin":5,"ssn":0,"of":{"ssn":[0,"[redacted]"]}}"#));
    assert_eq!(left_out, ["member ssn"]);
    let (content, _) = redacted(|it| it.content(json(sent), Side::Request));
    assert_eq!(content, json(r#"{"pin":5,"ssn":"[redacted]","of":{"ssn":["[redacted]","[redacted]"]}}"#));
}
