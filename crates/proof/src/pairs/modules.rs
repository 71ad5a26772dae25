//! Clients as modules of one crate, so that many small ones are compiled at once.

use moored_codegen::Files;

/// The files of a client, in a crate whose module `name` it is.
pub(super) fn of(files: &Files, name: &str) -> Vec<(String, String)> {
    let sources = files.iter().filter_map(|(path, text)| Some((path.as_str().strip_prefix("src/")?, text)));
    let moved = sources.map(|(path, text)| match path {
        "lib.rs" => {
            let lines = text.lines().filter(|line| !line.starts_with("#!["));
            (format!("src/{name}.rs"), in_module(&lines.collect::<Vec<_>>().join("\n"), name))
        }
        path => (format!("src/{name}/{path}"), in_module(text, name)),
    });
    moved.collect()
}

/// `text` with `crate::` replaced by `crate::name::`.
fn in_module(text: &str, name: &str) -> String {
    let mut moved = String::with_capacity(text.len() + 1_000);
    for (index, part) in text.split("crate::").enumerate() {
        if index > 0 {
            moved.push_str("crate::");
            let before = moved.len().checked_sub("crate::".len() + 1).and_then(|at| moved.as_bytes().get(at));
            // `get_crate::` is another module.
            if !before.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
                moved.push_str(name);
                moved.push_str("::");
            }
        }
        moved.push_str(part);
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::in_module;

    #[test]
    fn paths_of_the_crate_are_those_of_the_module() {
        let text =
            "use crate::{Client, types}; pub(crate) core; use get_crate::GetCrateCall; [`Pet`](crate::types::Pet)";
        let moved = in_module(text, "p1");
        assert_eq!(moved.matches("crate::p1::").count(), 2, "{moved}");
        assert_eq!(moved.replace("p1::", ""), text);
        assert_eq!(in_module("crate::Client", "p1"), "crate::p1::Client");
    }
}
