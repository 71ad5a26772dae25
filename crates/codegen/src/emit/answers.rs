//! Answers typed by status and media type: what progenitor has one success and one error type for.
//!
//! Of a success comes what the call asks for; of a failure, what the provider likes.

mod alternatives;
mod types;
mod variants;

use proc_macro2::TokenStream;
use quote::quote;

pub(super) use self::alternatives::Alternative;
use self::{
    types::{items, read, rust_type},
    variants::{Variant, answer_enum, refusal},
};
use super::{call_name, ident};
use moored_document::status::Status;
use moored_model::api::{Answer, AnswerBody, Operation};

/// How an operation reads what comes back.
pub(super) struct Answers {
    /// The type of a success.
    pub(super) success: TokenStream,
    /// The type of a documented failure.
    pub(super) failure: TokenStream,
    /// The arms of `match answer.status().as_u16()` for successes.
    pub(super) arms: TokenStream,
    /// Those for everything else.
    pub(super) other_arms: TokenStream,
    /// Whether one of those makes a documented error.
    pub(super) refuses: bool,
    /// Whether a success is no JSON, so that it may be large or endless.
    pub(super) is_raw: bool,
    /// What the items of a success are, and what makes them of its body.
    pub(super) items: Option<(TokenStream, TokenStream)>,
    /// What else can be asked for.
    pub(super) alternatives: Vec<Alternative>,
    /// Enums for several successes or failures.
    pub(super) enums: TokenStream,
    /// Their names.
    pub(super) exports: Vec<String>,
}

pub(super) fn emit(operation: &Operation) -> Answers {
    let (mut successes, failures): (Vec<&Answer>, Vec<&Answer>) =
        operation.answers.iter().partition(|answer| answer.status.is_success());
    // `default` alone describes success and failure alike.
    if successes.is_empty() {
        successes.extend(failures.iter().find(|answer| answer.status == Status::Default));
    }
    let mut answers = Answers {
        success: quote!(()),
        failure: quote!(NoErrorBody),
        arms: TokenStream::new(),
        other_arms: TokenStream::new(),
        refuses: failures.iter().any(|answer| answer.status != Status::Default),
        is_raw: successes.iter().any(|answer| matches!(answer.asked().body, AnswerBody::Text | AnswerBody::Bytes)),
        items: successes.iter().find_map(|answer| answer.asked().items).as_ref().map(items),
        alternatives: alternatives::read_off(&successes),
        enums: TokenStream::new(),
        exports: Vec::new(),
    };
    answers.add_successes(operation, &successes);
    answers.add_failures(operation, &failures);
    answers
}

impl Answers {
    fn add_successes(&mut self, operation: &Operation, successes: &[&Answer]) {
        match successes {
            [] => self.arms.extend(quote! { 200..=299 => answer.empty(), }),
            [only] => {
                let pattern = match only.status {
                    Status::Default => quote!(200..=299),
                    status => pattern(status),
                };
                let body = only.asked().body;
                let read = read(&body);
                self.arms.extend(quote! { #pattern => #read, });
                self.success = rust_type(&body);
            }
            several => {
                let name = ident(&format!("{}Success", call_name(operation)));
                let variants = variants::asked(several);
                self.arms.extend(variants.iter().map(|variant| success(&name, variant)));
                let text = format!(
                    "The successes that the document names for [`Client::{}`](crate::Client::{0}).",
                    operation.method
                );
                self.enums.extend(answer_enum(&name, &text, variants.iter()));
                self.exports.push(name.to_string());
                self.success = quote!(#name);
            }
        }
    }

    fn add_failures(&mut self, operation: &Operation, failures: &[&Answer]) {
        if !failures.is_empty() {
            let name = ident(&format!("{}Error", call_name(operation)));
            let variants = variants::unasked(failures);
            self.other_arms.extend(variants.iter().map(|variants| refusal(&name, variants)));
            let text = format!(
                "The failures that the document names for [`Client::{}`](crate::Client::{0}).",
                operation.method
            );
            self.enums.extend(answer_enum(&name, &text, variants.iter().flatten()));
            self.exports.push(name.to_string());
            self.failure = quote!(#name);
        }
        if !failures.iter().any(|answer| answer.status == Status::Default) {
            self.other_arms.extend(quote! { _ => Err(answer.unexpected()), });
        }
    }
}

/// The arm that makes one of the enum `name` of an answer.
fn success(name: &proc_macro2::Ident, variant: &Variant<'_>) -> TokenStream {
    let Variant { name: variant, answer, body, .. } = variant;
    let pattern = pattern(answer.status);
    match body {
        AnswerBody::Empty => quote! { #pattern => answer.empty().map(|response| response.map(|()| #name::#variant)), },
        AnswerBody::Json(_) => {
            // Said here: nothing else tells the closure what it gets.
            let kind = rust_type(body);
            quote! { #pattern => answer.json::<#kind, _>().map(|response| response.map(#name::#variant)), }
        }
        AnswerBody::Text | AnswerBody::Bytes => {
            let read = read(body);
            quote! { #pattern => #read.map(|response| response.map(#name::#variant)), }
        }
    }
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(hundred) => {
            let (first, last) = (hundred * 100, hundred * 100 + 99);
            let (first, last) =
                (proc_macro2::Literal::u16_unsuffixed(first), proc_macro2::Literal::u16_unsuffixed(last));
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}
