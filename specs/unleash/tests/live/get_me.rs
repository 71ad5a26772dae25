//! `GET /api/admin/user` with every kind of credential, valid and invalid.

use std::{collections::BTreeSet, fmt::Debug};

use moored_unleash::{
    operations::GetMeError,
    types::{AuthenticationError, MeSchema, PermissionError, UserSchemaAccountType},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    document::{Document, members, read},
    schema::everything,
};

use super::server::Server;

const PATH: &str = "/api/admin/user";
const WRONG_TOKEN: &str = "*:*.0123456789abcdef";

#[tokio::test]
async fn an_admin_token_has_no_user_id() {
    let Some(server) = Server::find() else { return };
    let client = server.client(&server.admin_token);
    let me = client.get_me().send().await.unwrap();
    assert!(me.user.id.is_none());
    assert_eq!(me.user.type_.as_deref(), Some("admin"));
    assert_eq!(me.permissions[0].permission, "ADMIN");
    let secret = me.user.secret.as_ref().unwrap();
    assert_eq!(secret.expose(), server.admin_token);
    let shown = format!("{me:?} {me:#?} {client:?}");
    assert!(!shown.contains(&server.admin_token), "{shown}");
}

#[tokio::test]
async fn a_personal_token_identifies_its_user() {
    let Some(server) = Server::find() else { return };
    let client = server.client(&server.personal_token);
    let me = client.get_me().send().await.unwrap();
    assert_eq!(me.user.id, Some(1));
    assert_eq!(me.user.username.as_deref(), Some("admin"));
    assert_eq!(me.user.account_type, Some(UserSchemaAccountType::User));
    assert!(me.user.secret.is_none());
    assert!(me.user.created_at.as_ref().unwrap().instant().is_ok());
}

#[tokio::test]
async fn a_token_may_have_the_prefix_bearer() {
    let Some(server) = Server::find() else { return };
    for token in [&server.admin_token, &server.personal_token] {
        for prefix in ["Bearer", "bearer"] {
            let client = server.client(&format!("{prefix} {token}"));
            let me = client.get_me().send().await.unwrap();
            assert_eq!(me.user.username.as_deref(), Some("admin"));
        }
    }
}

#[tokio::test]
async fn a_wrong_token_is_rejected_with_401() {
    let Some(server) = Server::find() else { return };
    let error = server.client(WRONG_TOKEN).get_me().send().await.unwrap_err();
    let Some(GetMeError::Unauthorized(body)) = error.error_body() else {
        panic!("{error:?}");
    };
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(body.name.as_deref(), Some("UnauthorizedError"));
    assert!(!format!("{error} {error:?}").contains(WRONG_TOKEN));
}

#[tokio::test]
async fn a_client_token_is_rejected_with_403() {
    let Some(server) = Server::find() else { return };
    let error = server.client(&server.client_token).get_me().send().await.unwrap_err();
    let Some(GetMeError::Forbidden(body)) = error.error_body() else {
        panic!("{error:?}");
    };
    assert_eq!(error.status().unwrap(), 403);
    assert!(body.message.as_deref().unwrap().contains("token"), "{body:?}");
    assert!(!format!("{error} {error:?}").contains(&server.client_token));
}

/// Every property that the server sends is known: a property without a field would be one of the unknown fields. Each
/// response has the same properties as its capture, so that the captures are up to date.
#[tokio::test]
async fn responses_survive_the_round_trip_and_match_the_captures() {
    fn round_trip<T: DeserializeOwned + Serialize + Debug>(response: &Value) -> Value {
        let body: T = serde_json::from_value(response.clone()).expect("a documented body");
        assert!(!format!("{body:?}").contains("UnknownFields({\""), "{body:?}");
        serde_json::to_value(body).expect("JSON")
    }
    let Some(server) = Server::find() else { return };
    type RoundTrip = fn(&Value) -> Value;
    let cases: [(_, _, _, RoundTrip); 5] = [
        (Some(server.admin_token.as_str()), 200, "01_admin_token", round_trip::<MeSchema>),
        (Some(&server.personal_token), 200, "02_pat_admin", round_trip::<MeSchema>),
        (None, 401, "20_no_header", round_trip::<AuthenticationError>),
        (Some(WRONG_TOKEN), 401, "22_wrong_token", round_trip::<AuthenticationError>),
        (Some(&server.client_token), 403, "24_client_token", round_trip::<PermissionError>),
    ];
    for (token, expected, capture, round_trip) in cases {
        let (status, response) = server.get(PATH, token).await;
        assert_eq!(status, expected, "{capture}");
        assert_eq!(round_trip(&response), response, "{capture}");
        let text = read(&format!("specs/unleash/tests/captures/{capture}.json"));
        let captured: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(pointers(&response), pointers(&captured), "{capture}");
    }
}

/// The pointers to all values within `value`.
fn pointers(value: &Value) -> BTreeSet<String> {
    let mut pointers = BTreeSet::new();
    let mut open = vec![(String::new(), value)];
    while let Some((pointer, value)) = open.pop() {
        for (key, value) in members(value) {
            open.push((format!("{pointer}/{key}"), value));
        }
        for (index, value) in value.as_array().into_iter().flatten().enumerate() {
            open.push((format!("{pointer}/{index}"), value));
        }
        pointers.insert(pointer);
    }
    pointers
}

async fn server_document(server: &Server) -> Document {
    let (status, document) = server.get("/docs/openapi.json", None).await;
    assert_eq!(status, 200);
    Document(document)
}

/// The document that the server publishes is newer than the page from which the client was generated.
#[tokio::test]
async fn no_property_of_the_servers_document_is_unknown() {
    let Some(server) = Server::find() else { return };
    let document = server_document(&server).await;
    let schema = &document.0["components"]["schemas"]["meSchema"];
    let everything = everything(&document, schema);
    assert!(everything["user"]["loginAttempts"].is_number(), "{everything}");
    let body: MeSchema = serde_json::from_value(everything.clone()).unwrap();
    assert!(!format!("{body:?}").contains("UnknownFields({\""), "{body:?}");
    assert_eq!(serde_json::to_value(body).unwrap(), everything);
}

/// The errors that `specs/unleash/overlay.yaml` corrects are in the server's document too.
#[tokio::test]
async fn the_servers_document_needs_the_same_corrections() {
    let Some(server) = Server::find() else { return };
    let document = server_document(&server).await.0;
    let operation = &document["paths"][PATH]["get"];
    assert!(operation["responses"]["401"].is_object());
    assert!(operation["responses"]["403"].is_null(), "{operation}");
    let user = &document["components"]["schemas"]["userSchema"];
    assert_eq!(user["required"], serde_json::json!(["id"]));
    for member in ["environment", "type", "secret", "projects", "internalAdminTokenUserId"] {
        assert!(user["properties"][member].is_null(), "{member} is documented now");
    }
    let scheme = &document["components"]["securitySchemes"]["apiKey"];
    let [ty, location, name] = ["type", "in", "name"].map(|key| scheme[key].as_str().unwrap());
    assert_eq!([ty, location, name], ["apiKey", "header", "Authorization"]);
}
