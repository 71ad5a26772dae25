//! The declaration of a call: its arguments, how they become a request, and how its response is decoded.

use moored_model::api::{Operation, OwnServer, Parameter, ParameterLocation};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    Call,
    arguments::Sent,
    request,
    table::{CallItems, CallStream, CallTable, OtherRepresentation, Setter},
};
use crate::emit::{
    self, Ways, docs, ident,
    receiver::Receiver,
    responses::{Alternative, Responses},
    servers,
};

impl Call<'_> {
    /// The declaration, and the code that it refers to.
    pub(super) fn declaration(&self) -> (CallTable, TokenStream) {
        let Responses { success, arms, other_arms, has_error_arms, .. } = self.responses;
        let error = self.responses.error_type();
        let is_shared = *has_error_arms && !self.responses.alternatives.is_empty();
        let shared_arms = if is_shared { quote!(_ => decode_error(response),) } else { other_arms.clone() };
        let decode_error = is_shared.then(|| {
            quote! {
                fn decode_error<T>(
                    response: moored_runtime::RawResponse,
                ) -> Result<moored_runtime::Response<T>, moored_runtime::Error<#error>> {
                    match response.status().as_u16() {
                        #other_arms
                    }
                }
            }
        });
        let required = self.arguments.iter().filter(|argument| argument.required);
        let table = CallTable {
            attributes: self.attributes(),
            name: self.name.clone(),
            required: required.map(|argument| (argument.name.clone(), argument.ty.clone())).collect(),
            setters: self.setters(),
            operation: operation(self.operation),
            server: self.operation.server.as_ref().map(|own| self.own_server(own)),
            request: request::build(self.arguments),
            body: success.clone(),
            arms: quote!(#arms #shared_arms),
            stream: self.stream(),
            items: self.items(),
            pages: self.pages.clone(),
            others: self.others(&shared_arms),
            error,
        };
        (table, quote!(#decode_error))
    }

    /// The names of the methods that send the call, besides the usual ones.
    pub(super) fn ways(&self) -> Ways {
        let names = self.send_names;
        let alternatives = self.responses.alternatives.iter().zip(&names.alternatives);
        let alternative = |(one, method): (&Alternative, &String)| emit::Alternative {
            method: method.clone(),
            media_types: one.media_types.clone(),
        };
        Ways {
            stream: self.plan.is_streamable().then(|| names.stream.clone()),
            items: self.responses.items.is_some().then(|| names.items.clone()),
            pages: self
                .pages
                .as_ref()
                .map(|pages| emit::PageWays { pages: pages.pages.to_string(), items: pages.items.to_string() }),
            alternatives: alternatives.map(alternative).collect(),
        }
    }

    fn attributes(&self) -> TokenStream {
        let docs = docs::attributes(&format!("A call of {}.", Receiver::link(self.operation)));
        // A stream can be sent only once.
        let is_value = self.arguments.iter().all(|argument| match &argument.sent {
            Sent::Parameter(_) => true,
            Sent::Body(body) => body.is_value(),
        });
        let clone = is_value.then(|| quote!(Clone,));
        quote! {
            #docs
            #[derive(#clone Debug)]
        }
    }

    /// A setter for each optional argument, and for the server.
    fn setters(&self) -> Vec<Setter> {
        let optional = self.arguments.iter().filter(|argument| !argument.required);
        let setter = |argument: &super::Argument<'_>| {
            let deprecated = argument.is_deprecated().then(docs::deprecated);
            let docs = docs::attributes(argument.description());
            let passed = argument.accepts_into.then(|| argument.passed_type());
            Setter {
                attributes: quote!(#docs #deprecated),
                name: argument.name.clone(),
                ty: argument.ty.clone(),
                passed,
            }
        };
        let server = self.server_type().map(|ty| Setter {
            attributes: quote! {
                #[doc = " Sends the request to this server. A base address that is set on the client takes precedence."]
            },
            name: self.server.clone(),
            passed: Some(quote!(impl Into<#ty>)),
            ty,
        });
        optional.map(setter).chain(server).collect()
    }

    /// The type of the server that the caller may choose for this call alone.
    fn server_type(&self) -> Option<TokenStream> {
        let name = ident(self.operation.server.as_ref()?.choice.as_ref()?);
        Some(quote!(crate::server::#name))
    }

    /// The expression for the server of the call.
    fn own_server(&self, own: &OwnServer) -> TokenStream {
        let (default, name) = (servers::default_of(own), &self.server);
        match own.choice {
            None => default,
            Some(_) => quote!(#name.map_or_else(|| #default, Into::into)),
        }
    }

    /// The methods that return the body of a success as a stream.
    fn stream(&self) -> Option<CallStream> {
        let names = self.send_names;
        self.plan.is_streamable().then(|| CallStream {
            method: ident(&names.stream),
            with: ident(&names.stream_with),
            expected: self.plan.expected(),
        })
    }

    /// The methods that return the items of a success as a stream.
    fn items(&self) -> Option<CallItems> {
        let (item, read) = self.responses.items.clone()?;
        let names = self.send_names;
        let (method, with) = (ident(&names.items), ident(&names.items_with));
        Some(CallItems { method, with, item, read, expected: self.plan.expected_items() })
    }

    /// The methods that request another representation.
    fn others(&self, other_arms: &TokenStream) -> Vec<OtherRepresentation> {
        let alternatives = self.responses.alternatives.iter().zip(&self.send_names.alternatives);
        let other = |(alternative, method): (&Alternative, &String)| {
            let Alternative { media_types, ty, items, arms, expected } = alternative;
            let text = format!("Requests `{}` instead of the default media type.", media_types.join("`, `"));
            OtherRepresentation {
                attributes: docs::attributes(&text),
                method: ident(method),
                body: ty.clone(),
                items: items.clone(),
                accept: self.accept(media_types),
                expected: expected.clone(),
                arms: quote!(#arms #other_arms),
            }
        };
        alternatives.map(other).collect()
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

/// The constant that describes the operation to the runtime.
fn operation(operation: &Operation) -> TokenStream {
    let Operation { id, verb, path, .. } = operation;
    // The runtime needs to know which values may have several segments.
    let is_reserved =
        |parameter: &&Parameter| parameter.location == ParameterLocation::Path && parameter.style.allow_reserved;
    let reserved = operation.parameters.iter().filter(is_reserved);
    let path = reserved.fold(path.clone(), |path, Parameter { name, .. }| {
        path.replace(&format!("{{{name}}}"), &format!("{{+{name}}}"))
    });
    let accept = operation.accept.as_ref().map(|accept| quote!(.accept(#accept)));
    let security = operation.security.iter().map(|alternative| {
        let names = alternative.iter().map(|requirement| &requirement.scheme);
        quote!(&[#(#names),*])
    });
    let security = (!operation.security.is_empty()).then(|| quote!(.security(&[#(#security),*])));
    let redirects = operation.redirects();
    let statuses = redirects.iter().copied().map(Literal::u16_unsuffixed);
    let redirects = (!redirects.is_empty()).then(|| quote!(.redirects(&[#(#statuses),*])));
    quote!(Operation::new(#id, #verb, #path) #accept #security #redirects)
}
