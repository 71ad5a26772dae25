//! Keeps `source.toml`: comments, order and the form of what is there stay.

use jiff::{Timestamp, tz::TimeZone};
use moored_document::provenance::Fetched;
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

/// The text of `source.toml` for a new published text with this digest, retrieved today.
pub(super) fn updated(text: &str, sha256: &str, fetched: Option<&Fetched>) -> Result<String, toml_edit::TomlError> {
    let mut document: DocumentMut = text.parse()?;
    let root = document.as_table_mut();
    set(root, "retrieved", &today());
    set(root, "sha256", sha256);
    match fetched {
        Some(Fetched { address, etag, last_modified }) => {
            if !root.get("fetched").is_some_and(Item::is_table_like) {
                root.insert("fetched", Item::Table(Table::new()));
            }
            if let Some(table) = root.get_mut("fetched").and_then(Item::as_table_like_mut) {
                set(table, "address", address);
                for (key, value) in [("etag", etag), ("last_modified", last_modified)] {
                    match value {
                        Some(value) => set(table, key, value),
                        None => drop(table.remove(key)),
                    }
                }
            }
        }
        None => drop(root.remove("fetched")),
    }
    Ok(document.to_string())
}

/// Sets a value, and keeps the comment behind it. A date without quotation marks stays one.
fn set(table: &mut dyn TableLike, key: &str, text: &str) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(value) => {
            let date = text.parse::<toml_edit::Datetime>().ok().filter(|_| value.is_datetime());
            let mut new = date.map_or_else(|| Value::from(text), Value::from);
            *new.decor_mut() = value.decor().clone();
            *value = new;
        }
        None => drop(table.insert(key, toml_edit::value(text))),
    }
}

/// The day in UTC: `2026-11-26`.
pub(crate) fn today() -> String {
    Timestamp::now().to_zoned(TimeZone::UTC).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_order_stay() {
        let before = "# Where it is\naddress = \"https://pets.example\" # the page\nretrieved = 2020-01-01 # UTC\n\
                      file = \"published.yaml\"\nsha256 = \"old\"\nnotes = \"\"\"\nA page.\n\"\"\"\n";
        let fetched =
            Fetched { address: "https://pets.example".to_owned(), etag: Some("\"a\"".to_owned()), last_modified: None };
        let after = updated(before, "new", Some(&fetched)).unwrap();
        let today = today();
        let wanted = before.replace("2020-01-01", &today).replace("\"old\"", "\"new\"")
            + "\n[fetched]\naddress = \"https://pets.example\"\netag = '\"a\"'\n";
        assert_eq!(after, wanted);
        let again = updated(&after, "newer", None).unwrap();
        assert_eq!(again, before.replace("2020-01-01", &today).replace("\"old\"", "\"newer\""));
    }

    #[test]
    fn what_is_missing_is_added() {
        let after = updated("address = \"a\"\nfile = \"b\"\n", "c", None).unwrap();
        assert_eq!(after, format!("address = \"a\"\nfile = \"b\"\nretrieved = \"{}\"\nsha256 = \"c\"\n", today()));
    }
}
