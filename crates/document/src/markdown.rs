//! Finds the OpenAPI document in a Markdown page: some providers publish theirs so.
//!
//! ````markdown
//! # Users
//!
//! ```yaml openapi.yaml
//! openapi: 3.1.0
//! ```
//! ````
//!
//! Fences are those of [CommonMark](https://spec.commonmark.org/0.31.2/#fenced-code-blocks) that are not in a list or a
//! quotation.

use thiserror::Error;

/// The document within a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fenced<'a> {
    /// The text between the fences, unchanged.
    pub text: &'a str,
    /// The page's line, from 1, on which that text starts.
    pub line: usize,
}

/// Why no document was found.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FenceError {
    /// No fenced block is marked as YAML or JSON and starts as an OpenAPI document.
    #[error("no fenced code block contains an OpenAPI document")]
    Missing,
    /// More than one block may be the document.
    #[error("{} fenced code blocks contain an OpenAPI document, at lines {}", lines.len(), list(lines))]
    Several {
        /// Where the text of each starts.
        lines: Vec<usize>,
    },
    /// The page ends within the document. CommonMark closes the block there, but the document may be incomplete.
    #[error("the fenced code block at line {line} is not closed")]
    Unclosed {
        /// Where its text starts.
        line: usize,
    },
}

/// Finds the one fenced block of `markdown` that contains an OpenAPI document.
///
/// # Errors
/// Where there is no such block, more than one, or one that is not closed.
pub fn extract(markdown: &str) -> Result<Fenced<'_>, FenceError> {
    let documents: Vec<Block<'_>> =
        blocks(markdown).into_iter().filter(|block| is_data(block.info) && is_document(block.fenced.text)).collect();
    match documents.as_slice() {
        [] => Err(FenceError::Missing),
        [Block { fenced, end: End::Page, .. }] => Err(FenceError::Unclosed { line: fenced.line }),
        [Block { fenced, .. }] => Ok(*fenced),
        several => Err(FenceError::Several { lines: several.iter().map(|block| block.fenced.line).collect() }),
    }
}

struct Block<'a> {
    info: &'a str,
    fenced: Fenced<'a>,
    end: End,
}

#[derive(PartialEq, Eq)]
enum End {
    Fence,
    Page,
}

fn blocks(markdown: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(Fence<'_>, usize, usize)> = None;
    let mut offset = 0;
    let text = |start, end| markdown.get(start..end).unwrap_or_default();
    for (line, number) in markdown.split_inclusive('\n').zip(1..) {
        let next = offset + line.len();
        match open.take() {
            None => open = Fence::opened_by(line).map(|fence| (fence, next, number + 1)),
            Some((fence, start, line)) if fence.is_closed_by(text(offset, next)) => {
                let fenced = Fenced { text: text(start, offset), line };
                blocks.push(Block { info: fence.info, fenced, end: End::Fence });
            }
            still_open => open = still_open,
        }
        offset = next;
    }
    if let Some((fence, start, line)) = open {
        let fenced = Fenced { text: text(start, offset), line };
        blocks.push(Block { info: fence.info, fenced, end: End::Page });
    }
    blocks
}

struct Fence<'a> {
    mark: char,
    length: usize,
    info: &'a str,
}

impl<'a> Fence<'a> {
    fn opened_by(line: &'a str) -> Option<Self> {
        let rest = unindented(line)?;
        let mark = rest.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = rest.trim_start_matches(mark);
        let length = rest.len() - info.len();
        // Three backticks with another one after them are code within a line.
        (length >= 3 && !(mark == '`' && info.contains('`'))).then(|| Self { mark, length, info: info.trim() })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        unindented(line).is_some_and(|rest| {
            let after = rest.trim_start_matches(self.mark);
            rest.len() - after.len() >= self.length && after.trim().is_empty()
        })
    }
}

/// The line without its indentation; `None` where that is four or more, which is an indented code block.
fn unindented(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(' ');
    (line.len() - rest.len() < 4).then_some(rest)
}

fn is_data(info: &str) -> bool {
    let info = info.to_ascii_lowercase();
    ["yaml", "yml", "json"].iter().any(|kind| info.starts_with(kind))
}

/// Whether `text` starts like an OpenAPI document. JSON may have its version anywhere, and example responses are JSON
/// as well.
fn is_document(text: &str) -> bool {
    let blank = |line: &&str| line.is_empty() || line.starts_with(['#', '%']) || *line == "---";
    let Some(first) = text.lines().map(str::trim).find(|line| !blank(line)) else {
        return false;
    };
    if first.starts_with('{') {
        return text.contains("\"openapi\"") || text.contains("\"swagger\"");
    }
    first.split_once(':').is_some_and(|(key, _)| matches!(key.trim().trim_matches(['"', '\'']), "openapi" | "swagger"))
}

fn list(lines: &[usize]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_document_and_its_line() {
        let page = "# A page\n\n````yaml /openapi.yaml get /user\nopenapi: 3.1.0\nx: |\n  ```\n````\n\nafter\n";
        assert_eq!(extract(page), Ok(Fenced { text: "openapi: 3.1.0\nx: |\n  ```\n", line: 4 }));
    }

    #[test]
    fn reads_every_kind_of_fence() {
        for page in [
            "~~~ yml\n# a comment\n---\n\"openapi\": 3.1.0\n~~~",
            "   ```YAML\r\nswagger: '2.0'\r\n   ````  \r\n",
            "```json\n{ \"info\": {}, \"openapi\": \"3.0.3\" }\n```\n",
            "~~~yaml ` is fine here\nopenapi: 3.1.0\n```\n~~~\n",
        ] {
            assert!(extract(page).is_ok(), "{page}");
        }
    }

    #[test]
    fn other_blocks_are_not_documents() {
        for page in [
            "",
            "openapi: 3.1.0\n",
            "```json\n{ \"user\": {} }\n```\n",
            "```python\nopenapi: 3.1.0\n```\n",
            "```yaml\nopenapis: 3.1.0\n```\n",
            "    ```yaml\n    openapi: 3.1.0\n    ```\n",
            "``yaml\nopenapi: 3.1.0\n``\n",
            "```yaml in `a` line\nopenapi: 3.1.0\n",
            "````text\n```yaml\nopenapi: 3.1.0\n```\n````\n",
        ] {
            assert_eq!(extract(page), Err(FenceError::Missing), "{page}");
        }
    }

    #[test]
    fn a_page_with_two_documents_is_an_error() {
        let one = "```yaml\nopenapi: 3.1.0\n```\n";
        let error = extract(&one.repeat(2)).unwrap_err();
        assert_eq!(error.to_string(), "2 fenced code blocks contain an OpenAPI document, at lines 2, 5");
        assert_eq!(extract("\n```yaml\nopenapi: 3.1.0\n``"), Err(FenceError::Unclosed { line: 3 }));
    }
}
