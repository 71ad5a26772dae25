//! How a call is sent, and what is made of the answer.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Call, request, sending::Sending};
use crate::emit::{
    answers::{Alternative, Answers},
    docs, ident,
};
use moored_document::scope::Scope;
use moored_model::{
    api::{Answer, Operation},
    naming::media_type_names,
};

/// The code that sends a call.
pub(super) struct Answering {
    /// Methods of the call.
    pub(super) methods: TokenStream,
    /// Functions that they share, where there are more than the usual two.
    pub(super) functions: TokenStream,
    /// Whether a method names the lifetime of the client.
    pub(super) names_lifetime: bool,
}

impl Call<'_> {
    pub(super) fn answering(&self) -> Answering {
        let Answers { success, failure, arms, other_arms, is_raw, alternatives, refuses, .. } = self.answers;
        let names = self.arguments.iter().map(|argument| &argument.name);
        let sending = self.sending();
        let Sending { core, field, line, begun: [begun_type, begun_value, begun_pattern], built, .. } = &sending;
        let request = request::build(core, self.arguments);
        let begun = quote! {
            let Self { client, #(#names,)* #field } = self;
            #line
            let request = #request;
        };
        if !is_raw && alternatives.is_empty() {
            let sent = quote! {
                #begun
                let answer = #core.execute(&OPERATION, request.build(), &options).await?;
                match answer.status().as_u16() {
                    #arms
                    #other_arms
                }
            };
            return Answering { methods: self.send(&sent), functions: TokenStream::new(), names_lifetime: false };
        }
        let (refuse, shared_arms) = match refuses {
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
            let #begun_pattern = self.#begin();
            read(#core.execute(&OPERATION, #built, &options).await?)
        });
        let stream = is_raw.then(|| self.stream(&sending, &begin, &mut scope));
        let items = self.items(&sending, &begin, &mut scope);
        // What is sent with the client's core borrows it.
        let names_lifetime = self.operation.server.is_none() || !alternatives.is_empty();
        let alternatives = alternatives
            .iter()
            .map(|alternative| self.alternative(alternative, &sending, &begin, &shared_arms, &mut scope));
        Answering {
            methods: quote! {
                #send
                #stream
                #items
                #(#alternatives)*

                fn #begin(self) -> #begun_type {
                    #begun
                    #begun_value
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
        }
    }

    /// The two methods that every call has; `sent` is the body of the second.
    fn send(&self, sent: &TokenStream) -> TokenStream {
        let Answers { success, failure, .. } = self.answers;
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
    fn stream(&self, sending: &Sending, begin: &proc_macro2::Ident, scope: &mut Scope) -> TokenStream {
        let Sending { core, begun: [_, _, begun], built, .. } = sending;
        let failure = &self.answers.failure;
        let stream = ident(&scope.take_first(&["stream".to_owned(), "stream_answer".to_owned()]));
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
                let #begun = self.#begin();
                #core.stream(&OPERATION, #built, &options, read).await
            }
        }
    }

    /// The methods that give the items of a success as they come.
    fn items(&self, sending: &Sending, begin: &proc_macro2::Ident, scope: &mut Scope) -> Option<TokenStream> {
        let Sending { core, begun: [_, _, begun], built, .. } = sending;
        let Answers { failure, items, .. } = self.answers;
        let (kind, read) = items.as_ref()?;
        let items = ident(&scope.take_first(&["items".to_owned(), "items_of_answer".to_owned()]));
        let items_with = ident(&scope.take_first(&[format!("{items}_with")]));
        Some(quote! {
            #[doc = " Sends the request and gives the items of a success as they come, each of them decoded, without a limit of size or time for all."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Those of [`send`](Self::send); where the body breaks off, or an item cannot be decoded, the stream says so."]
            pub async fn #items(self) -> Result<Response<moored_runtime::Items<#kind>>, Error<#failure>> {
                self.#items_with(CallOptions::default()).await
            }

            #[doc = " Sends the request, with `options` in place of the client's settings, and gives the items of a success as they come."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = " Those of [`send`](Self::send); where the body breaks off, or an item cannot be decoded, the stream says so."]
            pub async fn #items_with(
                self,
                options: CallOptions,
            ) -> Result<Response<moored_runtime::Items<#kind>>, Error<#failure>> {
                let #begun = self.#begin();
                Ok(#core.stream(&OPERATION, #built, &options, read).await?.map(#read))
            }
        })
    }

    /// The method that asks for another representation.
    fn alternative(
        &self,
        alternative: &Alternative,
        sending: &Sending,
        begin: &proc_macro2::Ident,
        other_arms: &TokenStream,
        scope: &mut Scope,
    ) -> TokenStream {
        let Alternative { media_types, kind, items, arms } = alternative;
        let Sending { begun: [_, _, begun], built, lent, .. } = sending;
        let failure = &self.answers.failure;
        let words = media_types.first().map(|media_type| media_type_names(media_type)).unwrap_or_default();
        let wishes: Vec<String> = words.iter().map(|word| format!("as_{word}")).collect();
        let method = format_ident!("{}", scope.take_first(&wishes));
        let docs = docs::attributes(&format!("Asks for `{}` instead.", media_types.join("`, `")));
        let accept = self.accept(media_types);
        let (of, then) = match items {
            Some((item, read)) => (quote!(, moored_runtime::Items<#item>), quote!(.of(#read))),
            None => (TokenStream::new(), TokenStream::new()),
        };
        quote! {
            #docs
            pub fn #method(self) -> moored_runtime::Representation<'a, #kind, #failure #of> {
                let #begun = self.#begin();
                moored_runtime::Representation::new(#lent, &OPERATION, #accept, #built, |answer| {
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
        let failures = self.operation.answers.iter().filter(|answer| !answer.status.is_success());
        let mut last: Vec<String> = failures.flat_map(|answer| answer.asked().media_types).collect();
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
pub(super) fn answer_words(operation: &Operation) -> String {
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
    let answers = || operation.answers.iter();
    let headers = list(
        "Headers of the answer:",
        &mut answers().flat_map(|answer: &Answer| &answer.headers).map(|header| {
            format!("- `{}`, {}: {}", header.name.replace('`', ""), article(&header.kind), line(&header.description))
        }),
    );
    let links = list("Links:", &mut answers().flat_map(|answer| &answer.links).map(|link| format!("- {}", line(link))));
    format!("{headers}{links}")
}

fn article(kind: &str) -> &str {
    match kind {
        "integer" => "an integer",
        "number" => "a number",
        "boolean" => "`true` or `false`",
        "array" => "a list",
        "object" => "an object",
        _ => "text",
    }
}
