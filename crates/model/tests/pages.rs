//! Where pages come from: `moored.toml`, extensions, links, and names that leave no doubt.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

#[path = "pages/inferred.rs"]
mod inferred;

use moored_document::{
    document::Document,
    finding::{Color, Findings},
    source::Source,
};
use moored_model::{
    api::{Api, Pagination},
    config::Config,
    lower,
};

/// A list of pets: its operation with `parameters` and `more` members, and the `properties` of its response.
fn list(parameters: &str, properties: &str, more: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{ title: Pets, version: '1' }}
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{parameters}]
      responses:
        '200':
          description: Pets
          content: {{ application/json: {{ schema: {{ type: object, properties: {{ {properties} }} }} }} }}
{more}
components:
  schemas: {{ Pet: {{ type: object, required: [id], properties: {{ id: {{ type: string }} }} }} }}
"
    )
}

const PETS: &str = "data: { type: array, items: { $ref: '#/components/schemas/Pet' } }";

const STRING: &str = "type: string";
const INTEGER: &str = "type: integer";

fn text(name: &str) -> String {
    format!("{name}: {{ type: string }}")
}

fn integer(name: &str) -> String {
    format!("{name}: {{ type: integer }}")
}

/// Query parameters of these names, each with its schema.
fn query(parameters: &[(&str, &str)]) -> String {
    let each =
        parameters.iter().map(|(name, schema)| format!("{{ name: '{name}', in: query, schema: {{ {schema} }} }}"));
    each.collect::<Vec<_>>().join(", ")
}

fn model(document: &str, settings: &str) -> (Api, Vec<String>) {
    let document = Document::parse(&Source::new("openapi.yaml", document));
    let mut document = document.map_err(|found| found.render(Color::Never)).expect("an OpenAPI document");
    let config = Config::parse(&Source::new("moored.toml", settings));
    let config = config.map_err(|found| found.render(Color::Never)).expect("settings");
    let published = document.value.clone();
    let mut findings = Findings::default();
    let Some(lowered) = lower::run(&mut document, &config, &mut findings) else {
        panic!("{}", findings.render(Color::Never))
    };
    let api = Api::read(&document, &lowered, &published, &config, &mut findings);
    let line = |one: &moored_document::finding::Finding| format!("{}: {}", one.rule.id, one.message);
    (api, findings.iter().map(line).collect())
}

/// The pages of the first operation, as text.
fn pages(document: &str, settings: &str) -> (String, Vec<String>) {
    let (api, findings) = model(document, settings);
    let pages = api.operations.first().and_then(|operation| operation.pages.as_ref());
    (pages.map_or_else(|| "none".to_owned(), shown), findings)
}

fn shown(pages: &Pagination) -> String {
    let mut text = format!("{:?}: {pages}, items at '{}'", pages.origin, pages.items.pointer);
    for (name, end) in [("pages", &pages.total_pages), ("items", &pages.total_items), ("more", &pages.has_more)] {
        if let Some(end) = end {
            text.push_str(&format!(", {name} in {end}"));
        }
    }
    text
}

/// A response with what every style needs.
fn everything() -> String {
    let members = [text("next"), text("url"), integer("total"), integer("pages"), "more: { type: boolean }".to_owned()];
    let inner = format!("meta: {{ type: object, properties: {{ {} }} }}", members.join(", "));
    let owners = "owners: { type: array, items: { type: string } }";
    let parameters = [("after", STRING), ("number", INTEGER), ("skip", INTEGER)];
    list(&query(&parameters), &[PETS.to_owned().as_str(), owners, &inner].join(", "), "")
}

#[test]
fn settings_state_each_style() {
    for (table, expected) in [
        (
            "cursor = 'after'\nnext = '/meta/next'",
            "`/meta/next` of the page before in the query parameter `after`, items at '/data'",
        ),
        (
            "cursor = 'after'\nnext = 'X-Next'",
            "the header `X-Next` of the page before in the query parameter `after`, items at '/data'",
        ),
        ("next = '/meta/url'", "the address in `/meta/url`, items at '/data'"),
        ("link_header = true\nitems = '/owners'", "the address in the header `Link`, items at '/owners'"),
        (
            "page = 'number'\nfirst = 0\ntotal_pages = '/meta/pages'",
            "its number in the query parameter `number`, items at '/data', pages in `/meta/pages`",
        ),
        (
            "offset = 'skip'\ntotal_items = 'X-Total'\nhas_more = '/meta/more'",
            "the number of items before it in the query parameter `skip`, items at '/data', items in the header `X-Total`, more in `/meta/more`",
        ),
    ] {
        for key in ["listPets", "'GET /pets'", "'*'"] {
            let (found, findings) = pages(&everything(), &format!("[pages.{key}]\n{table}"));
            assert_eq!((found, findings), (format!("Settings: {expected}"), Vec::new()), "{key}\n{table}");
        }
    }
}

#[test]
fn a_setting_that_the_operation_cannot_follow_is_an_error() {
    for (table, message) in [
        ("cursor = 'aftr'\nnext = '/meta/next'", "the operation has no query or header parameter `aftr`"),
        ("cursor = '/after'\nnext = '/meta/next'", "the request has no JSON body with a member at `/after`"),
        ("cursor = 'after'\nnext = '/meta/nxt'", "the response has no member at `/meta/nxt`"),
        ("cursor = 'after'\nnext = 'meta next'", "`meta next` is neither a JSON pointer nor the name of a header"),
        ("link_header = true\nitems = '/meta'", "`/meta` of the response is not a list"),
        ("link_header = true\nitems = '/dta'", "the response has no member at `/dta`"),
        ("page = 'number'\ntotal_pages = '/pages'", "the response has no member at `/pages`"),
    ] {
        let (found, findings) = pages(&everything(), &format!("[pages.listPets]\n{table}"));
        assert_eq!(
            (found.as_str(), findings),
            ("none", vec![format!("unused-setting: the pages of `listPets`: {message}")]),
            "{table}"
        );
    }
    let (_, findings) = pages(&everything(), "[pages.'*']\ncursor = 'aftr'\nnext = '/meta/next'");
    let all =
        "unused-setting: the pages of `*` fit no operation: the operation has no query or header parameter `aftr`";
    assert_eq!(findings, [all]);
    let (_, findings) = pages(&everything(), "[pages.listPest]\nlink_header = true");
    assert_eq!(findings, ["unused-setting: the operation `listPest` does not exist"]);
}

#[test]
fn keys_that_contradict_each_other_are_an_error() {
    for (table, message) in [
        ("items = '/data'", "nothing states how the next page is requested"),
        ("cursor = 'after'", "`cursor` needs `next`, where the response has it"),
        ("page = 'number'\noffset = 'skip'", "only one of `link_header`, `cursor`, `page` and `offset` can be set"),
        ("offset = 'skip'\nfirst = 1", "`first` needs `page`"),
    ] {
        let found = Config::parse(&Source::new("moored.toml", format!("[pages.listPets]\n{table}")));
        let found = found.map(|_| ()).map_err(|findings| findings.render(Color::Never));
        let text = found.expect_err("an error");
        assert!(text.contains(&format!("error[config]: the pages of `listPets`: {message}")), "{text}");
        assert!(text.contains("--> moored.toml:1:8"), "{text}");
    }
}

/// The names of OData have a full stop.
#[test]
fn extensions_find_members_of_odata() {
    let document = |extension: &str| {
        list(
            "",
            "value: { type: array, items: { $ref: '#/components/schemas/Pet' } }, '@odata.nextLink': { type: string }",
            extension,
        )
    };
    for (extension, origin) in [
        ("      x-ms-pageable: { nextLinkName: '@odata.nextLink' }", "Azure"),
        (
            "      x-speakeasy-pagination: { type: url, outputs: { nextUrl: \"$['@odata.nextLink']\", results: $.value } }",
            "Speakeasy",
        ),
    ] {
        let expected = format!("{origin}: the address in `/@odata.nextLink`, items at '/value'");
        assert_eq!(pages(&document(extension), ""), (expected, Vec::new()), "{extension}");
    }
}

#[test]
fn extensions_state_pages() {
    let fern = |members: &str| format!("      x-fern-pagination: {{ {members} }}\n");
    let speakeasy = |members: &str| format!("      x-speakeasy-pagination: {{ {members} }}\n");
    let cursor = "of the page before in the query parameter `after`, items at '/data'";
    for (extension, expected) in [
        (
            fern("cursor: $request.after, next_cursor: $response.meta.next, results: $response.data"),
            format!("Fern: `/meta/next` {cursor}"),
        ),
        (
            fern("offset: $request.number, results: $response.data, has-next-page: $response.meta.more"),
            "Fern: its number in the query parameter `number`, items at '/data', more in `/meta/more`".to_owned(),
        ),
        (
            fern("offset: $request.skip, step: $request.number, results: $response.data"),
            "Fern: the number of items before it in the query parameter `skip`, items at '/data'".to_owned(),
        ),
        (
            fern("next_uri: $response.meta.url, results: $response.owners"),
            "Fern: the address in `/meta/url`, items at '/owners'".to_owned(),
        ),
        (
            speakeasy(
                "type: cursor, inputs: [{ name: after, in: parameters, type: cursor }], outputs: { nextCursor: '$.data[-1].id' }",
            ),
            format!("Speakeasy: `/data/-1/id` {cursor}"),
        ),
        (
            speakeasy(
                "type: offsetLimit, inputs: [{ name: number, in: parameters, type: page }], outputs: { results: $.data, numPages: $.meta.pages }",
            ),
            "Speakeasy: its number in the query parameter `number`, items at '/data', pages in `/meta/pages`"
                .to_owned(),
        ),
        (
            speakeasy("type: url, outputs: { nextUrl: $.meta.url, results: $.data }"),
            "Speakeasy: the address in `/meta/url`, items at '/data'".to_owned(),
        ),
        (
            "      x-ms-pageable: { nextLinkName: meta.url, itemName: data }\n".to_owned(),
            "Azure: the address in `/meta/url`, items at '/data'".to_owned(),
        ),
    ] {
        let document = everything().replace("components:", &format!("{extension}components:"));
        assert_eq!(pages(&document, ""), (expected, Vec::new()), "{extension}");
    }
    let root =
        "x-fern-pagination: { cursor: $request.after, next_cursor: $response.meta.next, results: $response.data }";
    let document = everything().replace("components:", &format!("      x-fern-pagination: true\n{root}\ncomponents:"));
    assert_eq!(pages(&document, ""), (format!("Fern: `/meta/next` {cursor}"), Vec::new()));
}

#[test]
fn an_extension_that_cannot_be_followed_is_a_loss() {
    for (extension, message) in [
        ("x-ms-pageable: { nextLinkName: nextLink }", "the response has no member at `/nextLink`"),
        ("x-ms-pageable: {}", "expected `nextLinkName`"),
        ("x-fern-pagination: true", "it is `true`, but the document has none at its root"),
        (
            "x-fern-pagination: { cursor: $request.aftr, next_cursor: $response.meta.next }",
            "the operation has no query or header parameter `aftr`",
        ),
        (
            "x-fern-pagination: { cursor: after, next_cursor: $response.meta.next }",
            "`cursor` is `after`; expected `$request.name`",
        ),
        (
            "x-speakeasy-pagination: { type: url, outputs: { nextUrl: '$.data[*].id' } }",
            "`nextUrl` is `$.data[*].id`, which is not a path of names such as `$.meta.next`",
        ),
    ] {
        let document = everything().replace("components:", &format!("      {extension}\ncomponents:"));
        let key = extension.split(':').next().unwrap_or_default();
        let expected = format!("unusable-pages: `{key}` cannot be followed: {message}");
        assert_eq!(pages(&document, ""), ("none".to_owned(), vec![expected]), "{extension}");
    }
    let single = everything().replace("components:", "      x-ms-pageable: { nextLinkName: null }\ncomponents:");
    assert_eq!(pages(&single, ""), ("none".to_owned(), Vec::new()), "one page");
}

#[test]
fn a_link_to_the_same_operation_states_pages() {
    let links =
        |links: &str| everything().replace("components:", &format!("          links: {{ {links} }}\ncomponents:"));
    let next = |target: &str| format!("next: {{ {target}, parameters: {{ after: '$response.body#/meta/next' }} }}");
    let expected = "Links: `/meta/next` of the page before in the query parameter `after`, items at '/data'";
    let same = next("operationId: listPets");
    assert_eq!(pages(&links(&same), ""), (expected.to_owned(), Vec::new()));
    assert_eq!(pages(&links(&next("operationRef: '#/paths/~1pets/get'")), "").0, expected);
    let previous = "previous: { operationId: listPets, parameters: { after: '$response.body#/meta/url' } }";
    assert_eq!(pages(&links(&format!("{previous}, {same}")), "").0, expected);
    assert_eq!(pages(&links(previous), "").0, "none");
    assert_eq!(pages(&links(&same.replace("next:", "paginate:")), "").0, expected);
    assert_eq!(pages(&links(&same.replace("next:", "parent:")), "").0, "none");
    assert_eq!(pages(&links(&next("operationId: getPet")), "").0, "none", "another operation");
    let header = "next: { operationId: listPets, parameters: { query.after: $response.header.X-Next } }";
    assert_eq!(
        pages(&links(header), "").0,
        "Links: the header `X-Next` of the page before in the query parameter `after`, items at '/data'"
    );
}

#[test]
fn settings_take_precedence_over_extensions_and_these_over_links_and_names() {
    let link =
        "          links: { next: { operationId: listPets, parameters: { after: '$response.body#/meta/next' } } }\n";
    let azure = "      x-ms-pageable: { nextLinkName: meta.url, itemName: data }\n";
    let fern = "      x-fern-pagination: { offset: $request.skip, results: $response.data }\n";
    let with = |more: &[&str]| everything().replace("components:", &format!("{}components:", more.concat()));
    let origin =
        |document: &str, settings: &str| pages(document, settings).0.split(':').next().unwrap_or_default().to_owned();
    assert_eq!(origin(&with(&[link]), ""), "Links");
    assert_eq!(origin(&with(&[link, azure]), ""), "Azure");
    assert_eq!(origin(&with(&[link, azure, fern]), ""), "Fern");
    assert_eq!(origin(&with(&[link, azure, fern]), "[pages.'*']\npage = 'number'"), "Settings");
    assert_eq!(origin(&with(&[link, azure, fern]), "[pages]\nlistPets = false"), "none");
}
