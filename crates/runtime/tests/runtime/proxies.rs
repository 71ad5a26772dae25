//! Which requests go through a proxy.

use std::process::Command;

use moored_runtime::{ClientBuilder, Core, reqwest};
use wiremock::{MockServer, ResponseTemplate};

use crate::support::{GET_USER, call, received, server};

fn remote() -> ClientBuilder {
    Core::builder(None).base_address("http://remote.example").allow_plain_http()
}

fn through(proxy: &MockServer) -> reqwest::Proxy {
    reqwest::Proxy::all(proxy.uri()).unwrap()
}

#[tokio::test]
async fn a_proxy_is_used() {
    let proxy = server(ResponseTemplate::new(204)).await;
    call(&remote().proxy(through(&proxy)).build().unwrap(), &GET_USER).await.unwrap();
    assert_eq!(received(&proxy).await.headers["host"], "remote.example");

    let proxy = server(ResponseTemplate::new(204)).await;
    let configured = through(&proxy);
    let builder = remote().configure_http(move |http| http.proxy(configured.clone()));
    call(&builder.build().unwrap(), &GET_USER).await.unwrap();
    assert_eq!(received(&proxy).await.headers["host"], "remote.example");
}

#[tokio::test]
async fn plain_http_to_this_machine_goes_through_no_proxy() {
    let proxy = server(ResponseTemplate::new(502)).await;
    let local = server(ResponseTemplate::new(204)).await;
    let port = local.address().port();
    for address in [format!("http://127.0.0.1:{port}"), format!("http://localhost:{port}")] {
        let configured = through(&proxy);
        for builder in [
            Core::builder(None).proxy(through(&proxy)),
            Core::builder(None).configure_http(move |http| http.proxy(configured.clone())),
        ] {
            let response = call(&builder.base_address(&address).build().unwrap(), &GET_USER).await.unwrap();
            assert_eq!(response.status(), 204, "{address}");
        }
    }
    assert!(proxy.received_requests().await.unwrap().is_empty());
}

/// The proxy of the environment, which a test cannot set for itself: it runs [`with_proxy_of_the_environment`] with it.
#[tokio::test]
async fn the_proxy_of_the_environment_gets_no_plain_http_to_this_machine() {
    let proxy = server(ResponseTemplate::new(204)).await;
    let mut test = Command::new(std::env::current_exe().unwrap());
    test.args(["--exact", "proxies::with_proxy_of_the_environment", "--ignored"]);
    test.env("HTTP_PROXY", proxy.uri()).env("http_proxy", proxy.uri()).env_remove("NO_PROXY").env_remove("no_proxy");
    test.env_remove("REQUEST_METHOD");
    let output = tokio::task::spawn_blocking(move || test.output()).await.unwrap().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    // That of the remote address.
    assert_eq!(received(&proxy).await.headers["host"], "remote.example");
}

#[tokio::test]
#[ignore = "runs with a proxy in the environment"]
async fn with_proxy_of_the_environment() {
    let local = server(ResponseTemplate::new(202)).await;
    let core = Core::builder(None).base_address(local.uri()).build().unwrap();
    assert_eq!(call(&core, &GET_USER).await.unwrap().status(), 202);
    assert_eq!(call(&remote().build().unwrap(), &GET_USER).await.unwrap().status(), 204);
    let unreachable = remote().no_proxy().retries(moored_runtime::Retries::off()).build().unwrap();
    assert!(call(&unreachable, &GET_USER).await.unwrap_err().is_connect());
}
