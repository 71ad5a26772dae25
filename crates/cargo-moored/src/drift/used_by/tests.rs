use super::*;

const CLIENT: &str = r#"{
    "groups": [{ "tag": "Owners", "module": "owners", "handle": "Owners" }],
    "operations": [
        { "method": "get_pet", "call": "GetPetCall", "verb": "GET", "path": "/pets/{id}",
          "responses": [{ "representations": [{ "type": { "named": "Pet" } }] }] },
        { "method": "list", "group": "owners", "call": "ListCall", "verb": "GET", "path": "/owners",
          "responses": [{ "representations": [{ "type": { "list": { "named": "Owner" } } }] }] }
    ],
    "types": [
        { "name": "Pet", "fields": [{ "name": "state", "type": { "option": { "named": "State" } } }] },
        { "name": "Owner", "fields": [] },
        { "name": "State", "values": [] }
    ],
    "items": [
        { "module": "types", "name": "Pet", "kind": "struct", "fields": { "state": "Option<State>", "born": "Date" } },
        { "module": "types", "name": "State", "kind": "enum", "variants": { "Sold": "Sold" } },
        { "module": "types", "name": "Owner", "kind": "struct", "fields": { "email": "String" } },
        { "module": "operations", "name": "GetPetCall", "kind": "impl", "functions": { "with": "pub fn with()" } }
    ]
}"#;

fn used(code: &str) -> Used {
    let mut names = Names::default();
    names.add(code).unwrap();
    Used::new("app".to_owned(), names, Client::parse(CLIENT).unwrap())
}

#[test]
fn a_called_operation_reaches_its_types() {
    let used = used("async fn run(client: shop::Client) { client.get_pet(1).await.unwrap(); }");
    assert_eq!(used.operations, HashSet::from(["GET /pets/{}".to_owned()]));
    assert_eq!(used.types, HashSet::from(["Pet".to_owned(), "State".to_owned()]));
}

#[test]
fn the_method_of_a_group_needs_its_group() {
    assert!(used("fn run(other: Other) { other.list(); }").operations.is_empty());
    let called = used("fn run(client: Client) { client.owners().list(); }");
    assert_eq!(called.operations, HashSet::from(["GET /owners".to_owned()]));
    let called =
        used("use shop::operations::owners::Owners as Handle; fn run(owners: &Handle) { Handle::list(owners); }");
    assert_eq!(called.operations, HashSet::from(["GET /owners".to_owned()]));
}

#[test]
fn members_are_used_where_they_are_named() {
    let call = "fn run(client: Client) { client.get_pet(1); }";
    let is_used = |code: &str, item: &str| used(&format!("{call} {code}")).uses(item, true);
    for code in [
        "fn born(pet: &Pet) -> Date { pet.born }",
        "fn born(pet: Pet) { let Pet { born, .. } = pet; }",
        "fn born(day: Date) -> Pet { Pet { born: day, ..Pet::default() } }",
        "fn born(pet: &Pet) { println!(\"{}\", pet.born); }",
        "fn born(pet: &Pet) { assert!(matches!(pet, Pet { born, .. })); }",
        "macro_rules! born { ($pet:expr) => { $pet.born } }",
    ] {
        assert!(is_used(code, "types::Pet::born"), "{code}");
        assert!(!is_used(code, "types::Pet::state"), "{code}");
    }
    assert!(is_used(
        "use shop::types::State::*; fn sold(state: State) -> bool { matches!(state, Sold) }",
        "types::State::Sold"
    ));
    assert!(!is_used("", "types::State::Sold"));
    assert!(is_used("", "types::State"), "it is reached from a call");
    assert!(is_used("", "types::Pet::new_field"), "it may be in a literal or a pattern");
    assert!(!is_used("fn email(owner: &Other) { owner.email; }", "types::Owner::email"), "nothing has the type");
}

#[test]
fn a_part_of_a_file_is_read_as_tokens() {
    assert!(used("client.get_pet(1).await?").operations.contains("GET /pets/{}"));
}
