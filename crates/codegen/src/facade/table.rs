//! `src/providers.rs`: the re-exports, and how each client is asked.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    Provider,
    account::{Asked, Credential, Variables},
};
use crate::{emit::docs, naming::snake_name};

const HEADER: &str = "// Written by `cargo xtask codegen` from specs/. Edits go there, not here.\n";

pub(super) fn render(providers: &[Provider]) -> String {
    let exports = providers.iter().map(export);
    let rows = providers.iter().filter(|provider| provider.asked.is_some()).map(|Provider { names, .. }| {
        let (feature, module) = (&names.feature, format_ident!("{}", names.module));
        quote! { #[cfg(feature = #feature)] <#module::Client as crate::Whoami>::PROVIDER }
    });
    let glue = providers.iter().filter_map(|provider| Some(implementation(provider, provider.asked.as_ref()?)));
    let file: TokenStream = quote! {
        #![doc = " The clients, and how each of them is asked."]

        #(#exports)*

        #[doc = " Those that can be asked whose credential it is, in the order of their names."]
        pub static PROVIDERS: &[&crate::Provider] = &[#(#rows),*];

        #(#glue)*
    };
    // Names come from the naming module and texts are literals, so this is Rust whatever the documents hold.
    let text = syn::parse2(file).map_or_else(
        |error| format!("compile_error!({:?});\n", error.to_string()),
        |file| prettyplease::unparse(&file),
    );
    format!("{HEADER}\n{}", parted(&text))
}

/// prettyplease leaves no empty lines between items; parted they are easier to read, and to compare.
fn parted(text: &str) -> String {
    let mut parted = String::with_capacity(text.len());
    let mut before = "";
    for line in text.lines() {
        let opens = |line: &str| {
            line.starts_with("#[cfg")
                || line.starts_with("///")
                || line.starts_with("    fn")
                || line.starts_with("    async fn")
        };
        if opens(line) && !opens(before) && !before.is_empty() {
            parted.push('\n');
        }
        parted.push_str(line);
        parted.push('\n');
        before = line;
    }
    parted
}

fn export(Provider { names, title, .. }: &Provider) -> TokenStream {
    let (feature, module) = (&names.feature, format_ident!("{}", names.module));
    let lib = format_ident!("{}", snake_name(&names.crate_name));
    let docs = docs::attributes(&format!("{title}: the crate `{}`.", names.crate_name));
    quote! {
        #docs
        #[cfg(feature = #feature)]
        pub use #lib as #module;
    }
}

fn implementation(Provider { names, title, .. }: &Provider, asked: &Asked) -> TokenStream {
    let (feature, module) = (&names.feature, format_ident!("{}", names.module));
    let Asked { base_address_variable, alternatives, whoami, .. } = asked;
    let base_address = match &asked.base_address {
        Some(address) => quote!(Some(#address)),
        None => quote!(None),
    };
    let alternatives = alternatives.iter().map(|schemes| {
        let schemes = schemes.iter().filter_map(|index| asked.credentials.get(*index)).map(scheme);
        quote!(&[#(#schemes),*])
    });
    let [id, name, email, organization] =
        [&whoami.id, &whoami.name, &whoami.email, &whoami.organization].map(|alternatives| {
            let alternatives = alternatives.iter().map(|pointers| quote!(&[#(#pointers),*]));
            quote!(&[#(#alternatives),*])
        });
    let credentials = credentials(&module, &asked.credentials);
    let method = format_ident!("{}", asked.method);
    quote! {
        #[cfg(feature = #feature)]
        impl crate::Whoami for #module::Client {
            const PROVIDER: &'static crate::Provider = &crate::Provider {
                name: #feature,
                title: #title,
                base_address: #base_address,
                base_address_variable: #base_address_variable,
                credentials: &[#(#alternatives),*],
                id_at: #id,
                name_at: #name,
                email_at: #email,
                organization_at: #organization,
                verify: <Self as crate::Whoami>::verify,
            };

            fn connect(account: crate::Account) -> Result<Self, crate::WhoamiError> {
                let mut builder = Self::builder().timeout(account.timeout);
                if let Some(address) = account.base_address {
                    builder = builder.base_address(address);
                }
                #credentials
                Ok(builder.build()?)
            }

            async fn whoami(&self) -> Result<crate::Identity, crate::WhoamiError> {
                let answer = self.#method().send().await?;
                Self::PROVIDER.identity(answer.body())
            }
        }
    }
}

fn scheme(credential: &Credential) -> TokenStream {
    let Credential { constructor, description, variables } = credential;
    let variables = match variables {
        Variables::Login { username, password } => {
            quote!(crate::Variables::Login { username: #username, password: #password })
        }
        Variables::Secret(variable) => quote!(crate::Variables::Secret(#variable)),
    };
    quote!(crate::Scheme { name: #constructor, description: #description, variables: #variables })
}

/// The statements that hand each credential to the builder.
fn credentials(module: &proc_macro2::Ident, credentials: &[Credential]) -> TokenStream {
    if credentials.is_empty() {
        return quote! {
            if let Some(other) = account.credentials.first() {
                return Err(other.unknown());
            }
        };
    }
    let arms = credentials.iter().map(|Credential { constructor, variables, .. }| {
        let function = format_ident!("{constructor}");
        match variables {
            Variables::Login { .. } => quote! {
                crate::Credential::Login { scheme, username, password } if scheme == #constructor => #module::Credential::#function(username, password),
            },
            Variables::Secret(_) => quote! {
                crate::Credential::Secret { scheme, secret } if scheme == #constructor => #module::Credential::#function(secret),
            },
        }
    });
    quote! {
        for credential in account.credentials {
            let known = match credential {
                #(#arms)*
                other => return Err(other.unknown()),
            };
            builder = builder.credential(known);
        }
    }
}
