//! A client that is written by hand with reqwest and serde, as most would write it at first: each call is a few lines,
//! and whatever reqwest does by default is right.

mod accounts;
mod bodies;
mod pages;
mod search;
mod webhooks;

use futures_util::StreamExt as _;
use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{RequestBuilder, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::RwLock;

use crate::action::{Action, Login, Options, Protocol, Setup};
use crate::certificates::{AUTHORITY, IDENTITY};
use crate::network::Network;
use crate::subject::{Client, Failure, Kind, Outcome, Pending, Reply, Subject};

/// reqwest by hand.
pub struct Naive;

impl Subject for Naive {
    fn name(&self) -> &'static str {
        "reqwest by hand"
    }

    fn build(&self, address: &str, setup: Setup) -> Result<Box<dyn Client>, Failure> {
        if setup.default_query.is_some()
            || setup.token_parameter.is_some()
            || setup.middleware.is_some()
            || setup.download_host.is_some()
            || setup.hooked
            || setup.traced
            || setup.compared
            || !matches!(setup.network, Network::Real)
            || setup.logins.iter().any(|login| matches!(login, Login::Refresh { .. } | Login::Source(_)))
        {
            return Err(Failure::not_offered());
        }
        let mut builder = reqwest::Client::builder().no_proxy();
        if let Some((name, value)) = setup.default_header {
            let value = HeaderValue::from_static(value);
            builder = builder.default_headers(HeaderMap::from_iter([(HeaderName::from_static(name), value)]));
        }
        if let Some(limit) = setup.timeout {
            builder = builder.timeout(limit);
        }
        if let Some(limit) = setup.read_timeout {
            builder = builder.read_timeout(limit);
        }
        if let Some(limit) = setup.connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        if let Some(user_agent) = setup.user_agent {
            builder = builder.user_agent(user_agent);
        }
        if setup.certificates.authority {
            let authority = reqwest::Certificate::from_pem(AUTHORITY).map_err(failure)?;
            builder = builder.tls_certs_merge([authority]);
        }
        if setup.certificates.identity {
            builder = builder.identity(reqwest::Identity::from_pem(IDENTITY).map_err(failure)?);
        }
        if let Some(address) = setup.proxy {
            builder = builder.proxy(reqwest::Proxy::all(address).map_err(failure)?);
        }
        if setup.protocol == Protocol::Http2 {
            builder = builder.http2_prior_knowledge();
        }
        let http = builder.build().map_err(failure)?;
        let token = RwLock::default();
        Ok(Box::new(ByHand { http, address: address.to_owned(), logins: setup.logins, token }))
    }
}

struct ByHand {
    http: reqwest::Client,
    address: String,
    logins: Vec<Login>,
    token: RwLock<Option<String>>,
}

mod types {
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    pub(super) struct User {
        id: i64,
        name: String,
        nickname: Option<String>,
        state: Option<State>,
        created: Option<String>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum State {
        Active,
        Blocked,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Order {
        id: String,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Report {
        rows: i64,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Tick {
        number: i64,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Tree {
        child: Option<Box<Tree>>,
    }
}

impl Client for ByHand {
    fn call(&self, action: Action, options: Options) -> Pending<'_> {
        Box::pin(self.perform(action, options))
    }
}

impl ByHand {
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    async fn perform(&self, action: Action, options: Options) -> Outcome {
        let options_of_walk = options.clone();
        let send = |request: RequestBuilder| send(request, options);
        match action {
            Action::GetUser(id) => {
                read::<types::User>(send(self.http.get(self.url(&format!("/users/{id}")))).await?).await
            }
            Action::PutUser(name) => {
                done(send(self.http.put(self.url("/users/7")).json(&json!({"id": 7, "name": name}))).await?)
            }
            Action::PatchUser { name, nickname } => {
                // An `Option` for each member, and those that are `None` are left out.
                let mut update = serde_json::Map::new();
                update.extend(name.map(|name| ("name".to_owned(), Value::from(name))));
                update.extend(nickname.flatten().map(|nickname| ("nickname".to_owned(), Value::from(nickname))));
                done(send(self.http.patch(self.url("/users/7")).json(&update)).await?)
            }
            Action::DeleteUser => done(send(self.http.delete(self.url("/users/7"))).await?),
            Action::Search(search) => done(send(self.search(*search)).await?),
            Action::GetLists(list) => {
                let (simple, label, matrix) = (list.join(","), list.join(","), list.join(";matrix="));
                done(send(self.http.get(self.url(&format!("/lists/{simple}/.{label}/;matrix={matrix}")))).await?)
            }
            Action::CreateOrder { article, count } => {
                let order = json!({"article": article, "count": count});
                read::<types::Order>(send(self.http.post(self.url("/orders")).json(&order)).await?).await
            }
            Action::ConfirmOrder => done(send(self.http.post(self.url("/orders/o1/confirm"))).await?),
            Action::Login { user, note, password } => {
                let form = [("user", Some(user)), ("note", note), ("password", password)];
                done(send(self.http.post(self.url("/login")).form(&form)).await?)
            }
            Action::GetSource(path) => done(send(self.http.get(self.url(&format!("/sources/{path}")))).await?),
            Action::AddPhoto { title, file_name, photo, range, tags } => {
                let form = bodies::photo(title, file_name, photo, range, &tags).map_err(failure)?;
                done(send(self.http.post(self.url("/photos")).multipart(form)).await?)
            }
            Action::PutFile(upload) => {
                done(send(self.http.put(self.url("/files/a")).body(bodies::upload(upload))).await?)
            }
            Action::GetFile => {
                let response = send(self.http.get(self.url("/files/a"))).await?;
                let status = response.status().as_u16();
                let bytes = response.bytes().await.map_err(failure)?.to_vec();
                Ok(Reply { status, bytes, ..Reply::default() })
            }
            Action::StreamFile(most) => {
                let mut response = send(self.http.get(self.url("/files/a"))).await?;
                let mut reply = Reply { status: response.status().as_u16(), ..Reply::default() };
                for _ in 0..most {
                    let Some(chunk) = response.chunk().await.map_err(failure)? else { break };
                    reply.bytes.extend_from_slice(&chunk);
                }
                Ok(reply)
            }
            Action::HeadFile => done(send(self.http.head(self.url("/files/a"))).await?),
            Action::GetReport => read::<types::Report>(send(self.http.get(self.url("/report"))).await?).await,
            Action::GetText => {
                let response = send(self.http.get(self.url("/text"))).await?;
                let status = response.status().as_u16();
                let value = response.text().await.map_err(failure)?.into();
                Ok(Reply { status, value, ..Reply::default() })
            }
            Action::GetTree => read::<types::Tree>(send(self.http.get(self.url("/tree"))).await?).await,
            Action::GetMoved => read::<types::User>(send(self.http.get(self.url("/moved"))).await?).await,
            Action::WatchTicks(most) => events(send(self.http.get(self.url("/ticks"))).await?, most).await,
            Action::ListLines => {
                let response = send(self.http.get(self.url("/lines"))).await?;
                let mut reply = Reply { status: response.status().as_u16(), ..Reply::default() };
                for line in response.text().await.map_err(failure)?.lines() {
                    reply.items.push(Ok(item(line)?));
                }
                Ok(reply)
            }
            Action::Walk(walk) => self.walk(walk, options_of_walk).await,
            Action::Account(access) => done(send(self.account(access).await?).await?),
            Action::Receive(delivery) => webhooks::receive(&delivery),
            Action::Raw { .. }
            | Action::Verify
            | Action::Requests
            | Action::Recording
            | Action::Observed
            | Action::Traces
            | Action::Deviations => Err(Failure::not_offered()),
            Action::PutWithOauth(upload) => {
                let request = self.http.put(self.url("/account/oauth")).body(bodies::upload(upload));
                done(send(self.with_token(request).await?).await?)
            }
        }
    }
}

async fn send(mut request: RequestBuilder, options: Options) -> Result<Response, Failure> {
    let Options { member, field, part, login, address, .. } = &options;
    if member.is_some() || field.is_some() || part.is_some() || login.is_some() || address.is_some() {
        return Err(Failure::not_offered());
    }
    if let Some(limit) = options.timeout {
        request = request.timeout(limit);
    }
    if let Some(key) = options.idempotency_key {
        request = request.header("Idempotency-Key", key);
    }
    if let Some((name, value)) = options.header {
        request = request.header(name, value);
    }
    if let Some(pair) = options.query {
        request = request.query(&[pair]);
    }
    request.send().await.and_then(Response::error_for_status).map_err(failure)
}

fn done(response: Response) -> Outcome {
    Ok(Reply { status: response.status().as_u16(), ..Reply::default() })
}

async fn read<T: DeserializeOwned + serde::Serialize>(response: Response) -> Outcome {
    let status = response.status().as_u16();
    let value = response.json::<T>().await.map_err(failure)?;
    Ok(Reply { status, value: serde_json::to_value(value).unwrap_or_default(), ..Reply::default() })
}

async fn events(response: Response, most: usize) -> Outcome {
    let mut reply = Reply { status: response.status().as_u16(), ..Reply::default() };
    let (mut body, mut text) = (response.bytes_stream(), String::new());
    while let Some(chunk) = body.next().await {
        text.push_str(&String::from_utf8_lossy(&chunk.map_err(failure)?));
        while let Some((event, rest)) = text.split_once("\n\n") {
            if let Some(data) = event.strip_prefix("data: ") {
                reply.items.push(Ok(json!({"data": item(data)?})));
            }
            text = rest.to_owned();
            if reply.items.len() == most {
                return Ok(reply);
            }
        }
    }
    Ok(reply)
}

fn item(text: &str) -> Result<Value, Failure> {
    let tick = serde_json::from_str::<types::Tick>(text).map_err(|error| Failure::new(Kind::Undecodable, &error))?;
    Ok(serde_json::to_value(tick).unwrap_or_default())
}

fn failure(error: reqwest::Error) -> Failure {
    let kind = if error.is_timeout() {
        Kind::Timeout
    } else if error.is_connect() {
        Kind::Connect
    } else if error.is_status() {
        Kind::Status
    } else if error.is_decode() {
        Kind::Undecodable
    } else if error.is_builder() {
        Kind::NotSent
    } else {
        Kind::Connection
    };
    Failure { status: error.status().map(|status| status.as_u16()), ..Failure::new(kind, &error) }
}
