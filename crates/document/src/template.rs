//! Templates in braces: `/users/{id}`.

/// The names between the braces of `template`, each once.
#[must_use]
pub fn template_names(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        if !names.contains(&name) {
            names.push(name);
        }
        rest = tail;
    }
    names
}
