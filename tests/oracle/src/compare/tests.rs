use super::*;

const LOCK: &str =
    "version = 1\n[inputs]\n\"a.yaml\" = \"00\"\n[outputs]\n\"src/lib.rs\" = \"22\"\n[self]\ndigest = \"33\"\n";
const LIB: &str = "/// A pet.\npub struct Pet;\n";
const LOG: &str = "loss[tuple]: a tuple\n --> a.yaml:1:2\n\n";

fn output(changes: &[(&str, Option<&str>)]) -> Output {
    let files = [("src/lib.rs", LIB), ("inputs.lock", LOCK), ("README.md", "A pet.\n"), ("runtime/src/lib.rs", "old")];
    let mut files: BTreeMap<String, Vec<u8>> =
        files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
    for (path, text) in changes {
        match text {
            Some(text) => files.insert((*path).to_owned(), text.as_bytes().to_vec()),
            None => files.remove(*path),
        };
    }
    Output { files, log: LOG.to_owned(), exit: "0".to_owned() }
}

/// The differences between the output above and the same with `changes`.
fn differences(changes: &[(&str, Option<&str>)], mode: &Mode) -> Vec<Difference> {
    compare(&output(&[]), &output(changes), mode).differences
}

fn tokens() -> Mode {
    Mode::Tokens(Renames::default())
}

#[test]
fn the_same_is_equal() {
    for mode in [Mode::Bytes, tokens()] {
        let comparison = compare(&output(&[]), &output(&[]), &mode);
        assert!(comparison.differences.is_empty(), "{comparison:?}");
        assert_eq!(comparison.files, 4, "three files and the findings");
    }
}

#[test]
fn a_changed_byte_is_a_difference() {
    let found = differences(&[("src/lib.rs", Some("/// A pot.\npub struct Pet;\n"))], &Mode::Bytes);
    let new = "/// A pot.\npub struct Pet;\n".to_owned();
    assert_eq!(found, [Difference { path: "src/lib.rs".to_owned(), kind: Kind::Changed { old: LIB.to_owned(), new } }]);
}

#[test]
fn a_missing_and_an_additional_file_are_differences() {
    for mode in [Mode::Bytes, tokens()] {
        let found = differences(&[("src/lib.rs", None), ("src/types.rs", Some(""))], &mode);
        assert_eq!(
            found,
            [
                Difference { path: "src/lib.rs".to_owned(), kind: Kind::Missing },
                Difference { path: "src/types.rs".to_owned(), kind: Kind::Additional },
            ]
        );
    }
}

#[test]
fn a_client_json_with_its_line_in_the_lock_is_accepted() {
    let lock = LOCK.replace("\"src", "\"client.json\" = \"44\"\n\"src").replace("33", "55");
    let changes = [("client.json", Some("{}")), ("inputs.lock", Some(lock.as_str()))];
    for mode in [Mode::Bytes, tokens()] {
        let comparison = compare(&output(&[]), &output(&changes), &mode);
        assert!(comparison.differences.is_empty(), "{comparison:?}");
        assert_eq!(comparison.accepted, 1);
    }
    let back = compare(&output(&changes), &output(&[]), &Mode::Bytes).differences;
    assert_eq!(back, [Difference { path: "client.json".to_owned(), kind: Kind::Missing }]);
}

#[test]
fn another_line_of_the_lock_is_a_difference() {
    let lock = LOCK.replace("22", "23");
    assert_eq!(differences(&[("inputs.lock", Some(&lock))], &Mode::Bytes).len(), 1);
    assert_eq!(differences(&[("inputs.lock", Some(&lock))], &tokens()).len(), 0);
}

#[test]
fn the_copied_runtime_is_left_out() {
    assert_eq!(differences(&[("runtime/src/lib.rs", Some("new"))], &Mode::Bytes), []);
}

#[test]
fn findings_and_the_exit_code_are_compared() {
    for mode in [Mode::Bytes, tokens()] {
        let moved = Output { log: LOG.replace("1:2", "1:3"), ..output(&[]) };
        let failed = Output { exit: "1".to_owned(), ..output(&[]) };
        for new in [moved, failed] {
            let found = compare(&output(&[]), &new, &mode).differences;
            assert_eq!(found.iter().map(|found| found.path.as_str()).collect::<Vec<_>>(), ["findings.txt"]);
        }
    }
}

#[test]
fn tokens_see_a_changed_token_and_no_changed_doc_comment() {
    let prose = [("src/lib.rs", Some("/// A dog.\npub struct Pet;\n")), ("README.md", Some("A dog.\n"))];
    assert_eq!(differences(&prose, &tokens()), []);
    let found = differences(&[("src/lib.rs", Some("/// A pet.\npub struct Dog;\n"))], &tokens());
    let [Difference { kind: Kind::Changed { old, new }, .. }] = found.as_slice() else {
        unreachable!("one file differs: {found:?}")
    };
    assert_eq!((old.as_str(), new.as_str()), ("pub struct Pet;\n", "pub struct Dog;\n"));
}

#[test]
fn a_renamed_type_may_be_in_a_renamed_file() -> anyhow::Result<()> {
    let old = output(&[("src/types/old_pet.rs", Some("pub struct OldPet;"))]);
    let new = output(&[("src/types/pet.rs", Some("pub struct Pet;"))]);
    let mode = Mode::Tokens(Renames::parse("[identifiers]\nOldPet = 'Pet'\n")?);
    assert_eq!(compare(&old, &new, &mode).differences, []);
    assert_eq!(compare(&old, &new, &tokens()).differences.len(), 2);
    Ok(())
}
