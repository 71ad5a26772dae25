//! JSON pointers (RFC 6901), in which `~` and `/` of a name are written as `~0` and `~1`.

#[cfg(any(feature = "drift", feature = "testing"))]
use std::borrow::Cow;

/// The names from the root to the value at `pointer`; none for the root itself.
pub(crate) fn names(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|name| name.replace("~1", "/").replace("~0", "~"))
}

/// `name` as a part of a pointer.
#[cfg(any(feature = "drift", feature = "testing"))]
pub(crate) fn escaped(name: &str) -> Cow<'_, str> {
    match name.contains(['~', '/']) {
        true => Cow::Owned(name.replace('~', "~0").replace('/', "~1")),
        false => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_separated_and_unescaped() {
        for (pointer, expected) in [
            ("", [].as_slice()),
            ("/", &[""]),
            ("/data/-1/id", &["data", "-1", "id"]),
            ("/a~1b/c~0d/~01", &["a/b", "c~d", "~1"]),
        ] {
            assert_eq!(super::names(pointer).collect::<Vec<_>>(), expected, "{pointer}");
        }
    }

    #[cfg(any(feature = "drift", feature = "testing"))]
    #[test]
    fn an_escaped_name_is_one_name() {
        for name in ["", "a", "a/b", "c~d", "~1", "/~"] {
            let pointer = format!("/{}", super::escaped(name));
            assert_eq!(super::names(&pointer).collect::<Vec<_>>(), [name]);
        }
    }
}
