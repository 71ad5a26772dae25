//! Required members that a response does not have, in structs like generated ones.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use moored_runtime::{Core, Error, Hook, MissingMember, NoErrorBody, Operation, Response, UnknownFields};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, builder, call, server};

/// As with `missing_members = "reject"`.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "it is only decoded")]
struct Strict {
    id: i64,
    name: Option<String>,
}

/// As with `missing_members = "tolerate"`.
#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Tolerant {
    #[serde(alias = "moored:required:id", skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    #[serde(rename = "fullName", alias = "moored:required:fullName", skip_serializing_if = "Option::is_none")]
    full_name: Option<String>,
    #[serde(alias = "moored:present:boss")]
    boss: Option<Box<Tolerant>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Page {
    #[serde(alias = "moored:required:users", skip_serializing_if = "Option::is_none")]
    users: Option<Vec<Tolerant>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_name: Option<BTreeMap<String, Kept>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pet: Option<Pet>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(remote = "Self")]
struct Kept {
    #[serde(alias = "moored:required:id", skip_serializing_if = "Option::is_none")]
    id: Option<i64>,
    #[serde(flatten, skip_deserializing)]
    others: UnknownFields,
}

moored_runtime::other_members!(Kept, others);

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct Cat {
    #[serde(alias = "moored:required:lives", skip_serializing_if = "Option::is_none")]
    lives: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purrs: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub(crate) struct Dog {
    #[serde(alias = "moored:required:tail", skip_serializing_if = "Option::is_none")]
    tail: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    barks: Option<bool>,
}

moored_runtime::union! {
    pub enum Pet {
        Cat(Cat) = object,
        Dog(Dog) = object,
        _ = Unlisted,
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Hook for Log {
    fn on_missing_member(&self, operation: &'static Operation, missing: &MissingMember) {
        self.0.lock().unwrap().push(format!("{}: {missing}", operation.id));
    }
}

/// Decodes a response with `body`, and returns what was reported.
async fn decoded<T: DeserializeOwned>(body: &str) -> (Result<Response<T>, Error<NoErrorBody>>, Vec<String>) {
    let server = server(ResponseTemplate::new(200).set_body_string(body)).await;
    let log = Log::default();
    let core: Core = builder(&server).hook(log.clone()).build().unwrap();
    let response = call(&core, &GET_USER).await.unwrap().json();
    let lines = log.0.lock().unwrap().clone();
    (response, lines)
}

#[tokio::test]
async fn a_missing_member_rejects_a_response_by_default() {
    for body in [r#"{"name":"Ada"}"#, r#"{"id":null}"#] {
        let (response, reported) = decoded::<Strict>(body).await;
        assert!(matches!(response, Err(Error::Undecodable { .. })), "{body}");
        assert_eq!(reported, [""; 0]);
    }
}

#[tokio::test]
async fn a_tolerated_member_is_none_and_reported() {
    let (response, reported) = decoded::<Tolerant>(r#"{"id":null,"boss":{"id":1,"fullName":"Ada","boss":null}}"#).await;
    let user = response.unwrap().into_body();
    assert_eq!((user.id, user.full_name, user.note), (None, None, None));
    assert_eq!(user.boss.unwrap().id, Some(1));
    assert_eq!(reported, ["get-user: id is null", "get-user: fullName is absent"]);

    let (response, reported) = decoded::<Tolerant>(r#"{"id":1,"fullName":"Ada"}"#).await;
    assert_eq!(response.unwrap().boss, None);
    assert_eq!(reported, ["get-user: boss is absent"]);
}

#[tokio::test]
async fn a_report_has_the_path_and_no_value() {
    let body = r#"{"users":[{"id":1,"fullName":"x","boss":null},{"fullName":"secret","boss":null}],
        "by_name":{"first":{"new":"secret"},"a secret value!":{"id":2}}}"#;
    let (response, reported) = decoded::<Page>(body).await;
    assert_eq!(response.unwrap().by_name.as_ref().unwrap()["first"].others.len(), 1);
    assert_eq!(reported, ["get-user: users[1].id is absent", "get-user: by_name.first.id is absent"]);
}

#[tokio::test]
async fn only_the_variant_that_was_chosen_is_reported() {
    let (response, reported) = decoded::<Page>(r#"{"users":[],"pet":{"barks":true}}"#).await;
    assert_eq!(response.unwrap().into_body().pet, Some(Pet::Dog(Dog { tail: None, barks: Some(true) })));
    assert_eq!(reported, ["get-user: pet.tail is absent"]);
    let (response, reported) = decoded::<Page>(r#"{"users":[],"pet":["neither"]}"#).await;
    assert!(matches!(response.unwrap().into_body().pet, Some(Pet::Unlisted(_))));
    assert_eq!(reported, [""; 0]);
}

#[tokio::test]
async fn another_type_is_still_an_error() {
    let (response, _) = decoded::<Tolerant>(r#"{"id":"one","fullName":"Ada","boss":null}"#).await;
    assert!(matches!(response, Err(Error::Undecodable { .. })));
}
