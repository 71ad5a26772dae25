//! Pairs of documents: with the names of the first, the second calls what stayed as before; without them, it does not.

use super::{client::Client, names_of, run};

/// The first and the next version of a document, and what stays.
struct Pair {
    what: &'static str,
    before: String,
    after: String,
    stays: &'static [&'static str],
}

fn document(paths: &str, schemas: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Pets, version: '1' }}\nservers: [{{ url: 'https://pets.example' }}]\n\
         paths: {{ {paths} }}\ncomponents: {{ schemas: {{ {schemas} }} }}\n"
    )
}

/// One operation that returns `schema`.
fn get(schema: &str, schemas: &str) -> String {
    document(&format!("/pets: {}", operation("listPets", schema)), schemas)
}

fn operation(id: &str, schema: &str) -> String {
    let content = format!("{{ application/json: {{ schema: {schema} }} }}");
    format!("{{ get: {{ operationId: {id}, responses: {{ '200': {{ description: OK, content: {content} }} }} }} }}")
}

fn object(properties: &str) -> String {
    format!("{{ type: object, properties: {{ {properties} }} }}")
}

const TEXT: &str = "{ type: string }";

fn pairs() -> Vec<Pair> {
    let user = "{ $ref: '#/components/schemas/user' }";
    let pet = "{ $ref: '#/components/schemas/Pet' }";
    let with = |property: &str| object(&format!("{property}: {TEXT}"));
    vec![
        Pair {
            what: "a schema that would take the name of another",
            before: get(user, &format!("user: {}", object(&format!("nick: {TEXT}, home: {}", with("street"))))),
            after: get(
                user,
                &format!(
                    "User: {}, user: {}",
                    object(&format!("id: {TEXT}, home: {}", with("city"))),
                    object(&format!("nick: {TEXT}, home: {}", with("street")))
                ),
            ),
            stays: &["type nick", "type street", "method GET /pets"],
        },
        Pair {
            what: "a schema with the name of an inline one",
            before: get(&object(&format!("owner: {}", with("nick"))), ""),
            after: get(
                &object(&format!("keeper: {{ $ref: '#/components/schemas/Owner' }}, owner: {}", with("nick"))),
                &format!("Owner: {}", with("id")),
            ),
            stays: &["type nick", "type owner"],
        },
        Pair {
            what: "an inline schema that would get the name first",
            before: document(
                &format!(
                    "/pets: {}",
                    operation("listPets", &object(&format!("count: {TEXT}, owner: {}", with("nick"))))
                ),
                "",
            ),
            after: document(
                &format!(
                    "/a: {}, /pets: {}",
                    operation("first", &object(&format!("owner: {}", with("id")))),
                    operation("listPets", &object(&format!("count: {TEXT}, owner: {}", with("nick"))))
                ),
                "",
            ),
            stays: &["type nick", "type count"],
        },
        Pair {
            what: "variants in another order",
            before: get(
                pet,
                &format!(
                    "Pet: {{ oneOf: [{}, {}, {}] }}",
                    with("bark"),
                    object(&format!("a: {}, b: {TEXT}", with("c"))),
                    object("")
                ),
            ),
            after: get(
                pet,
                &format!(
                    "Pet: {{ oneOf: [{{ type: object, title: Bark, properties: {{ x: {TEXT} }} }}, {}, {}] }}",
                    object(&format!("b: {TEXT}, a: {}", with("c"))),
                    with("bark"),
                ),
            ),
            stays: &["type bark", "type c", "variant bark", "variant b"],
        },
        Pair {
            what: "a new variant in front, whose schema has the short name of another",
            before: get(
                pet,
                &format!(
                    "Pet: {{ oneOf: [{{ $ref: '#/components/schemas/PetDog' }}, {{ type: string }}] }}, PetDog: {}",
                    with("bark")
                ),
            ),
            after: get(
                pet,
                &format!(
                    "Pet: {{ oneOf: [{{ $ref: '#/components/schemas/Dog' }}, {{ $ref: '#/components/schemas/PetDog' }}, \
                     {{ type: string }}] }}, PetDog: {}, Dog: {}",
                    with("bark"),
                    with("howl")
                ),
            ),
            stays: &["variant bark", "type bark", "variant string"],
        },
        Pair {
            what: "an operation with another id",
            before: document(&format!("/pets: {}", operation("listPets", &with("nick"))), ""),
            after: document(&format!("/pets: {}", operation("getAllPets", &with("nick"))), ""),
            stays: &["method GET /pets", "type nick"],
        },
        Pair {
            what: "an operation that would take the name of another",
            before: document(&format!("/pets: {}", operation("list-pets", &with("nick"))), ""),
            after: document(
                &format!(
                    "/a: {}, /pets: {}",
                    operation("listPets", &with("id")),
                    operation("list-pets", &with("nick"))
                ),
                "",
            ),
            stays: &["method GET /pets", "type nick"],
        },
        Pair {
            what: "a value that differs by case",
            before: get(pet, "Pet: { type: object, properties: { state: { type: string, enum: [ON, OFF] } } }"),
            after: get(pet, "Pet: { type: object, properties: { state: { type: string, enum: [On, ON, OFF] } } }"),
            stays: &["value ON", "value OFF", "type ON", "rest ON"],
        },
        Pair {
            what: "a value that would take the variant for all others",
            before: get(pet, "Pet: { type: object, properties: { state: { type: string, enum: [a] } } }"),
            after: get(pet, "Pet: { type: object, properties: { state: { type: string, enum: [a, unlisted] } } }"),
            stays: &["value a", "rest a"],
        },
        Pair {
            what: "a property that would take the field of one that differs by case",
            before: get(pet, &format!("Pet: {}", object(&format!("Name: {TEXT}, other: {TEXT}")))),
            after: get(pet, &format!("Pet: {}", object(&format!("name: {TEXT}, Name: {TEXT}, other: {TEXT}")))),
            stays: &["field Name", "field other"],
        },
        Pair {
            what: "a property that is gone, whose field another would take",
            before: get(pet, &format!("Pet: {}", object(&format!("user: {TEXT}, USER: {TEXT}")))),
            after: get(pet, &format!("Pet: {}", object(&format!("USER: {TEXT}, other: {TEXT}")))),
            stays: &["field USER"],
        },
        Pair {
            what: "a property that would take the field for all others",
            before: get(pet, "Pet: { properties: { a: { type: string } }, additionalProperties: { type: string } }"),
            after: get(
                pet,
                "Pet: { properties: { a: { type: string }, extra: { type: string } }, \
                 additionalProperties: { type: string } }",
            ),
            stays: &["field a", "rest a"],
        },
        Pair {
            what: "a variant with another title",
            before: get(
                pet,
                &format!(
                    "Pet: {{ oneOf: [{{ title: Dog, type: object, properties: {{ bark: {TEXT} }} }}, {}] }}",
                    with("purr")
                ),
            ),
            after: get(
                pet,
                &format!(
                    "Pet: {{ oneOf: [{{ title: Hound, type: object, properties: {{ bark: {TEXT} }} }}, {}] }}",
                    with("purr")
                ),
            ),
            stays: &["type bark", "variant bark", "variant purr"],
        },
        Pair {
            what: "a parameter that would take the argument of another",
            before: document(
                "/pets: { get: { operationId: a, parameters: [{ name: pageSize, in: query, schema: { type: integer } }], \
                 responses: { '204': { description: OK } } } }",
                "",
            ),
            after: document(
                "/pets: { get: { operationId: a, parameters: [{ name: page_size, in: header, schema: { type: integer } }, \
                 { name: pageSize, in: query, schema: { type: integer } }], responses: { '204': { description: OK } } } }",
                "",
            ),
            stays: &["argument query pageSize", "method GET /pets"],
        },
        Pair {
            what: "a second scheme of a kind",
            before: secured("first: { type: http, scheme: bearer }"),
            after: secured("first: { type: http, scheme: bearer }, second: { type: http, scheme: bearer }"),
            stays: &["constructor first"],
        },
        Pair {
            what: "a server whose address has a part of another",
            before: served("https://eu.live.pets.example, https://us.live.pets.example"),
            after: served("https://eu.test.pets.example, https://eu.live.pets.example, https://us.live.pets.example"),
            stays: &["server https://eu.live.pets.example"],
        },
        Pair {
            what: "a value of a server variable that would take the name of another",
            before: regional("[eu-1, us-1]"),
            after: regional("[eu_1, eu-1, us-1]"),
            stays: &["region eu-1"],
        },
        Pair {
            what: "an error with a new media type that comes first",
            before: failing("image/png: {}"),
            after: failing(&format!("application/json: {{ schema: {TEXT} }}, image/png: {{}}")),
            stays: &["error Bytes", "method GET /pets"],
        },
        Pair {
            what: "a copy for requests",
            before: document(&both_ways("User"), &format!("User: {}", read_only("id"))),
            after: document(&both_ways("User"), &format!("UserRequest: {}, User: {}", with("nick"), read_only("id"))),
            stays: &["copy id"],
        },
    ]
}

/// A document with these servers.
fn served(addresses: &str) -> String {
    let servers: Vec<String> = addresses.split(", ").map(|address| format!("{{ url: '{address}' }}")).collect();
    let paths = format!("/pets: {}", operation("a", TEXT));
    document(&paths, "").replace("{ url: 'https://pets.example' }", &servers.join(", "))
}

/// A document with a server in each of `regions`.
fn regional(regions: &str) -> String {
    let variables = format!("variables: {{ region: {{ default: eu-1, enum: {regions} }} }}");
    served("https://{region}.pets.example").replace("pets.example' }", &format!("pets.example', {variables} }}"))
}

/// A document with an error response of this `content`.
fn failing(content: &str) -> String {
    let responses = format!("'204': {{ description: OK }}, '404': {{ description: No, content: {{ {content} }} }}");
    document(&format!("/pets: {{ get: {{ operationId: a, responses: {{ {responses} }} }} }}"), "")
}

fn secured(schemes: &str) -> String {
    format!(
        "{}  securitySchemes: {{ {schemes} }}\n",
        document(&format!("/pets: {}", operation("a", TEXT)), "")
            .replace("components: { schemas: {  } }", "components:\n  schemas: {}")
    )
}

/// A body and a response of the schema `name`.
fn both_ways(name: &str) -> String {
    let content = format!("content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }}");
    format!(
        "/users: {{ post: {{ operationId: a, requestBody: {{ {content} }}, \
         responses: {{ '200': {{ description: OK, {content} }} }} }} }}"
    )
}

fn read_only(name: &str) -> String {
    format!("{{ type: object, required: [{name}], properties: {{ {name}: {{ type: string, readOnly: true }} }} }}")
}

#[test]
fn what_stays_keeps_its_name() {
    let mut failures = String::new();
    for Pair { what, before, after, stays } in pairs() {
        let first = run(&before, None);
        let names = names_of(&first);
        let (kept, anew) = (run(&after, Some(names)), run(&after, None));
        let all = |client: Client| stays.iter().map(|subject| client.name(subject)).collect::<Vec<_>>();
        let expected = all(Client::of(&first));
        let (kept_names, new_names) = (all(Client::of(&kept)), all(Client::of(&anew)));
        if kept_names != expected {
            failures += &format!("{what}: {kept_names:?} instead of {expected:?}\n{names}\n");
        }
        if new_names == expected {
            failures += &format!("{what}: the names are the same without names.lock: {expected:?}\n");
        }
        let renamed: Vec<&str> = kept.messages().into_iter().filter(|message| message.contains("is called")).collect();
        if !renamed.is_empty() {
            failures += &format!("{what}: {renamed:?}\n");
        }
        // A run with the names that the last one left changes nothing.
        let again = run(&after, Some(names_of(&kept)));
        assert_eq!(names_of(&again), names_of(&kept), "{what}");
        assert_eq!(again.file("client.json"), kept.file("client.json"), "{what}");
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn the_first_run_changes_no_name() {
    for Pair { what, before, .. } in pairs() {
        let first = run(&before, None);
        let second = run(&before, Some(names_of(&first)));
        assert_eq!(names_of(&second), names_of(&first), "{what}");
        assert_eq!(second.file("client.json"), first.file("client.json"), "{what}");
        assert_eq!(second.findings(), first.findings(), "{what}");
    }
}
