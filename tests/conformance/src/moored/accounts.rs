//! The operations that need a credential.

use conformance_client::{CallOptions, Client};

use super::{nothing, send};
use crate::action::Access;
use crate::subject::Outcome;

pub(super) async fn call(client: &Client, access: Access, options: CallOptions) -> Outcome {
    match access {
        Access::Basic => send(client.with_basic(), options, nothing).await,
        Access::Bearer => send(client.with_bearer(), options, nothing).await,
        Access::Header => send(client.with_header(), options, nothing).await,
        Access::Query => send(client.with_query(), options, nothing).await,
        Access::Cookie => send(client.with_cookie(), options, nothing).await,
        Access::Both => send(client.with_both(), options, nothing).await,
        Access::Optional => send(client.with_optional(), options, nothing).await,
        Access::Oauth => send(client.with_oauth(), options, nothing).await,
    }
}
