//! The groups of operations and their methods.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

use moored_document::{
    document::Document,
    finding::{Color, Findings},
    source::Source,
};
use moored_model::{api::Api, config::Config, lower};

/// A document with these `tags` and operations (`id: tags`), as it is modelled with `settings`.
fn model(tags: &str, operations: &[(&str, &str)], settings: &str) -> (Api, Vec<String>) {
    let paths: String = operations
        .iter()
        .enumerate()
        .map(|(index, (id, tags))| {
            format!("  /p{index}: {{ get: {{ operationId: '{id}', tags: {tags}, responses: {{ '204': {{ description: OK }} }} }} }}\n")
        })
        .collect();
    let text = format!("openapi: 3.2.0\ninfo: {{ title: T, version: '1' }}\ntags: {tags}\npaths:\n{paths}");
    let document = Document::parse(&Source::new("openapi.yaml", text));
    let mut document = document.map_err(|found| found.render(Color::Never)).expect("an OpenAPI document");
    let config = Config::parse(&Source::new("moored.toml", settings));
    let config = config.map_err(|found| found.render(Color::Never)).expect("settings");
    let published = document.value.clone();
    let mut findings = Findings::default();
    let lowered = lower::run(&mut document, &config, &mut findings);
    let Some(lowered) = lowered else { panic!("{}", findings.render(Color::Never)) };
    let api = Api::read(&document, &lowered, &published, &config, &mut findings);
    let lines = findings.iter().map(|one| format!("{} {}: {}", one.rule.id, one.location.pointer, one.message));
    (api, lines.collect())
}

const BY_TAG: &str = "operations = 'by-tag'\n";

fn calls(api: &Api) -> Vec<String> {
    api.operations.iter().map(|operation| operation.path_from_client()).collect()
}

fn modules(api: &Api) -> Vec<(&str, &str)> {
    api.groups.iter().map(|group| (group.module.as_str(), group.handle.as_str())).collect()
}

#[test]
fn operations_are_grouped_by_their_first_tag_and_lose_its_name() {
    let (api, found) = model(
        "[{ name: Issues, description: Problems }, { name: unused }]",
        &[
            ("issues/list-for-repo", "[Issues]"),
            ("users.get", "[Users API, Issues]"),
            ("listIssues", "[Issues]"),
            ("ping", "[]"),
        ],
        BY_TAG,
    );
    assert_eq!(calls(&api), ["issues().list_for_repo", "users().get", "issues().list_issues", "ping"]);
    assert_eq!(modules(&api), [("issues", "Issues"), ("users", "Users")]);
    assert_eq!(api.groups.iter().map(|group| group.description.as_str()).collect::<Vec<_>>(), ["Problems", ""]);
    assert_eq!(found, [""; 0]);
    let names: Vec<_> = api.operations.iter().map(|operation| operation.name.as_str()).collect();
    assert_eq!(names, ["issues_list_for_repo", "users_get", "list_issues", "ping"]);
}

#[test]
fn a_rest_that_two_operations_have_is_no_name_for_either() {
    let (api, _) = model(
        "[]",
        &[
            ("pets.list", "[pets]"),
            ("v2.pets.list", "[pets]"),
            ("pets-find", "[pets]"),
            ("find", "[pets]"),
            ("pets/get", "[pets]"),
            ("pets/get-error", "[pets]"),
            ("pets/add", "[pets]"),
        ],
        BY_TAG,
    );
    let expected = ["pets_list", "v2_pets_list", "pets_find", "find", "get", "get_error_call", "add"]
        .map(|name| format!("pets().{name}"));
    assert_eq!(calls(&api), expected);
}

#[test]
fn the_size_of_the_document_decides_unless_a_setting_does() {
    let many = |count: usize, tag: fn(usize) -> &'static str| {
        let ids: Vec<String> = (0..count).map(|index| format!("call{index}")).collect();
        let operations: Vec<(&str, &str)> =
            ids.iter().enumerate().map(|(index, id)| (id.as_str(), tag(index))).collect();
        model("[]", &operations, "").0.groups.len()
    };
    let two = |index: usize| if index == 0 { "[a]" } else { "[b]" };
    assert_eq!((many(30, two), many(31, two)), (0, 2));
    assert_eq!((many(31, |_| "[a]"), many(31, |_| "[]")), (0, 0));
    let (api, found) = model("[]", &[("a", "[x]"), ("b", "[y]")], "operations = 'flat'");
    assert_eq!((calls(&api), found), (vec!["a".to_owned(), "b".to_owned()], Vec::new()));
}

#[test]
fn names_that_cannot_be_used_are_reported() {
    let (api, found) = model(
        "[{ name: builder }, { name: '!?' }]",
        &[
            ("a", "[builder]"),
            ("b", "['!?']"),
            ("c", "[type]"),
            ("d", "[user-admin]"),
            ("e", "[User Admin]"),
            ("f", "[ping]"),
            ("ping", "[]"),
            ("g", "[2026]"),
            ("list", "[Get Error]"),
            ("get", "[Get Error]"),
        ],
        BY_TAG,
    );
    let expected = [
        "builder_api().a",
        "b",
        "type_().c",
        "user_admin().d",
        "user_admin().e",
        "ping_api().f",
        "ping",
        "x2026().g",
        "get_error().list",
        "get_error().get",
    ];
    assert_eq!(calls(&api), expected);
    assert!(modules(&api).contains(&("get_error", "GetErrorApi")), "{:?}", modules(&api));
    assert_eq!(
        found,
        [
            "tag-name /tags/0: `builder` is a method of the client already; this group is `builder_api`",
            "tag-name /tags/1: the tag `!?` has no name in Rust; its operations are methods of `Client`",
            "tag-name /paths/~1p4/get/tags: the tags `user-admin` and `User Admin` are both `user_admin` in Rust; they are one group",
            "tag-name /paths/~1p5/get/tags: `ping` is a method of the client already; this group is `ping_api`",
        ]
    );
}

#[test]
fn tags_of_openapi_3_2_that_do_not_structure_make_no_group() {
    let (api, found) = model(
        "[{ name: beta, kind: badge }, { name: shop, kind: nav, summary: The shop }, { name: cart, parent: shop }]",
        &[("a", "[beta, cart]"), ("b", "[shop]"), ("c", "[beta]")],
        BY_TAG,
    );
    assert_eq!(calls(&api), ["cart().a", "shop().b", "c"]);
    let groups: Vec<_> = api.groups.iter().map(|group| (group.title.as_str(), group.parent.as_deref())).collect();
    assert_eq!(groups, [("The shop", None), ("cart", Some("shop"))]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn settings_name_groups_and_their_methods() {
    let settings = "operations = 'by-tag'\n[groups]\n'日本' = 'japan'\nissues = 'tickets'\n[methods]\n\
                    'issues/list' = 'all'\nother = 'all'";
    let operations =
        [("issues/list", "[issues]"), ("issues/get", "[issues]"), ("other", "['日本']"), ("x", "['日本']")];
    let (api, found) = model("[]", &operations, settings);
    assert_eq!(calls(&api), ["tickets().all", "tickets().get", "japan().all", "japan().x"]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn settings_for_nothing_are_reported() {
    let (_, found) = model("[]", &[("a", "[]")], "operations = 'by-tag'\n[groups]\nx = 'y'");
    assert_eq!(
        found,
        ["unused-setting : no operation has a tag", "unused-setting : the tag `x` is the first tag of no operation"]
    );
    let (_, found) = model("[]", &[("a", "[x]")], "[groups]\nx = 'y'");
    assert_eq!(found, ["unused-setting : the tag `x` makes no group in this client"]);
    let config = Config::parse(&Source::new("moored.toml", "operations = 'tags'"));
    let message = config.expect_err("an error").render(Color::Never);
    assert!(message.contains("`tags` is not valid; expected `flat` or `by-tag`"), "{message}");
}
