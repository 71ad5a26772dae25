//! Pages that nothing but names implies, and names that imply none.

use super::{INTEGER, PETS, STRING, integer, list, pages, query, text};

/// What is inferred.
fn inferred(parameters: &[(&str, &str)], properties: &[&str]) -> String {
    let (found, findings) = pages(&list(&query(parameters), &properties.join(", "), ""), "");
    let has_finding = findings.iter().any(|finding| finding.starts_with("inferred-pages: `listPets` has pages"));
    assert_eq!(has_finding, found != "none", "{findings:?}");
    found
}

const FROM_1: &str = "type: integer, default: 1";

#[test]
fn a_cursor_is_inferred_from_the_names_on_both_sides() {
    for (parameter, schema, member, at) in [
        ("page_token", STRING, text("next_page_token"), "/next_page_token"),
        ("pageToken", STRING, text("nextPageToken"), "/nextPageToken"),
        ("next_token", STRING, text("next_token"), "/next_token"),
        ("marker", STRING, text("next_marker"), "/next_marker"),
        (
            "page",
            INTEGER,
            format!("meta: {{ type: object, properties: {{ {} }} }}", integer("next_page")),
            "/meta/next_page",
        ),
        (
            "after",
            STRING,
            format!(
                "paging: {{ type: object, properties: {{ next: {{ type: object, properties: {{ {} }} }} }} }}",
                text("after")
            ),
            "/paging/next/after",
        ),
        (
            "continue",
            STRING,
            format!("metadata: {{ type: object, properties: {{ {} }} }}", text("continue")),
            "/metadata/continue",
        ),
        ("cursor", STRING, "next: { type: string, description: The cursor of the next page }".to_owned(), "/next"),
    ] {
        let expected =
            format!("Inferred: `{at}` of the page before in the query parameter `{parameter}`, items at '/data'");
        assert_eq!(inferred(&[(parameter, schema), ("limit", INTEGER)], &[PETS, &member]), expected);
    }
}

#[test]
fn the_last_item_is_a_cursor_only_if_the_response_states_the_end() {
    let more = "has_more: { type: boolean }";
    assert_eq!(
        inferred(&[("starting_after", STRING)], &[PETS, more]),
        "Inferred: `/data/-1/id` of the page before in the query parameter `starting_after`, items at '/data', more in `/has_more`"
    );
    assert_eq!(
        inferred(&[("after", STRING)], &[PETS, more, &text("last_id")]),
        "Inferred: `/last_id` of the page before in the query parameter `after`, items at '/data', more in `/has_more`"
    );
    assert_eq!(inferred(&[("starting_after", STRING)], &[PETS]), "none");
    assert_eq!(inferred(&[("after", STRING)], &[PETS, &text("last_id")]), "none");
}

#[test]
fn numbers_are_inferred_if_the_first_one_and_the_end_are_known() {
    let total = integer("total_pages");
    let number = "Inferred: its number in the query parameter `page`, items at '/data'";
    assert_eq!(inferred(&[("page", FROM_1)], &[PETS, &total]), format!("{number}, pages in `/total_pages`"));
    let minimum = "type: integer, minimum: 1";
    assert_eq!(inferred(&[("page", minimum)], &[PETS, &total]), format!("{number}, pages in `/total_pages`"));
    let items = [("page", FROM_1), ("per_page", INTEGER)];
    assert_eq!(inferred(&items, &[PETS, &integer("total_count")]), format!("{number}, items in `/total_count`"));
    // It may be 0 or 1.
    assert_eq!(inferred(&[("page", INTEGER)], &[PETS, &total]), "none");
    assert_eq!(inferred(&[("page", "type: integer, minimum: 0")], &[PETS, &total]), "none");
    assert_eq!(inferred(&[("page", FROM_1)], &[PETS]), "none", "nothing states the end");
    let offset = [("offset", INTEGER), ("limit", INTEGER)];
    assert_eq!(
        inferred(&offset, &[PETS, &integer("total")]),
        "Inferred: the number of items before it in the query parameter `offset`, items at '/data', items in `/total`"
    );
    assert_eq!(inferred(&offset, &[PETS, &integer("count")]), "none", "of this page, or of all");
    assert_eq!(inferred(&[("offset", INTEGER)], &[PETS, &integer("total")]), "none");
    let of_page = "total: { type: integer, description: The number of items that are returned }";
    assert_eq!(inferred(&offset, &[PETS, of_page]), "none");
}

#[test]
fn the_paginator_of_laravel_counts_from_1() {
    let meta = format!(
        "meta: {{ type: object, properties: {{ {}, {}, {} }} }}",
        integer("current_page"),
        integer("last_page"),
        integer("per_page")
    );
    let links = "links: { type: object, properties: { next: { type: [string, 'null'] } } }";
    assert_eq!(
        inferred(&[("page", INTEGER)], &[PETS, links, &meta]),
        "Inferred: its number in the query parameter `page`, items at '/data', pages in `/meta/last_page`"
    );
    // Without the parameter, the address is what is left.
    assert_eq!(
        inferred(&[("per_page", INTEGER)], &[PETS, links, &meta]),
        "Inferred: the address in `/links/next`, items at '/data'"
    );
    assert_eq!(inferred(&[], &[PETS, links]), "none", "a link of an object that has a list as well");
}

#[test]
fn addresses_are_inferred_from_the_header_link_and_from_members() {
    let link = "          headers: { Link: { schema: { type: string } } }\n";
    let found = pages(&list(&query(&[("page", INTEGER)]), PETS, link), "").0;
    assert_eq!(found, "Inferred: the address in the header `Link`, items at '/data'");
    assert_eq!(pages(&list("", PETS, link), "").0, "none", "it may link to anything");
    let described = "          headers: { Link: { description: 'Has rel=\"next\"', schema: { type: string } } }\n";
    assert_eq!(pages(&list("", PETS, described), "").0, "Inferred: the address in the header `Link`, items at '/data'");
    for name in ["nextLink", "'@odata.nextLink'", "next_page_url"] {
        let at = name.trim_matches('\'');
        assert_eq!(inferred(&[], &[PETS, &text(name)]), format!("Inferred: the address in `/{at}`, items at '/data'"));
    }
    let next = "next: { type: string, format: uri }";
    assert_eq!(inferred(&[("limit", INTEGER)], &[PETS, next]), "Inferred: the address in `/next`, items at '/data'");
    assert_eq!(inferred(&[("limit", INTEGER)], &[PETS, &text("next")]), "none", "an address or a cursor");
}

#[test]
fn what_leaves_a_choice_is_not_inferred() {
    let cursor = text("next_cursor");
    for (parameters, properties) in [
        // A caller has to choose a way.
        (&[("cursor", STRING), ("offset", INTEGER)][..], &[PETS, &cursor][..]),
        (&[("cursor", STRING), ("page", INTEGER)], &[PETS, &cursor]),
        (&[("marker", STRING), ("usemarker", "type: boolean")], &[PETS, "next_marker: { type: string }"]),
        // Either list may be that of the items.
        (&[("cursor", STRING)], &["cats: { type: array, items: {} }", "dogs: { type: array, items: {} }", &cursor]),
        // The cursor of another object.
        (&[("cursor", STRING)], &[PETS, "owner: { type: object, properties: { next_cursor: { type: string } } }"]),
        (&[("cursor", STRING)], &[PETS]),
        (&[("size", INTEGER)], &[PETS, "next_size: { type: integer }"]),
        (&[], &[PETS, &cursor]),
    ] {
        assert_eq!(inferred(parameters, properties), "none", "{parameters:?} {properties:?}");
    }
}

#[test]
fn what_is_inferred_can_be_switched_off() {
    let document = list(&query(&[("cursor", STRING)]), &[PETS, &text("next_cursor")].join(", "), "");
    for settings in
        ["infer_pages = false", "[pages]\nlistPets = false", "[pages]\n'get /pets' = false", "[pages]\n'*' = false"]
    {
        assert_eq!(pages(&document, settings), ("none".to_owned(), Vec::new()), "{settings}");
    }
}

#[test]
fn neither_an_address_nor_the_token_of_a_caller_is_a_cursor() {
    assert_eq!(inferred(&[("page", INTEGER)], &[PETS, &text("next_page")]), "none");
    let address = "next_page: { type: string, description: The URL of the next page }";
    assert_eq!(inferred(&[("page", STRING)], &[PETS, address]), "none");
    assert_eq!(
        inferred(&[("access_token", STRING), ("page_token", STRING)], &[PETS, &text("next_page_token")]),
        "Inferred: `/next_page_token` of the page before in the query parameter `page_token`, items at '/data'"
    );
    assert_eq!(inferred(&[("access_token", STRING)], &[PETS, &text("next_token")]), "none");
}

#[test]
fn a_list_of_errors_is_not_the_list_of_items() {
    let errors = "errors: { type: array, items: { type: string } }";
    let page = format!("data: {{ type: object, properties: {{ {} }} }}", PETS.replace("data:", "items:"));
    let found = inferred(&[("cursor", STRING)], &[&page, errors, &text("next_cursor")]);
    assert!(found.ends_with("items at '/data/items'"), "{found}");
}
