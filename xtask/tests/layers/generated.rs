//! Generated files, which are checked by comparing them and not by their structure.

/// Whether `cargo xtask codegen` writes the file: it opens with a comment that names the command.
pub(crate) fn is_generated(path: &str, text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    path.starts_with("generated/") || (first.starts_with("// ") && first.contains("`cargo xtask codegen`"))
}
