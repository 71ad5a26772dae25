//! Live drift: responses that differ from the document are reported, without values and without an effect on the call.

mod limits;
mod reports;
mod secrecy;
mod support;

use moored_runtime::DeviationKind::{
    self, MissingMember, OtherFormat, OtherType, UndocumentedMediaType, UndocumentedMember, UndocumentedStatus,
    UnlistedValue,
};
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use support::{Observed, observe};

/// A kind, a pointer into the body, a pointer into the document, what is expected, and what was found.
type Expected<'a> = (DeviationKind, &'a str, &'a str, &'a str, &'a str);

/// The deviations of a response, without those parts that are the same for all of an operation.
async fn deviations(response: ResponseTemplate) -> Vec<(DeviationKind, String, String, String, String)> {
    let Observed { reports, .. } = observe(response).await;
    let parts = reports.into_iter().map(|report| {
        assert_eq!((report.count, report.deviation.document.as_str()), (1, "specs/users/openapi.yaml"));
        let deviation = report.deviation;
        (deviation.kind, deviation.pointer, deviation.origin, deviation.expected, deviation.found)
    });
    parts.collect()
}

/// A user with all that the document requires, and with `members`.
fn user(members: Value) -> Value {
    let mut user = json!({"id": 1, "name": null});
    let all = user.as_object_mut().unwrap();
    all.extend(members.as_object().unwrap().clone());
    user
}

async fn assert_differs(body: Value, expected: &[Expected<'_>]) {
    let found = deviations(ResponseTemplate::new(200).set_body_json(&body)).await;
    let expected = expected.iter().map(|(kind, pointer, origin, expected, found)| {
        (*kind, (*pointer).to_owned(), (*origin).to_owned(), (*expected).to_owned(), (*found).to_owned())
    });
    assert_eq!(found, expected.collect::<Vec<_>>(), "{body}");
}

#[tokio::test]
async fn a_response_of_the_document_does_not_differ() {
    let body = json!({
        "id": 1.0,
        "name": null,
        "email": "ada@example.com",
        "role": "guest",
        "size": 2,
        "born": null,
        "seen": "2026-11-26T19:55:00Z",
        "balance": "0.10",
        "quota": 18_446_744_073_709_551_615_u64,
        "active": true,
        "tags": ["a"],
        "labels": {"x": "y", "z": null},
        "point": [1, "a", "more"],
        "friends": [{"id": 2, "name": "Grace"}],
        "pets": [{"kind": "cat", "lives": 9}, {"kind": "dog"}],
        "contact": {"street": "s", "city": "c"},
        "a/b": "c",
        "extra": {"anything": [null]},
        "settings": {"theme": "dark", "other": 1},
    });
    assert_differs(body, &[]).await;
    assert_differs(user(json!({"contact": "by post", "balance": 1.5})), &[]).await;
}

#[tokio::test]
async fn members_and_types_that_differ_are_reported() {
    const USER: &str = "/components/schemas/user";
    const NONE: &str = "no such property";
    let property = |name: &str| format!("{USER}/properties/{name}");
    assert_differs(json!({"name": "Ada"}), &[(MissingMember, "/id", USER, "integer", "absent")]).await;
    let cases: &[(Value, Expected<'_>)] = &[
        (json!({"nick": "a"}), (UndocumentedMember, "/nick", USER, NONE, "string")),
        (json!({"ids": [1, 2]}), (UndocumentedMember, "/ids", USER, NONE, "array of integer")),
        (json!({"mixed": [1, "a"]}), (UndocumentedMember, "/mixed", USER, NONE, "array")),
        (json!({"ada@example.com": {}}), (UndocumentedMember, "/*", USER, NONE, "object")),
        (json!({"id": "1"}), (OtherType, "/id", &property("id"), "integer", "string")),
        (json!({"id": 1.5}), (OtherType, "/id", &property("id"), "integer", "number")),
        (json!({"email": null}), (OtherType, "/email", &property("email"), "string", "null")),
        (json!({"active": "yes"}), (OtherType, "/active", &property("active"), "boolean", "string")),
        (json!({"tags": "a"}), (OtherType, "/tags", &property("tags"), "array of string", "string")),
        (json!({"tags": ["a", 1]}), (OtherType, "/tags/*", &property("tags/items"), "string", "integer")),
        (
            json!({"labels": {"ada": 1, "grace": 2}}),
            (OtherType, "/labels/*", &property("labels/additionalProperties"), "string", "integer"),
        ),
        (json!({"a/b": 1}), (OtherType, "/a~1b", "/components/schemas/base/properties/a~1b", "string", "integer")),
        (json!({"friends": [{"name": "b"}]}), (MissingMember, "/friends/*/id", USER, "integer", "absent")),
        (json!({"point": [1, 2]}), (OtherType, "/point/1", "/components/schemas/point", "string", "integer")),
        (
            json!({"settings": {"size": "big"}}),
            (OtherType, "/settings/*", "/components/schemas/settings/additionalProperties", "integer", "string"),
        ),
        (json!({"settings": []}), (OtherType, "/settings", "/components/schemas/settings", "object", "array")),
    ];
    for (members, expected) in cases {
        assert_differs(user(members.clone()), &[*expected]).await;
    }
}

#[tokio::test]
async fn values_outside_of_enums_and_formats_are_reported() {
    const SECRET: &str = "hunter2";
    let property = |name: &str| format!("/components/schemas/user/properties/{name}");
    let cases: &[(Value, Expected<'_>)] = &[
        (
            json!({"role": SECRET}),
            (UnlistedValue, "/role", "/components/schemas/role", r#"one of "admin", "guest""#, "string"),
        ),
        (json!({"size": 3}), (UnlistedValue, "/size", "/components/schemas/size", "one of 1, 2", "integer")),
        (json!({"born": SECRET}), (OtherFormat, "/born", &property("born"), "string (date)", "string")),
        (json!({"seen": SECRET}), (OtherFormat, "/seen", &property("seen"), "string (date-time)", "string")),
        (
            json!({"balance": SECRET}),
            (OtherFormat, "/balance", &property("balance"), "number or string (decimal)", "string"),
        ),
        (json!({"quota": -1}), (OtherFormat, "/quota", &property("quota"), "integer (uint64)", "integer")),
    ];
    for (members, expected) in cases {
        assert_differs(user(members.clone()), &[*expected]).await;
    }
}

#[tokio::test]
async fn a_value_of_a_union_is_compared_with_the_variant_that_it_fits_best() {
    let cases: &[(Value, Expected<'_>)] = &[
        (
            json!({"pets": [{"kind": "cat"}]}),
            (MissingMember, "/pets/*/lives", "/components/schemas/cat", "integer", "absent"),
        ),
        (
            json!({"pets": [{"kind": "bird"}]}),
            (UnlistedValue, "/pets/*/kind", "/components/schemas/pet", "one of cat, dog", "string"),
        ),
        (json!({"pets": [7]}), (OtherType, "/pets/*", "/components/schemas/pet", "object", "integer")),
        (
            json!({"contact": {"street": "s", "city": "c", "zip": "z"}}),
            (UndocumentedMember, "/contact/zip", "/components/schemas/address", "no such property", "string"),
        ),
        (
            json!({"contact": false}),
            (OtherType, "/contact", "/components/schemas/contact", "one of object, string", "boolean"),
        ),
    ];
    for (members, expected) in cases {
        assert_differs(user(members.clone()), &[*expected]).await;
    }
}

#[tokio::test]
async fn statuses_and_media_types_that_differ_are_reported() {
    const GET: &str = "/paths/~1user/get/responses";
    let json = |status, media_type| ResponseTemplate::new(status).set_body_raw(r#"{"id":1,"name":null}"#, media_type);
    let ok: &[ResponseTemplate] = &[
        json(200, "application/json; charset=utf-8"),
        json(200, "text/csv"),
        ResponseTemplate::new(204),
        json(418, "application/problem+json"),
    ];
    for response in ok {
        assert_eq!(deviations(response.clone()).await, [], "{response:?}");
    }
    let cases: &[(ResponseTemplate, Expected<'_>)] = &[
        (json(201, "application/json"), (UndocumentedStatus, "", GET, "one of 200, 204, 4XX", "201")),
        (
            json(200, "image/png"),
            (UndocumentedMediaType, "", &format!("{GET}/200"), "one of application/json, text/*", "image/png"),
        ),
        (
            json(404, "text/html"),
            (UndocumentedMediaType, "", &format!("{GET}/4XX"), "application/problem+json", "text/html"),
        ),
        (
            ResponseTemplate::new(200).set_body_raw("<html>", "application/json"),
            (OtherType, "", &format!("{GET}/200/content/application~1json/schema"), "object", "no JSON"),
        ),
        (
            ResponseTemplate::new(200).insert_header("content-type", "application/json"),
            (OtherType, "", &format!("{GET}/200/content/application~1json/schema"), "object", "no body"),
        ),
    ];
    for (response, (kind, pointer, origin, expected, found)) in cases {
        let expected = [(*kind, (*pointer).into(), (*origin).into(), (*expected).into(), (*found).into())];
        assert_eq!(deviations(response.clone()).await, expected, "{response:?}");
    }
}
