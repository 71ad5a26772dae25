//! A report in Markdown.

use moored_drift::report::{Failure, GITHUB_LIMIT};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::pair::{HOSTILE, approved, changes, hostile, report_of};

#[test]
fn markdown_has_what_it_means_first_and_the_list_in_sections() {
    let mut report = approved();
    report.sections[0].entries.truncate(2);
    report.sections[0].entries[0].fingerprint = "f".to_owned();
    let expected = "\
## shop: wire

**Calls that work today will fail or lose data, whether or not the client is generated again.**

| class | findings | |
| --- | ---: | --- |
| wire | 2 | a call will fail, a response will not decode, or data is lost |

Breaks `POST /pets`, `GET /pets`. The next version of the crate is a major one (below 1.0.0, a minor one).

Old: `old/openapi.yaml`, new: `new/openapi.yaml`

<details open><summary><b>wire</b>: 2 findings</summary>

**`POST /pets`**

- `POST /pets` is gone; `add_pet` will fail (`operation-removed`)
  <br>was at `old/openapi.yaml:6:5`

  Fingerprint: `f`

**`GET /pets`**

- `query limit`: the type of `limit` has changed (`type-changed`)
  <br>at `new/openapi.yaml:5:11`, was `old/openapi.yaml:5:11`
  <br>`string` → `integer`

  ```diff
  - fn limit(self, limit: impl Into<String>) -> Self
  + fn limit(self, limit: i64) -> Self
  ```

  Help: send a number

  Approved by Ada until 2027-01-31: Nobody sets a limit

</details>
";
    assert_eq!(report.markdown(GITHUB_LIMIT), expected);
}

#[test]
fn markdown_fits_into_a_pull_request() {
    let many: Vec<_> = std::iter::repeat_n(changes().remove(1), 2_000).collect();
    let text = report_of(many).markdown(GITHUB_LIMIT);
    assert!((GITHUB_LIMIT - 1_000..=GITHUB_LIMIT).contains(&text.len()), "{}", text.len());
    assert_eq!(text.matches("<details").count(), text.matches("</details>").count());
    let shown = text.matches("the type of `limit` has changed").count();
    let rest = format!("{} more findings do not fit here; `cargo moored drift` shows them.\n", 2_000 - shown);
    assert!(shown > 100 && text.ends_with(&rest), "{shown}");
}

#[test]
fn nothing_of_a_document_is_markup_in_markdown() {
    for text in HOSTILE {
        let mut report = hostile(text);
        report.sections.push(report.sections[0].clone());
        let markdown = report.markdown(GITHUB_LIMIT);
        let known = ["<details open>", "<details>", "<summary>", "</summary>", "</details>", "<b>", "</b>", "<br>"];
        let (mut headings, mut is_code, mut plain) = (0, false, String::new());
        for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    let rest = known.iter().fold(html.to_string(), |rest, tag| rest.replace(tag, ""));
                    assert!(!rest.contains('<'), "{text}: {html}\n{markdown}");
                }
                Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough) => {
                    panic!("{text}: {event:?}\n{markdown}")
                }
                Event::Start(Tag::Heading { .. }) => headings += 1,
                Event::Start(Tag::CodeBlock(_)) => is_code = true,
                Event::End(TagEnd::CodeBlock) => is_code = false,
                Event::Text(text) if !is_code => {
                    assert!(!text.contains("https://") && !text.contains("www."), "{text}\n{markdown}");
                    plain.push_str(&text);
                }
                _ => {}
            }
        }
        assert_eq!(headings, 2, "{text}\n{markdown}");
        // GitHub looks for mentions and issues in the text that a reader sees.
        assert!(!plain.contains("@everyone") && !plain.contains("#1"), "{text}\n{markdown}");
    }
}

#[test]
fn several_providers_have_a_table_and_a_section_each() {
    let mut report = report_of(changes());
    let mut other = report_of(Vec::new()).sections.remove(0);
    other.name = "chat".to_owned();
    report.sections.push(other);
    report.failures.push(Failure { name: "mail".to_owned(), message: "the server did not respond".to_owned() });
    let text = report.markdown(GITHUB_LIMIT);
    let expected = "\
| | verdict | wire | source | behaviour | additive | version |
| --- | --- | ---: | ---: | ---: | ---: | --- |
| shop | wire | 2 | 0 | 1 | 1 | major |
| chat | none | 0 | 0 | 0 | 0 | none |

**mail** could not be compared: the server did not respond

## shop: wire
";
    assert!(text.starts_with(expected), "{text}");
    let last = "\
## chat: none

**Nothing has changed for callers.**
The crate needs no new version.

Old: `old/openapi.yaml`, new: `new/openapi.yaml`
";
    assert!(text.ends_with(last), "{text}");
}
