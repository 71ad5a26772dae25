//! The methods that walk the pages of a list.

use moored_model::api::{
    Operation, PageSource, PageStyle, PageTarget, Pagination, Presence, ResponseBody, TypeRef, Types,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{names::SendNames, table::CallPages};
use crate::emit::{
    ident,
    responses::{Variant, negotiated},
    rust_type,
};

/// The methods that walk the pages of `operation`, if it has any.
pub(super) fn pages(operation: &Operation, names: &SendNames, types: &Types) -> Option<CallPages> {
    let pages = operation.pages.as_ref()?;
    Some(CallPages {
        pages: ident(&names.pages),
        pages_with: ident(&names.pages_with),
        items: ident(&names.page_items),
        items_with: ident(&names.page_items_with),
        item: rust_type::qualified(&pages.items.ty, types),
        list: list(operation, pages, types),
        pagination: pagination(pages),
    })
}

/// What a file with `pages` imports from the runtime.
pub(super) fn imports(pages: Option<&Pagination>) -> TokenStream {
    let Some(pages) = pages else { return TokenStream::new() };
    let (has_source, has_target) = match &pages.style {
        PageStyle::LinkHeader => (false, false),
        PageStyle::NextUrl(_) => (true, false),
        PageStyle::Cursor(..) => (true, true),
        PageStyle::PageNumber { .. } | PageStyle::Offset(_) => (false, true),
    };
    let ends = [&pages.total_pages, &pages.total_items, &pages.has_more];
    let source = (has_source || ends.iter().any(|end| end.is_some())).then(|| quote!(PageSource,));
    let target = has_target.then(|| quote!(PageTarget,));
    quote!(, #source #target Pagination)
}

/// The items of the page in `body`: `body.data.unwrap_or_default()`.
fn list(operation: &Operation, pages: &Pagination, types: &Types) -> TokenStream {
    let variants = negotiated(&operation.successes());
    let Some(Variant { name: variant, body: ResponseBody::Json(ty), .. }) =
        variants.iter().find(|variant| variant.response.status == pages.items.status)
    else {
        return quote!(Vec::new());
    };
    let list = of_value(ty, pages, types);
    if variants.len() == 1 {
        return list;
    }
    let success = ident(&operation.success_name());
    quote! {
        match body {
            #success::#variant(body) => #list,
            _ => Vec::new(),
        }
    }
}

/// The list in `body`, a value of `ty`.
fn of_value(ty: &TypeRef, pages: &Pagination, types: &Types) -> TokenStream {
    let mut found = Found { value: quote!(body), is_option: false };
    let mut ty = ty.clone();
    found.null(&ty, types);
    for key in pages.items.pointer.keys() {
        let Some(field) = types.member(&ty, key) else { return quote!(Vec::new()) };
        let name = ident(&field.name);
        let presence = match (field.presence, field.is_tolerated) {
            (Presence::Required, false) => Wrapper::None,
            (Presence::OptionalNullable, _) => Wrapper::Field,
            _ => Wrapper::Option,
        };
        found.field(&name, presence);
        ty = field.ty.clone();
        found.null(&ty, types);
    }
    found.or_empty()
}

/// What is around the value of a field.
#[derive(Clone, Copy, PartialEq)]
enum Wrapper {
    None,
    Option,
    Field,
}

/// An expression for a value, or for an `Option` of it.
struct Found {
    value: TokenStream,
    is_option: bool,
}

impl Found {
    fn field(&mut self, name: &Ident, wrapper: Wrapper) {
        let value = &self.value;
        self.value = match (self.is_option, wrapper) {
            (false, Wrapper::None | Wrapper::Option) => quote!(#value.#name),
            (false, Wrapper::Field) => quote!(#value.#name.into_option()),
            (true, Wrapper::None) => quote!(#value.map(|value| value.#name)),
            (true, Wrapper::Option) => quote!(#value.and_then(|value| value.#name)),
            (true, Wrapper::Field) => quote!(#value.and_then(|value| value.#name.into_option())),
        };
        self.is_option |= wrapper != Wrapper::None;
    }

    /// The type itself may be `null`.
    fn null(&mut self, ty: &TypeRef, types: &Types) {
        if matches!(types.resolved(ty), TypeRef::Option(_)) {
            if self.is_option {
                let value = &self.value;
                self.value = quote!(#value.flatten());
            }
            self.is_option = true;
        }
    }

    fn or_empty(self) -> TokenStream {
        let value = self.value;
        if self.is_option { quote!(#value.unwrap_or_default()) } else { value }
    }
}

/// How the pages are found, as a constant of the runtime.
fn pagination(pages: &Pagination) -> TokenStream {
    let style = match &pages.style {
        PageStyle::LinkHeader => quote!(link_header()),
        PageStyle::NextUrl(next) => {
            let next = source(next);
            quote!(next_url(#next))
        }
        PageStyle::Cursor(at, next) => {
            let (at, next) = (target(at), source(next));
            quote!(cursor(#at, #next))
        }
        PageStyle::PageNumber { target: at, first } => {
            let (at, first) = (target(at), Literal::u64_unsuffixed(*first));
            quote!(page_number(#at, #first))
        }
        PageStyle::Offset(at) => {
            let at = target(at);
            quote!(offset(#at))
        }
    };
    let ends = [
        (quote!(total_pages), &pages.total_pages),
        (quote!(total_items), &pages.total_items),
        (quote!(has_more), &pages.has_more),
    ];
    let ends = ends.into_iter().filter_map(|(name, end)| {
        let source = source(end.as_ref()?);
        Some(quote!(.#name(#source)))
    });
    quote!(Pagination::#style #(#ends)*)
}

fn target(target: &PageTarget) -> TokenStream {
    match target {
        PageTarget::Query(name) => quote!(PageTarget::Query(#name)),
        PageTarget::Header(name) => quote!(PageTarget::Header(#name)),
        PageTarget::Body(pointer) => {
            let pointer = pointer.to_string();
            quote!(PageTarget::Body(#pointer))
        }
    }
}

fn source(source: &PageSource) -> TokenStream {
    match source {
        PageSource::Header(name) => quote!(PageSource::Header(#name)),
        PageSource::Body(pointer) => {
            let pointer = pointer.to_string();
            quote!(PageSource::Body(#pointer))
        }
    }
}
