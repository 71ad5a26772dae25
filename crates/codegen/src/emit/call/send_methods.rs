//! The methods that send a call and decode its response.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    Call,
    names::SendNames,
    request,
    send_parts::{Begin, SendParts},
};
use crate::emit::{
    self, Ways, docs, ident,
    responses::{Alternative, Responses},
};

/// The code that sends a call.
pub(super) struct SendMethods {
    /// Methods of the call.
    pub(super) methods: TokenStream,
    /// Functions that they share, where there are more than the usual two.
    pub(super) functions: TokenStream,
    /// Whether a method names the lifetime of the client.
    pub(super) names_lifetime: bool,
    /// The names of those besides `send` and `send_with`.
    pub(super) ways: Ways,
}

impl Call<'_> {
    pub(super) fn send_methods(&self) -> SendMethods {
        let Responses { success, arms, other_arms, alternatives, has_error_arms, .. } = self.responses;
        let is_streamable = self.plan.is_streamable();
        let failure = self.responses.error_type();
        let names = self.arguments.iter().map(|argument| &argument.name);
        let parts = self.send_parts();
        let SendParts { core, take_server, bind_core, begin: begin_parts, request: built, .. } = &parts;
        let Begin { ty: begin_type, value: begin_value, pattern: begin_pattern } = begin_parts;
        let request = request::build(core, self.arguments);
        let take_apart = quote! {
            let Self { client, #(#names,)* #take_server } = self;
            #bind_core
            let request = #request;
        };
        if !is_streamable && alternatives.is_empty() {
            let sent = quote! {
                #take_apart
                let response = #core.execute(&OPERATION, request.build(), &options).await?;
                match response.status().as_u16() {
                    #arms
                    #other_arms
                }
            };
            return SendMethods {
                methods: self.send(&sent),
                functions: TokenStream::new(),
                names_lifetime: false,
                ways: Ways::default(),
            };
        }
        let (decode_error, shared_arms) = match has_error_arms {
            true => {
                let function = quote! {
                    fn decode_error<T>(response: moored_runtime::RawResponse) -> Result<Response<T>, Error<#failure>> {
                        match response.status().as_u16() {
                            #other_arms
                        }
                    }
                };
                (function, quote! { _ => decode_error(response), })
            }
            false => (TokenStream::new(), other_arms.clone()),
        };
        let begin = ident(&self.send_names.begin);
        let send = self.send(&quote! {
            let #begin_pattern = self.#begin();
            decode_response(#core.execute(&OPERATION, #built, &options).await?)
        });
        let stream = is_streamable.then(|| self.stream(&parts));
        let items = self.items(&parts);
        // What is sent with the client's core borrows it.
        let names_lifetime = self.operation.server.is_none() || !alternatives.is_empty();
        let mut ways = Ways {
            stream: is_streamable.then(|| self.send_names.stream.clone()),
            items: items.is_some().then(|| self.send_names.items.clone()),
            alternatives: Vec::new(),
        };
        let mut methods = TokenStream::new();
        for (alternative, method) in alternatives.iter().zip(&self.send_names.alternatives) {
            methods.extend(self.alternative(method, alternative, &parts, &shared_arms));
            ways.alternatives
                .push(emit::Alternative { method: method.clone(), media_types: alternative.media_types.clone() });
        }
        SendMethods {
            methods: quote! {
                #send
                #stream
                #items
                #methods

                fn #begin(self) -> #begin_type {
                    #take_apart
                    #begin_value
                }
            },
            functions: quote! {
                fn decode_response(response: moored_runtime::RawResponse) -> Result<Response<#success>, Error<#failure>> {
                    match response.status().as_u16() {
                        #arms
                        #shared_arms
                    }
                }

                #decode_error
            },
            names_lifetime,
            ways,
        }
    }

    /// The two methods that every call has; `sent` is the body of the second.
    fn send(&self, sent: &TokenStream) -> TokenStream {
        let (success, failure) = (&self.responses.success, self.responses.error_type());
        quote! {
            #[doc = " Sends the request."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Returns an error if the request could not be sent, no response was received, or the response has an error"]
            #[doc = " status or cannot be decoded."]
            pub async fn send(self) -> Result<Response<#success>, Error<#failure>> {
                self.send_with(CallOptions::default()).await
            }

            #[doc = " Sends the request with `options` instead of the client's settings."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " See [`send`](Self::send)."]
            pub async fn send_with(self, options: CallOptions) -> Result<Response<#success>, Error<#failure>> {
                #sent
            }
        }
    }

    /// The methods that return the body of a success as a stream.
    fn stream(&self, parts: &SendParts) -> TokenStream {
        let SendParts { core, begin: Begin { pattern, .. }, request, .. } = parts;
        let (failure, expected) = (self.responses.error_type(), self.plan.expected());
        let SendNames { begin, stream, stream_with, .. } = self.send_names;
        let (begin, stream, stream_with) = (ident(begin), ident(stream), ident(stream_with));
        quote! {
            #[doc = " Sends the request and returns the body of a success as a stream. Neither its size nor its duration is limited."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " See [`send`](Self::send). If the body cannot be read to its end, the stream yields an error."]
            pub async fn #stream(self) -> Result<Response<moored_runtime::ByteStream>, Error<#failure>> {
                self.#stream_with(CallOptions::default()).await
            }

            #[doc = " Sends the request with `options` instead of the client's settings and returns the body of a success as a"]
            #[doc = " stream."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " See [`send`](Self::send). If the body cannot be read to its end, the stream yields an error."]
            pub async fn #stream_with(
                self,
                options: CallOptions,
            ) -> Result<Response<moored_runtime::ByteStream>, Error<#failure>> {
                let #pattern = self.#begin();
                #core.stream(&OPERATION, #request, &options, #expected, decode_response).await
            }
        }
    }

    /// The methods that return the items of a success as a stream.
    fn items(&self, parts: &SendParts) -> Option<TokenStream> {
        let SendParts { core, begin: Begin { pattern, .. }, request, .. } = parts;
        let (failure, expected) = (self.responses.error_type(), self.plan.expected_items());
        let (ty, read) = self.responses.items.as_ref()?;
        let SendNames { begin, items, items_with, .. } = self.send_names;
        let (begin, items, items_with) = (ident(begin), ident(items), ident(items_with));
        Some(quote! {
            #[doc = " Sends the request and returns a stream of the decoded items of a success. Neither their total size nor the"]
            #[doc = " duration is limited."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " See [`send`](Self::send). If the body cannot be read to its end, or an item cannot be decoded, the stream"]
            #[doc = " yields an error."]
            pub async fn #items(self) -> Result<Response<moored_runtime::Items<#ty>>, Error<#failure>> {
                self.#items_with(CallOptions::default()).await
            }

            #[doc = " Sends the request with `options` instead of the client's settings and returns a stream of the decoded items"]
            #[doc = " of a success."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " See [`send`](Self::send). If the body cannot be read to its end, or an item cannot be decoded, the stream"]
            #[doc = " yields an error."]
            pub async fn #items_with(
                self,
                options: CallOptions,
            ) -> Result<Response<moored_runtime::Items<#ty>>, Error<#failure>> {
                let #pattern = self.#begin();
                Ok(#core.stream(&OPERATION, #request, &options, #expected, decode_response).await?.map(#read))
            }
        })
    }

    /// The method that requests another representation.
    fn alternative(
        &self,
        method: &str,
        alternative: &Alternative,
        parts: &SendParts,
        other_arms: &TokenStream,
    ) -> TokenStream {
        let Alternative { media_types, ty, items, arms, expected } = alternative;
        let SendParts { begin: Begin { pattern, .. }, request, core_argument, .. } = parts;
        let failure = self.responses.error_type();
        let (method, begin) = (ident(method), ident(&self.send_names.begin));
        let docs =
            docs::attributes(&format!("Requests `{}` instead of the default media type.", media_types.join("`, `")));
        let accept = self.accept(media_types);
        let (items_type, with_items) = match items {
            Some((item, read)) => (quote!(, moored_runtime::Items<#item>), quote!(.with_items(#read))),
            None => (TokenStream::new(), TokenStream::new()),
        };
        quote! {
            #docs
            pub fn #method(self) -> moored_runtime::RepresentationCall<'a, #ty, #failure #items_type> {
                let #pattern = self.#begin();
                moored_runtime::RepresentationCall::new(#core_argument, &OPERATION, #accept, #request, #expected, |response| {
                    match response.status().as_u16() {
                        #arms
                        #other_arms
                    }
                })
                #with_items
            }
        }
    }

    /// `media_types`, then those of error responses with a low weight: a strict provider could not send them otherwise.
    fn accept(&self, media_types: &[String]) -> String {
        let mut accept = media_types.to_vec();
        let errors = self.operation.errors().into_iter();
        let mut last: Vec<String> = errors.flat_map(|response| response.negotiated().media_types).collect();
        last.retain(|media_type| !media_types.contains(media_type));
        for media_type in last.iter().map(|media_type| format!("{media_type};q=0.1")) {
            if !accept.contains(&media_type) {
                accept.push(media_type);
            }
        }
        accept.join(", ")
    }
}
