use super::*;

/// Asserts that the translation of `source` matches all of the first texts and none of the others.
#[track_caller]
fn assert_matches(source: &str, matching: &[&str], others: &[&str]) {
    let pattern = translate(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    let regex = Regex::new(&pattern.translated).expect("it has been compiled");
    for (text, expected) in matching.iter().map(|text| (text, true)).chain(others.iter().map(|text| (text, false))) {
        assert_eq!(regex.is_match(text), expected, "{source} as {} for {text:?}", pattern.translated);
    }
}

#[test]
fn anchors_are_those_of_the_text_and_not_of_a_line() {
    assert_matches("^[a-z]+$", &["abc"], &["abc\n", "a\nb", "Abc", ""]);
    assert_matches("b", &["abc"], &["ac"]);
    assert_matches("^a|b$", &["ax", "xb"], &["xa", "bx"]);
    assert_matches("^(a|b)$", &["a", "b"], &["ab"]);
}

#[test]
fn digits_and_word_characters_are_ascii() {
    assert_matches(r"^\d+$", &["09"], &["٣", ""]);
    assert_matches(r"^\w+$", &["aZ_9"], &["é", "a-b"]);
    assert_matches(r"^\W$", &["é", "-"], &["a", "_"]);
    assert_matches(r"^\D$", &["٣"], &["3"]);
    // The boundary is one of ASCII characters.
    assert_matches(r"\bb", &["éb", "b", " b"], &["ab"]);
}

#[test]
fn spaces_are_those_of_ecma_262() {
    assert_matches(r"^\s$", &[" ", "\t", "\u{A0}", "\u{FEFF}", "\u{2003}", "\n"], &["\u{85}", "a", "\u{180E}"]);
    assert_matches(r"^\S$", &["\u{85}", "a"], &[" ", "\u{FEFF}"]);
}

#[test]
fn a_dot_is_everything_but_the_end_of_a_line() {
    assert_matches("^.$", &["a", "\u{85}", "😀"], &["\n", "\r", "\u{2028}", "ab", ""]);
    assert_matches("^[^]$", &["\n", "a"], &[""]);
    assert_matches(r"^[\s\S]*$", &["", "a\nb"], &[]);
}

#[test]
fn classes_have_ranges_escapes_and_literals() {
    assert_matches(r"^[\w.-]+$", &["a.b-c"], &["a b"]);
    assert_matches(r"^[\w-.]+$", &["a.b-c"], &["a b"]);
    assert_matches(r"^[-a]$", &["-", "a"], &["b"]);
    assert_matches(r"^[^-a]$", &["b"], &["-", "a"]);
    assert_matches(r"^[a&&b]$", &["a", "&", "b"], &["c"]);
    assert_matches(r"^[a~~b-]$", &["~", "-"], &["c"]);
    assert_matches("^[[a]$", &["[", "a"], &["]"]);
    assert_matches(r"^[\]\\^]$", &["]", "\\", "^"], &["a"]);
    assert_matches(r"^[\b]$", &["\u{8}"], &["b"]);
    assert_matches(r"^[^\D5]$", &["4"], &["5", "a"]);
    assert_matches("^[à-ü]$", &["é"], &["e"]);
    assert_matches("^[ -~]$", &[" ", "~", "a"], &["\n", "é"]);
}

#[test]
fn signs_of_the_other_dialect_are_literals() {
    assert_matches("^#a b$", &["#a b"], &["ab"]);
    assert_matches("^{id}$", &["{id}"], &["id"]);
    assert_matches("^a{1,x}$", &["a{1,x}"], &["a"]);
    assert_matches(r"^\/\@\-\~$", &["/@-~"], &[]);
    assert_matches("^]}<>$", &["]}<>"], &[]);
    assert_matches("^/a/$", &["/a/"], &["a"]);
}

#[test]
fn characters_by_number() {
    assert_matches(r"^\x41\u00e9\u{1F600}\uD83D\uDE00\cJ\0$", &["Aé😀😀\n\0"], &[]);
    assert_matches(r"^[\u0041-\u0043]$", &["B"], &["D"]);
    assert_matches(r"^\p{Lu}\p{Script=Greek}\P{L}$", &["Aα1"], &["aα1", "Aa1", "Aαa"]);
}

#[test]
fn quantifiers_and_groups() {
    assert_matches("^a{2}b{1,}c{0,1}?$", &["aab", "aabbc"], &["ab", "aabcc"]);
    assert_matches("^(?<year>[0-9]{4})(?:-x)?$", &["2026", "2026-x"], &["202"]);
    assert_matches("^a*?b+?$", &["b", "aabb"], &["a"]);
}

#[test]
fn what_has_no_translation_is_left_out() {
    for (source, reason) in [
        ("^(?=a)", Untranslatable::LookAround),
        ("^(?!a)", Untranslatable::LookAround),
        ("(?<=a)b", Untranslatable::LookAround),
        ("(?<!a)b", Untranslatable::LookAround),
        (r"(a)\1", Untranslatable::BackReference),
        (r"(?<x>a)\k<x>", Untranslatable::BackReference),
        ("(a", Untranslatable::Invalid),
        ("a)", Untranslatable::Invalid),
        ("*a", Untranslatable::Invalid),
        ("a**", Untranslatable::Invalid),
        ("[b-a]", Untranslatable::Invalid),
        ("[a", Untranslatable::Invalid),
        ("a\\", Untranslatable::Invalid),
        (r"\p{NoSuchScript}", Untranslatable::Unsupported),
        (r"\uD83D", Untranslatable::Unsupported),
        ("((a{1,1000}){1,1000}){1,1000}", Untranslatable::Unsupported),
    ] {
        assert_eq!(translate(source), Err(reason), "{source}");
    }
    for source in
        ["(?i)a", r"\Aa\Z", "[[:alpha:]]", "a{,3}", "a*+", "/^a$/", "/^a/i", "[]", r"\pL", r"\h", "(?P<x>a)", "(?>a)"]
    {
        assert!(matches!(translate(source), Err(Untranslatable::Ambiguous(_))), "{source}: {:?}", translate(source));
    }
}
