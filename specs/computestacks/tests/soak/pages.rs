//! Walks of a list at the same provider: each item arrives once, whatever happens to the requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use moored_runtime::{Core, Flow, NoErrorBody, OAuth2, Operation, PageSource, PageTarget, Pagination};
use serde::Deserialize;

use super::of_soak;
use super::provider::{ITEMS, Provider, SECRET};

const WALKS: usize = 40;

static FLOW: Flow = Flow { token_url: "/api/oauth/token", refresh_url: None, scopes: &[] };

#[derive(Clone, Debug, Deserialize)]
#[expect(unreachable_pub, reason = "the types of a call are public, like those of a generated client")]
pub struct Page {
    pub items: Vec<usize>,
}

moored_runtime::call! {
    /// Lists items.
    #[derive(Clone, Debug)]
    pub struct ListCall() {
        /// The item to begin behind.
        after: String as impl Into<String>,
    }

    operation: Operation::new("list", "GET", "/api/items").accept("application/json").security(&[&["oauth"]]);
    request: |request| request.query("after", &after);
    response: |response| -> Page, NoErrorBody {
        200 => response.json(),
        _ => Err(response.undocumented_status()),
    }
    pages: pages, pages_with, page_items, page_items_with -> usize, |body| body.items,
        Pagination::cursor(PageTarget::Query("after"), PageSource::Body("/next"));
}

/// Walks the list to its end, from the position of each failure on. Returns the items and the number of failures.
async fn walk(core: &Core) -> (Vec<usize>, u32) {
    let (mut found, mut failures) = (Vec::new(), 0);
    let mut items = ListCall::new(core).page_items();
    loop {
        match items.item().await {
            Ok(Some(item)) => found.push(item),
            Ok(None) => return (found, failures),
            Err(error) => {
                failures += 1;
                assert!(failures < 100, "{error}");
                // A service that goes on later has nothing but the text.
                let position = items.position().unwrap().to_text();
                items = ListCall::new(core).page_items().starting_at(position.parse().unwrap());
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_item_of_a_list_arrives_once() {
    let provider = Provider::start();
    let sent = Arc::new(AtomicU32::new(0));
    let builder = Core::builder(None).credential(OAuth2::client_credentials("oauth", &FLOW, "id", SECRET));
    let core = of_soak(builder, &provider, &sent).build().unwrap();
    let walks: Vec<_> = (0..WALKS)
        .map(|_| {
            let core = core.clone();
            tokio::spawn(async move { walk(&core).await })
        })
        .collect();
    let mut resumed = 0;
    for walk in walks {
        let (found, failures) = walk.await.unwrap();
        assert_eq!(found, (0..ITEMS).collect::<Vec<_>>());
        resumed += failures;
    }

    let counts = provider.counts();
    println!("{WALKS} walks of {ITEMS} items, resumed {resumed} times\n{counts}");
    assert!(counts.requests > 2_000 && counts.failed > 100 && resumed > 0, "nothing has failed: {counts}");
    assert_eq!(counts.unsigned, 0, "requests without a signature of their own");
    assert_eq!(counts.tokens, counts.invalidated_tokens + 1, "token requests");
    assert_eq!(counts.elsewhere, 0, "something was sent to another origin");
    assert!(sent.load(Ordering::Relaxed) >= counts.requests + counts.tokens);
}
