use super::*;

const WANTED: Wanted<'_> = Wanted { generated: "generated", members: &[], no_crates: "specs" };

#[test]
fn the_generated_crates_become_members() {
    for (before, after) in [
        // A single package, with and without a line end at the end.
        ("[package]\nname = \"a\"\n", "[package]\nname = \"a\"\n\n[workspace]\nmembers = [\"generated/*\"]\n"),
        (
            "[package]\r\nname = \"a\"",
            "[package]\r\nname = \"a\"\r\n\r\n[workspace]\r\nmembers = [\"generated/*\"]\r\n",
        ),
        // Explicit members and a comment.
        (
            "[workspace]\nmembers = [\n    \"app\", # the service\n]\nresolver = \"3\"\n",
            "[workspace]\nmembers = [\n    \"app\", # the service\n    \"generated/*\",\n]\nresolver = \"3\"\n",
        ),
        ("[workspace]\nmembers = [\"crates/*\"]\n", "[workspace]\nmembers = [\"crates/*\", \"generated/*\"]\n"),
        // A workspace whose members are its path dependencies.
        ("[workspace]\n\n[dependencies]\n", "[workspace]\nmembers = [\"generated/*\"]\n\n[dependencies]\n"),
        ("workspace.members = [\"a\"]\n", "workspace.members = [\"a\", \"generated/*\"]\n"),
        ("workspace = { members = [\"a\"] }\n", "workspace = { members = [\"a\", \"generated/*\"] }\n"),
    ] {
        assert_eq!(with(before, WANTED).unwrap(), after);
    }
}

#[test]
fn what_is_there_already_is_not_touched() {
    for text in [
        "[workspace]\nmembers = [ 'a' , \"generated/*\" ]   # two\n",
        "[workspace]\nmembers = ['./generated/*']\n",
        "[workspace]\nmembers = [\"*/*\"]\n",
        "[workspace]\r\nmembers = [\"generated/*\"]\r\nexclude = [\"target\"]\r\n",
    ] {
        assert_eq!(with(text, WANTED).unwrap(), text);
    }
}

#[test]
fn an_xtask_becomes_a_member_once() {
    let wanted = Wanted { members: &["xtask"], ..WANTED };
    let after = with("[workspace]\nmembers = [\"a\"]\n", wanted).unwrap();
    assert_eq!(after, "[workspace]\nmembers = [\"a\", \"generated/*\", \"xtask\"]\n");
    assert_eq!(with(&after, wanted).unwrap(), after);
}

#[test]
fn a_pattern_that_contradicts_is_an_error_that_names_it() {
    for (text, named) in [
        ("[workspace]\nmembers = [\"*\"]\n", "the pattern `*`"),
        (
            "[workspace]\nmembers = [\"a\"]\nexclude = [\"./generated\"]\n",
            "`exclude` in Cargo.toml contains generated/",
        ),
    ] {
        let error = with(text, WANTED).unwrap_err();
        assert!(error.is::<UsageError>() && error.to_string().contains(named), "{error}");
    }
}

#[test]
fn a_pattern_that_matches_the_documents_excludes_them() {
    let wanted = Wanted { no_crates: "crates/specs", ..WANTED };
    let after = with("[workspace]\nmembers = [\"crates/*\"]\n", wanted).unwrap();
    assert_eq!(after, "[workspace]\nmembers = [\"crates/*\", \"generated/*\"]\nexclude = [\"crates/specs\"]\n");
    assert_eq!(with(&after, wanted).unwrap(), after);
}
