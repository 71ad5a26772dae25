//! Only a path that stays in the crate, and that every system has, is one that the generator writes.

use moored_codegen::RelPath;

#[test]
fn a_path_out_of_the_crate_is_an_error() {
    for path in
        ["..", "../a", "src/../../a", "/etc/passwd", "src//a", "", ".", "./a", "C:\\a", "a\\..\\b", "a b", "ä", "a\0"]
    {
        assert!(RelPath::new(path).is_err(), "{path:?}");
    }
    for path in ["a", "Cargo.toml", "src/types/a_b-c.rs", ".gitignore", "..a"] {
        assert!(RelPath::new(path).is_ok(), "{path:?}");
    }
}
