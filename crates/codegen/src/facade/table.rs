//! `src/providers.rs`: the re-exports, and how each client is asked.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{
    Provider,
    account::{Asked, Credential, Variables},
};
use crate::emit::docs;
use moored_model::naming::snake_name;

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

fn implementation(provider: &Provider, asked: &Asked) -> TokenStream {
    let (feature, module) = (&provider.names.feature, format_ident!("{}", provider.names.module));
    let constant = constant(provider, asked);
    let credentials = credentials(&module, asked);
    let method = format_ident!("{}", asked.method);
    // The account's time-out is the only one: whoever asks for a minute gets a minute. What is sent again is the caller's decision.
    quote! {
        #[cfg(feature = #feature)]
        impl crate::Whoami for #module::Client {
            #constant

            fn connect(account: crate::Account) -> Result<Self, crate::WhoamiError> {
                let timeout = account.timeout;
                let mut builder = Self::builder().timeout(timeout).connect_timeout(timeout).read_timeout(None);
                if let Some(address) = account.base_address {
                    builder = builder.base_address(address);
                }
                if account.allow_plain_http {
                    builder = builder.allow_plain_http();
                }
                #credentials
                Ok(builder.build()?)
            }

            async fn whoami(&self) -> Result<crate::Identity, crate::WhoamiError> {
                let once = moored_runtime::CallOptions::new().retries(moored_runtime::Retries::off());
                let answer = self.#method().send_with(once).await?;
                Self::PROVIDER.identity(answer.body())
            }
        }
    }
}

/// What is known of the provider before it is asked.
fn constant(Provider { names, title, .. }: &Provider, asked: &Asked) -> TokenStream {
    let feature = &names.feature;
    let Asked { base_address_variable, alternatives, whoami, .. } = asked;
    let [base_address, token_url_variable] = [&asked.base_address, &asked.token_url_variable].map(|text| match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    });
    let alternatives = alternatives.iter().map(|schemes| {
        let schemes = schemes.iter().filter_map(|index| asked.credentials.get(*index)).map(scheme);
        quote!(&[#(#schemes),*])
    });
    let [id, name, email, organization] =
        [&whoami.id, &whoami.name, &whoami.email, &whoami.organization].map(|alternatives| {
            let alternatives = alternatives.iter().map(|pointers| quote!(&[#(#pointers),*]));
            quote!(&[#(#alternatives),*])
        });
    quote! {
        const PROVIDER: &'static crate::Provider = &crate::Provider {
            name: #feature,
            title: #title,
            base_address: #base_address,
            base_address_variable: #base_address_variable,
            token_url_variable: #token_url_variable,
            credentials: &[#(#alternatives),*],
            id_at: #id,
            name_at: #name,
            email_at: #email,
            organization_at: #organization,
            verify: <Self as crate::Whoami>::verify,
        };
    }
}

fn scheme(credential: &Credential) -> TokenStream {
    let Credential { constructor, description, variables } = credential;
    let variables = match variables {
        Variables::Login { username, password } | Variables::Client { id: username, secret: password } => {
            quote!(crate::Variables::Login { username: #username, password: #password })
        }
        Variables::Secret(variable) => quote!(crate::Variables::Secret(#variable)),
    };
    quote!(crate::Scheme { name: #constructor, description: #description, variables: #variables })
}

/// The statements that hand each credential to the builder.
fn credentials(module: &Ident, asked: &Asked) -> TokenStream {
    if asked.credentials.is_empty() {
        return quote! {
            if let Some(other) = account.credentials.first() {
                return Err(other.unknown());
            }
        };
    }
    let arms = asked.credentials.iter().map(|credential| arm(module, credential));
    quote! {
        for credential in Self::PROVIDER.ranked(account.credentials) {
            let known = match credential {
                #(#arms)*
                other => return Err(other.unknown()),
            };
            builder = builder.credential(known);
        }
    }
}

/// What becomes of a credential of somebody's.
fn arm(module: &Ident, Credential { constructor, variables, .. }: &Credential) -> TokenStream {
    let function = format_ident!("{constructor}");
    match variables {
        Variables::Login { .. } => quote! {
            crate::Credential::Login { scheme, username, password } if scheme == #constructor => #module::Credential::#function(username, password),
        },
        Variables::Client { .. } => quote! {
            crate::Credential::Login { scheme, username, password } if scheme == #constructor => {
                let mut oauth2 = #module::Credential::#function(username, password);
                if let Some(url) = &account.token_url {
                    oauth2 = oauth2.token_url(url);
                }
                #module::Credential::from(oauth2)
            }
        },
        Variables::Secret(_) => quote! {
            crate::Credential::Secret { scheme, secret } if scheme == #constructor => #module::Credential::#function(secret),
        },
    }
}
