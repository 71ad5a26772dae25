//! What callers add to generated calls, and requests for what the document lacks.

use moored_runtime::{CallOptions, FilePart, Method};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::operations::AnyOfTheseForm;
use crate::types::Pet;
use crate::{Client, text};

#[tokio::test]
async fn a_call_sends_what_its_caller_adds_to_the_body() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(204)).mount(&server).await;
    let client = Client::builder().base_address(server.uri()).default_query("api-version", "2").build().unwrap();
    let call = || client.any_of_these();
    let member = || CallOptions::new().body_member("nickname", "R");
    call().body(Pet::new("Rex")).send_with(member()).await.unwrap();
    let field = || CallOptions::new().form_field("nickname", "R");
    client.form(Pet::new("Rex")).send_with(field()).await.unwrap();
    let part = field().form_part("photo", FilePart::new("png").file_name("r.png"));
    call().body(AnyOfTheseForm::new("Rex")).send_with(part).await.unwrap();

    let requests = server.received_requests().await.unwrap();
    let [json, form, parts] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(text(json), r#"{"name":"Rex","nickname":"R"}"#);
    assert_eq!(text(form), "name=Rex&nickname=R");
    for part in ["name=\"nickname\"\r\n\r\nR\r\n", "filename=\"r.png\"", "name=\"name\"\r\n\r\nRex\r\n"] {
        assert!(text(parts).contains(part), "{}", text(parts));
    }
    assert!(requests.iter().all(|request| request.url.query() == Some("api-version=2")));

    let error = call().send_with(member()).await.unwrap_err().to_string();
    assert!(error.ends_with(r#"the member "nickname" cannot be added: the body of the call is not a JSON object"#));
}

#[tokio::test]
async fn a_request_for_what_the_document_lacks_is_one_of_the_client() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_string(r#"{"name":"Rex"}"#))
        .mount(&server)
        .await;
    let client = Client::builder().base_address(format!("{}/v1", server.uri())).build().unwrap();
    let request = client.raw_request(Method::PUT, "/pets/{id}").path("id", "a b").json(&Pet::new("Rex"));
    assert_eq!(request.send_as::<Pet>().await.unwrap().into_body(), Pet::new("Rex"));
    let requests = server.received_requests().await.unwrap();
    assert_eq!((requests[0].method.as_str(), requests[0].url.path()), ("PUT", "/v1/pets/a%20b"));
}
