//! Lists in pages: each item once, and nothing sent to where it must not go.

use serde_json::{Value, json};

use crate::action::{Action, Login, PageStyle, Setup, Walk};
use crate::check::Check;
use crate::lab::{Lab, problem, succeeded};
use crate::provider::{Origin, Reaction, Seen};
use crate::subject::{Kind, Reply};
use crate::verdict::{Deviation, Verdict, ensure, ensure_eq};

/// A page with these items.
fn page(numbers: &[u32], more: Value) -> Reaction {
    let items: Vec<_> = numbers.iter().map(|number| json!({"number": number})).collect();
    let mut page = json!({"items": items});
    if let (Some(page), Value::Object(more)) = (page.as_object_mut(), more) {
        page.extend(more);
    }
    Reaction::json(200, &page)
}

fn linked(numbers: &[u32], next: &str) -> Reaction {
    page(numbers, json!({}))
        .header("link", format!("<https://other.example/?a,b>; rel=\"prev\", <{next}>; rel=\"next\""))
}

/// The numbers of the items; errors as `error`.
fn numbers(reply: &Reply) -> String {
    let text = |item: &Value| item.get("number").unwrap_or(&Value::Null).to_string();
    let items = reply.items.iter().map(|item| item.as_ref().map_or_else(|_| "error".to_owned(), text));
    items.collect::<Vec<_>>().join(", ")
}

/// The items of a walk through these pages.
async fn walk(lab: &Lab, walk: Walk, pages: impl IntoIterator<Item = Reaction>) -> Result<Reply, Deviation> {
    lab.responds(pages);
    succeeded(lab.call(Action::Walk(walk)).await)
}

/// The queries of all requests, where a space is `%20`.
fn queries(lab: &Lab) -> String {
    lab.seen().iter().map(|seen| seen.query().replace('+', "%20")).collect::<Vec<_>>().join(" ")
}

/// A walk that ends at the address of its second page, which is not requested.
async fn stops(lab: &Lab, address: &str) -> Verdict {
    lab.responds([linked(&[1], address), page(&[2], json!({}))]);
    let setup = Setup { logins: vec![Login::Header("k3y")], ..Setup::default() };
    let outcome = lab.call_with(setup, Action::Walk(Walk::all(PageStyle::Link))).await;
    ensure!(lab.seen().len() == 1, "it is requested");
    let reply = succeeded(outcome)?;
    ensure_eq!(numbers(&reply), "1, error");
    ensure!(matches!(reply.items.last(), Some(Err(failure)) if failure.kind == Kind::Page), "another error");
    Ok(())
}

pub(super) fn checks() -> Vec<Check> {
    [styles(), ends(), failures(), addresses()].into_iter().flatten().collect()
}

fn styles() -> Vec<Check> {
    vec![
        Check::new(
            "pages-link-header",
            "The header `Link` with `rel=\"next\"` has the address of the next page.",
            "RFC 8288, 3",
            |lab| async move {
                let next = |page: u32| lab.path(&format!("/pages/links?kind=a%20b&page={page}"));
                let pages = [
                    linked(&[1, 2], &format!("{}/pages/links?page=2", lab.address(Origin::Main))),
                    linked(&[3], &next(3)),
                    page(&[4], json!({})),
                ];
                let reply = walk(&lab, Walk::all(PageStyle::Link), pages).await?;
                ensure_eq!(numbers(&reply), "1, 2, 3, 4");
                ensure_eq!(queries(&lab), "kind=a%20b page=2 kind=a%20b&page=3");
                Ok(())
            },
        ),
        Check::new(
            "pages-cursor",
            "A cursor is sent as it was received, with the parameters of the call.",
            "ours",
            |lab| async move {
                let pages = [page(&[1, 2], json!({"next": "a+b/=&c"})), page(&[3], json!({"next": null}))];
                let reply = walk(&lab, Walk::all(PageStyle::Cursor), pages).await?;
                ensure_eq!(numbers(&reply), "1, 2, 3");
                ensure_eq!(queries(&lab), "kind=a%20b kind=a%20b&after=a%2Bb%2F%3D%26c");
                Ok(())
            },
        ),
        Check::new(
            "pages-address-in-body",
            "An address in the body is resolved against that of the request.",
            "RFC 3986, 5.2; ours",
            |lab| async move {
                let pages = [page(&[1], json!({"next": "addresses?from=2"})), page(&[2], json!({"next": ""}))];
                let reply = walk(&lab, Walk::all(PageStyle::Address), pages).await?;
                ensure_eq!(numbers(&reply), "1, 2");
                ensure_eq!(
                    lab.seen().last().map(|seen| seen.target.clone()).unwrap_or_default(),
                    "/pages/addresses?from=2"
                );
                Ok(())
            },
        ),
        Check::new(
            "pages-number",
            "Pages with numbers end with the last one that the response states.",
            "ours",
            |lab| async move {
                let pages = [page(&[1], json!({"pages": 2})), page(&[2], json!({"pages": 2})), problem(400)];
                let reply = walk(&lab, Walk::all(PageStyle::Number), pages).await?;
                ensure_eq!(numbers(&reply), "1, 2");
                ensure!(queries(&lab).ends_with("kind=a%20b&page=2"), "`{}`", queries(&lab));
                Ok(())
            },
        ),
        Check::new(
            "pages-offset",
            "An offset is the number of items so far, whatever the size of a page.",
            "ours",
            |lab| async move {
                let pages = [
                    page(&[1, 2], json!({"total": 4})),
                    page(&[3], json!({"total": 4})),
                    page(&[4], json!({"total": 4})),
                    problem(400),
                ];
                let reply = walk(&lab, Walk::all(PageStyle::Offset), pages).await?;
                ensure_eq!(numbers(&reply), "1, 2, 3, 4");
                ensure!(queries(&lab).ends_with("kind=a%20b&offset=2 kind=a%20b&offset=3"), "`{}`", queries(&lab));
                Ok(())
            },
        ),
    ]
}

fn ends() -> Vec<Check> {
    vec![
        Check::new(
            "pages-short-page",
            "Nor is a page with fewer items than the one before it.",
            "ours",
            |lab| async move {
                let pages = [&[1, 2][..], &[3], &[4, 5], &[]].map(|numbers| page(numbers, json!({"pages": 3})));
                ensure_eq!(numbers(&walk(&lab, Walk::all(PageStyle::Number), pages).await?), "1, 2, 3, 4, 5");
                Ok(())
            },
        ),
        Check::new(
            "pages-same-page",
            "A provider that ignores the number of the page is an error, not an endless list.",
            "ours",
            |lab| async move {
                let most = Walk { most: 50, ..Walk::all(PageStyle::Number) };
                let reply = walk(&lab, most, [page(&[1], json!({}))]).await?;
                ensure!(lab.seen().len() == 2, "{} requests", lab.seen().len());
                ensure!(numbers(&reply).ends_with("error"), "no error");
                Ok(())
            },
        ),
        Check::new("pages-at-most", "The caller can limit the number of pages.", "ours", |lab| async move {
            let pages = (1..=9).map(|number| page(&[number], json!({"next": format!("n{number}")})));
            let limited = Walk { most_pages: Some(3), ..Walk::all(PageStyle::Cursor) };
            ensure!(numbers(&walk(&lab, limited, pages).await?).starts_with("1, 2, 3"), "other items");
            ensure_eq!(lab.seen().len(), 3);
            Ok(())
        }),
        Check::new(
            "pages-empty-page",
            "An empty page in the middle is not the end of a list with cursors.",
            "ours",
            |lab| async move {
                let pages = [page(&[1], json!({"next": "a"})), page(&[], json!({"next": "b"})), page(&[2], json!({}))];
                ensure_eq!(numbers(&walk(&lab, Walk::all(PageStyle::Cursor), pages).await?), "1, 2");
                Ok(())
            },
        ),
        Check::new(
            "pages-empty-number",
            "An empty page is the end of a list with numbers or offsets.",
            "ours",
            |lab| async move {
                let pages = [page(&[1], json!({})), page(&[], json!({})), page(&[2], json!({}))];
                ensure_eq!(numbers(&walk(&lab, Walk::all(PageStyle::Offset), pages).await?), "1");
                Ok(())
            },
        ),
        Check::new("pages-loop", "A cursor that comes again ends the walk with an error.", "ours", |lab| async move {
            let pages =
                [page(&[1], json!({"next": "a"})), page(&[2], json!({"next": "b"})), page(&[3], json!({"next": "a"}))];
            let reply = walk(&lab, Walk { most: 50, ..Walk::all(PageStyle::Cursor) }, pages).await?;
            ensure!(reply.items.len() < 50, "it goes on");
            ensure_eq!(numbers(&reply), "1, 2, 3, error");
            Ok(())
        }),
        Check::new(
            "pages-when-asked-for",
            "A page is requested when an item of it is asked for.",
            "ours",
            |lab| async move {
                let pages = [page(&[1, 2], json!({"next": "a"})), page(&[3], json!({}))];
                let reply = walk(&lab, Walk { most: 2, ..Walk::all(PageStyle::Cursor) }, pages).await?;
                ensure_eq!(numbers(&reply), "1, 2");
                lab.only().map(drop)
            },
        ),
    ]
}

fn failures() -> Vec<Check> {
    vec![
        Check::new("pages-retried", "Each page is retried as any other call.", "ours", |lab| async move {
            let pages = [page(&[1], json!({"next": "a"})), problem(503), problem(429), page(&[2], json!({}))];
            ensure_eq!(numbers(&walk(&lab, Walk::all(PageStyle::Cursor), pages).await?), "1, 2");
            Ok(())
        }),
        Check::new(
            "pages-error-keeps-items",
            "An error comes behind the items before it; asking again requests the same page.",
            "ours",
            |lab| async move {
                let pages = [page(&[1, 2], json!({"next": "a"})), problem(400), page(&[3], json!({}))];
                let reply = walk(&lab, Walk { again: 1, ..Walk::all(PageStyle::Cursor) }, pages).await?;
                ensure_eq!(numbers(&reply), "1, 2, error, 3");
                ensure!(queries(&lab).ends_with("kind=a%20b&after=a kind=a%20b&after=a"), "`{}`", queries(&lab));
                Ok(())
            },
        ),
        Check::new(
            "pages-resumed",
            "A walk continues at a position that was saved as text, with the next item.",
            "ours",
            |lab| async move {
                let pages = [
                    page(&[1, 2, 3], json!({"next": "a"})),
                    page(&[1, 2, 3], json!({"next": "a"})),
                    page(&[4], json!({})),
                ];
                let reply = walk(&lab, Walk { resumed_after: Some(2), ..Walk::all(PageStyle::Cursor) }, pages).await?;
                ensure_eq!(numbers(&reply), "1, 2, 3, 4");
                Ok(())
            },
        ),
    ]
}

fn addresses() -> Vec<Check> {
    vec![
        Check::new("pages-credential", "Each page has the credential of the call.", "ours", |lab| async move {
            let setup = Setup { logins: vec![Login::Header("k3y")], ..Setup::default() };
            let address = lab.address(Origin::Main);
            lab.responds([linked(&[1], &format!("{address}/pages/links?page=2")), page(&[2], json!({}))]);
            succeeded(lab.call_with(setup, Action::Walk(Walk::all(PageStyle::Link))).await)?;
            let keys: Vec<_> =
                lab.seen().iter().map(|seen| seen.header("x-key").unwrap_or("none").to_owned()).collect();
            ensure_eq!(keys.join(", "), "k3y, k3y");
            Ok(())
        }),
        Check::new(
            "pages-other-host",
            "An address on another host is not requested: the walk ends with an error.",
            "ours",
            |lab| async move {
                let other = format!("{}/pages/links?page=2", lab.address(Origin::Other));
                stops(&lab, &other).await
            },
        ),
        Check::new("pages-above-base-address", "Nor is one beside the base address.", "ours", |lab| async move {
            let beside = format!("{}x/pages/links?page=2", lab.address(Origin::Main));
            stops(&lab, &beside).await
        }),
        Check::new(
            "pages-allowed-host",
            "A host that the caller allows is requested, without the credential.",
            "ours",
            |lab| async move {
                let other = lab.address(Origin::Other);
                lab.responds([linked(&[1], &format!("{other}/pages/links?page=2")), page(&[2], json!({}))]);
                let host = other.split('/').nth(2).map(str::to_owned);
                let setup = Setup { logins: vec![Login::Header("k3y")], ..Setup::default() };
                let walk = Walk { allowed_host: host, ..Walk::all(PageStyle::Link) };
                let reply = succeeded(lab.call_with(setup, Action::Walk(walk)).await)?;
                ensure_eq!(numbers(&reply), "1, 2");
                let seen: Vec<Seen> = lab.seen().into_iter().filter(|seen| seen.origin == Origin::Other).collect();
                ensure!(
                    seen.len() == 1 && seen.iter().all(|seen| seen.header("x-key").is_none()),
                    "the key is sent there"
                );
                Ok(())
            },
        ),
    ]
}
