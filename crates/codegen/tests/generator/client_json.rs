//! `client.json`: each public item of the sources is in it as it is written there, and each operation, type and field
//! of the model.

use std::collections::BTreeSet;

use moored_codegen::{Files, Outcome, RelPath, generate};
use moored_document::finding::Color;
use serde_json::{Value, json};
use syn::{ImplItem, Item, Visibility};

use crate::shared::{Declaration, Rust, declared, inputs};

const DOCUMENT: &str = "
openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: 'https://{region}.pets.example', variables: { region: { default: eu, enum: [eu, us] } } }]
security: [{ key: [] }]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: X-Trace, in: header, schema: { type: string } }
      responses:
        '200':
          description: OK
          content:
            application/json: { schema: { $ref: '#/components/schemas/pet' } }
            text/csv: { schema: { type: string } }
        4XX: { description: No, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
    put:
      operationId: putPet
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, maximum: 100 } }]
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/pet' } }
          multipart/form-data:
            schema:
              type: object
              required: [title]
              properties: { title: { type: string }, photo: { type: string, format: binary } }
      responses: { '200': { description: OK, content: { image/png: {} } } }
webhooks:
  petBorn: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/pet' } } } } } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    pet:
      type: object
      required: [type, name]
      properties:
        type: { type: string, enum: [dog, cat] }
        name: { type: string, maxLength: 20 }
        born: { type: [string, 'null'], format: date }
        owner: { type: object, properties: { name: { type: string, deprecated: true } } }
        friend: { oneOf: [{ type: string }, { type: integer }] }
    Problem: { type: object, properties: { detail: { type: string } } }
    Tags: { type: array, items: { type: string } }
";

fn generated() -> (Outcome, Files, Value) {
    let outcome = generate(&inputs(&[("openapi.yaml", DOCUMENT)]));
    let files = outcome.files.clone().unwrap_or_else(|| panic!("{}", outcome.findings.render(Color::Never)));
    let client = &files[&RelPath::new("client.json").expect("a path")];
    let client = serde_json::from_str(client).expect("JSON");
    (outcome, files, client)
}

#[test]
fn has_the_public_items_of_the_sources_and_no_others() {
    let (_, files, client) = generated();
    let mut written = BTreeSet::new();
    for (path, text) in files.iter().filter(|(path, _)| path.as_str().ends_with(".rs")) {
        let path = path.as_str().trim_start_matches("src/").trim_end_matches(".rs");
        let module = match path.split('/').next().unwrap_or_default() {
            "client" | "credential" | "lib" => "",
            module => module,
        };
        for item in syn::parse_file(text).expect("Rust").items {
            add(module, item, &mut written);
        }
    }
    let mut listed = BTreeSet::new();
    for item in client["items"].as_array().expect("a list") {
        let text = |key: &str| item[key].as_str().unwrap_or_default();
        if text("kind") != "impl" {
            listed.insert(line(text("module"), text("name"), text("signature")));
        }
        for members in ["fields", "variants", "functions"] {
            for (name, signature) in item[members].as_object().into_iter().flatten() {
                listed.insert(line(
                    text("module"),
                    &format!("{}::{name}", text("name")),
                    signature.as_str().expect("text"),
                ));
            }
        }
    }
    assert_eq!(listed, written);
    assert!(listed.len() > 40, "{listed:#?}");
}

/// A member or item; spaces and commas at the end of a list are the printer's choice.
fn line(module: &str, name: &str, signature: &str) -> String {
    format!("{module} {name} {}", signature.replace(' ', "").replace(",)", ")"))
}

fn add(module: &str, item: Item, found: &mut BTreeSet<String>) {
    let is_public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
    let tokens_of = |tokens: &dyn quote::ToTokens| tokens.to_token_stream().to_string();
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            let name = item.ident.to_string();
            found.insert(line(module, &name, &format!("pub struct {name}{}", tokens_of(&item.generics))));
            for (index, field) in item.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis)) {
                let field_name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
                found.insert(line(module, &format!("{name}::{field_name}"), &tokens_of(&field.ty)));
            }
        }
        Item::Enum(item) if is_public(&item.vis) => {
            let name = item.ident.to_string();
            found.insert(line(module, &name, &format!("pub enum {name}{}", tokens_of(&item.generics))));
            for mut variant in item.variants {
                variant.attrs.clear();
                found.insert(line(module, &format!("{name}::{}", variant.ident), &tokens_of(&variant)));
            }
        }
        Item::Type(mut item) if is_public(&item.vis) => {
            item.attrs.clear();
            found.insert(line(module, &item.ident.to_string(), tokens_of(&item).trim_end_matches(';')));
        }
        Item::Fn(item) if is_public(&item.vis) => {
            found.insert(line(module, &item.sig.ident.to_string(), &format!("pub {}", tokens_of(&item.sig))));
        }
        Item::Macro(item) if item.mac.path.segments.last().is_some_and(|last| last.ident == "setters") => {
            let owner = item.mac.tokens.clone().into_iter().next().expect("a name");
            let functions = Rust::parse(&tokens_of(&item));
            for name in functions.functions() {
                found.insert(line(module, &format!("{owner}::{name}"), functions.signature(name)));
            }
        }
        Item::Macro(item)
            if item.mac.path.segments.last().is_some_and(|last| {
                ["other_members", "generated_by", "document", "stubs"].iter().any(|name| last.ident == name)
            }) => {}
        Item::Macro(item) => {
            if item.mac.path.segments.last().is_some_and(|last| last.ident == "open_enum") {
                let name = Declaration::read(&item.mac).expect("a declaration").item.ident;
                found.insert(line(module, &format!("{name}::as_str"), "pub fn as_str(&self) -> &str"));
            }
            let items = match declared(&item.mac) {
                Some(declared) => declared.expect("a call").items,
                None => vec![Item::Enum(Declaration::read(&item.mac).expect("a declaration").item)],
            };
            items.into_iter().for_each(|item| add(module, item, found));
        }
        Item::Impl(item) if item.trait_.is_none() => {
            let owner = tokens_of(&item.self_ty).split(['<', ' ']).next().unwrap_or_default().to_owned();
            let module = if owner == "Client" { "" } else { module };
            for function in item.items {
                if let ImplItem::Fn(function) = function
                    && is_public(&function.vis)
                {
                    let name = format!("{owner}::{}", function.sig.ident);
                    found.insert(line(module, &name, &format!("pub {}", tokens_of(&function.sig))));
                }
            }
        }
        Item::Trait(item) => assert!(!is_public(&item.vis), "a public trait is in no list"),
        Item::Const(item) => assert!(!is_public(&item.vis), "a public constant is in no list"),
        Item::Static(item) => assert!(!is_public(&item.vis), "a public static is in no list"),
        _ => {}
    }
}

#[test]
fn has_the_operations_types_and_fields_of_the_model_under_their_names_in_rust() {
    let (outcome, _, client) = generated();
    let list = |key: &str| client[key].as_array().expect("a list").clone();
    assert_eq!(list("operations").len(), outcome.summary.operations);
    assert_eq!(list("types").len(), outcome.summary.types);
    let item = |name: &str, kind: &str| {
        let items = list("items");
        let found = items.iter().find(|item| item["name"] == name && item["kind"] == kind);
        found.unwrap_or_else(|| panic!("no {kind} {name}")).clone()
    };
    for operation in list("operations") {
        let method = operation["method"].as_str().expect("text");
        let functions = list("items").into_iter().filter(|item| item["name"] == "Client" && item["kind"] == "impl");
        assert!(functions.into_iter().any(|item| item["functions"].get(method).is_some()), "{method}");
        item(operation["call"].as_str().expect("text"), "struct");
    }
    for ty in list("types") {
        let kind = match ty["kind"].as_str() {
            Some("enum" | "union") => "enum",
            Some("alias") => "type",
            _ => "struct",
        };
        let item = item(ty["name"].as_str().expect("text"), kind);
        let members = |key: &str, name: &str, items: &str| {
            for member in ty[key].as_array().into_iter().flatten() {
                assert!(item[items].get(member[name].as_str().expect("text")).is_some(), "{member} of {item}");
            }
        };
        members("fields", "name", "fields");
        members("values", "variant", "variants");
        members("variants", "name", "variants");
    }
}

#[test]
fn has_the_traits_of_types_and_what_callers_cannot_construct() {
    let (_, _, client) = generated();
    let item = |name: &str| {
        let mut items = client["items"].as_array().expect("a list").iter();
        let is_type = |item: &&Value| item["name"] == name && item["kind"] != "impl";
        items.find(is_type).unwrap_or_else(|| panic!("no {name}")).clone()
    };
    let has = |name: &str, of_trait: &str| item(name)["traits"].as_array().expect("a list").contains(&json!(of_trait));
    assert_eq!(item("Problem")["non_exhaustive"], true);
    assert_eq!(item("Pet").get("non_exhaustive"), None);
    assert_eq!(item("PetType")["non_exhaustive"], true);
    assert!(has("Problem", "Default") && !has("Pet", "Default"));
    assert!(has("PetType", "Hash") && has("PetType", "From<&str>") && !has("PetType", "Copy"));
    assert!(has("PetFriend", "From<String>") && has("PetFriend", "From<i64>"));
    assert!(has("GetPetCall", "Clone") && !has("PutPetCall", "Clone"), "a file can be sent once");
    assert!(has("Credential", "Into<moored_runtime::Credential>"));
}

#[test]
fn has_the_bounds_of_parameters_bodies_and_fields() {
    let (_, _, client) = generated();
    let operation = &client["operations"][1];
    assert_eq!(operation["parameters"][0]["bounds"], json!([{ "maximum": 100 }]));
    assert_eq!(operation["body"]["contents"][0]["bounds"], json!([{ "component": "Pet" }]));
    let pet = json!([{ "member": ["name", [{ "maxLength": 20 }]] }]);
    assert_eq!(client["bounds"], json!([{ "component": "Pet", "bounds": pet }]));
    assert_eq!(client["operations"][0]["parameters"][0].get("bounds"), None);
}

#[test]
fn says_where_things_stand_in_the_document_as_it_was_published() {
    let (_, _, client) = generated();
    assert_eq!(client["version"], 2);
    let types = client["types"].as_array().expect("a list");
    let origin = |name: &str| types.iter().find(|ty| ty["name"] == name).expect("a type")["origin"].clone();
    assert_eq!(origin("Pet"), "/components/schemas/pet");
    assert_eq!(origin("PetOwner"), "/components/schemas/pet/properties/owner");
    assert_eq!(client["operations"][0]["origin"], "/paths/~1pets~1{id}/get");
    let responses = &client["operations"][0]["responses"];
    assert_eq!(responses[0]["origin"], "/paths/~1pets~1{id}/get/responses/200");
    let content = "/paths/~1pets~1{id}/get/responses/200/content";
    let representations = &responses[0]["representations"];
    assert_eq!(representations[0]["origin"], format!("{content}/application~1json/schema"));
    assert_eq!(representations[1]["origin"], format!("{content}/text~1csv/schema"));
    let image = "/paths/~1pets~1{id}/put/responses/200/content/image~1png";
    assert_eq!(client["operations"][1]["responses"][0]["representations"][0]["origin"], image);
    let webhook = "/webhooks/petBorn/post/requestBody/content/application~1json";
    assert_eq!(client["webhooks"][0]["origin"], webhook);
    let tags = json!({ "origin": "/components/schemas/Tags", "type": { "named": "Tags" } });
    assert!(client["schemas"].as_array().expect("a list").contains(&tags), "{}", client["schemas"]);
    assert_eq!(client["operations"][0]["alternatives"][0], json!({ "method": "as_csv", "media_types": ["text/csv"] }));
    assert_eq!(client["operations"][1]["stream"], "stream");
}

/// A response that is a reference is where the reference resolves to; the schemas of Swagger 2.0 have no media type.
#[test]
fn says_where_the_responses_of_older_documents_stand() {
    let document = "
swagger: '2.0'
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      produces: [application/json]
      responses:
        '200': { description: OK, schema: { type: array, items: { type: string } } }
        '404': { $ref: '#/responses/Missing' }
responses:
  Missing: { description: No, schema: { type: object, properties: { detail: { type: string } } } }
";
    let outcome = generate(&inputs(&[("openapi.yaml", document)]));
    let files = outcome.files.unwrap_or_else(|| panic!("{}", outcome.findings.render(Color::Never)));
    let client = &files[&RelPath::new("client.json").expect("a path")];
    let client: Value = serde_json::from_str(client).expect("JSON");
    let responses = &client["operations"][0]["responses"];
    let origins = |index: usize| [&responses[index]["origin"], &responses[index]["representations"][0]["origin"]];
    assert_eq!(origins(0), ["/paths/~1pets/get/responses/200", "/paths/~1pets/get/responses/200/schema"]);
    assert_eq!(origins(1), ["/responses/Missing", "/responses/Missing/schema"]);
}
