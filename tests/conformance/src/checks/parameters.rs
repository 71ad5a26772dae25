//! How parameters are encoded (OpenAPI 3.1.1, Style Values; RFC 3986).

use crate::action::{Action, Search};
use crate::check::Check;
use crate::lab::{Lab, failed_as, user};
use crate::provider::{Reaction, Seen};
use crate::subject::Kind;
use crate::verdict::{Deviation, ensure, ensure_eq};

const STYLES: &str = "OpenAPI 3.1.1, Style Values";

async fn search(lab: Lab, search: Search) -> Result<Seen, Deviation> {
    lab.sent(Action::Search(Box::new(search))).await
}

fn list() -> Option<Vec<String>> {
    Some(vec!["a b".to_owned(), "c,d".to_owned()])
}

/// The target of a request for a user with this id.
async fn target_of(lab: &Lab, id: &str) -> Result<String, Deviation> {
    lab.responds([user()]);
    lab.call(Action::GetUser(id.to_owned())).await?;
    Ok(lab.only()?.target)
}

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "path-reserved-characters",
            "`/`, `?`, `#` and `%` in a path parameter are encoded, so that it stays one segment.",
            "RFC 3986, 3.3",
            |lab| async move {
                ensure_eq!(target_of(&lab, "a/b?c#d%e").await?, "/users/a%2Fb%3Fc%23d%25e");
                Ok(())
            },
        ),
        Check::new("path-unicode", "A path parameter is encoded as UTF-8.", "RFC 3986, 2.5", |lab| async move {
            ensure_eq!(target_of(&lab, "ü€").await?, "/users/%C3%BC%E2%82%AC");
            Ok(())
        }),
        Check::new(
            "path-dot-segments",
            "`.` and `..` as a path parameter would change the path: nothing is sent.",
            "RFC 3986, 5.2.4; ours",
            |lab| async move {
                lab.responds([user()]);
                for id in ["..", "."] {
                    let outcome = lab.call(Action::GetUser(id.to_owned())).await;
                    if let Some(seen) = lab.seen().first() {
                        return Err(Deviation::Other(format!("`{}` is requested", seen.target)));
                    }
                    failed_as(outcome, Kind::NotSent)?;
                }
                Ok(())
            },
        ),
        Check::new(
            "path-with-slashes",
            "A path parameter that may have slashes (`allowReserved`) keeps them; `?` and `#` are encoded.",
            "OpenAPI 3.2, Parameter Object",
            |lab| async move {
                let seen = lab.sent(Action::GetSource("docs/a b/c?d#e.md".to_owned())).await?;
                ensure_eq!(seen.target, "/sources/docs/a%20b/c%3Fd%23e.md");
                Ok(())
            },
        ),
        Check::new(
            "path-with-slashes-leaves",
            "It cannot leave its place by `..`: nothing is sent.",
            "RFC 3986, 5.2.4; ours",
            |lab| async move {
                lab.responds([Reaction::status(204)]);
                for path in ["docs/../secret", "../secret"] {
                    let outcome = lab.call(Action::GetSource(path.to_owned())).await;
                    if let Some(seen) = lab.seen().first() {
                        return Err(Deviation::Other(format!("`{}` is requested", seen.target)));
                    }
                    failed_as(outcome, Kind::NotSent)?;
                }
                Ok(())
            },
        ),
        Check::new(
            "path-empty",
            "An empty path parameter would address another resource: nothing is sent.",
            "ours",
            |lab| async move {
                lab.responds([user()]);
                let outcome = lab.call(Action::GetUser(String::new())).await;
                if let Some(seen) = lab.seen().first() {
                    return Err(Deviation::Other(format!("`{}` is requested", seen.target)));
                }
                failed_as(outcome, Kind::NotSent).map(drop)
            },
        ),
        Check::new(
            "path-list-styles",
            "Lists in a path have the styles `simple`, `label` and `matrix`; a comma in an element is encoded.",
            STYLES,
            |lab| async move {
                let seen = lab.sent(Action::GetLists(list().unwrap_or_default())).await?;
                ensure_eq!(seen.target, "/lists/a%20b,c%2Cd/.a%20b,c%2Cd/;matrix=a%20b;matrix=c%2Cd");
                Ok(())
            },
        ),
        Check::new(
            "query-text",
            "Text in a query is read by a form decoder as it was given: space, `&`, `=`, `+`, `#`, `%` and unicode.",
            "WHATWG URL, 5.1",
            |lab| async move {
                let text = "a b&c=d+e#f%g ü";
                let seen = search(lab, Search { text: Some(text.to_owned()), ..Search::default() }).await?;
                let found = decoded(&seen, "text");
                ensure_eq!(found, text);
                ensure!(!seen.query().contains('#'), "`#` is sent");
                Ok(())
            },
        ),
        Check::new(
            "query-absent",
            "An optional parameter that is not given is not sent.",
            "OpenAPI 3.1.1, Parameter Object",
            |lab| async move {
                let seen = search(lab, Search::default()).await?;
                ensure_eq!(seen.target, "/search");
                Ok(())
            },
        ),
        Check::new("query-empty-text", "Empty text is a value: `text=`.", STYLES, |lab| async move {
            let seen = search(lab, Search { text: Some(String::new()), ..Search::default() }).await?;
            ensure_eq!(seen.target, "/search?text=");
            Ok(())
        }),
        Check::new(
            "query-empty-list",
            "An empty list sends nothing, as there is no element.",
            STYLES,
            |lab| async move {
                let seen = search(lab, Search { tags: Some(Vec::new()), ..Search::default() }).await?;
                ensure_eq!(seen.query(), "");
                Ok(())
            },
        ),
        Check::new(
            "query-list-exploded",
            "`form` with `explode`: the name for each element.",
            STYLES,
            |lab| async move {
                let seen = search(lab, Search { tags: list(), ..Search::default() }).await?;
                ensure_eq!(spaces(&seen), "tags=a%20b&tags=c%2Cd");
                Ok(())
            },
        ),
        Check::new(
            "query-list-joined",
            "`form` without `explode`: elements separated by commas, and a comma in an element is encoded.",
            STYLES,
            |lab| async move {
                let seen = search(lab, Search { ids: list(), ..Search::default() }).await?;
                ensure_eq!(spaces(&seen), "ids=a%20b,c%2Cd");
                Ok(())
            },
        ),
        Check::new("query-list-piped", "`pipeDelimited`: elements separated by `|`.", STYLES, |lab| async move {
            let piped = Some(vec!["a".to_owned(), "b".to_owned()]);
            let seen = search(lab, Search { piped, ..Search::default() }).await?;
            let query = seen.query().replace("%7C", "|");
            ensure_eq!(query, "piped=a|b");
            Ok(())
        }),
        Check::new(
            "query-list-spaced",
            "`spaceDelimited`: elements separated by an encoded space.",
            STYLES,
            |lab| async move {
                let spaced = Some(vec!["a".to_owned(), "b".to_owned()]);
                let seen = search(lab, Search { spaced, ..Search::default() }).await?;
                ensure_eq!(seen.query(), "spaced=a%20b");
                Ok(())
            },
        ),
        Check::new("query-deep-object", "`deepObject`: a bracketed name for each member.", STYLES, |lab| async move {
            let seen = search(lab, Search { filter: Some((1, 2)), ..Search::default() }).await?;
            let query = seen.query().replace("%5B", "[").replace("%5D", "]");
            ensure_eq!(query, "filter[from]=1&filter[to]=2");
            Ok(())
        }),
        Check::new(
            "query-object-exploded",
            "`form` with `explode`: the members of an object are parameters.",
            STYLES,
            |lab| async move {
                let seen = search(lab, Search { range: Some((1, 2)), ..Search::default() }).await?;
                ensure_eq!(seen.query(), "from=1&to=2");
                Ok(())
            },
        ),
        Check::new(
            "query-allow-reserved",
            "With `allowReserved`, `/`, `:` and `,` are sent as they are, and `&` and `#` are not.",
            "OpenAPI 3.1.1, Parameter Object",
            |lab| async move {
                let seen =
                    search(lab, Search { reserved: Some("a/b:c,d&e#f".to_owned()), ..Search::default() }).await?;
                ensure_eq!(seen.query(), "reserved=a/b:c,d%26e%23f");
                Ok(())
            },
        ),
        Check::new(
            "query-json",
            "A parameter with `content` is serialised as its media type.",
            "OpenAPI 3.1.1, Parameter Object",
            |lab| async move {
                let seen = search(lab, Search { json: Some((1, 2)), ..Search::default() }).await?;
                ensure_eq!(decoded(&seen, "json"), r#"{"from":1,"to":2}"#);
                Ok(())
            },
        ),
        Check::new(
            "header-parameter",
            "A header parameter is sent as it is; a list is separated by commas.",
            STYLES,
            |lab| async move {
                let ids = Some(vec!["a".to_owned(), "b".to_owned()]);
                let seen =
                    search(lab, Search { team: Some("blue 7".to_owned()), header_ids: ids, ..Search::default() })
                        .await?;
                ensure_eq!(seen.header("x-team").unwrap_or_default(), "blue 7");
                ensure_eq!(seen.header("x-ids").unwrap_or_default(), "a,b");
                Ok(())
            },
        ),
        Check::new(
            "header-line-break",
            "A line break in a header parameter cannot add a header: nothing is sent.",
            "RFC 9110, 5.5",
            |lab| async move {
                lab.responds([user()]);
                let team = Some("blue\r\nx-admin: yes".to_owned());
                let outcome = lab.call(Action::Search(Box::new(Search { team, ..Search::default() }))).await;
                failed_as(outcome, Kind::NotSent)?;
                ensure!(lab.seen().is_empty(), "it is sent");
                Ok(())
            },
        ),
        Check::new(
            "cookie-parameter",
            "A cookie parameter is in the header `Cookie`, and cannot begin another cookie.",
            "RFC 6265, 4.2.1",
            |lab| async move {
                let seen = search(lab, Search { theme: Some("dark; admin=1".to_owned()), ..Search::default() }).await?;
                let cookie = seen.header("cookie").unwrap_or_default();
                ensure!(cookie.starts_with("theme=dark"), "`{cookie}`");
                ensure!(!cookie.contains(';'), "a second cookie: `{cookie}`");
                Ok(())
            },
        ),
    ]
}

/// The query, where a space is `%20` in either encoding.
fn spaces(seen: &Seen) -> String {
    seen.query().replace('+', "%20")
}

/// A parameter as a form decoder reads it.
fn decoded(seen: &Seen, name: &str) -> String {
    let pairs = seen.query().split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.into_iter().find(|(found, _)| *found == name).map(|(_, value)| value.replace('+', " "));
    let value = value.unwrap_or_default();
    percent_encoding::percent_decode_str(&value).decode_utf8_lossy().into_owned()
}
