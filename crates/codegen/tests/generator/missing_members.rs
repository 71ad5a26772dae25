//! `missing_members` in `moored.toml`: the types of required members of responses.

use crate::shared::{NONE, Run, all, derives, fields, serde_options, things, tokens};

const SCHEMAS: &str = "
    Returned:
      type: object
      required: [id, fullName, boss]
      properties:
        id: { type: integer }
        fullName: { type: string }
        boss: { type: [string, 'null'] }
        note: { type: string }
    Sent: { type: object, required: [id], properties: { id: { type: integer } } }
    Both: { type: object, required: [id], properties: { id: { type: integer } } }
";

fn run(settings: &str) -> Run {
    Run::folder(&[("openapi.yaml", &things(SCHEMAS)), ("moored.toml", settings)])
}

#[test]
fn a_required_member_that_only_responses_have_is_an_option_and_named_to_the_decoder() {
    let run = run("missing_members = \"tolerate\"\n");
    let ty = run.ty("returned");
    let item = ty.structure("Returned");
    let expected = ["id: Option<i64>", "full_name: Option<String>", "boss: Option<String>", "note: Option<String>"];
    assert_eq!(fields(item), all(expected));
    let options: Vec<Vec<String>> = item.fields.iter().map(|field| serde_options(&field.attrs)).collect();
    assert_eq!(options[0], all(["alias = \"moored:required:id\""]));
    assert_eq!(options[1], all(["alias = \"moored:required:fullName\"", "rename = \"fullName\""]));
    assert_eq!(options[2], all(["alias = \"moored:present:boss\""]));
    assert_eq!(options[3], NONE);
    assert!(derives(&item.attrs).contains(&"Default".to_owned()));
    assert_eq!(ty.functions(), ["with_id", "with_full_name", "with_boss", "with_note"]);
    for (file, name) in [("sent", "Sent"), ("both", "Both")] {
        assert_eq!(fields(run.ty(file).structure(name)), [tokens("id: i64")], "requests are as the document states");
    }
}

#[test]
fn by_default_the_type_is_required() {
    for settings in ["", "missing_members = \"reject\"\n"] {
        let expected = ["id: i64", "full_name: String", "boss: Option<String>", "note: Option<String>"];
        assert_eq!(fields(run(settings).ty("returned").structure("Returned")), all(expected), "{settings}");
    }
}

#[test]
fn any_other_value_is_an_error() {
    let run = run("missing_members = \"ignore\"\n");
    assert!(run.rendered().contains("`ignore` is not valid; expected `reject` or `tolerate`"), "{}", run.rendered());
}
