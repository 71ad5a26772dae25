//! The methods that send a call and decode its response.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    Call, request,
    send_parts::{Begin, SendParts},
};
use crate::emit::{
    self, Ways, docs, ident,
    responses::{Alternative, Responses},
};
use moored_document::scope::Scope;
use moored_model::naming::media_type_names;

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
        let Responses { success, arms, other_arms, is_raw, alternatives, has_error_arms, .. } = self.responses;
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
        if !is_raw && alternatives.is_empty() {
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
        let mut scope = Scope::default();
        for name in self
            .arguments
            .iter()
            .map(|argument| argument.name.to_string())
            .chain(["send", "send_with"].map(str::to_owned))
        {
            scope.take(&name);
        }
        let begin = ident(&scope.take_first(&["begin".to_owned(), "begin_call".to_owned()]));
        let send = self.send(&quote! {
            let #begin_pattern = self.#begin();
            decode_response(#core.execute(&OPERATION, #built, &options).await?)
        });
        let mut ways = Ways::default();
        let stream = is_raw.then(|| self.stream(&parts, &begin, &mut scope, &mut ways));
        let items = self.items(&parts, &begin, &mut scope, &mut ways);
        // What is sent with the client's core borrows it.
        let names_lifetime = self.operation.server.is_none() || !alternatives.is_empty();
        let mut methods = TokenStream::new();
        for alternative in alternatives {
            let media_types = &alternative.media_types;
            let names = media_types.first().map(|media_type| media_type_names(media_type)).unwrap_or_default();
            let candidates: Vec<String> = names.iter().map(|name| format!("as_{name}")).collect();
            let method = scope.take_first(&candidates);
            methods.extend(self.alternative(&method, alternative, &parts, &begin, &shared_arms));
            ways.alternatives.push(emit::Alternative { method, media_types: media_types.clone() });
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
    fn stream(&self, parts: &SendParts, begin: &proc_macro2::Ident, scope: &mut Scope, ways: &mut Ways) -> TokenStream {
        let SendParts { core, begin: Begin { pattern, .. }, request, .. } = parts;
        let failure = self.responses.error_type();
        let stream = ident(&scope.take_first(&["stream".to_owned(), "stream_response".to_owned()]));
        ways.stream = Some(stream.to_string());
        let stream_with = ident(&scope.take_first(&[format!("{stream}_with")]));
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
                #core.stream(&OPERATION, #request, &options, decode_response).await
            }
        }
    }

    /// The methods that return the items of a success as a stream.
    fn items(
        &self,
        parts: &SendParts,
        begin: &proc_macro2::Ident,
        scope: &mut Scope,
        ways: &mut Ways,
    ) -> Option<TokenStream> {
        let SendParts { core, begin: Begin { pattern, .. }, request, .. } = parts;
        let failure = self.responses.error_type();
        let (ty, read) = self.responses.items.as_ref()?;
        let items = ident(&scope.take_first(&["items".to_owned(), "response_items".to_owned()]));
        ways.items = Some(items.to_string());
        let items_with = ident(&scope.take_first(&[format!("{items}_with")]));
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
                Ok(#core.stream(&OPERATION, #request, &options, decode_response).await?.map(#read))
            }
        })
    }

    /// The method that requests another representation.
    fn alternative(
        &self,
        method: &str,
        alternative: &Alternative,
        parts: &SendParts,
        begin: &proc_macro2::Ident,
        other_arms: &TokenStream,
    ) -> TokenStream {
        let Alternative { media_types, ty, items, arms } = alternative;
        let SendParts { begin: Begin { pattern, .. }, request, core_argument, .. } = parts;
        let failure = self.responses.error_type();
        let method = ident(method);
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
                moored_runtime::RepresentationCall::new(#core_argument, &OPERATION, #accept, #request, |response| {
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
        let errors = self.operation.responses.iter().filter(|response| !response.status.is_success());
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
