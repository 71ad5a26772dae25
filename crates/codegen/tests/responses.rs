//! What a call makes of what comes: by status, and then by media type.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "hostile/check.rs"]
mod check;
#[path = "shared/inputs.rs"]
mod inputs;

use check::check;
use inputs::inputs;
use moored_codegen::{Files, Outcome, RelPath, generate};

/// An operation with these `responses`.
fn document(verb: &str, responses: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{ title: Reports, version: '1' }}
paths:
  /report:
    {verb}:
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

fn run(verb: &str, responses: &str) -> Outcome {
    let outcome = generate(&inputs(&[("openapi.yaml", &document(verb, responses))]));
    let files = outcome.files.as_ref().expect("a crate");
    assert_eq!(check(files), Vec::<String>::new());
    outcome
}

/// The file of the call.
fn call(outcome: &Outcome) -> String {
    let files: &Files = outcome.files.as_ref().expect("a crate");
    let path = RelPath::new("src/operations/report.rs").expect("a path");
    let text = files.get(&path).unwrap_or_else(|| panic!("no call among {:?}", files.keys()));
    text.clone()
}

fn reported(outcome: &Outcome) -> Vec<String> {
    outcome.findings.iter().map(|found| format!("{} {}", found.rule.id, found.location.pointer)).collect()
}

/// Each of `parts` is in `call`, however that is broken into lines.
#[track_caller]
fn holds(call: &str, parts: &[&str]) {
    let bare = |text: &str| text.split_whitespace().collect::<String>().replace(",)", ")").replace(",]", "]");
    for part in parts {
        assert!(bare(call).contains(&bare(part)), "no `{part}` in\n{call}");
    }
}

#[test]
fn json_of_one_schema_is_one_type_whatever_it_calls_itself() {
    let outcome = run(
        "get",
        "        '200':
          description: ok
          content:
            application/json;charset=UTF-8: { schema: { $ref: '#/components/schemas/Row' } }
            application/hal+json: { schema: { $ref: '#/components/schemas/Row' } }",
    );
    let call = call(&outcome);
    holds(
        &call,
        &["accept: Some(\"application/json\")", "send(self) -> Result<Response<types::Row>, Error<NoErrorBody>>"],
    );
    assert!(!call.contains("Representation"), "{call}");
    assert_eq!(reported(&outcome), Vec::<String>::new());
}

#[test]
fn every_other_representation_can_be_asked_for() {
    let outcome = run(
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
        '404': { description: no, content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } } }",
    );
    let call = call(&outcome);
    holds(
        &call,
        &[
            "accept: Some(\"application/json, application/problem+json\")",
            "send(self) -> Result<Response<Vec<types::Row>>, Error<ReportError>>",
            "as_acme_wide(self) -> moored_runtime::RepresentationCall<'a, types::Row, ReportError>",
            "as_csv(self) -> moored_runtime::RepresentationCall<'a, String, ReportError>",
            "as_xml(self) -> moored_runtime::RepresentationCall<'a, String, ReportError>",
            "as_pdf(self) -> moored_runtime::RepresentationCall<'a, moored_runtime::Bytes, ReportError>",
            "new(&client.core, &OPERATION, \"text/csv, application/problem+json;q=0.1\", request.build()",
            "new(&client.core, &OPERATION, \"application/xml, text/xml, application/problem+json;q=0.1\", request.build()",
        ],
    );
    assert_eq!(
        reported(&outcome),
        [
            "untyped-response-body /paths/~1report/get/responses/200/content/application~1xml",
            "untyped-response-body /paths/~1report/get/responses/200/content/text~1xml",
            "other-response-media-type /paths/~1report/get/responses/200/content/new",
        ]
    );
}

#[test]
fn a_failure_is_what_its_status_and_its_content_type_say() {
    let outcome = run(
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
    let call = call(&outcome);
    holds(
        &call,
        &[
            "400..=499 => {Err(match response.representation(&[&[\"application/problem+json\"], &[\"application/json\"], \
             &[\"text/plain\", \"text/html\"]])",
            "1 => response.error_json(ReportError::ClientErrorJson)",
            "2 => response.error_text(ReportError::ClientErrorText)",
            "_ => response.error_json(ReportError::ClientError)",
            "ClientError(types::Problem)",
            "ClientErrorJson(types::Row)",
            "ClientErrorText(String)",
            "_ => Err(response.error_bytes(ReportError::Other))",
        ],
    );
    assert_eq!(reported(&outcome), Vec::<String>::new());
}

#[test]
fn bytes_that_are_called_json_are_bytes() {
    for (media_type, findings) in [
        ("*/*", vec![]),
        ("application/json", vec!["binary-json /paths/~1report/get/responses/200/content/application~1json"]),
    ] {
        let outcome = run(
            "get",
            &format!(
                "        '200': {{ description: ok, content: {{ '{media_type}': {{ schema: {{ type: string, format: binary }} }} }} }}"
            ),
        );
        holds(
            &call(&outcome),
            &[
                &format!("accept: Some(\"{media_type}\")"),
                "send(self) -> Result<Response<moored_runtime::Bytes>, Error<NoErrorBody>>",
                "pub async fn stream_response(self)",
            ],
        );
        assert_eq!(reported(&outcome), findings, "{media_type}");
    }
}

#[test]
fn what_is_no_json_is_streamed_and_all_of_it_asked_for() {
    let outcome = run(
        "get",
        "        '200':
          description: ok
          content: { application/pdf: {}, image/png: {} }",
    );
    holds(
        &call(&outcome),
        &[
            "accept: Some(\"application/pdf, image/png\")",
            "send(self) -> Result<Response<moored_runtime::Bytes>, Error<NoErrorBody>>",
            // `stream` is the parameter.
            "pub async fn stream_response(self) -> Result<Response<moored_runtime::ByteStream>, Error<NoErrorBody>>",
            "as_pdf(self) -> moored_runtime::RepresentationCall<'a, moored_runtime::Bytes, NoErrorBody>",
            "as_png(self) -> moored_runtime::RepresentationCall<'a, moored_runtime::Bytes, NoErrorBody>",
        ],
    );
    assert_eq!(reported(&outcome), Vec::<String>::new());

    let events = run(
        "get",
        "        '200': { description: ok, content: { text/event-stream: { schema: { $ref: '#/components/schemas/Row' } } } }",
    );
    holds(
        &call(&events),
        &[
            "send(self) -> Result<Response<String>",
            "accept: Some(\"text/event-stream\")",
            "stream_response",
            "Response<moored_runtime::Items<moored_runtime::Event<types::Row>>>",
        ],
    );
    assert_eq!(reported(&events), Vec::<String>::new());
    // A failure is waited for.
    let failure = run(
        "get",
        "        '400': { description: no, content: { text/event-stream: { schema: { $ref: '#/components/schemas/Row' } } } }",
    );
    assert_eq!(
        reported(&failure),
        ["untyped-response-body /paths/~1report/get/responses/400/content/text~1event-stream"]
    );
}

#[test]
fn json_without_a_schema_is_any_json() {
    let call = call(&run("get", "        '200': { description: ok, content: { application/json: {} } }"));
    holds(&call, &["send(self) -> Result<Response<serde_json::Value>, Error<NoErrorBody>>"]);
}

#[test]
fn a_body_is_read_where_http_has_one() {
    let body = "content: { application/json: { schema: { $ref: '#/components/schemas/Row' } } }";
    let outcome = run(
        "get",
        &format!(
            "        '200': {{ description: ok, {body} }}\n        '204': {{ description: none, {body} }}\n        '304': {{ description: same, {body} }}"
        ),
    );
    let text = call(&outcome);
    holds(&text, &["Ok(types::Row)", "NoContent,", "304 => Err(response.error_with(ReportError::NotModified))"]);
    assert_eq!(
        reported(&outcome),
        [
            "impossible-body /paths/~1report/get/responses/204/content",
            "impossible-body /paths/~1report/get/responses/304/content",
        ]
    );

    let head = run(
        "head",
        &format!("        '200': {{ description: ok, {body} }}\n        '404': {{ description: no, {body} }}"),
    );
    holds(
        &call(&head),
        &[
            "accept: None",
            "send(self) -> Result<Response<()>, Error<ReportError>>",
            "404 => Err(response.error_with(ReportError::NotFound))",
        ],
    );
}

#[test]
fn headers_and_links_stand_in_the_docs() {
    let outcome = run(
        "get",
        "        '200':
          description: ok
          headers: { X-Total: { description: How many., schema: { type: integer } } }
          links: { Next: { operationId: report, description: The next page, parameters: { page: $response.body#/next } } }",
    );
    holds(
        &call(&outcome),
        &[
            "/// - `X-Total`, an integer: How many.",
            "/// - `Next` leads to `report` with `page` = `$response.body#/next`: The next page",
        ],
    );
}

#[test]
fn a_server_of_an_operation_is_where_it_is_sent() {
    let text = document("get", "        '200': { description: ok }")
        .replace("      responses:\n", "      servers: [{ url: 'https://files.example' }]\n      responses:\n");
    let outcome = generate(&inputs(&[("openapi.yaml", &text)]));
    assert_eq!(reported(&outcome), Vec::<String>::new());
    holds(&call(&outcome), &["client.core.with_server(moored_runtime::Server::new(\"https://files.example\"))"]);
    for same in ["https://files.example", "https://files.example/"] {
        let same = text.replace("paths:\n", &format!("servers: [{{ url: '{same}' }}]\npaths:\n"));
        let outcome = generate(&inputs(&[("openapi.yaml", &same)]));
        assert_eq!(reported(&outcome), Vec::<String>::new());
        assert!(!call(&outcome).contains("files.example"), "it goes where all go");
    }
}
