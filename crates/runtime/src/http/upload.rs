//! The time that a request body takes.

#[cfg(feature = "reqwest")]
mod paced;

use std::pin::Pin;
use std::time::Duration;

use futures_util::future::{Either, select};

use crate::transport::HandedOver;
#[cfg(feature = "reqwest")]
pub(super) use paced::Paced;

/// The result of `receiving`; `None` if it takes longer than `limit` from the end of `upload`, which is then `None`.
pub(super) async fn after_upload<F: Future + ?Sized>(
    receiving: Pin<&mut F>,
    upload: &mut Option<HandedOver>,
    limit: Duration,
) -> Option<F::Output> {
    let Some(handed_over) = upload else { return tokio::time::timeout(limit, receiving).await.ok() };
    match select(receiving, handed_over).await {
        Either::Left((received, _)) => Some(received),
        Either::Right((size, receiving)) => {
            *upload = None;
            let limit = limit.saturating_add(time_in_buffers(size));
            tokio::time::timeout(limit, receiving).await.ok()
        }
    }
}

/// How long the last of a body of `size` bytes may be on its way after the connection has taken it. The operating
/// systems on both sides buffer some megabytes, and do not report when the server reads them.
fn time_in_buffers(size: u64) -> Duration {
    Duration::from_millis(size.min(MAX_BUFFERED) * 1000 / SLOWEST_PER_SECOND)
}

const MAX_BUFFERED: u64 = 4 * 1024 * 1024;
const SLOWEST_PER_SECOND: u64 = 256 * 1024;
