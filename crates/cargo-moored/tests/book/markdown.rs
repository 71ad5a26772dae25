//! What the tests need of a page: code blocks with the comments before them, links, and the anchors of headings.

use std::{collections::BTreeSet, fs, path::Path};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page.
pub(crate) struct Page {
    /// Its path in the repository.
    pub(crate) path: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) links: Vec<Link>,
    /// What `#…` in a link to this page can name.
    pub(crate) anchors: BTreeSet<String>,
    /// Whether the page has `<!-- new workspace -->`.
    pub(crate) has_new_workspace: bool,
}

/// A fenced block.
pub(crate) struct Block {
    pub(crate) line: usize,
    pub(crate) language: String,
    pub(crate) text: String,
    /// The text of the HTML comment right before it, or nothing.
    pub(crate) comment: String,
}

/// A link or an image.
pub(crate) struct Link {
    pub(crate) line: usize,
    pub(crate) target: String,
}

impl Page {
    pub(crate) fn read(root: &Path, path: &str) -> Self {
        let text = fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut page = Self {
            path: path.to_owned(),
            blocks: Vec::new(),
            links: Vec::new(),
            anchors: BTreeSet::new(),
            has_new_workspace: false,
        };
        page.parse(&text);
        page
    }

    fn parse(&mut self, text: &str) {
        let (mut comment, mut heading, mut is_code) = (String::new(), None::<String>, false);
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            let line = text.get(..range.start).unwrap_or_default().lines().count() + 1;
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    let language = match kind {
                        CodeBlockKind::Fenced(info) => info.split(',').next().unwrap_or_default().to_owned(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    let comment = std::mem::take(&mut comment);
                    self.blocks.push(Block { line, language, text: String::new(), comment });
                    is_code = true;
                }
                Event::End(TagEnd::CodeBlock) => is_code = false,
                Event::Html(html) => {
                    let inner = html.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
                    self.has_new_workspace |= inner == "new workspace";
                    comment = inner.to_owned();
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    self.links.push(Link { line, target: dest_url.into_string() });
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let anchor = anchor(&heading.take().unwrap_or_default());
                    self.anchors.insert(anchor);
                }
                Event::Text(part) | Event::Code(part) => match (&mut heading, self.blocks.last_mut()) {
                    (Some(heading), _) => heading.push_str(&part),
                    (None, Some(block)) if is_code => block.text.push_str(&part),
                    _ => {}
                },
                Event::Start(Tag::Paragraph) => comment.clear(),
                _ => {}
            }
        }
    }
}

/// The part of the address that GitHub and mdBook make of a heading.
fn anchor(heading: &str) -> String {
    let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading.to_lowercase().chars().filter(is_kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}
