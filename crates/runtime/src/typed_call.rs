//! Generated calls: a type for each operation, which holds the arguments until the request is sent.

use crate::{Error, Operation, RawResponse, Response, StartedCall};

/// A call of an operation: the arguments of one request, and how its response is decoded.
///
/// Every type of a generated client whose name ends in `Call` implements it. To send a call, await it or use its method
/// `send`. The trait is for code that is generic over calls:
///
/// ```
/// use moored_runtime::{Call, CallOptions, Response};
///
/// async fn twice<C: Call + Clone>(call: C) -> Option<Response<C::Body>> {
///     let first = call.clone().start().send(CallOptions::new(), C::decode).await;
///     match first {
///         Err(error) if error.is_retryable() => call.start().send(CallOptions::new(), C::decode).await.ok(),
///         first => first.ok(),
///     }
/// }
/// ```
pub trait Call: Sized {
    /// The body of a success.
    type Body;
    /// The body of a documented error response; [`NoErrorBody`](crate::NoErrorBody) if the document has none.
    type Error;
    /// The operation that is called.
    const OPERATION: &'static Operation;

    /// Builds the request.
    fn start(self) -> StartedCall;

    /// Decodes a response.
    ///
    /// # Errors
    /// Returns an error if the response has an error status or cannot be decoded.
    fn decode(response: RawResponse) -> Result<Response<Self::Body>, Error<Self::Error>>;
}
