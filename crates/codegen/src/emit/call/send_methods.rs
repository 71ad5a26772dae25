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
use moored_model::{
    api::{Operation, Response},
    naming::media_type_names,
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
                let answer = #core.execute(&OPERATION, request.build(), &options).await?;
                match answer.status().as_u16() {
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
        let (refuse, shared_arms) = match has_error_arms {
            true => {
                let function = quote! {
                    fn refuse<T>(answer: moored_runtime::Answer) -> Result<Response<T>, Error<#failure>> {
                        match answer.status().as_u16() {
                            #other_arms
                        }
                    }
                };
                (function, quote! { _ => refuse(answer), })
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
            read(#core.execute(&OPERATION, #built, &options).await?)
        });
        let mut ways = Ways::default();
        let stream = is_raw.then(|| self.stream(&parts, &begin, &mut scope, &mut ways));
        let items = self.items(&parts, &begin, &mut scope, &mut ways);
        // What is sent with the client's core borrows it.
        let names_lifetime = self.operation.server.is_none() || !alternatives.is_empty();
        let mut methods = TokenStream::new();
        for alternative in alternatives {
            let media_types = &alternative.media_types;
            let words = media_types.first().map(|media_type| media_type_names(media_type)).unwrap_or_default();
            let candidates: Vec<String> = words.iter().map(|word| format!("as_{word}")).collect();
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
                fn read(answer: moored_runtime::Answer) -> Result<Response<#success>, Error<#failure>> {
                    match answer.status().as_u16() {
                        #arms
                        #shared_arms
                    }
                }

                #refuse
            },
            names_lifetime,
            ways,
        }
    }

    /// The two methods that every call has; `sent` is the body of the second.
    fn send(&self, sent: &TokenStream) -> TokenStream {
        let (success, failure) = (&self.responses.success, self.responses.error_type());
        quote! {
            #[doc = " Sends the request and reads the answer."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded."]
            pub async fn send(self) -> Result<Response<#success>, Error<#failure>> {
                self.send_with(CallOptions::default()).await
            }

            #[doc = " Sends the request, with `options` in place of the client's settings, and reads the answer."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Those of [`send`](Self::send)."]
            pub async fn send_with(self, options: CallOptions) -> Result<Response<#success>, Error<#failure>> {
                #sent
            }
        }
    }

    /// The methods that give the body of a success as it comes.
    fn stream(&self, parts: &SendParts, begin: &proc_macro2::Ident, scope: &mut Scope, ways: &mut Ways) -> TokenStream {
        let SendParts { core, begin: Begin { pattern, .. }, request, .. } = parts;
        let failure = self.responses.error_type();
        let stream = ident(&scope.take_first(&["stream".to_owned(), "stream_answer".to_owned()]));
        ways.stream = Some(stream.to_string());
        let stream_with = ident(&scope.take_first(&[format!("{stream}_with")]));
        quote! {
            #[doc = " Sends the request and gives the body of a success as it comes, without a limit of size or time."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Those of [`send`](Self::send); where the body breaks off, the stream says so."]
            pub async fn #stream(self) -> Result<Response<moored_runtime::ByteStream>, Error<#failure>> {
                self.#stream_with(CallOptions::default()).await
            }

            #[doc = " Sends the request, with `options` in place of the client's settings, and gives the body of a success as it comes."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Those of [`send`](Self::send); where the body breaks off, the stream says so."]
            pub async fn #stream_with(
                self,
                options: CallOptions,
            ) -> Result<Response<moored_runtime::ByteStream>, Error<#failure>> {
                let #pattern = self.#begin();
                #core.stream(&OPERATION, #request, &options, read).await
            }
        }
    }

    /// The methods that give the items of a success as they come.
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
        let items = ident(&scope.take_first(&["items".to_owned(), "items_of_answer".to_owned()]));
        ways.items = Some(items.to_string());
        let items_with = ident(&scope.take_first(&[format!("{items}_with")]));
        Some(quote! {
            #[doc = " Sends the request and gives the items of a success as they come, each of them decoded, without a limit of size or time for all."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Those of [`send`](Self::send); where the body breaks off, or an item cannot be decoded, the stream says so."]
            pub async fn #items(self) -> Result<Response<moored_runtime::Items<#ty>>, Error<#failure>> {
                self.#items_with(CallOptions::default()).await
            }

            #[doc = " Sends the request, with `options` in place of the client's settings, and gives the items of a success as they come."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Those of [`send`](Self::send); where the body breaks off, or an item cannot be decoded, the stream says so."]
            pub async fn #items_with(
                self,
                options: CallOptions,
            ) -> Result<Response<moored_runtime::Items<#ty>>, Error<#failure>> {
                let #pattern = self.#begin();
                Ok(#core.stream(&OPERATION, #request, &options, read).await?.map(#read))
            }
        })
    }

    /// The method that asks for another representation.
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
        let docs = docs::attributes(&format!("Asks for `{}` instead.", media_types.join("`, `")));
        let accept = self.accept(media_types);
        let (of, then) = match items {
            Some((item, read)) => (quote!(, moored_runtime::Items<#item>), quote!(.of(#read))),
            None => (TokenStream::new(), TokenStream::new()),
        };
        quote! {
            #docs
            pub fn #method(self) -> moored_runtime::Representation<'a, #ty, #failure #of> {
                let #pattern = self.#begin();
                moored_runtime::Representation::new(#core_argument, &OPERATION, #accept, #request, |answer| {
                    match answer.status().as_u16() {
                        #arms
                        #other_arms
                    }
                })
                #then
            }
        }
    }

    /// `media_types`, and at last what failures come as: a provider that takes the header at its word would have none to refuse with.
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

/// What the document says of the headers of successes, and where its values lead.
pub(super) fn response_docs(operation: &Operation) -> String {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(':').to_owned();
    let list = |title: &str, lines: &mut dyn Iterator<Item = String>| {
        let mut said: Vec<String> = Vec::new();
        for line in lines {
            if !said.contains(&line) {
                said.push(line);
            }
        }
        if said.is_empty() { String::new() } else { format!("\n\n{title}\n\n{}", said.join("\n")) }
    };
    let responses = || operation.responses.iter();
    let headers = list(
        "Headers of the answer:",
        &mut responses().flat_map(|response: &Response| &response.headers).map(|header| {
            format!("- `{}`, {}: {}", header.name.replace('`', ""), article(&header.ty), line(&header.description))
        }),
    );
    let links =
        list("Links:", &mut responses().flat_map(|response| &response.links).map(|link| format!("- {}", line(link))));
    format!("{headers}{links}")
}

fn article(ty: &str) -> &str {
    match ty {
        "integer" => "an integer",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        "array" => "a list",
        "object" => "an object",
        _ => "text",
    }
}
