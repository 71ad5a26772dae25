//! The pages that people read: README.md and the book in `docs/`. Their shell blocks are run, page by page, with the
//! program of this crate, and their links have to exist.
//!
//! An HTML comment right before a block, which no reader sees, states what the test does with it:
//!
//! | comment | the block |
//! | --- | --- |
//! | `<!-- not run: REASON -->` | is a shell block that is not run |
//! | `<!-- exits with 1 -->` | is a shell block whose last command has this exit code; without it, 0 |
//! | `<!-- file: PATH -->` | is written to this file of the workspace |
//! | `<!-- output -->` | is a part of what the shell block before it printed; `…` stands for anything |
//!
//! A page begins in the folder where the page before it ended, or, after `<!-- new workspace -->`, in an empty one.
//! `MOORED_BOOK=<part of a path> cargo test -p cargo-moored --test book` prints what the blocks of some pages print.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed setup fails the test")]

#[path = "book/links.rs"]
mod links;
#[path = "book/markdown.rs"]
mod markdown;
#[path = "book/shell.rs"]
mod shell;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use markdown::Page;
use shell::Shell;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// README.md, and the pages of the book in the order of its table of contents.
fn pages(root: &Path) -> Vec<Page> {
    let summary = Page::read(root, "docs/SUMMARY.md");
    let book = summary.links.iter().map(|link| Page::read(root, &format!("docs/{}", link.target)));
    [Page::read(root, "README.md")].into_iter().chain(book).collect()
}

/// The paths of all pages below `folder`.
fn markdown_files(root: &Path, folder: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            paths.extend(markdown_files(root, &name));
        } else if name.ends_with(".md") {
            paths.push(name);
        }
    }
    paths
}

#[test]
fn each_page_is_in_the_table_of_contents() {
    let root = root();
    let pages = pages(&root);
    let listed: BTreeSet<_> = pages.iter().map(|page| page.path.clone()).collect();
    assert_eq!(listed.len(), pages.len(), "docs/SUMMARY.md lists a page twice, which mdBook rejects");
    let missing: Vec<_> = markdown_files(&root, "docs")
        .into_iter()
        .filter(|path| path != "docs/SUMMARY.md" && !listed.contains(path))
        .collect();
    assert!(missing.is_empty(), "docs/SUMMARY.md does not list {}", missing.join(", "));
}

#[test]
fn links_between_pages_and_to_headings_exist() {
    let root = root();
    let mut paths = markdown_files(&root, "docs");
    paths.extend(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(str::to_owned));
    paths.extend(markdown_files(&root, "examples/service").into_iter().filter(|path| path.ends_with("README.md")));
    let broken: Vec<_> = paths.iter().flat_map(|path| links::broken(&root, &Page::read(&root, path))).collect();
    assert!(broken.is_empty(), "links to what does not exist:\n{}", broken.join("\n"));
}

#[test]
fn shell_blocks_do_what_their_page_states() {
    let root = root();
    let mut shell = Shell::new(&root);
    let mut run = 0;
    for page in pages(&root) {
        run += shell.run(&page);
    }
    assert!(run > 10, "only {run} blocks were run");
}
