//! What a client does not decode: headers and links of responses.

use moored_model::api::Response;

use crate::{
    Change, Class, Direction, Rule,
    families::{both::Both, found::Found},
    rule::rules,
};

rules! {
    HEADER_REMOVED [Behaviour] "response-header-removed" "A header of a response is gone."
        "Code that reads it from `headers()` of a response may find none.";
    HEADER_ADDED [Additive] "response-header-added" "A response has another header."
        "`headers()` of a response has all headers, documented or not.";
    HEADER_CHANGED [Behaviour] "response-header-changed" "A header of a response has another type."
        "A client returns headers as they are. Code that reads the value may not understand it.";
    LINKS [Documentation] "response-links-changed" "The links of a response differ."
        "They are a part of the documentation of a client.";
}

pub(super) fn compare(both: &Both<'_>, old: &Response, new: &Response, found: &mut Found<'_>) {
    let change = |rule: &'static Rule, class: Class, header: &str, message: String| -> Change {
        let status = new.status.to_string();
        let at: &[&str] = &["responses", &status, "headers", header];
        let part = format!("response {status} header {header}");
        both.change(rule, class, &part, (at, at), message).direction(Direction::Response)
    };
    for header in &old.headers {
        let name = &header.name;
        match new.headers.iter().find(|other| other.name.eq_ignore_ascii_case(name)) {
            None => {
                let message = format!("code that reads the header `{name}` may find none");
                found.push(change(&HEADER_REMOVED, Class::Behaviour, name, message));
            }
            Some(other) if other.ty != header.ty => {
                let message = format!("the header `{name}` is of the type `{}` instead of `{}`", other.ty, header.ty);
                found.push(change(&HEADER_CHANGED, Class::Behaviour, name, message).values(&header.ty, &other.ty));
            }
            Some(_) => {}
        }
    }
    for header in &new.headers {
        let name = &header.name;
        if !old.headers.iter().any(|other| other.name.eq_ignore_ascii_case(name)) {
            found.push(change(&HEADER_ADDED, Class::Additive, name, format!("there is a new header `{name}`")));
        }
    }
    let sorted = |links: &[String]| {
        let mut links = links.to_vec();
        links.sort();
        links
    };
    if sorted(&old.links) != sorted(&new.links) {
        let status = new.status.to_string();
        let at: &[&str] = &["responses", &status, "links"];
        let message = format!("the links of the response `{status}` differ");
        found.push(both.change(&LINKS, Class::Documentation, &format!("response {status} links"), (at, at), message));
    }
}
