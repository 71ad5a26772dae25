//! `GET /api/admin/user`, with every kind of credential, good and bad.

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
    server::Server,
};

const PATH: &str = "/api/admin/user";
const WRONG_TOKEN: &str = "*:*.0123456789abcdef";

#[tokio::test]
async fn an_admin_token_is_known_without_a_user_id() {
    let Some(server) = Server::find() else { return };
    let client = server.client(&server.admin_token);
    let me = client.get_me().send().await.unwrap();
    assert!(me.user.id.is_absent());
    assert_eq!(me.user.type_.as_deref(), Some("admin"));
    assert_eq!(me.permissions[0].permission, "ADMIN");
    let secret = me.user.secret.value().unwrap();
    assert_eq!(secret.expose(), server.admin_token);
    let shown = format!("{me:?} {me:#?} {client:?}");
    assert!(!shown.contains(&server.admin_token), "{shown}");
}

#[tokio::test]
async fn a_personal_token_is_known_as_its_user() {
    let Some(server) = Server::find() else { return };
    let client = server.client(&server.personal_token);
    let me = client.get_me().send().await.unwrap();
    assert_eq!(me.user.id.value(), Some(&1));
    assert_eq!(me.user.username.as_deref(), Some("admin"));
    assert_eq!(me.user.account_type.value(), Some(&UserSchemaAccountType::User));
    assert!(me.user.secret.is_absent());
    assert!(me.user.created_at.value().unwrap().instant().is_ok());
}

#[tokio::test]
async fn a_token_may_have_bearer_before_it() {
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
async fn a_wrong_token_is_refused_with_401() {
    let Some(server) = Server::find() else { return };
    let error = server.client(WRONG_TOKEN).get_me().send().await.unwrap_err();
    let Some(GetMeError::Unauthorized(body)) = error.refusal() else {
        panic!("{error:?}");
    };
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(body.name.as_deref(), Some("UnauthorizedError"));
    assert!(!format!("{error} {error:?}").contains(WRONG_TOKEN));
}

#[tokio::test]
async fn a_client_token_is_refused_with_403() {
    let Some(server) = Server::find() else { return };
    let error = server.client(&server.client_token).get_me().send().await.unwrap_err();
    let Some(GetMeError::Forbidden(body)) = error.refusal() else {
        panic!("{error:?}");
    };
    assert_eq!(error.status().unwrap(), 403);
    assert!(body.message.as_deref().unwrap().contains("token"), "{body:?}");
    assert!(!format!("{error} {error:?}").contains(&server.client_token));
}

/// Every member that the server sends is known: one that a type has no field for would stand among the unknown ones.
/// And each answer has the members of the captured one, so that the captures are true.
#[tokio::test]
async fn answers_survive_and_look_like_the_captures() {
    fn again<T: DeserializeOwned + Serialize + Debug>(answer: &Value) -> Value {
        let body: T = serde_json::from_value(answer.clone()).expect("a documented body");
        assert!(!format!("{body:?}").contains("UnknownFields({\""), "{body:?}");
        serde_json::to_value(body).expect("JSON")
    }
    let Some(server) = Server::find() else { return };
    type Again = fn(&Value) -> Value;
    let cases: [(_, _, _, Again); 5] = [
        (Some(server.admin_token.as_str()), 200, "01_admin_token", again::<MeSchema>),
        (Some(&server.personal_token), 200, "02_pat_admin", again::<MeSchema>),
        (None, 401, "20_no_header", again::<AuthenticationError>),
        (Some(WRONG_TOKEN), 401, "22_wrong_token", again::<AuthenticationError>),
        (Some(&server.client_token), 403, "24_client_token", again::<PermissionError>),
    ];
    for (token, expected, capture, again) in cases {
        let (status, answer) = server.get(PATH, token).await;
        assert_eq!(status, expected, "{capture}");
        assert_eq!(again(&answer), answer, "{capture}");
        let text = read(&format!("tests/captures/unleash/{capture}.json"));
        let captured: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(pointers(&answer), pointers(&captured), "{capture}");
    }
}

/// Where there is something in `value`.
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

async fn own_document(server: &Server) -> Document {
    let (status, document) = server.get("/docs/openapi.json", None).await;
    assert_eq!(status, 200);
    Document(document)
}

/// The document that the server publishes is newer than the page that the client was made from.
#[tokio::test]
async fn no_member_of_the_servers_own_document_is_unknown() {
    let Some(server) = Server::find() else { return };
    let document = own_document(&server).await;
    let schema = &document.0["components"]["schemas"]["meSchema"];
    let everything = everything(&document, schema);
    assert!(everything["user"]["loginAttempts"].is_number(), "{everything}");
    let body: MeSchema = serde_json::from_value(everything.clone()).unwrap();
    assert!(!format!("{body:?}").contains("UnknownFields({\""), "{body:?}");
    assert_eq!(serde_json::to_value(body).unwrap(), everything);
}

/// What `specs/unleash/overlay.yaml` corrects is not better in the server's own document.
#[tokio::test]
async fn the_corrections_are_needed_by_the_servers_own_document_too() {
    let Some(server) = Server::find() else { return };
    let document = own_document(&server).await.0;
    let operation = &document["paths"][PATH]["get"];
    assert!(operation["responses"]["401"].is_object());
    assert!(operation["responses"]["403"].is_null(), "{operation}");
    let user = &document["components"]["schemas"]["userSchema"];
    assert_eq!(user["required"], serde_json::json!(["id"]));
    for member in ["environment", "type", "secret", "projects", "internalAdminTokenUserId"] {
        assert!(user["properties"][member].is_null(), "{member} is documented now");
    }
    let scheme = &document["components"]["securitySchemes"]["apiKey"];
    let [kind, place, name] = ["type", "in", "name"].map(|key| scheme[key].as_str().unwrap());
    assert_eq!([kind, place, name], ["apiKey", "header", "Authorization"]);
}
