//! How a generated call reads a response: by its status, and then by its media type.

use crate::check::check;
use crate::shared::{NONE, Run, Rust, variants};

/// A document with one operation with these `responses`.
fn document(method: &str, responses: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{ title: Reports, version: '1' }}
paths:
  /report:
    {method}:
      operationId: report
      parameters: [{{ name: stream, in: query, schema: {{ type: boolean }} }}]
      responses:
{responses}
components:
  schemas:
    Row: {{ type: object, required: [id], properties: {{ id: {{ type: integer }} }} }}
    Problem: {{ type: object, properties: {{ title: {{ type: string }} }} }}
"
    )
}

fn run(method: &str, responses: &str) -> Run {
    let run = Run::document(&document(method, responses));
    assert_eq!(check(run.files()), NONE);
    run
}

/// The signature of the method `name`, which sends the call.
fn sent(name: &str, body: &str, error: &str) -> String {
    format!("pub fn {name}(self) -> impl Future<Output = Result<Response<{body}>, Error<{error}>>> + Send")
}

fn call(run: &Run) -> Rust {
    run.rust("src/operations/report.rs")
}

#[test]
fn json_media_types_of_one_schema_are_one_type() {
    let run = run(
        "get",
        "        '200':
          description: ok
          content:
            application/json;charset=UTF-8: { schema: { $ref: '#/components/schemas/Row' } }
            application/hal+json: { schema: { $ref: '#/components/schemas/Row' } }",
    );
    let call = call(&run);
    call.assert_has(&["accept(\"application/json\")", &sent("send", "types::Row", "moored_runtime::NoErrorBody")]);
    assert_eq!(call.functions(), ["report", "stream", "send", "send_with"], "no other representation");
    assert_eq!(run.findings(), NONE);
}

#[test]
fn every_other_representation_can_be_requested() {
    let run = run(
        "get",
        "        '200':
          description: ok
          content:
            application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Row' } } }
            application/vnd.acme.wide+json: { schema: { $ref: '#/components/schemas/Row' } }
            text/csv: { schema: { type: string } }
            application/xml: { schema: { $ref: '#/components/schemas/Row' } }
            text/xml: { schema: { $ref: '#/components/schemas/Row' } }
            application/pdf: {}
            new: {}
        '404':
          description: no
          content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } }",
    );
    let call = call(&run);
    call.assert_has(&[
        "accept(\"application/json, application/problem+json\")",
        &sent("send", "Vec<types::Row>", "ReportError"),
        "pub fn as_acme_wide(self) -> moored_runtime::RepresentationCall<types::Row, ReportError>",
        "pub fn as_csv(self) -> moored_runtime::RepresentationCall<String, ReportError>",
        "pub fn as_xml(self) -> moored_runtime::RepresentationCall<String, ReportError>",
        "pub fn as_pdf(self) -> moored_runtime::RepresentationCall<moored_runtime::Bytes, ReportError>",
    ]);
    for (function, accept) in [
        ("as_csv", "text/csv, application/problem+json;q=0.1"),
        ("as_xml", "application/xml, text/xml, application/problem+json;q=0.1"),
    ] {
        assert!(call.body(function).contains(&format!("{accept:?}")), "{}", call.body(function));
    }
    assert_eq!(
        run.findings(),
        [
            "untyped-response-body openapi.yaml:15:13 /paths/~1report/get/responses/200/content/application~1xml",
            "untyped-response-body openapi.yaml:16:13 /paths/~1report/get/responses/200/content/text~1xml",
            "other-response-media-type openapi.yaml:18:13 /paths/~1report/get/responses/200/content/new",
        ]
    );
}

#[test]
fn an_error_response_is_read_by_its_status_and_media_type() {
    let run = run(
        "get",
        "        '200': { description: ok }
        '4XX':
          description: no
          content:
            application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } }
            application/json: { schema: { $ref: '#/components/schemas/Row' } }
            text/plain: {}
            text/html: {}
        default: { description: any, content: { image/png: {} } }",
    );
    let call = call(&run);
    call.assert_has(&[
        "response.representation(&[&[\"application/problem+json\"], &[\"application/json\"], \
         &[\"text/plain\", \"text/html\"]])",
        "1 => response.error_json(ReportError::ClientErrorJson)",
        "2 => response.error_text(ReportError::ClientErrorText)",
        "_ => response.error_json(ReportError::ClientError)",
        "_ => Err(response.error_bytes(ReportError::Other))",
    ]);
    assert!(call.has_arm_for("400..=499"));
    assert_eq!(
        variants(call.enumeration("ReportError")),
        [
            "ClientError(types :: Problem)",
            "ClientErrorJson(types :: Row)",
            "ClientErrorText(String)",
            "Other(moored_runtime :: Bytes)",
        ]
    );
    assert_eq!(run.findings(), NONE);
}

#[test]
fn a_binary_schema_is_bytes_even_where_the_media_type_is_json() {
    for (media_type, findings) in [
        ("*/*", vec![]),
        (
            "application/json",
            vec!["binary-json openapi.yaml:9:46 /paths/~1report/get/responses/200/content/application~1json"],
        ),
    ] {
        let schema = "{ schema: { type: string, format: binary } }";
        let run = run("get", &format!("        '200': {{ description: ok, content: {{ '{media_type}': {schema} }} }}"));
        call(&run).assert_has(&[
            &format!("accept(\"{media_type}\")"),
            &sent("send", "moored_runtime::Bytes", "moored_runtime::NoErrorBody"),
            &sent("stream_response", "moored_runtime::ByteStream", "moored_runtime::NoErrorBody"),
        ]);
        assert_eq!(run.findings(), findings, "{media_type}");
    }
}

#[test]
fn bytes_can_be_streamed_and_all_media_types_are_accepted() {
    let run = run(
        "get",
        "        '200':
          description: ok
          content: { application/pdf: {}, image/png: {} }",
    );
    call(&run).assert_has(&[
        "accept(\"application/pdf, image/png\")",
        &sent("send", "moored_runtime::Bytes", "moored_runtime::NoErrorBody"),
        // The parameter has the name `stream`.
        &sent("stream_response", "moored_runtime::ByteStream", "moored_runtime::NoErrorBody"),
        "pub fn as_pdf(self) -> moored_runtime::RepresentationCall<moored_runtime::Bytes, moored_runtime::NoErrorBody>",
        "pub fn as_png(self) -> moored_runtime::RepresentationCall<moored_runtime::Bytes, moored_runtime::NoErrorBody>",
    ]);
    assert_eq!(run.findings(), NONE);
}

#[test]
fn events_are_streamed_and_events_of_an_error_response_are_not() {
    let events = |status: &str| {
        let content = "content: { text/event-stream: { schema: { $ref: '#/components/schemas/Row' } } }";
        run("get", &format!("        '{status}': {{ description: A, {content} }}"))
    };
    let success = events("200");
    call(&success).assert_has(&[
        "accept(\"text/event-stream\")",
        &sent("send", "String", "moored_runtime::NoErrorBody"),
        &sent("stream_response", "moored_runtime::ByteStream", "moored_runtime::NoErrorBody"),
        &sent("items", "moored_runtime::Items<moored_runtime::Event<types::Row>>", "moored_runtime::NoErrorBody"),
    ]);
    assert_eq!(success.findings(), NONE);
    assert_eq!(
        events("400").findings(),
        ["untyped-response-body openapi.yaml:9:45 /paths/~1report/get/responses/400/content/text~1event-stream"]
    );
}

#[test]
fn json_without_a_schema_is_any_json() {
    let run = run("get", "        '200': { description: ok, content: { application/json: {} } }");
    call(&run).assert_has(&[&sent("send", "moored_runtime::JsonValue", "moored_runtime::NoErrorBody")]);
}

#[test]
fn a_body_is_read_only_where_http_has_one() {
    let body = "content: { application/json: { schema: { $ref: '#/components/schemas/Row' } } }";
    let get = run(
        "get",
        &format!(
            "        '200': {{ description: ok, {body} }}
        '204': {{ description: none, {body} }}
        '304': {{ description: same, {body} }}"
        ),
    );
    let call_of_get = call(&get);
    assert_eq!(variants(call_of_get.enumeration("ReportSuccess")), ["Ok(types :: Row)", "NoContent"]);
    call_of_get.assert_has(&["304 => Err(response.error_with(ReportError::NotModified))"]);
    assert_eq!(
        get.findings(),
        [
            "impossible-body openapi.yaml:10:37 /paths/~1report/get/responses/204/content",
            "impossible-body openapi.yaml:11:37 /paths/~1report/get/responses/304/content",
        ]
    );

    let head = run(
        "head",
        &format!(
            "        '200': {{ description: ok, {body} }}
        '404': {{ description: no, {body} }}"
        ),
    );
    call(&head)
        .assert_has(&[&sent("send", "()", "ReportError"), "404 => Err(response.error_with(ReportError::NotFound))"]);
    assert_eq!(call(&head).calls_of("accept"), 0, "the response has no body");
}

#[test]
fn headers_and_links_are_documented() {
    let run = run(
        "get",
        "        '200':
          description: ok
          headers: { X-Total: { description: How many., schema: { type: integer } } }
          links:
            Next: { operationId: report, description: The next page, parameters: { page: $response.body#/next } }",
    );
    let call = call(&run);
    for line in [
        "- `X-Total`, an integer: How many.",
        "- `Next` links to `report` with `page` = `$response.body#/next`: The next page",
    ] {
        let docs = call.function_docs("report");
        assert!(docs.iter().any(|other| other == line), "{line} is not a line of {docs:#?}");
    }
}

#[test]
fn a_server_of_an_operation_is_where_its_requests_go() {
    let text = document("get", "        '200': { description: ok }")
        .replace("      responses:\n", "      servers: [{ url: 'https://files.example' }]\n      responses:\n");
    let run = Run::document(&text);
    assert_eq!(run.findings(), NONE);
    call(&run).assert_has(&["moored_runtime::Server::new(\"https://files.example\")"]);
    for same in ["https://files.example", "https://files.example/"] {
        let same = text.replace("paths:\n", &format!("servers: [{{ url: '{same}' }}]\npaths:\n"));
        let run = Run::document(&same);
        assert_eq!(run.findings(), NONE);
        assert!(!call(&run).body("call").contains("Server"), "every request goes there");
    }
}
