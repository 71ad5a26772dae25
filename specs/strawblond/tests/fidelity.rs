//! The text of a page with tables, whose cells are not separated, and an example with comments.

use serde_json::Value;

use crate::{
    claims::{self, Claims, Deviation, Side},
    shape::{Shape, without_comments},
    specs::Spec,
};

const DEVIATIONS: &[Deviation] = &[
    Deviation {
        only_in: Side::Text,
        claims: &["line Skip to content", "line Important"],
        reason: "Navigation elements of the page.",
    },
    Deviation {
        only_in: Side::Text,
        claims: &["line User Settings", "line Authentication Providers"],
        reason: "Headings of tables that list the attributes of the same body.",
    },
    Deviation {
        only_in: Side::Document,
        claims: &["PATCH /user request media application/json"],
        reason: "The page does not name the format of the request body; the responses are JSON.",
    },
    Deviation {
        only_in: Side::Document,
        claims: &["PATCH /user response status 2XX"],
        reason: "The page shows no response. OpenAPI requires one, and any success is possible.",
    },
];

#[test]
fn the_document_states_the_same_as_the_page() {
    let spec = Spec::of("strawblond");
    let document = claims::of_document(&spec.transcription());
    claims::assert_same(&page(&spec.published_text()), &document, DEVIATIONS);
}

/// Parses the page, paragraph by paragraph. A paragraph that is not understood results in a claim that no document has.
fn page(text: &str) -> Claims {
    let mut claims = Claims::new();
    let mut paragraphs = text.split("\n\n").peekable();
    let mut title = None;
    let mut at = None;
    let mut request = Shape::object();
    while let Some(paragraph) = paragraphs.next() {
        let next = paragraphs.peek().copied().unwrap_or_default();
        if let Some((method, path)) = next.split_once('\n').filter(|(_, path)| is_path(path)) {
            let operation = format!("{} {path}", method.to_uppercase());
            claims.insert(operation.clone());
            claims.insert(format!("{operation} summary {paragraph}"));
            at = Some(operation);
            paragraphs.next();
        } else if let (None, Some(("User", description))) = (&at, Some((paragraph, next))) {
            title = Some(paragraph);
            claims.insert(format!("info description {description}"));
            paragraphs.next();
        } else if let (Some(at), "Example response") = (&at, paragraph) {
            example(at, paragraphs.next().expect("the example"), &mut claims);
        } else if paragraph.starts_with("AttributeType") {
            table(paragraph, &mut request);
        } else if let (Some(at), "Important") = (&at, paragraph) {
            claims.insert(format!("{at} description {next}"));
            claims.insert(format!("line {paragraph}"));
            paragraphs.next();
        } else if !(paragraph == "Request body" && next.starts_with("AttributeType")) {
            claims.insert(format!("line {paragraph}"));
        }
    }
    claims.insert(format!("info title {}", title.expect("the title")));
    request.claim(&format!("{} request", at.expect("an operation")), &mut claims);
    claims
}

fn is_path(text: &str) -> bool {
    text.starts_with('/') && !text.contains(char::is_whitespace)
}

/// ```text
/// json
/// // HTTP 200 OK
/// {
///     "owner": {
///         // A user object
///     }
/// }
/// ```
fn example(at: &str, text: &str, claims: &mut Claims) {
    let (language, text) = text.split_once('\n').expect("the language");
    let (status, text) = text.split_once('\n').expect("the status");
    let (code, phrase) = status.strip_prefix("// HTTP ").and_then(|status| status.split_once(' ')).expect("a status");
    claims.insert(format!("{at} response media application/{language}"));
    claims.insert(format!("{at} response status {code}"));
    claims.insert(format!("{at} response description {phrase}"));

    // A comment becomes a member, so that its position within the example is kept.
    let json: Vec<String> = text
        .lines()
        .map(|line| match line.trim_start().strip_prefix("// ") {
            Some(comment) => format!("\"//\": {}", Value::from(comment)),
            None => line.to_owned(),
        })
        .collect();
    let example: Value = serde_json::from_str(&json.join("\n")).expect("JSON");
    let mut response = Shape::default();
    response.add_example(&example);
    response.claim(&format!("{at} response"), claims);
    claims.insert(format!("{at} response example Example response value {}", without_comments(example)));
}

/// ```text
/// AttributeTypeRequiredDescription
/// firstnameStringNoThe user's first name
/// ```
fn table(text: &str, body: &mut Shape) {
    let mut lines = text.lines();
    let has_required = match lines.next() {
        Some("AttributeTypeRequiredDescription") => true,
        Some("AttributeTypeDescription") => false,
        heading => panic!("{heading:?}"),
    };
    for line in lines {
        let (at, word, name) = [("String", "string"), ("Boolean", "boolean")]
            .into_iter()
            .filter_map(|(word, name)| Some((line.find(word)?, word, name)))
            .min()
            .expect(line);
        let (attribute, rest) = line.split_at(at);
        let mut rest = rest.trim_start_matches(word);
        // `settings.notifyPromotions` is a property of the object `settings`.
        let mut shape = &mut *body;
        for member in attribute.split('.') {
            shape.is("object");
            shape = shape.member(member);
        }
        shape.is(name);
        if has_required {
            rest = match (rest.strip_prefix("No"), rest.strip_prefix("Yes")) {
                (Some(rest), _) => rest,
                (_, Some(rest)) => {
                    shape.require();
                    rest
                }
                _ => panic!("{line}"),
            };
        }
        shape.note("description", rest);
        constraint(shape, rest);
    }
}

/// `(minimum 6 characters)` and `(de or en)`.
fn constraint(shape: &mut Shape, description: &str) {
    let Some((_, text)) = description.trim_end_matches(')').split_once(" (") else {
        return;
    };
    let parts: Vec<&str> = text.split(' ').collect();
    match parts.as_slice() {
        ["minimum", length, "characters"] => shape.note("minLength", length),
        [one, "or", other] => shape.note("enum", &Value::from([*one, *other].as_slice()).to_string()),
        _ => {}
    }
}
