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

/// Declares the type of a call, with its setters and the methods that send it.
///
/// The struct lists the required arguments, then the optional ones, each with a setter. An argument that is written as
/// `String as impl Into<String>` is stored as the first type and passed as the second. The other lines are the
/// operation; the server, where it is not that of the client; how the request is built from the arguments; the types of
/// a success and of an error response, with the code that decodes them by the status; and the methods that return
/// another form of the body.
///
/// ```
/// # use moored_runtime::{Core, NoErrorBody, Operation};
/// moored_runtime::call! {
///     /// Lists the keys of a user.
///     #[derive(Clone, Debug)]
///     pub struct ListKeysCall(user: String) {
///         /// The size of a page.
///         limit: i64,
///         /// Sets the query parameter `sort`.
///         sort: String as impl Into<String>,
///     }
///
///     operation: Operation::new("list-keys", "GET", "/users/{user}/keys").accept("application/json");
///     request: |request| request.path("user", &user).query("limit", &limit).query("sort", &sort);
///     response: |response| -> Vec<String>, NoErrorBody {
///         200 => response.json(),
///         _ => Err(response.undocumented_status()),
///     }
/// }
///
/// # async fn example(core: Core) -> Result<(), moored_runtime::Error<NoErrorBody>> {
/// let call = ListKeysCall::new(&core, "ada".to_owned()).limit(10).sort("name");
/// let keys = call.clone().await?;
/// let again = tokio::spawn(call.send());
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! call {
    (
        $(#[$attribute:meta])*
        pub struct $Call:ident($($required:ident: $required_ty:ty),* $(,)?) {
            $($(#[$setter_attribute:meta])* $optional:ident: $optional_ty:ty $(as $passed:ty)?),* $(,)?
        }

        operation: $operation:expr;
        $(server: $server:expr;)?
        request: |$request:ident| $built:expr;
        response: |$response:ident| -> $body:ty, $error:ty { $($arms:tt)* }
        $(stream: $stream:ident, $stream_with:ident, [$($streamed:expr),* $(,)?];)?
        $(items: $items:ident, $items_with:ident -> $item:ty, $read_items:path, [$($item_response:expr),* $(,)?];)?
        $(
            $(#[$other_attribute:meta])*
            representation: $other:ident -> $other_body:ty $(, $other_item:ty, $read_other_items:path)?;
            accept: $accept:literal, [$($other_response:expr),* $(,)?];
            response: |$raw:ident| { $($other_arms:tt)* }
        )*
    ) => {
        $(#[$attribute])*
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct $Call {
            client: $crate::Core,
            $($required: $required_ty,)*
            $($optional: Option<$optional_ty>,)*
        }

        impl $Call {
            pub(crate) fn new(client: &$crate::Core, $($required: $required_ty),*) -> Self {
                Self { client: client.clone(), $($required,)* $($optional: None,)* }
            }

            $(
                $(#[$setter_attribute])*
                pub fn $optional(mut self, $optional: $crate::passed!($optional_ty $(, $passed)?)) -> Self {
                    self.$optional = Some($crate::stored!($optional $(, $passed)?));
                    self
                }
            )*

            /// Sends the request. Awaiting the call does the same.
            ///
            /// # Errors
            /// Returns an error if the request could not be sent, no response was received, or the response has an
            /// error status or cannot be decoded.
            pub fn send(self) -> impl Future<Output = Result<$crate::Response<$body>, $crate::Error<$error>>> + Send {
                self.send_with($crate::CallOptions::new())
            }

            /// Sends the request with `options` instead of the client's settings.
            ///
            /// # Errors
            /// See [`send`](Self::send).
            pub fn send_with(
                self,
                options: $crate::CallOptions,
            ) -> impl Future<Output = Result<$crate::Response<$body>, $crate::Error<$error>>> + Send {
                $crate::Call::start(self).send(options, <Self as $crate::Call>::decode)
            }

            $(
                /// Sends the request and returns the body of a success as a stream. Neither its size nor its duration
                /// is limited.
                ///
                /// # Errors
                /// See [`send`](Self::send). If the body cannot be read to its end, the stream yields an error.
                pub fn $stream(
                    self,
                ) -> impl Future<Output = Result<$crate::Response<$crate::ByteStream>, $crate::Error<$error>>> + Send {
                    self.$stream_with($crate::CallOptions::new())
                }

                /// Sends the request with `options` instead of the client's settings and returns the body of a success
                /// as a stream.
                ///
                /// # Errors
                /// See [`send`](Self::send). If the body cannot be read to its end, the stream yields an error.
                pub fn $stream_with(
                    self,
                    options: $crate::CallOptions,
                ) -> impl Future<Output = Result<$crate::Response<$crate::ByteStream>, $crate::Error<$error>>> + Send {
                    let expected = const { &[$($streamed),*] };
                    $crate::Call::start(self).stream(options, expected, <Self as $crate::Call>::decode)
                }
            )?

            $(
                /// Sends the request and returns a stream of the decoded items of a success. Neither their total size
                /// nor the duration is limited.
                ///
                /// # Errors
                /// See [`send`](Self::send). If the body cannot be read to its end, or an item cannot be decoded, the
                /// stream yields an error.
                pub fn $items(
                    self,
                ) -> impl Future<
                    Output = Result<$crate::Response<$crate::Items<$item>>, $crate::Error<$error>>,
                > + Send {
                    self.$items_with($crate::CallOptions::new())
                }

                /// Sends the request with `options` instead of the client's settings and returns a stream of the
                /// decoded items of a success.
                ///
                /// # Errors
                /// See [`send`](Self::send). If the body cannot be read to its end, or an item cannot be decoded, the
                /// stream yields an error.
                pub fn $items_with(
                    self,
                    options: $crate::CallOptions,
                ) -> impl Future<
                    Output = Result<$crate::Response<$crate::Items<$item>>, $crate::Error<$error>>,
                > + Send {
                    let expected = const { &[$($item_response),*] };
                    $crate::Call::start(self).items(options, expected, <Self as $crate::Call>::decode, $read_items)
                }
            )?

            $(
                $(#[$other_attribute])*
                pub fn $other(self) -> $crate::RepresentationCall<$other_body, $error $(, $crate::Items<$other_item>)?> {
                    let expected = const { &[$($other_response),*] };
                    let call = $crate::RepresentationCall::new($crate::Call::start(self), $accept, expected, |$raw| {
                        match $raw.status().as_u16() { $($other_arms)* }
                    });
                    $(let call = call.with_items($read_other_items);)?
                    call
                }
            )*
        }

        impl $crate::Call for $Call {
            type Body = $body;
            type Error = $error;
            const OPERATION: &'static $crate::Operation = &$operation;

            fn start(self) -> $crate::StartedCall {
                let Self { client, $($required,)* $($optional,)* } = self;
                $(let client = client.with_server($server);)?
                client.start(Self::OPERATION, |$request| $built)
            }

            fn decode($response: $crate::RawResponse) -> Result<$crate::Response<$body>, $crate::Error<$error>> {
                match $response.status().as_u16() { $($arms)* }
            }
        }

        impl IntoFuture for $Call {
            type Output = Result<$crate::Response<$body>, $crate::Error<$error>>;
            type IntoFuture = $crate::CallFuture<$body, $error>;

            /// The future of [`send`](Self::send).
            fn into_future(self) -> Self::IntoFuture {
                $crate::Call::start(self).send($crate::CallOptions::new(), <Self as $crate::Call>::decode)
            }
        }
    };
}

/// The type that a setter takes.
#[doc(hidden)]
#[macro_export]
macro_rules! passed {
    ($stored:ty) => {
        $stored
    };
    ($stored:ty, $passed:ty) => {
        $passed
    };
}

/// The value that a setter stores.
#[doc(hidden)]
#[macro_export]
macro_rules! stored {
    ($value:ident) => {
        $value
    };
    ($value:ident, $passed:ty) => {
        $value.into()
    };
}
