//! The text of a rendered page, with each fragment on its own line.

use serde_json::Value;

use crate::{
    claims::{self, Claims, Deviation, Side},
    shape::Shape,
    specs::Spec,
};

const DEVIATIONS: &[Deviation] = &[Deviation {
    only_in: Side::Text,
    claims: &["line Endpoints", "line Was this page helpful?"],
    reason: "Navigation elements of the page.",
}];

#[test]
fn the_document_states_the_same_as_the_page() {
    let spec = Spec::of("insighto");
    let document = claims::of_document(&spec.transcription());
    claims::assert_same(&page(&spec.published_text()), &document, DEVIATIONS);
}

/// Parses the page, line by line. A line that is not understood results in a claim that no document has.
fn page(text: &str) -> Claims {
    let mut claims = Claims::new();
    let mut lines = text.lines().peekable();
    let (tag, summary) = (lines.next().expect("the tag"), lines.next().expect("the heading"));
    claims.insert(format!("info title {tag}"));
    let mut at = String::new();
    let mut response = Shape::default();
    while let Some(line) = lines.next() {
        match line {
            // The list of the other pages.
            _ if line.starts_with("- ") => {}
            _ if line == tag && lines.next_if_eq(&summary).is_some() => {
                let description = lines.next().expect("the description");
                let method = lines.next().expect("the method");
                let mut path = String::new();
                while lines.next_if_eq(&"/").is_some() {
                    path = format!("{path}/{}", lines.next().expect("a segment"));
                }
                at = format!("{method} {path}");
                claims.insert(at.clone());
                claims.insert(format!("{at} tag {tag}"));
                claims.insert(format!("{at} summary {summary}"));
                claims.insert(format!("{at} description {description}"));
            }
            "{" => {
                let example = object(&mut lines);
                response.add_example(&example);
                claims.insert(format!("{at} response example Example value {example}"));
            }
            "Authorizations" => {
                claims.insert(format!("{at} x-authorizations {}", sentence(&mut lines)));
            }
            "Response" => {
                let (status, media_type) = lines.next().and_then(|line| line.split_once(" - ")).expect("the response");
                claims.insert(format!("{at} response status {status}"));
                claims.insert(format!("{at} response media {media_type}"));
                claims.insert(format!("{at} response description {}", lines.next().expect("its description")));
                match sentence(&mut lines).as_str() {
                    "The response is of type object." => response.is("object"),
                    other => panic!("{other}"),
                }
            }
            _ => {
                claims.insert(format!("line {line}"));
            }
        }
    }
    response.claim(&format!("{at} response"), &mut claims);
    claims
}

/// Reads the rest of an object after its first line. The page shows objects without indentation.
fn object<'a>(lines: &mut impl Iterator<Item = &'a str>) -> Value {
    let mut text = "{".to_owned();
    let mut depth = 1;
    while depth > 0 {
        let line = lines.next().expect("the object's end");
        depth += i32::from(line.ends_with('{')) - i32::from(line.starts_with('}'));
        text.push_str(line);
    }
    serde_json::from_str(&text).expect("JSON")
}

/// Reads a sentence with fragments in another font, whose full stop is on its own line.
fn sentence<'a>(lines: &mut impl Iterator<Item = &'a str>) -> String {
    let fragments: Vec<&str> = lines.take_while(|line| *line != ".").collect();
    format!("{}.", fragments.join(" "))
}
