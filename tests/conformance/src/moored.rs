//! The client that moored generates from `openapi.yaml`.

mod accounts;
mod drift;
mod failures;
mod hooks;
mod middleware;
mod options;
mod pages;
mod search;
mod testing;
mod traces;
mod webhooks;

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use conformance_client::operations::{AddPhotoForm, GetReportSuccess};
use conformance_client::runtime::{Call, Items, Method, reqwest};
use conformance_client::types::{LoginRequest, NewOrder, User, UserUpdate};
use conformance_client::{
    AccessToken, Body, CallOptions, Client as Generated, Credential, Error, Field, FilePart, OAuth2, Response, Retries,
    Secret,
};
use futures_util::{StreamExt as _, stream};
use serde::Serialize;
use serde_json::Value;

use crate::action::{Action, Login, Middleware, Options, Protocol, Setup, Upload};
use crate::certificates::{AUTHORITY, IDENTITY};
use crate::subject::{Client, Failure, Kind, Outcome, Pending, Reply, Subject};
use drift::Compared;
use failures::failure;
use hooks::Hooked;
use middleware::{Cache, Signing};
use options::call_options;
use search::{bounds, find};
use testing::Kept;
use traces::Traced;

/// The generated client, with pauses between retries that are short enough for a test.
pub struct Moored;

impl Subject for Moored {
    fn name(&self) -> &'static str {
        "moored"
    }

    fn build(&self, address: &str, setup: Setup) -> Result<Box<dyn Client>, Failure> {
        let pause = setup.retry_pause.unwrap_or(Duration::from_millis(2));
        let retries = Retries::default().pauses(pause..pause * 4);
        let mut builder = Generated::builder().base_address(address).no_proxy().retries(retries);
        for login in setup.logins {
            builder = builder.credential(credential(login, address, setup.token_parameter));
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
        if let Some(bytes) = setup.max_response_size {
            builder = builder.max_response_size(bytes);
        }
        if let Some(user_agent) = setup.user_agent {
            builder = builder.user_agent(user_agent);
        }
        if let Some((name, value)) = setup.default_header {
            builder = builder.default_header(name, value);
        }
        if let Some((name, value)) = setup.default_query {
            builder = builder.default_query(name, value);
        }
        if let Some(host) = setup.download_host {
            builder = builder.follow_downloads_to([host]);
        }
        builder = match setup.middleware {
            None => builder,
            Some(Middleware::Signing(secret)) => {
                builder.wrap_transport(move |next| Signing { next, secret, attempts: AtomicU64::new(0) })
            }
            Some(Middleware::Cache) => builder.wrap_transport(|next| Cache { next, kept: Mutex::default() }),
        };
        if setup.protocol == Protocol::Http2 {
            builder = builder.configure_http(|http| http.http2_prior_knowledge());
        }
        let hooked = setup.hooked.then(Hooked::default);
        if let Some(hook) = &hooked {
            builder = builder.hook(hook.clone());
        }
        let unusable = |error: reqwest::Error| Failure::new(Kind::NotSent, &error);
        if setup.certificates.authority {
            builder = builder.root_certificate(reqwest::Certificate::from_pem(AUTHORITY).map_err(unusable)?);
        }
        if setup.certificates.identity {
            builder = builder.identity(reqwest::Identity::from_pem(IDENTITY).map_err(unusable)?);
        }
        if let Some(address) = setup.proxy {
            builder = builder.allow_plain_http().proxy(reqwest::Proxy::all(address).map_err(unusable)?);
        }
        let traced = setup.traced.then(Traced::new);
        let compared = setup.compared.then(Compared::start).transpose()?;
        if let Some(compared) = &compared {
            builder = builder.drift(&compared.drift);
        }
        let (builder, kept) = testing::with_network(builder, setup.network)?;
        let client = builder.build().map_err(|error| Failure::new(Kind::NotSent, &error))?;
        Ok(Box::new(Built { client, kept, hooked, traced, compared }))
    }
}

/// A client, and what the test of the user keeps beside it.
struct Built {
    client: Generated,
    kept: Kept,
    hooked: Option<Hooked>,
    traced: Option<Traced>,
    compared: Option<Compared>,
}

/// What `login` is for the generated client.
fn credential(login: Login, address: &str, token_parameter: Option<(&'static str, &'static str)>) -> Credential {
    match login {
        Login::Basic(user, password) => Credential::basic(user, password),
        Login::Bearer(token) => Credential::bearer(token),
        Login::Header(key) => Credential::header(key),
        Login::Query(key) => Credential::query(key),
        Login::Cookie(key) => Credential::cookie(key),
        Login::OAuth { id, secret } => grant(Credential::client_credentials(id, secret), address, token_parameter),
        Login::Source(tokens) => {
            let left = Arc::new(Mutex::new(tokens.iter()));
            Credential::token_source(move || {
                let token = left.lock().unwrap_or_else(PoisonError::into_inner).next().copied();
                async move { token.map(AccessToken::new).ok_or("no token is left") }
            })
        }
        Login::Refresh { id, secret, token } => {
            grant(Credential::refresh_token(id, secret, token), address, token_parameter)
        }
    }
}

fn grant(grant: OAuth2, address: &str, parameter: Option<(&'static str, &'static str)>) -> Credential {
    let grant = grant.token_url(format!("{address}/token"));
    match parameter {
        Some((name, value)) => grant.parameter(name, value).into(),
        None => grant.into(),
    }
}

impl Client for Built {
    fn call(&self, action: Action, options: Options) -> Pending<'_> {
        Box::pin(async move {
            match action {
                Action::Observed => self.hooked.as_ref().map_or_else(|| Err(Failure::not_offered()), Hooked::seen),
                Action::Traces => self.traced.as_ref().map_or_else(|| Err(Failure::not_offered()), Traced::lines),
                Action::Deviations => match &self.compared {
                    Some(compared) => compared.reports().await,
                    None => Err(Failure::not_offered()),
                },
                Action::Verify => self.kept.verify(),
                Action::Requests => self.kept.requests(),
                Action::Recording => self.kept.recording(),
                Action::Receive(delivery) => webhooks::receive(&delivery),
                action => {
                    let call = perform(&self.client, action, call_options(options));
                    match &self.traced {
                        Some(traced) => traced.trace(call).await,
                        None => call.await,
                    }
                }
            }
        })
    }
}

async fn perform(client: &Generated, action: Action, options: CallOptions) -> Outcome {
    match action {
        Action::GetUser(id) => send(client.get_user(id), options, json).await,
        Action::PutUser(name) => send(client.put_user("7", User::new(7, name)), options, nothing).await,
        Action::PatchUser { name, nickname } => {
            let nickname = match nickname {
                None => Field::Absent,
                Some(None) => Field::Null,
                Some(Some(nickname)) => Field::Value(nickname),
            };
            let update = UserUpdate { name, nickname };
            send(client.patch_user("7", update), options, nothing).await
        }
        Action::DeleteUser => send(client.delete_user("7"), options, nothing).await,
        Action::Search(search) => find(client, *search, options).await,
        Action::GetLists(list) => send(client.get_lists(list.clone(), list.clone(), list), options, nothing).await,
        Action::CreateOrder { article, count } => {
            send(client.create_order(NewOrder { article, count }), options, json).await
        }
        Action::ConfirmOrder => send(client.confirm_order("o1"), options, nothing).await,
        Action::Login { user, note, password } => {
            let login = LoginRequest { user, note, password: password.map(Secret::from) };
            send(client.login(login), options, nothing).await
        }
        Action::GetSource(path) => send(client.get_source(path), options, nothing).await,
        Action::AddPhoto { title, file_name, photo, range, tags } => {
            let mut form = AddPhotoForm::new(title, FilePart::new(photo).file_name(file_name).media_type("image/png"));
            form.range = range.map(bounds);
            form.tags = Some(tags);
            send(client.add_photo(form), options, nothing).await
        }
        Action::PutFile(upload) => send(client.put_file("a", body(upload)), options, nothing).await,
        Action::GetFile => {
            let bytes = |reply: &mut Reply, body: &bytes::Bytes| reply.bytes = body.to_vec();
            send(client.get_file("a"), options, bytes).await
        }
        Action::StreamFile(most) => {
            let response = client.get_file("a").stream_with(options).await.map_err(failure)?;
            let (mut reply, mut body) = opened(response);
            for _ in 0..most {
                let chunk = body.chunk().await.map_err(|error| failure(Error::<()>::Transport(error)))?;
                let Some(chunk) = chunk else { break };
                reply.bytes.extend_from_slice(&chunk);
            }
            Ok(reply)
        }
        Action::HeadFile => send(client.head_file("a"), options, nothing).await,
        Action::GetReport => send(client.get_report(), options, report).await,
        Action::GetText => send(client.get_text(), options, json).await,
        Action::GetTree => send(client.get_tree(), options, nothing).await,
        Action::GetMoved => send(client.get_moved(), options, json).await,
        Action::WatchTicks(most) => {
            let response = client.watch_ticks().items_with(options).await.map_err(failure)?;
            items(response, most, |event| {
                let retry = event.retry.map(|retry| retry.as_millis());
                serde_json::json!({"data": event.data, "event": event.event, "id": event.id, "retry": retry})
            })
            .await
        }
        Action::ListLines => {
            let response = client.list_lines().items_with(options).await.map_err(failure)?;
            items(response, usize::MAX, |tick| serde_json::json!(tick)).await
        }
        Action::Walk(walk) => pages::walk(client, walk, options).await,
        Action::Account(access) => accounts::call(client, access, options).await,
        Action::Raw { id, body } => {
            let request = match &body {
                Some(body) => client.raw_request(Method::POST, "/things/{id}/copies").json(body),
                None => client.raw_request(Method::GET, "/things/{id}"),
            };
            let response = request.path("id", &id).options(options).send_as::<Value>().await.map_err(failure)?;
            let status = response.status().as_u16();
            Ok(Reply { status, value: response.into_body(), ..Reply::default() })
        }
        Action::PutWithOauth(upload) => send(client.put_with_oauth(body(upload)), options, nothing).await,
        // Of the test of the user, not of the client.
        Action::Receive(_)
        | Action::Verify
        | Action::Requests
        | Action::Recording
        | Action::Observed
        | Action::Traces
        | Action::Deviations => Err(Failure::not_offered()),
    }
}

/// Sends a call; `read` puts its body into the reply.
async fn send<C: Call<Error: std::fmt::Debug>>(
    call: C,
    options: CallOptions,
    read: impl FnOnce(&mut Reply, &C::Body),
) -> Outcome {
    let response = call.start().send(options, C::decode).await.map_err(failure)?;
    let mut reply = Reply { status: response.status().as_u16(), ..Reply::default() };
    read(&mut reply, response.body());
    Ok(reply)
}

fn json<T: Serialize>(reply: &mut Reply, body: &T) {
    reply.value = serde_json::to_value(body).unwrap_or_default();
}

fn nothing<T>(_: &mut Reply, _: &T) {}

fn report(reply: &mut Reply, success: &GetReportSuccess) {
    match success {
        GetReportSuccess::Ok(report) => {
            json(reply, report);
            reply.variant = Some("Report");
        }
        GetReportSuccess::Accepted(waiting) => {
            json(reply, waiting);
            reply.variant = Some("Waiting");
        }
        _ => {}
    }
}

fn body(upload: Upload) -> Body {
    match upload {
        Upload::Bytes(bytes) => bytes.into(),
        Upload::Stream { pieces, pause, length } => {
            let pieces = stream::iter(pieces).then(move |piece| async move {
                tokio::time::sleep(pause).await;
                Ok::<_, std::io::Error>(piece)
            });
            let body = Body::from_stream(pieces);
            match length {
                Some(length) => body.length(length),
                None => body,
            }
        }
    }
}

fn opened<T>(response: Response<T>) -> (Reply, T) {
    (Reply { status: response.status().as_u16(), ..Reply::default() }, response.into_body())
}

async fn items<I>(response: Response<Items<I>>, most: usize, value: impl Fn(I) -> Value) -> Outcome {
    let (mut reply, mut items) = opened(response);
    while reply.items.len() < most {
        let Some(item) = items.next().await else { break };
        reply.items.push(item.map(&value).map_err(|error| Failure::new(Kind::Undecodable, &error)));
    }
    Ok(reply)
}
