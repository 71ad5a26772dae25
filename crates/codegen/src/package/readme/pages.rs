//! The lists with pages in the README.

use super::Crate;

/// A section about them, if there are any.
pub(super) fn render(parts: &Crate<'_>) -> String {
    let calls = parts.api.operations.iter().zip(&parts.emitted.calls);
    let paged: Vec<_> = calls.filter_map(|(operation, call)| Some((operation, call.ways.pages.as_ref()?))).collect();
    // Rather one that needs no arguments.
    let simple = paged.iter().find(|(operation, _)| operation.first_requirement().is_none());
    let Some((operation, ways)) = simple.or_else(|| paged.first()) else { return String::new() };
    let count = match paged.len() {
        1 => "One operation returns a list".to_owned(),
        several => format!("{several} operations return lists"),
    };
    let arguments = if simple.is_some() { "" } else { "…" };
    let (call, pages, items) = (operation.path_from_client(), &ways.pages, &ways.items);
    format!(
        "\n## Pages\n\n{count} in pages. `client.{call}({arguments}).{items}()` is a stream of the items of all pages, and \
         `{pages}()` one of the pages. `item().await` and `page().await` read them without further imports.\n"
    )
}
