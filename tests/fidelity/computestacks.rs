//! A Markdown page: nested lists of fields, and examples.

use serde_json::Value;

use crate::{
    claims::{self, Claims, Deviation, Side, one_line},
    shape::Shape,
    specs::Spec,
};

const DEVIATIONS: &[Deviation] = &[
    Deviation {
        only_in: Side::Document,
        claims: &["GET /api/users answer status 200"],
        reason: "The page states no status. 200 is what a GET with a body answers.",
    },
    Deviation {
        only_in: Side::Document,
        claims: &["PATCH /api/users answer status 2XX", "POST /api/users answer status 2XX"],
        reason: "The page states no status. OpenAPI requires an answer, and any success may be meant.",
    },
    Deviation {
        only_in: Side::Document,
        claims: &["PATCH /api/users request media application/json", "POST /api/users request media application/json"],
        reason: "The page lists the fields of a body in the notation that it has for JSON, and names no other format.",
    },
    Deviation {
        only_in: Side::Text,
        claims: &[
            "POST /api/users answer/user/labels/key",
            "POST /api/users answer/user/labels/key type string",
            "POST /api/users answer/user/labels/other_key",
            "POST /api/users answer/user/labels/other_key type object",
            "POST /api/users answer/user/labels/other_key/key",
            "POST /api/users answer/user/labels/other_key/key type string",
        ],
        reason: "`key` and `other_key` stand for the keys of a map, as `string` stands for a string.",
    },
    Deviation {
        only_in: Side::Document,
        claims: &[
            "POST /api/users answer/user/labels/*",
            r#"POST /api/users answer/user/labels/* anyOf [{"type":"string"},{"type":"object","additionalProperties":{"type":"string"}}]"#,
        ],
        reason: "The map that the example shows: its values are strings, or maps of strings.",
    },
];

#[test]
fn the_document_says_what_the_page_says() {
    let spec = Spec::of("computestacks");
    let document = claims::of_document(&spec.transcription());
    claims::assert_same(&page(&spec.published_text()), &document, DEVIATIONS);
}

/// Reads the page.
///
/// ```text
/// # User API
/// ## View your user account
/// `GET /api/users`
/// **OAuth AuthorizationRequired**: `profile_read`
/// Words about it.
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
    let (words, scope) = head.next().and_then(|line| line.split_once("**: ")).expect("the authorization");
    let words = words.trim_start_matches("**");
    assert!(words.starts_with("OAuth "));
    claims.insert("scheme oauth type oauth2".to_owned());
    claims.insert(format!("scheme oauth description {words}"));
    claims.insert(format!(r#"{at} security {{"oauth":["{}"]}}"#, code(scope).expect("the scope")));
    let description = one_line(&head.collect::<Vec<_>>().join("\n"));
    if !description.is_empty() {
        claims.insert(format!("{at} description {description}"));
    }

    // The schema of a GET is that of its answer, any other one is that of the request; an example is always of an answer.
    let (mut request, mut answer) = (None, None);
    for block in blocks {
        let (kind, body) = block.split_once('\n').expect("a block's body");
        match kind {
            r#"abstract "schema""# if at.starts_with("GET ") => answer = Some(list(body)),
            r#"abstract "schema""# => request = Some(list(body)),
            r#"example "Example""# => {
                let json = body.trim().strip_prefix("```json").and_then(|rest| rest.strip_suffix("```"));
                let example: Value = serde_json::from_str(json.expect("a block of JSON")).expect("JSON");
                answer.get_or_insert_with(Shape::object).learn(&example);
                claims.insert(format!("{at} answer example Example value {example}"));
                claims.insert(format!("{at} answer media application/json"));
            }
            _ => panic!("{at}: {kind}"),
        }
    }
    if let Some(request) = request {
        request.claim(&format!("{at} request"), claims);
    }
    if let Some(answer) = answer {
        answer.claim(&format!("{at} answer"), claims);
    }
}

/// The lines of a list, four more spaces for each level below the first.
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

/// `String (required) | Words about it.`
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
