//! A Markdown page with nested lists of fields, and examples.

use serde_json::Value;

use crate::{
    claims::{self, Claims, Deviation, Side, one_line},
    shape::Shape,
    specs::Spec,
};

const DEVIATIONS: &[Deviation] = &[
    Deviation {
        only_in: Side::Document,
        claims: &["GET /api/users response status 200"],
        reason: "The page states no status. 200 is the usual one for a GET with a response body.",
    },
    Deviation {
        only_in: Side::Document,
        claims: &["PATCH /api/users response status 2XX", "POST /api/users response status 2XX"],
        reason: "The page states no status. OpenAPI requires a response, and any success is possible.",
    },
    Deviation {
        only_in: Side::Document,
        claims: &["PATCH /api/users request media application/json", "POST /api/users request media application/json"],
        reason: "The page lists the fields of a body in the same notation as for JSON, and mentions no other format.",
    },
    Deviation {
        only_in: Side::Text,
        claims: &[
            "POST /api/users response/user/labels/key",
            "POST /api/users response/user/labels/key type string",
            "POST /api/users response/user/labels/other_key",
            "POST /api/users response/user/labels/other_key type object",
            "POST /api/users response/user/labels/other_key/key",
            "POST /api/users response/user/labels/other_key/key type string",
        ],
        reason: "`key` and `other_key` are placeholders for the keys of a map, as `string` is for a string.",
    },
    Deviation {
        only_in: Side::Document,
        claims: &[
            "POST /api/users response/user/labels/*",
            r#"POST /api/users response/user/labels/* anyOf [{"type":"string"},{"type":"object","additionalProperties":{"type":"string"}}]"#,
        ],
        reason: "The map in the example: its values are strings, or maps of strings.",
    },
];

#[test]
fn the_document_states_the_same_as_the_page() {
    let spec = Spec::of("computestacks");
    let document = claims::of_document(&spec.transcription());
    claims::assert_same(&page(&spec.published_text()), &document, DEVIATIONS);
}

/// Parses the page.
///
/// ```text
/// # User API
/// ## View your user account
/// `GET /api/users`
/// **OAuth AuthorizationRequired**: `profile_read`
/// A description.
/// ??? abstract "schema"
///     * `user`: Object
/// ??? example "Example"
///     ```json
/// ```
fn page(text: &str) -> Claims {
    let mut claims = Claims::new();
    let mut sections = text.split("\n## ");
    let title = sections.next().and_then(|head| head.strip_prefix("# ")).expect("the title");
    claims.insert(format!("info title {}", one_line(title)));
    sections.for_each(|text| section(text, &mut claims));
    claims
}

fn section(text: &str, claims: &mut Claims) {
    let mut blocks = text.split("\n??? ");
    let mut head = blocks.next().expect("the head").lines().filter(|line| !line.is_empty());
    let summary = head.next().expect("the heading");
    let at = head.next().and_then(code).expect("the operation");
    claims.insert(at.to_owned());
    claims.insert(format!("{at} summary {summary}"));
    let (name, scope) = head.next().and_then(|line| line.split_once("**: ")).expect("the authorization");
    let name = name.trim_start_matches("**");
    assert!(name.starts_with("OAuth "));
    claims.insert("scheme oauth type oauth2".to_owned());
    claims.insert(format!("scheme oauth description {name}"));
    claims.insert(format!(r#"{at} security {{"oauth":["{}"]}}"#, code(scope).expect("the scope")));
    let description = one_line(&head.collect::<Vec<_>>().join("\n"));
    if !description.is_empty() {
        claims.insert(format!("{at} description {description}"));
    }

    // The schema of a GET is for its response; any other schema is for the request. Examples are always for the
    // response.
    let (mut request, mut response) = (None, None);
    for block in blocks {
        let (kind, body) = block.split_once('\n').expect("a block's body");
        match kind {
            r#"abstract "schema""# if at.starts_with("GET ") => response = Some(list(body)),
            r#"abstract "schema""# => request = Some(list(body)),
            r#"example "Example""# => {
                let json = body.trim().strip_prefix("```json").and_then(|rest| rest.strip_suffix("```"));
                let example: Value = serde_json::from_str(json.expect("a block of JSON")).expect("JSON");
                response.get_or_insert_with(Shape::object).add_example(&example);
                claims.insert(format!("{at} response example Example value {example}"));
                claims.insert(format!("{at} response media application/json"));
            }
            _ => panic!("{at}: {kind}"),
        }
    }
    if let Some(request) = request {
        request.claim(&format!("{at} request"), claims);
    }
    if let Some(response) = response {
        response.claim(&format!("{at} response"), claims);
    }
}

/// Parses a list. Each level is indented by four more spaces.
fn list(text: &str) -> Shape {
    let mut root = Shape::object();
    let mut path: Vec<&str> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let item = line.trim_start();
        let depth = (line.len() - item.len()) / 4;
        let (name, rest) = item.strip_prefix("* `").and_then(|item| item.split_once("`: ")).expect(line);
        path.truncate(depth - 1);
        path.push(if name == "{{kind}}" { "*" } else { name });
        let shape = path.iter().fold(&mut root, |shape, name| shape.member(name));
        field(shape, rest);
    }
    root
}

/// `String (required) | A description.`
fn field(shape: &mut Shape, text: &str) {
    let (rest, description) = match text.split_once(" | ").or_else(|| text.split_once(" - ")) {
        Some((rest, description)) => (rest, Some(description)),
        None => (text, None),
    };
    if let Some(description) = description {
        shape.note("description", description);
    }
    let (name, mark) = rest.split_once(' ').unwrap_or((rest, ""));
    match mark {
        "" => {}
        "(required)" => shape.require(),
        _ => panic!("{text}"),
    }
    match name {
        "Object" => shape.is("object"),
        "Integer" => shape.is("integer"),
        "String" => shape.is("string"),
        "Boolean" => shape.is("boolean"),
        "DateTime" => {
            shape.is("string");
            shape.note("format", "date-time");
        }
        "Decimal" => {
            shape.is("number");
            shape.note("format", "decimal");
        }
        _ => panic!("{text}"),
    }
}

fn code(text: &str) -> Option<&str> {
    text.trim().strip_prefix('`')?.strip_suffix('`')
}
