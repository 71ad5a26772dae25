//! Edits of manifests in the copy.

use toml_edit::{DocumentMut, Item, TableLike, Value, value};

/// The tables of dependencies.
const DEPENDENCIES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// `manifest` with the paths of dependencies for which `outside` returns an absolute one.
pub(super) fn absolute(manifest: &str, outside: &dyn Fn(&str) -> Option<String>) -> String {
    let Ok(mut document) = manifest.parse::<DocumentMut>() else { return manifest.to_owned() };
    each_dependency(&mut document, &mut |_, dependency| {
        let path = dependency.get("path").and_then(Item::as_str).and_then(outside);
        if let Some(path) = path {
            dependency.insert("path", value(path));
        }
    });
    document.to_string()
}

/// `manifest`, in which dependencies on the crate `name` are on that in the folder `path`. `None` if it has none.
pub(super) fn pointed(manifest: &str, name: &str, path: &str) -> Option<String> {
    let mut document = manifest.parse::<DocumentMut>().ok()?;
    let mut is_changed = false;
    each_dependency(&mut document, &mut |key, dependency| {
        let package = dependency.get("package").and_then(Item::as_str).unwrap_or(key);
        if package == name && dependency.get("workspace").is_none() {
            for source in ["git", "branch", "tag", "rev", "version", "registry"] {
                dependency.remove(source);
            }
            dependency.insert("path", value(path));
            is_changed = true;
        }
    });
    is_changed.then(|| document.to_string())
}

/// The manifest of the new client in a workspace that has the manifest `old` of the client: what others depend on by
/// stays, and without the build script, which would compare the crate with the documents.
pub(super) fn of_client(new: &str, old: &str) -> String {
    let (Ok(mut new_document), Ok(old)) = (new.parse::<DocumentMut>(), old.parse::<DocumentMut>()) else {
        return new.to_owned();
    };
    for key in ["name", "version"] {
        if let (Some(kept), Some(package)) =
            (old.get("package").and_then(|package| package.get(key)), new_document.get_mut("package"))
            && let Some(package) = package.as_table_like_mut()
        {
            package.insert(key, kept.clone());
        }
    }
    let runtime = |document: &DocumentMut| document.get("dependencies")?.get("moored-runtime").cloned();
    if let (Some(mut kept), Some(made)) = (runtime(&old), runtime(&new_document)) {
        if let (Some(table), Some(features)) = (kept.as_table_like_mut(), made.get("features")) {
            table.insert("features", features.clone());
            table.fmt();
        }
        if let Some(dependencies) = new_document.get_mut("dependencies").and_then(Item::as_table_like_mut) {
            dependencies.insert("moored-runtime", kept);
        }
    }
    new_document.remove("build-dependencies");
    new_document.remove("workspace");
    if let Some(workspace) = old.get("workspace") {
        new_document.insert("workspace", workspace.clone());
    }
    new_document.to_string()
}

/// `manifest` of a workspace of one package.
pub(super) fn alone(manifest: &str) -> String {
    let Ok(mut document) = manifest.parse::<DocumentMut>() else { return manifest.to_owned() };
    if document.remove("workspace").is_some() {
        document.insert("workspace", Item::Table(toml_edit::Table::new()));
    }
    document.to_string()
}

/// Calls `visit` with each dependency that is a table, and its key.
fn each_dependency(document: &mut DocumentMut, visit: &mut dyn FnMut(&str, &mut dyn TableLike)) {
    let mut in_tables = |owner: &mut dyn TableLike| {
        for name in DEPENDENCIES {
            if let Some(table) = owner.get_mut(name).and_then(Item::as_table_like_mut) {
                in_table(table, visit);
            }
        }
    };
    in_tables(document.as_table_mut());
    for key in ["workspace", "target", "patch"] {
        let Some(owner) = document.get_mut(key).and_then(Item::as_table_like_mut) else { continue };
        match key {
            "workspace" => in_tables(owner),
            "target" => owner.iter_mut().filter_map(|(_, target)| target.as_table_like_mut()).for_each(&mut in_tables),
            _ => {}
        }
    }
    if let Some(patches) = document.get_mut("patch").and_then(Item::as_table_like_mut) {
        patches
            .iter_mut()
            .filter_map(|(_, source)| source.as_table_like_mut())
            .for_each(|table| in_table(table, visit));
    }
}

fn in_table(table: &mut dyn TableLike, visit: &mut dyn FnMut(&str, &mut dyn TableLike)) {
    for (key, dependency) in table.iter_mut() {
        // `shop-client = "0.1"` becomes a table, to which a path can be added.
        if let Some(version) = dependency.as_str().map(str::to_owned) {
            let mut whole = toml_edit::InlineTable::new();
            whole.insert("version", version.into());
            *dependency = Item::Value(Value::InlineTable(whole));
        }
        if let Some(dependency) = dependency.as_table_like_mut() {
            visit(&key, dependency);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_out_of_the_workspace_are_absolute() {
        let manifest = "[dependencies]\ninner = { path = \"../inner\" }\nouter = { path = \"../../outer\" }\n\
                        [target.'cfg(unix)'.dev-dependencies]\nouter = { path = \"../../outer\" }\n";
        let outside = |path: &str| path.starts_with("../../").then(|| format!("/code/{}", &path[6..]));
        let edited = absolute(manifest, &outside);
        assert_eq!(edited.matches("outer = { path = \"/code/outer\" }").count(), 2, "{edited}");
        assert!(edited.contains("inner = { path = \"../inner\" }"), "{edited}");
    }

    #[test]
    fn a_dependency_on_the_client_is_on_the_new_one() {
        let manifest = "[dependencies]\nshop-client = \"0.1\"\nserde = \"1\"\n\
                        [dev-dependencies]\nshop = { package = \"shop-client\", git = \"https://x.example\" }\n";
        let edited = pointed(manifest, "shop-client", "/new").unwrap_or_default();
        assert!(edited.contains("shop-client = { path = \"/new\" }"), "{edited}");
        assert!(edited.contains("shop = { package = \"shop-client\", path = \"/new\" }"), "{edited}");
        assert_eq!(pointed("[dependencies]\nserde = \"1\"\n", "shop-client", "/new"), None);
    }

    #[test]
    fn the_new_client_has_the_name_and_the_runtime_of_the_old_one() {
        let new = "[package]\nname = \"moored-new\"\nversion = \"0.1.0\"\n[dependencies]\n\
                   moored-runtime = { version = \"1\", features = [\"oauth2\"] }\n[build-dependencies]\nmoored-gate = \"1\"\n";
        let old = "[package]\nname = \"shop-client\"\nversion = \"0.4.2\"\n[dependencies]\n\
                   moored-runtime = { path = \"../runtime\" }\n";
        let edited = of_client(new, old);
        assert!(edited.contains("name = \"shop-client\"\nversion = \"0.4.2\""), "{edited}");
        assert!(edited.contains("moored-runtime = { path = \"../runtime\", features = [\"oauth2\"] }"), "{edited}");
        assert!(!edited.contains("moored-gate"), "{edited}");
    }
}
