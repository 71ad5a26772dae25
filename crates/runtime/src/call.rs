//! The macro that declares the calls of generated clients.

/// Declares the type of a call, with its setters and the methods that send it.
///
/// The struct lists the required arguments, then the optional ones, each with a setter. An argument that is written as
/// `String as impl Into<String>` is stored as the first type and passed as the second. The other lines are the
/// operation; the server, where it is not that of the client; how the request is built from the arguments; the types of
/// a success and of an error response, with the code that decodes them by the status; and the methods that return
/// another form of the body, or the pages of a list ([`Pages`](crate::Pages) has an example).
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
            pages: $pages:ident, $pages_with:ident, $page_items:ident, $page_items_with:ident -> $page_item:ty,
                |$page:ident| $items_of_page:expr, $pagination:expr;
        )?
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
                /// Returns the pages of the list as a stream. A page is requested when it is asked for.
                pub fn $pages(self) -> $crate::Pages<Self> {
                    self.$pages_with($crate::CallOptions::new())
                }

                /// Returns the pages of the list as a stream. Each is requested with `options` instead of the client's
                /// settings.
                #[allow(deprecated, reason = "the list may be deprecated in the document")]
                pub fn $pages_with(self, options: $crate::CallOptions) -> $crate::Pages<Self> {
                    let pagination = const { &$pagination };
                    $crate::Pages::new($crate::Call::start(self), options, pagination, |page: &$body| {
                        let $page = <$body as Clone>::clone(page);
                        IntoIterator::into_iter($items_of_page).count()
                    })
                }

                /// Returns the items of all pages of the list as a stream. A page is requested when an item of it is
                /// asked for.
                pub fn $page_items(self) -> $crate::PageItems<Self, $page_item> {
                    self.$page_items_with($crate::CallOptions::new())
                }

                /// Returns the items of all pages of the list as a stream. Each page is requested with `options`
                /// instead of the client's settings.
                #[allow(deprecated, reason = "the list may be deprecated in the document")]
                pub fn $page_items_with(self, options: $crate::CallOptions) -> $crate::PageItems<Self, $page_item> {
                    let pagination = const { &$pagination };
                    $crate::PageItems::new($crate::Call::start(self), options, pagination, |$page: $body| {
                        IntoIterator::into_iter($items_of_page).collect()
                    })
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
