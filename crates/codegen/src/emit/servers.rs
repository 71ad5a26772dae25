//! The servers that a caller may choose from: an enum if there are several; a struct with setters for the variables if
//! there is one.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident};
use moored_model::api::{Api, OwnServer, Owner, Server, ServerChoice, ServerVariable, VariableType};

/// Returns `None` if there is no choice.
pub(super) fn emit(api: &Api) -> Option<TokenStream> {
    let servers = &api.servers;
    if servers.choices.is_empty() {
        return None;
    }
    let choices = servers.choices.iter().map(|choice| match choice.servers.as_slice() {
        [only] => structure(only, choice),
        _ => several(choice),
    });
    let types = servers.variable_types.iter().map(variable_type);
    Some(quote! {
        #![doc = " The servers of the document, and the values of their variables."]

        #(#choices)*
        #(#types)*
    })
}

/// Emits an enum, and a struct for each server with variables.
fn several(choice: &ServerChoice) -> TokenStream {
    let name = ident(&choice.name);
    let what = match choice.owner {
        Owner::Document => {
            "The servers of the document, for [`ClientBuilder::server`](moored_runtime::ClientBuilder::server)."
        }
        Owner::Operation => "The servers of an operation. Its call has a method that selects one.",
    };
    let docs = docs::attributes(&format!("{what}{}", other_paths(choice)));
    let with_variables = |server: &&Server| !server.variables.is_empty();
    let mut is_first = choice.has_default;
    let variants = choice.servers.iter().map(|server| {
        let docs = docs::attributes(&description(server));
        let variant = ident(&server.variant);
        let held = with_variables(&server).then(|| ident(&server.type_name)).map(|held| quote!((#held)));
        // `#[default]` is only allowed on a unit variant.
        let default = (std::mem::take(&mut is_first) && server.variables.is_empty()).then(|| quote!(#[default]));
        quote!(#docs #default #variant #held)
    });
    let variants: Vec<TokenStream> = variants.collect();
    let first = choice.servers.first().filter(|_| choice.has_default);
    let derived = first.is_some_and(|server| server.variables.is_empty()).then(|| quote!(, Default));
    let default = first.filter(|server| !server.variables.is_empty()).map(|server| {
        let (variant, held) = (ident(&server.variant), ident(&server.type_name));
        default_impl(&choice.name, &quote!(Self::#variant(#held::new())))
    });
    let arms = choice.servers.iter().map(|server| {
        let (variant, template) = (ident(&server.variant), &server.template);
        match server.variables.is_empty() {
            true => quote!(#name::#variant => moored_runtime::Server::new(#template)),
            false => quote!(#name::#variant(server) => server.into()),
        }
    });
    let held = choice.servers.iter().filter(with_variables).map(|server| {
        let (variant, held) = (ident(&server.variant), ident(&server.type_name));
        let structure = structure(server, choice);
        quote! {
            #structure

            impl From<#held> for #name {
                fn from(server: #held) -> Self {
                    Self::#variant(server)
                }
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug #derived)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }

        #default

        impl From<#name> for moored_runtime::Server {
            fn from(server: #name) -> Self {
                match server {
                    #(#arms,)*
                }
            }
        }

        #(#held)*
    }
}

/// Emits a struct with a setter for each variable that has a default; the other variables are arguments of the
/// constructor.
fn structure(server: &Server, choice: &ServerChoice) -> TokenStream {
    let Server { type_name, template, .. } = server;
    let name = ident(type_name);
    let others = if choice.servers.len() == 1 { other_paths(choice) } else { String::new() };
    let docs =
        docs::attributes(&format!("{}\n\n`Debug` does not show the values of variables.{others}", description(server)));
    let required: Vec<&ServerVariable> =
        server.variables.iter().filter(|variable| variable.default.is_none()).collect();
    let arguments = required.iter().map(|variable| {
        let (argument, given) = (ident(&variable.setter), given(variable));
        quote!(#argument: #given)
    });
    let values = server.variables.iter().map(|variable| {
        let name = &variable.name;
        match &variable.default {
            Some(default) => quote!(.with_default_value(#name, #default)),
            None => {
                let value = value(variable);
                quote!(.with_value(#name, #value))
            }
        }
    });
    let constructor_text = match required.as_slice() {
        [] => "Returns the server with the default values of all variables.".to_owned(),
        required => {
            let lines =
                required.iter().map(|variable| format!("- `{}`: {}", variable.setter, line(&variable.description)));
            format!(
                "Returns the server with values for the variables without a default value.\n\n{}",
                lines.collect::<Vec<_>>().join("\n")
            )
        }
    };
    let constructor_docs = docs::attributes(&constructor_text);
    let setters = server.variables.iter().filter(|variable| variable.default.is_some()).map(setter);
    let default = required.is_empty().then(|| default_impl(type_name, &quote!(Self::new())));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(moored_runtime::Server);

        impl #name {
            #constructor_docs
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self(moored_runtime::Server::new(#template) #(#values)*)
            }

            #(#setters)*
        }

        #default

        impl From<#name> for moored_runtime::Server {
            fn from(server: #name) -> Self {
                server.0
            }
        }
    }
}

fn setter(variable: &ServerVariable) -> TokenStream {
    let ServerVariable { name, default, description, .. } = variable;
    let default = match default.as_deref().unwrap_or_default() {
        "" => "an empty string".to_owned(),
        default => format!("`{}`", default.replace('`', "")),
    };
    let docs = docs::attributes(&format!("{}\n\nDefault: {default}.", or(description, &format!("Sets `{name}`."))));
    let (setter, given, value) = (ident(&variable.setter), given(variable), value(variable));
    quote! {
        #docs
        #[must_use]
        pub fn #setter(self, #setter: #given) -> Self {
            Self(self.0.with_value(#name, #value))
        }
    }
}

/// The argument type of a variable.
fn given(variable: &ServerVariable) -> TokenStream {
    match &variable.type_name {
        Some(name) => {
            let name = ident(name);
            quote!(#name)
        }
        None => quote!(impl Into<String>),
    }
}

/// The expression that turns the argument of a variable into text.
fn value(variable: &ServerVariable) -> TokenStream {
    let name = ident(&variable.setter);
    if variable.type_name.is_some() { quote!(#name.as_str()) } else { quote!(#name) }
}

/// Emits an enum of the allowed values of a variable.
fn variable_type(kind: &VariableType) -> TokenStream {
    let name = ident(&kind.name);
    let docs = docs::attributes(&or(&kind.description, &format!("The values of `{}`.", kind.variable)));
    let derived = kind.default.is_some().then(|| quote!(, Default));
    let variants = kind.variants.iter().map(|(variant, _)| {
        let default = (kind.default.as_ref() == Some(variant)).then(|| quote!(#[default]));
        let variant = ident(variant);
        quote!(#default #variant)
    });
    let arms = kind.variants.iter().map(|(variant, value)| {
        let variant = ident(variant);
        quote!(Self::#variant => #value)
    });
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash #derived)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }

        impl #name {
            #[doc = " The value as it is inserted into the address."]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    #(#arms,)*
                }
            }
        }
    }
}

/// The default server of an operation as a `moored_runtime::Server`, for when the caller chooses none.
pub(super) fn default_of(server: &OwnServer) -> TokenStream {
    let template = &server.template;
    let defaults = server.variables.iter().filter_map(|variable| {
        let (name, default) = (&variable.name, variable.default.as_ref()?);
        Some(quote!(.with_default_value(#name, #default)))
    });
    quote!(moored_runtime::Server::new(#template) #(#defaults)*)
}

fn default_impl(name: &str, value: &TokenStream) -> TokenStream {
    let name = ident(name);
    quote! {
        impl Default for #name {
            fn default() -> Self {
                #value
            }
        }
    }
}

/// The server's description and address.
fn description(server: &Server) -> String {
    let address = format!("`{}`", server.template.replace('`', ""));
    match server.description.as_str() {
        "" => address,
        description => format!("{description}\n\n{address}"),
    }
}

/// Documents the servers without a host, which cannot be selected.
fn other_paths(choice: &ServerChoice) -> String {
    let paths: Vec<String> = choice.paths.iter().map(|path| format!("`{path}/`").replace("``", "`")).collect();
    match paths.as_slice() {
        [] => String::new(),
        paths => format!(
            "\n\nThe document also lists {} without a host: set such an address with `base_address`.",
            paths.join(", ")
        ),
    }
}

fn or(text: &str, otherwise: &str) -> String {
    if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

fn line(text: &str) -> String {
    or(&text.split_whitespace().collect::<Vec<_>>().join(" "), "any text")
}
